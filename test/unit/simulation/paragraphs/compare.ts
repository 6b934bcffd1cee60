import { readModel } from '../../../../server/src/document/index';
import { compileScenario, labelOf, simulationsOf } from '../../../../server/src/simulation/compile/index';
import { type RunCall, type SimulationResult, createSimulation } from '../../../../server/src/simulation/index';
import { type CallsBlock, type ExpectedCall, aboutText, readExpectations } from './notation';

/** What came of the simulations of a document, by label: a result, or the key of the problem that keeps it from being run. */
export type Runs = ReadonlyMap<string, SimulationResult | string>;

/** Runs the simulations of a document, every invariant checked after every event, with their records of calls. Throws an Error for a document that has problems. */
export function runDocument(text: string): Runs {
  const model = readModel(text);
  if (model.problems.length > 0) throw new Error(`the document has problems: ${JSON.stringify(model.problems)}`);
  return new Map(simulationsOf(model).map((simulation, index): [string, SimulationResult | string] => {
    const compiled = compileScenario(model, simulation, index);
    const label = labelOf(simulation, index);
    if (compiled.kind === 'impossible') return [label, compiled.problem.key];
    const run = createSimulation({ ...compiled.scenario, checkInvariants: true, limits: { calls: 100_000, events: 1_000_000 } }, compiled.seed);
    while (!run.advance(10_000).done);
    return [label, run.result()];
  }));
}

