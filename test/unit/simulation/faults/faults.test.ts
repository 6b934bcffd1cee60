import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel, resolvePointer } from '../../../../server/src/document/index';
import { type Scenario, type SimulationResult, applyFaults, compileScenario, createSimulation, simulationsOf } from '../../../../server/src/simulation/index';
import { randomOutside } from '../outside/random-captures';

/** A capture pin of an application, or in a circuit, with faults. */
const documentOf = (faults: string, simulation = '"Client": { "Requests": 3, "Hold": "1 ms" }', flags = '"KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY"'): string => `{ "FormatVersion": 1,
  "Framings": { "Ring": { "FramingItem": [{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": 2, "Frames": 3, "FileAlignment": 0, "FramingRange": { "Range": { "MinFrameSize": 1000, "MaxFrameSize": 1000, "Stepping": 1 } } }] } },
  "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Flags": ${flags}, "Dispatch": { "Process": "PinProcess", "Allocator": null }, "AllocatorFraming": "Ring", "PinDescriptor": { "DataFlow": 2, "Communication": 3, "Interfaces": null, "Mediums": null } } ] } ],
  "Simulations": [ { "Label": "s", "Duration": "200 ms", "Source": { "Period": "10 ms", "FrameSize": 1000 }, ${faults === '' ? '' : `"Faults": [${faults}],`} ${simulation} } ] }`;
const circuit = '"Connections": [{ "From": "f/p", "FrameSize": 1000, "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": "Ring", "HasAllocator": false, "Hold": "1 ms" } }]';

function compiled(text: string): Scenario {
  const model = readModel(text);
  expect(model.problems).toEqual([]);
  const found = compileScenario(model, simulationsOf(model)[0]!, 0);
  if (found.kind === 'impossible') throw new Error(found.problem.key);
  return found.scenario;
}

function run(scenario: Scenario, seed = 1): SimulationResult {
  const simulation = createSimulation({ ...scenario, checkInvariants: true, limits: { calls: 20_000, events: 50_000 } }, seed);
  while (!simulation.advance(10_000).done);
  return simulation.result();
}

const timesOf = ({ calls }: SimulationResult, what: string): number[] => calls.filter((call) => call.what === what).map(({ time }) => time / 1e6);

describe('faults by time and by count', () => {
  it('cancel requests', () => {
    expect(timesOf(run(compiled(documentOf('{ "Kind": "RequestCancelled", "At": ["32 ms", "55 ms"] }', '"Driver": { "UnlocksClones": true, "CancelCallback": "Deletes" }, "Client": { "Requests": 3, "Hold": "1 ms" }'))), 'frameCancelled').slice(0, 2)).toEqual([32, 55]);
    expect(timesOf(run(compiled(documentOf('{ "Kind": "RequestCancelled", "AtCount": [3] }', '"Driver": { "UnlocksClones": true, "CancelCallback": "Deletes" }, "Client": { "Requests": 3, "Hold": "1 ms" }'))), 'frameCancelled')[0]).toBe(30);
  });

  it('make the application stall: frames are lost, and the cause is the fault', () => {
    const { pins: [pin] } = run(compiled(documentOf('{ "Kind": "ClientStalls", "At": ["32 ms", "50 ms"], "Duration": "60 ms" }')));
    expect(pin!.drops.map(({ key }) => key)).toEqual(['buffersInApplication']);
    expect(run(compiled(documentOf(''))).framesDropped).toBe(0);
  });

  it('take the stream through another state and back', () => {
    const { calls } = run(compiled(documentOf('{ "Kind": "StateChange", "At": ["32 ms"], "Duration": "20 ms" }')));
    expect(calls.filter(({ what }) => what === 'SetDeviceState').map(({ about }) => about)).toEqual([1, 2, 3, 2, 3, 2, 1, 0]);
  });

  it('never ask for RUN once the client has stopped', () => {
    const { states } = applyFaults(compiled(documentOf('{ "Kind": "StateChange", "At": ["190 ms"], "Duration": "20 ms", "State": "KSSTATE_STOP" }')), 1).pins[0]!;
    expect(states).toEqual([{ time: 0, state: 'RUN' }, { time: 190_000_000, state: 'STOP' }]);
  });

  it('take the device away, once', () => {
    expect(timesOf(run(compiled(documentOf('{ "Kind": "DeviceGone", "At": ["32 ms", "40 ms"] }'))), 'SurpriseRemoval')).toEqual([32]);
  });

  it('let locks fail', () => {
    expect(run(compiled(documentOf('{ "Kind": "LockFails", "AtCount": [2, 5] }'))).pins[0]!.lockFailures).toBe(2);
  });

  it('let the n-th Allocate fail, whichever allocator serves, and lead to the fault', () => {
    const { circuits, findings } = run(compiled(documentOf('{ "Kind": "AllocateFails", "AtCount": [2] }', circuit)));
    expect(circuits[0]!.allocatorCalls.filter(({ call }) => call === 'Allocate').map(({ result }) => result['frame'])).toEqual([0, 'NULL']);
    expect(findings.filter(({ code }) => code === 'ALC-13').map(({ path }) => path)).toEqual(['/Simulations/0/Faults/0']);
  });
});

