import { pathOf } from '../run/paths';
import type { AllocatorReport, EligibleAllocator, SimulationResult } from '../result';
import type { EvaluatedRun } from './evaluate';
import type { AllocatorExpected, Expectation, Miss } from './expectation';

/** Sections that an expectation looks at, with their positions. */
const sectionsOf = (allocators: readonly AllocatorReport[], section: string | null): readonly { readonly report: AllocatorReport; readonly at: number }[] =>
  allocators.map((report, at) => ({ report, at })).filter(({ report }) => section === null || report.section === section);

/** Whether it is the allocator that an expectation names. */
const isMeant = ({ owner, names }: AllocatorExpected) => ({ kind, pin }: EligibleAllocator): boolean => (owner === 'default' ? kind === 'default' : kind === owner && names.includes(pin));

/** An allocator that is not judged as it has to be; also one that nobody has judged in this run. */
export function missedAllocator(expectation: Extract<Expectation, { readonly kind: 'allocator' }>, { allocators }: Pick<SimulationResult, 'allocators'>): readonly Miss[] {
  const { verdict, section, allocator, owner } = expectation;
  const sections = sectionsOf(allocators, section);
  const meant = isMeant(expectation);
  const find = (list: 'eligible' | 'rejected' | 'undecided'): { readonly report: AllocatorReport; readonly at: number; readonly entry: number } | undefined =>
    sections.map(({ report, at }) => ({ report, at, entry: report[list].findIndex(meant) })).find(({ entry }) => entry !== -1);
  const [eligible, rejected, undecided] = [find('eligible'), find('rejected'), find('undecided')];
  if (verdict === 'eligible' && eligible !== undefined) return [];
  if (verdict === 'rejected' && rejected !== undefined && eligible === undefined && undecided === undefined) return [];
  const miss = (key: string, where: string, more: Partial<Pick<Miss, 'because' | 'decidedBy'>> = {}): readonly Miss[] =>
    [{ expectation, key: `allocator.${key}`, arguments: { allocator, verdict, value: owner, section: where }, pin: where, because: null, decidedBy: [], ...more }];
  if (eligible !== undefined) return miss('isEligible', eligible.report.section, { decidedBy: [eligible.report.eligible[eligible.entry]!.path].filter((path) => path !== '') });
  if (undecided !== undefined) return miss('isUndecided', undecided.report.section, { because: { kind: 'undecided', report: undecided.at, entry: undecided.entry }, decidedBy: [undecided.report.undecided[undecided.entry]!.path].filter((path) => path !== '') });
  if (rejected !== undefined) return miss('isRejected', rejected.report.section, { because: { kind: 'rejected', report: rejected.at, entry: rejected.entry }, decidedBy: [rejected.report.rejected[rejected.entry]!.path].filter((path) => path !== '') });
  // Nobody has judged it: at a client in user mode no allocator of the kernel is a candidate.
  const where = sections.map(({ report }) => report.section).join(', ');
  return miss(sections.every(({ report }) => report.simulatedWith === 'clientBuffers') ? 'userMode' : 'noCandidate', where);
}

/** A section of the graph that was simulated with other frames than it has to be. */
export function missedSimulatedWith(expectation: Extract<Expectation, { readonly kind: 'simulatedWith' }>, { result, paths }: EvaluatedRun): readonly Miss[] {
  const sections = sectionsOf(result.allocators, expectation.section);
  if (sections.some(({ report }) => report.simulatedWith === expectation.simulatedWith)) return [];
  const first = sections[0]?.report;
  if (first === undefined) return [{ expectation, key: 'simulatedWith.untold', arguments: { wanted: expectation.simulatedWith }, pin: '', because: null, decidedBy: [] }];
  const circuit = result.circuits.findIndex(({ label }) => label === first.section);
  const pin = result.pins.findIndex(({ label }) => label === first.section);
  const path = circuit === -1 ? pathOf(paths, `pins.${pin}.client`) : pathOf(paths, `circuits.${circuit}.allocator`);
  return [{ expectation, key: 'simulatedWith', arguments: { wanted: expectation.simulatedWith, found: first.simulatedWith, section: first.section }, pin: first.section, because: null, decidedBy: path === '' ? [] : [path] }];
}