/** Two lists of lines that have to be the same. */
export interface Comparison {
  readonly title: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** Everything that a document expects of its simulations, beside what came of them. */
export function compareDocument(text: string, runs: Runs): readonly Comparison[] {
  const { calls, queues, findings, figures, allocators, problems } = readExpectations(text);
  const resultOf = (label: string): SimulationResult => {
    const result = runs.get(label) ?? fail(`no simulation "${label}"`);
    return typeof result === 'string' ? fail(`"${label}" cannot be run: ${result}`) : result;
  };
  const comparisons: Comparison[] = [];
  for (const block of calls) comparisons.push(compareCalls(block, callsOf(resultOf(block.label))));
  for (const { label, queues: moments } of queues) {
    for (const { time, pin, parts } of moments) {
      const snapshot = resultOf(label).queues.find((one) => one.time === time && one.pin === pin) ?? fail(`"${label}" writes no queue of ${pin} down at ${time} ns`);
      const found = queueParts(snapshot.text);
      comparisons.push({ title: `queue of ${pin} at ${time} ns of "${label}"`, expected: [...parts].map(([name, value]) => `${name} ${value}`), actual: [...parts.keys()].map((name) => `${name} ${found.get(name) ?? 'missing'}`) });
    }
  }
  for (const { label, pin, values } of figures) {
    const statistics = resultOf(label).pins.find((one) => one.label === pin) ?? fail(`"${label}" has no pin ${pin}`);
    const figure = (name: string): string => String((statistics as unknown as Readonly<Record<string, unknown>>)[name]);
    comparisons.push({ title: `figures of ${pin} of "${label}"`, expected: [...values].map(([name, value]) => `${name} ${value}`), actual: [...values.keys()].map((name) => `${name} ${figure(name)}`) });
  }
  for (const [label, result] of runs) {
    const problem = problems.get(label);
    if (typeof result === 'string' || problem !== undefined) {
      comparisons.push({ title: `problem of "${label}"`, expected: [problem ?? 'none'], actual: [typeof result === 'string' ? result : 'none'] });
      continue;
    }
    const { findings: all, circuits } = result;
    const wanted = findings.get(label);
    const shown = all.flatMap(({ severity, code, pin }) => (severity === 'info' || code === null ? [] : [`${pin === '' ? '' : `${pin}: `}${code}`])).sort();
    comparisons.push({ title: `findings of "${label}"`, expected: [...(wanted ?? [])].sort(), actual: shown });
    const allocator = allocators.get(label);
    if (allocator !== undefined) comparisons.push({ title: `allocator of "${label}"`, expected: [allocator], actual: circuits.map(({ servedBy }) => servedBy) });
  }
  for (const label of [...findings.keys(), ...allocators.keys()]) resultOf(label);
  for (const label of problems.keys()) if (!runs.has(label)) fail(`no simulation "${label}"`);
  return comparisons;
}

/** The record of calls of a run; calls to and by an allocator are about the frame they give or take, −1 where there is none. */
function callsOf({ calls, circuits }: SimulationResult): readonly RunCall[] {
  const logs = new Map(circuits.map(({ label, allocatorCalls }) => [label, allocatorCalls]));
  return calls.map((call) => {
    const logged = logs.get(call.object)?.[call.about];
    if (logged?.call !== call.what) return call;
    const frame = logged.arguments['frame'] ?? logged.result['frame'];
    return { ...call, about: typeof frame === 'number' ? frame : -1 };
  });
}

function compareCalls(block: CallsBlock, all: readonly RunCall[]): Comparison {
  const { label, only, at, from, to, first, calls: expected } = block;
  const actual = all.filter(({ what, object, time }) => (only === null || only.includes(what)) && (at === null || at.includes(object)) && time >= from && time < to).slice(0, first);
  const beyond = expected.find(({ what, object }) => (only !== null && !only.includes(what)) || (at !== null && !at.includes(object)));
  if (beyond) fail(`"${label}" expects ${beyond.object} ${beyond.what}, which its restriction leaves out`);
  return {
    title: `calls of "${label}"`,
    expected: expected.map((call) => expectedLine(call)),
    // What an expectation leaves open is left out of what it is held against, too.
    actual: actual.map((call, place) => actualLine(call, expected[place])),
  };
}

const expectedLine = ({ time, object, what, about, irql }: ExpectedCall): string => [time === null ? '' : `${time} ns `, `${object}: ${what}`, about === null ? '' : ` ${aboutText(what, about)}`, irql === null ? '' : ` @${irql}`].join('');

function actualLine({ time, object, what, about, irql }: RunCall, expected: ExpectedCall | undefined): string {
  return expectedLine({
    time: expected?.time === null ? null : time, object, what, about: expected?.about === null ? null : about,
    irql: expected !== undefined && expected.irql === null ? null : irql === null ? null : irql === 'PASSIVE_LEVEL' ? 'PASSIVE' : 'DISPATCH',
  });
}

/** The parts of a queue as it was written down, by the names of the notation. */
export function queueParts(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  const frames = lines.flatMap((line) => /^Frame Header ([0-9a-f]{8}):$/.exec(line)?.[1] ?? []);
  const count = (name: string): string => lines.find((line) => line.startsWith(name))?.split(': ')[1] ?? 'missing';
  const pointers = (title: string): string[] => lines.flatMap((line, at) => {
    if (line !== `${title}:`) return [];
    const header = lines[at + 2]!.split(' = ')[1]!;
    return `${lines[at + 1]!.includes('(locked)') ? 'locked' : 'unlocked'} on ${header.endsWith('(none)') ? 'none' : (frames.indexOf(header) >= 0 ? String(frames.indexOf(header)) : 'cancelled')}`;
  });
  return new Map([
    ['refcounts', lines.flatMap((line) => /^Refcount = (\d+)$/.exec(line)?.[1] ?? []).join(' ') || 'none'],
    ['leading', pointers('Leading Edge').join(', ')], ['trailing', pointers('Trailing Edge').join(', ')], ['clones', pointers('Clone').join(', ') || 'none'],
    ['received', count('Frames Received')], ['waiting', count('Frames Waiting')], ['cancelled', count('Frames Cancelled')],
    ['gate', /^And Gate .* : count = (-?\d+),/m.exec(lines.join('\n'))?.[1] ?? 'none'],
  ]);
}

function fail(text: string): never {
  throw new Error(text);
}
