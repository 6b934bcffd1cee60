import { pathOf } from '../run/paths';
import type { DropReason, PinStatistics, SimulationFinding, SimulationResult } from '../result';
import { missedAllocator, missedSimulatedWith } from './allocators';
import { type BoundSide, type Expectation, type Miss, decidersOfFinding } from './expectation';
import { leaks } from './leaks';

/** A run that expectations are held against. */
export interface EvaluatedRun {
  readonly result: Omit<SimulationResult, 'trace'>;
  /** Findings of the run as people have configured them: severities and suppressions applied. */
  readonly reported: readonly SimulationFinding[];
  /** `paths` of the scenario that was run: where the values stand that decide. */
  readonly paths: Readonly<Record<string, string>>;
}

/** What has not been met, in the order in which it is expected; nothing: the run passes. */
export const evaluateExpectations = (expectations: readonly Expectation[], run: EvaluatedRun): readonly Miss[] => expectations.flatMap((expectation) => missesOf(expectation, run));

type Only<K extends Expectation['kind']> = Extract<Expectation, { readonly kind: K }>;

function missesOf(expectation: Expectation, run: EvaluatedRun): readonly Miss[] {
  switch (expectation.kind) {
    case 'drops': return dropped(expectation, run);
    case 'delivered': return delivered(expectation, run);
    case 'latency': return late(expectation, run);
    case 'memory': return memory(expectation, run);
    case 'buffersInFlight': return inFlight(expectation, run);
    case 'noLeak': return leaks(expectation, run);
    case 'allocator': return missedAllocator(expectation, run.result);
    case 'simulatedWith': return missedSimulatedWith(expectation, run);
    case 'finding': return finding(expectation, run);
    case 'worstFinding': return worstFinding(expectation, run);
    case 'fingerprint': return run.result.fingerprint === expectation.fingerprint ? [] : [{ expectation, key: 'fingerprint', arguments: { fingerprint: expectation.fingerprint, found: run.result.fingerprint }, pin: '', because: null, decidedBy: [] }];
    case 'ends': return ended(expectation, run);
  }
}

const keepsTo = (side: BoundSide, limit: number, value: number): boolean => (side === 'atLeast' ? value >= limit : value <= limit);

/** Pins that an expectation looks at. */
const pinsOf = ({ pins }: EvaluatedRun['result'], pin: number | null): readonly PinStatistics[] => (pin === null ? pins : pins.slice(pin, pin + 1));
const labelOf = ({ pins }: EvaluatedRun['result'], pin: number | null): string => (pin === null ? '' : (pins[pin]?.label ?? ''));

/** The document's values behind an option of each pin. */
const decidersOf = ({ paths, result }: EvaluatedRun, pin: number | null, option: string): readonly string[] => [...new Set(result.pins.flatMap((_, index) => (pin === null || index === pin ? [pathOf(paths, `pins.${index}.${option}`)] : [])))].filter((path) => path !== '');

/** Frames lost by reason over pins, the most frequent first. */
function reasonsOf(pins: readonly PinStatistics[]): readonly DropReason[] {
  const merged = new Map<string, DropReason>();
  for (const drop of pins.flatMap(({ drops }) => drops)) {
    const known = merged.get(drop.key);
    merged.set(drop.key, known === undefined ? drop : { ...known, count: known.count + drop.count, paths: [...new Set([...known.paths, ...drop.paths])] });
  }
  return [...merged.values()].sort((first, second) => second.count - first.count);
}

function dropped(expectation: Only<'drops'>, run: EvaluatedRun): readonly Miss[] {
  const { pin, reason, side, limit } = expectation;
  const pins = pinsOf(run.result, pin);
  const produced = pins.reduce((sum, each) => sum + each.framesProduced, 0);
  const all = reasonsOf(pins);
  // What is lost because the stream stops is its end, no fault of it; it counts where it is asked for by name.
  const counted = all.filter(({ key }) => (reason === null ? key !== 'discardedAtStop' : key === reason));
  const found = counted.reduce((sum, { count }) => sum + count, 0);
  const about = { expectation, pin: labelOf(run.result, pin) };
  // A run without frames loses none, which says nothing.
  if (produced === 0) return [{ ...about, key: 'drops.nothing', arguments: { limit }, because: null, decidedBy: decidersOf(run, pin, 'source.period') }];
  if (keepsTo(side, limit, found)) return [];
  const atStop = reason === null ? (all.find(({ key }) => key === 'discardedAtStop')?.count ?? 0) : 0;
  return [{
    ...about, key: `${reason === null ? 'drops' : 'dropsForReason'}.${side}`, arguments: { value: limit, limit, found, produced, atStop }, because: { kind: 'drops', reasons: found > 0 ? counted : all },
    decidedBy: found > 0 ? [...new Set(counted.flatMap(({ paths }) => paths.slice(0, 1)))] : decidersOf(run, pin, 'client.requests'),
  }];
}

function delivered(expectation: Only<'delivered'>, run: EvaluatedRun): readonly Miss[] {
  const { pin, side, limit } = expectation;
  const pins = pinsOf(run.result, pin);
  const found = pins.reduce((sum, { framesDelivered }) => sum + framesDelivered, 0);
  if (keepsTo(side, limit, found)) return [];
  const reasons = reasonsOf(pins);
  const produced = pins.reduce((sum, { framesProduced }) => sum + framesProduced, 0);
  const isLost = side === 'atLeast' && produced >= limit;
  return [{
    expectation, key: `delivered.${side}`, arguments: { limit, found, produced }, pin: labelOf(run.result, pin), because: isLost && reasons.length > 0 ? { kind: 'drops', reasons } : null,
    decidedBy: isLost && reasons.length > 0 ? [...new Set(reasons.flatMap(({ paths }) => paths.slice(0, 1)))] : [...decidersOf(run, pin, 'source.period'), ...[pathOf(run.paths, 'duration')].filter((path) => path !== '')],
  }];
}

