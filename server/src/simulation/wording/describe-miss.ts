import { formatDuration } from '../../document/index';
import { grouped } from '../../findings/index';
import type { Because, BoundSide, Expectation, Miss } from '../expectations/expectation';
import type { SimulationResult, TextArguments } from '../result';
import { type Write, findingText, rejectedText, undecidedText, write } from './describe-run';
import { formatBytes } from './format-values';
import { ofPins } from './of-pins';

/** Why a run does not pass, ready to be read. */
export interface MissText {
  /** What was expected, what came instead, and what decided it. */
  readonly text: string;
  /** The two of them side by side, where that says something. */
  readonly wanted?: string;
  readonly found?: string;
}

/** Values of the document that are named in a sentence at most. */
const mostDeciders = 3;

/** What a pointer into the document leads to, as a person calls it: `Client.Requests`; within a simulation without its place. */
export const memberName = (path: string): string => path.replace(/^\/Simulations\/\d+\//, '/').split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');

/** A pin as a whole is where a figure belongs of which defaults alone decide: no value of the document to be named. */
const isValue = (path: string): boolean => !/^\/Filters\/\d+\/PinDescriptors\/\d+$/.test(path);

/** Tells why an expectation was not met. `result` is that of the run it was held against. */
export function missText(miss: Miss, result: Pick<SimulationResult, 'pins' | 'circuits' | 'allocators'>, writer: Write): MissText {
  const { key, because, expectation, pin } = miss;
  const decidedBy = miss.decidedBy.filter(isValue);
  const values = valuesOf(miss, writer);
  const atStop = values['atStop'];
  const sentences = [
    write(writer, `expectation.${key}`, values),
    ...(because === null ? [] : becauseText(because, result, writer)),
    ...(typeof atStop === 'number' && atStop > 0 ? [write(writer, 'expectation.atStop', { atStop })] : []),
    ...(decidedBy.length === 0 ? [] : [write(writer, 'expectation.decides', { members: decidedBy.slice(0, mostDeciders).map(memberName).join(', ') })]),
  ];
  const several = result.pins.length + result.circuits.length > 1;
  // A sentence about a section names it already.
  const about = pin === '' || 'section' in expectation ? [] : [pin];
  return { text: ofPins(sentences.join(' '), about, several, writer), ...sides(expectation, miss.arguments, writer) };
}

/** Arguments of the sentence, with those put into words that are words. */
function valuesOf({ expectation, arguments: values, key }: Miss, writer: Write): TextArguments {
  switch (expectation.kind) {
    case 'drops':
      return expectation.reason === null ? values : { ...values, reason: write(writer, `reason.${expectation.reason}`) };
    case 'allocator':
      return { ...values, name: write(writer, 'allocator.name', { pin: expectation.allocator, value: expectation.owner }), verdict: write(writer, `expectation.verdict.${expectation.verdict}`) };
    case 'simulatedWith': {
      const name = (word: string): string => write(writer, `allocator.simulatedWith.${word}`);
      return { ...values, wanted: name(expectation.simulatedWith), ...(key === 'simulatedWith' ? { found: name(String(values['found'])) } : {}) };
    }
    default:
      return values;
  }
}

function becauseText(because: Because, { allocators }: Pick<SimulationResult, 'allocators'>, writer: Write): readonly string[] {
  switch (because.kind) {
    case 'drops': {
      const reasons = because.reasons.map(({ key, count }) => write(writer, 'expectation.reason', { count, reason: write(writer, `reason.${key}`) }));
      return reasons.length === 0 ? [] : [write(writer, 'expectation.reasons', { reasons: reasons.join('; ') })];
    }
    case 'finding': {
      const { finding } = because;
      const text = findingText(finding, writer);
      return [finding.code === null ? text : write(writer, 'expectation.finding', { code: finding.code, text })];
    }
    case 'rejected':
      return [rejectedText(allocators[because.report]!.rejected[because.entry]!, writer)];
    case 'undecided':
      return [undecidedText(allocators[because.report]!.undecided[because.entry]!, writer)];
  }
}

/** Expected and found side by side; nothing where the run could not tell. */
function sides(expectation: Expectation, values: TextArguments, writer: Write): Pick<MissText, 'wanted' | 'found'> {
  const numbers = (side: BoundSide, limit: number, found: string | number | undefined, unit: (value: number) => string): Pick<MissText, 'wanted' | 'found'> =>
    (typeof found === 'number' ? { wanted: write(writer, `expectation.wanted.${side}`, { wanted: unit(limit) }), found: unit(found) } : {});
  switch (expectation.kind) {
    case 'drops':
    case 'delivered':
    case 'buffersInFlight':
      return numbers(expectation.side, expectation.limit, values['found'], grouped);
    case 'latency':
      return numbers('atMost', expectation.limit, values['time'], formatDuration);
    case 'memory':
      return numbers('atMost', expectation.limit, values['memoryBytes'], formatBytes);
    case 'fingerprint':
      return { wanted: expectation.fingerprint, found: String(values['found']) };
    default:
      return {};
  }
}