it.each(['LockFails', 'AllocateFails', 'ClientStalls', 'DeviceGone'])('a count of 0 is a mistake at its value: %s', (kind) => {
  const model = readModel(documentOf(`{ "Kind": "${kind}", "AtCount": [3, 0] ${kind === 'ClientStalls' ? ', "Duration": "1 ms"' : ''} }`));
  expect(compileScenario(model, simulationsOf(model)[0]!, 0)).toMatchObject({ kind: 'impossible', problem: { key: 'notWhole', arguments: { field: 'AtCount', least: 1 }, node: resolvePointer(model.tree, '/Simulations/0/Faults/0/AtCount/1') } });
});

describe('faults at random', () => {
  const kinds = [
    '"Kind": "RequestCancelled", "PerMillion": 200000', '"Kind": "ClientStalls", "PerMillion": 200000, "Duration": "20 ms"', '"Kind": "StateChange", "PerMillion": 100000, "Duration": "15 ms"', '"Kind": "DeviceGone", "PerMillion": 50000',
    '"Kind": "LockFails", "PerMillion": 200000',
  ];

  it.each(kinds)('%s: the same for a seed, another for others', (kind) => {
    const scenario = compiled(documentOf(`{ ${kind} }`));
    const prints = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => run(scenario, seed).fingerprint);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => run(scenario, seed).fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBeGreaterThan(2);
  });

  it('stay between From and Until', () => {
    const { events = [] } = applyFaults(compiled(documentOf('{ "Kind": "RequestCancelled", "PerMillion": 1000000, "Every": "1 ms", "From": "50 ms", "Until": "60 ms" }')), 7);
    expect(events.length).toBe(10);
    for (const { time } of events) expect(time >= 50_000_000 && time < 60_000_000).toBe(true);
  });

  it('come about as often as is said', () => {
    const { events = [] } = applyFaults({ ...compiled(documentOf('{ "Kind": "RequestCancelled", "PerMillion": 100000, "Every": "10 us" }')) }, 3);
    expect(Math.abs(events.length - 2000)).toBeLessThan(150);
  });
});

it('a further fault changes no number of the others', () => {
  fc.assert(fc.property(fc.nat(1000), fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 400_000 }), (seed, first, second) => {
    const one = `{ "Label": "a", "Kind": "RequestCancelled", "PerMillion": ${first} }`;
    const both = `{ "Label": "b", "Kind": "RequestCancelled", "Which": "All", "PerMillion": ${second} }, ${one}`;
    const timesIn = (faults: string): number[] => (applyFaults(compiled(documentOf(faults)), seed).events ?? []).flatMap((event) => (event.kind === 'cancel' && event.which === 'oldest' ? [event.time] : []));
    expect(timesIn(both)).toEqual(timesIn(one));
  }), { numRuns: 30 });
});

it('a scenario without faults is the same scenario', () => {
  fc.assert(fc.property(randomOutside, fc.nat(1000), (scenario, seed) => {
    expect(applyFaults(scenario, seed)).toBe(scenario);
    const { fingerprint } = run({ ...scenario, faults: [] }, seed);
    expect(run(scenario, seed).fingerprint).toBe(fingerprint);
  }), { numRuns: 20 });
});

describe('a fault that cannot be', () => {
  it.each([
    ['faultNever', '{ "Kind": "LockFails" }'], ['faultMember', '{ "Kind": "LockFails", "AtCount": [1], "Duration": "1 ms" }'], ['missing', '{ "Kind": "ClientStalls", "At": ["1 ms"] }'],
    ['faultWithoutAllocator', '{ "Kind": "AllocateFails", "AtCount": [1] }'], ['duplicateFault', '{ "Kind": "LockFails", "AtCount": [1] }, { "Kind": "LockFails", "AtCount": [2] }'],
    ['notWhole', '{ "Kind": "LockFails", "PerMillion": 1000001 }'],
  ])('%s', (key, faults) => {
    expect(() => compiled(documentOf(faults))).toThrow(key);
  });
});
