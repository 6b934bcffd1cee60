import { describe, expect, it } from 'vitest';
import { readModel, resolvePointer } from '../../../../server/src/document/index';
import { type SimulationResult, compileScenario, createSimulation, simulationsOf } from '../../../../server/src/simulation/index';

/** A document with one capture pin and one simulation of it. */
const document = (simulation: string, pin = '', top = ''): string => `{ "FormatVersion": 1, ${top}
  "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Dispatch": { "Process": "PinProcess" }, "Flags": 65536, ${pin} "PinDescriptor": { "DataFlow": 2 } } ] } ],
  "Simulations": [ { "Label": "s", "Duration": "200 ms", "Source": { "Period": "10 ms", "FrameSize": 1000 }, ${simulation} } ] }`;
const client = '"Client": { "Requests": 3, "Hold": "1 ms" }';

function resultOf(text: string): SimulationResult {
  const model = readModel(text);
  const compiled = compileScenario(model, simulationsOf(model)[0]!, 0);
  if (compiled.kind === 'impossible') throw new Error(`${compiled.problem.key} ${JSON.stringify(compiled.problem.arguments)}`);
  const simulation = createSimulation({ ...compiled.scenario, checkInvariants: true }, compiled.seed);
  while (!simulation.advance(10_000).done);
  return simulation.result();
}

/** What a document shows: code, and the value that the finding leads to as the document has it. */
function shown(text: string): (readonly [code: string | null, path: string])[] {
  const { tree } = readModel(text);
  return resultOf(text).findings.filter(({ code }) => code !== null).map(({ code, path }) => {
    expect(resolvePointer(tree, path), path).not.toBe(-1);
    return [code, path.split('/').slice(3).join('/')];
  });
}

describe('what a document states shows in its run, with the value that causes it', () => {
  it.each([
    ['DMA-07', 'Driver/SetsDataUsed', `"Driver": { "SetsDataUsed": false }, ${client}`, client],
    ['HDR-04', 'Driver/MarksDiscontinuity', '"Driver": { "MarksDiscontinuity": false }, "Client": { "Requests": 1, "Hold": "25 ms" }', '"Driver": { "MarksDiscontinuity": true }, "Client": { "Requests": 1, "Hold": "25 ms" }'],
    ['SPT-17', 'Driver/AttemptProcessing', `"Hardware": { "ListDepth": 1, "TransferTime": "4 ms" }, "Driver": { "AttemptProcessing": "Never" }, ${client}`, `"Hardware": { "ListDepth": 1, "TransferTime": "4 ms" }, "Driver": { "AttemptProcessing": "WhenPended" }, ${client}`],
    ['STA-02', 'Driver/TakesResourcesAt', `"Driver": { "TakesResourcesAt": "Create" }, ${client}`, `"Driver": { "TakesResourcesAt": "Acquire" }, ${client}`],
    ['STA-04', 'Driver/DeletesClones', `"Driver": { "DeletesClones": "Never" }, ${client}`, `"Driver": { "DeletesClones": "AtStop" }, ${client}`],
    ['STA-04', 'Driver/ResetDeletesClones', `"Events": [{ "Time": "55 ms", "Kind": "Reset", "Pin": "p", "Duration": "5 ms" }], "Driver": { "ResetDeletesClones": false }, ${client}`, `"Events": [{ "Time": "55 ms", "Kind": "Reset", "Pin": "p", "Duration": "5 ms" }], "Driver": { "ResetDeletesClones": true }, ${client}`],
    ['STA-06', 'Driver/ReliesOnPowerFirst', `"Events": [{ "Time": "55 ms", "Kind": "Sleep", "Duration": "20 ms" }], "Options": { "WakeOrder": "StateFirst" }, "Driver": { "ReliesOnPowerFirst": true }, ${client}`, `"Events": [{ "Time": "55 ms", "Kind": "Sleep", "Duration": "20 ms" }], "Options": { "WakeOrder": "PowerFirst" }, "Driver": { "ReliesOnPowerFirst": true }, ${client}`],
  ])('%s at %s', (code, path, breaks, keeps) => {
    expect(shown(document(breaks))).toEqual([[code, path]]);
    expect(shown(document(keeps))).toEqual([]);
  });

  it('PIN-33 leads to the event that opens the pin again', () => {
    const opened = (possible: number): ReturnType<typeof shown> => shown(document(`"Events": [{ "Time": "55 ms", "Kind": "SecondOpen", "Pin": "p" }], ${client}`, `"InstancesPossible": ${possible},`));
    expect(opened(1)).toEqual([['PIN-33', 'Events/0']]);
    expect(opened(2)).toEqual([]);
  });
});

describe('what a document leaves open', () => {
  it('is never held against the driver', () => {
    // A cancellation that has to wait for a locked clone: that clones are locked, the document does not say.
    expect(shown(document(`"Events": [{ "Time": "55 ms", "Kind": "Cancel", "Pin": "p", "Which": "All" }], ${client}`))).toEqual([]);
  });

  it('is among the assumptions with its basis, and what it states leads to the value', () => {
    const { assumptions } = resultOf(document(`"Options": { "EmptyBufferHold": "None" }, "Driver": { "WhenBufferTooSmall": "CompleteEmpty" }, "Client": { "Requests": 3, "Hold": "1 ms", "BufferSize": 500 }`));
    const told = Object.fromEntries(assumptions.map(({ key, basis, value, decided, path }) => [key, { basis, value, decided, path }]));
    expect(told['emptyBufferHold']).toEqual({ basis: 'scenario', value: 'none', decided: true, path: '/Simulations/0/Options/EmptyBufferHold' });
    expect(told['whenBufferTooSmall']).toEqual({ basis: 'scenario', value: 'completeEmpty', decided: true, path: '/Simulations/0/Driver/WhenBufferTooSmall' });
    expect(told['dpcLatency']).toBeUndefined();
    expect(told['completionLatency']).toEqual({ basis: 'assumed', value: '50000', decided: false, path: '' });
    // Nothing was cancelled while it was locked, no reset came, and nobody woke up.
    for (const key of ['cancelWhileLocked', 'resetOrder', 'wakeOrder', 'cancelCallback', 'mapRegisters']) expect(told[key], key).toBeUndefined();
  });
});