function late(expectation: Only<'latency'>, run: EvaluatedRun): readonly Miss[] {
  const { pin, percentile, limit } = expectation;
  const latency = pin === null ? run.result.latency : run.result.pins[pin]?.latency;
  const found = latency?.[percentile] ?? null;
  const about = { expectation, pin: labelOf(run.result, pin), because: null };
  if (found === null) return [nothingDelivered(expectation, run)];
  if (found <= limit) return [];
  return [{ ...about, key: 'latency', arguments: { threshold: limit, time: found, value: percentile }, decidedBy: decidersOf(run, pin, 'hardware.transferTime') }];
}

/** No frame came that could have been late: what became of those that there were decides, or whoever could have brought some. */
function nothingDelivered(expectation: Only<'latency'>, run: EvaluatedRun): Miss {
  const { pin, percentile, limit } = expectation;
  const pins = pinsOf(run.result, pin);
  const reasons = reasonsOf(pins);
  const isProduced = pins.some(({ framesProduced }) => framesProduced > 0);
  return {
    expectation, key: 'latency.nothing', arguments: { threshold: limit, value: percentile }, pin: labelOf(run.result, pin), because: reasons.length > 0 ? { kind: 'drops', reasons } : null,
    decidedBy: reasons.length > 0 ? [...new Set(reasons.flatMap(({ paths }) => paths.slice(0, 1)))] : decidersOf(run, pin, isProduced ? 'client.requests' : 'source.period'),
  };
}

function memory(expectation: Only<'memory'>, run: EvaluatedRun): readonly Miss[] {
  const { pin, limit } = expectation;
  const { result, paths } = run;
  const found = pin === null ? result.memoryBytes : (result.pins[pin]?.memoryBytes ?? 0);
  const about = { expectation, pin: labelOf(result, pin), because: null };
  // A pin of a circuit has no buffers of a client: its frames belong to the circuit.
  if (pin !== null && found === 0) return [{ ...about, key: 'memory.nothing', arguments: {}, decidedBy: [] }];
  if (found <= limit) return [];
  const ofCircuits = pin === null ? result.circuits.map((_, index) => pathOf(paths, `circuits.${index}.allocator`)) : [];
  return [{ ...about, key: 'memory', arguments: { needed: limit, memoryBytes: found }, decidedBy: [...decidersOf(run, pin, 'client.requests'), ...ofCircuits.filter((path) => path !== '')] }];
}

function inFlight(expectation: Only<'buffersInFlight'>, run: EvaluatedRun): readonly Miss[] {
  const { pin, side, limit } = expectation;
  const statistics = run.result.pins[pin];
  const about = { expectation, pin: labelOf(run.result, pin), because: null };
  if (statistics === undefined || statistics.timeInRun === 0) return [{ ...about, key: 'buffersInFlight.nothing', arguments: {}, decidedBy: decidersOf(run, pin, 'states') }];
  const { minimum, maximum } = statistics.buffersInFlight;
  const found = side === 'atLeast' ? minimum : maximum;
  if (keepsTo(side, limit, found)) return [];
  return [{ ...about, key: `buffersInFlight.${side}`, arguments: { limit, found }, decidedBy: decidersOf(run, pin, 'client.requests') }];
}

function finding(expectation: Only<'finding'>, { result, reported }: EvaluatedRun): readonly Miss[] {
  const { code, occurs } = expectation;
  const shown = result.findings.find((each) => each.code === code);
  if (occurs === (shown !== undefined)) return [];
  if (shown !== undefined) return [{ expectation, key: 'finding.absent', arguments: { code, count: shown.count }, pin: shown.pin, because: { kind: 'finding', finding: shown }, decidedBy: decidersOfFinding(shown) }];
  const others = [...new Set(reported.flatMap((each) => (each.code === null ? [] : [each.code])))].join(', ');
  return [{ expectation, key: others === '' ? 'finding.occurs' : 'finding.occursOthers', arguments: { code, others }, pin: '', because: null, decidedBy: [] }];
}

const ranks = { none: 0, info: 1, warning: 2, error: 3 } as const;

function worstFinding(expectation: Only<'worstFinding'>, { reported }: EvaluatedRun): readonly Miss[] {
  const tooMany = reported.filter(({ severity }) => ranks[severity] > ranks[expectation.worst]);
  const first = tooMany.reduce<SimulationFinding | undefined>((most, each) => (most === undefined || ranks[each.severity] > ranks[most.severity] ? each : most), undefined);
  if (first === undefined) return [];
  return [{ expectation, key: 'worstFinding', arguments: { value: expectation.worst, count: tooMany.length, severity: first.severity }, pin: first.pin, because: { kind: 'finding', finding: first }, decidedBy: decidersOfFinding(first) }];
}

function ended(expectation: Only<'ends'>, { result, reported }: EvaluatedRun): readonly Miss[] {
  const { stopReason } = result;
  if (stopReason === expectation.stopReason) return [];
  const why = [...reported, ...result.findings].find(({ key }) => key === stopReason || key.startsWith('successWith'));
  return [{ expectation, key: `ends.${stopReason}`, arguments: { value: expectation.stopReason, time: result.virtualTime }, pin: why?.pin ?? '', because: why === undefined || stopReason === 'completed' ? null : { kind: 'finding', finding: why }, decidedBy: why === undefined ? [] : decidersOfFinding(why) }];
}
