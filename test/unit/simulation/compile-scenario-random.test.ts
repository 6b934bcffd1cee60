import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readModel, resolvePointer } from '../../../server/src/document/index';
import { compileScenario, simulationsOf } from '../../../server/src/simulation/compile/index';
import type { Scenario } from '../../../server/src/simulation/scenario';
import { type JsonObject, documentText, pinText, problemOf } from './compile-scenario-support';

/** Left out in half of the cases, or but once in so many. */
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined }).chain((made) => fc.nat({ max: 7 }).map((chance) => (chance === 0 ? made : undefined)));
const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 12 });
/** An object without the members that are left out. */
const object = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<JsonObject> => fc.record(members).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as JsonObject);

const framing = maybe(fc.constantFrom(null, ...[0, 4].map((frames) => ({ FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: frames, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 500, MaxFrameSize: 2000, Stepping: 1 } } }] }))));
const pin = (label: string, flow: 'IN' | 'OUT'): fc.Arbitrary<JsonObject> => object({
  AllocatorFraming: framing, Flags: seldom(fc.constantFrom(['KSPIN_FLAG_SPLITTER'], ['KSPIN_FLAG_GENERATE_MAPPINGS'], ['KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT'])), InstancesPossible: seldom(fc.constant(1)),
  Dispatch: seldom(fc.constantFrom(null, { Process: null }, { Process: 'P', Allocator: { InitializeAllocator: 'I', DeleteAllocator: 'D', Allocate: 'A', Free: 'F' } })),
}).map((more) => pinText(label, flow, more));
const filter = (label: string): fc.Arbitrary<JsonObject> => fc.tuple(pin('in', 'IN'), pin('out', 'OUT'), object({
  InPlace: maybe(fc.boolean()), Dispatch: maybe(fc.constantFrom({ Process: 'Filter' }, { Process: null })), Role: maybe(fc.constantFrom('Capture', 'Transform')),
})).map(([input, output, more]) => ({ Label: label, ...more, PinDescriptors: [input, output] }));

const inputs = fc.constantFrom('a/in', 'b/in', 'c/in');
const outputs = fc.constantFrom('a/out', 'b/out', 'c/out');
const peer = object({
  Kind: fc.constantFrom('UserMode', 'KernelAvStream', 'KernelKs1'), AllocatorFraming: framing, HasAllocator: mostly(fc.constantFrom(false, false, true)), InPlace: seldom(fc.boolean()), Hold: maybe(fc.constant('1 ms')), Period: seldom(fc.constant('10 ms')),
});
const connection = fc.oneof(
  object({ From: outputs, To: inputs, InjectsFrames: seldom(fc.boolean()) }),
  object({ From: outputs, Peer: mostly(peer), InjectsFrames: seldom(fc.boolean()), InjectedFrames: seldom(fc.constant(3)), DataRange: maybe(fc.constant('Frames')), MemoryTransport: seldom(fc.constantFrom('System', 'Vram')) }),
  object({ To: inputs, Peer: mostly(peer), FrameSize: maybe(fc.constant(800)), DefaultAllocator: seldom(fc.boolean()) }),
);
const client = object({ Requests: mostly(fc.constantFrom(1, 4)), Hold: mostly(fc.constant('2 ms')), Period: seldom(fc.constant('5 ms')) });
const preset = mostly(fc.constantFrom('UsbCamera', 'PcieCapture4K', 'TransportStream', 'AudioCapture', 'InPlaceAudioTransform', 'SingleFrameDriver'));
const source = seldom(object({ Period: maybe(fc.constant('10 ms')), FrameSize: maybe(fc.constant(900)) }));
const members = { DataRange: seldom(fc.constant('Frames')), Source: source, Client: maybe(client), Preset: preset };
const anyPin = fc.oneof(inputs, outputs);
const onePin = object({ ...members, Pin: maybe(anyPin) });
const severalPins = object({ Preset: preset, Pins: fc.array(object({ ...members, Pin: anyPin }), { maxLength: 3 }), Client: seldom(client) });
const simulation = fc.tuple(fc.oneof(onePin, severalPins), object({
  Connections: maybe(fc.array(connection, { maxLength: 3 })),
  Filters: seldom(fc.array(object({ Filter: fc.constantFrom('a', 'b', 'c'), ModifyingBranches: maybe(fc.constant([1])), Gates: maybe(fc.constant([{ Kind: 'Or', Pins: ['a/out'] }])) }), { maxLength: 2 })),
  Events: seldom(fc.array(object({ Time: fc.constant('5 ms'), Kind: fc.constantFrom('Cancel', 'FormatChange', 'SecondOpen', 'Sleep', 'SurpriseRemoval'), Pin: maybe(anyPin), Duration: maybe(fc.constant('1 ms')), FrameSize: maybe(fc.constant(700)) }), { maxLength: 2 })),
})).map(([pins, more]) => ({ ...pins, ...more }));

it('whatever a simulation says, it is a scenario whose places are in the document, or one problem with its text', () => {
  const outcomes = new Map<string, number>();
  fc.assert(fc.property(simulation, filter('a'), filter('b'), filter('c'), (what, a, b, c) => {
    const text = documentText(what, [a, b, c]);
    const model = readModel(text);
    const compiled = compileScenario(model, simulationsOf(model)[0]!);
    const problem = problemOf(text);
    outcomes.set(problem.split(' ')[0]!, (outcomes.get(problem.split(' ')[0]!) ?? 0) + 1);
    if (compiled.kind === 'impossible') return;
    const { paths, presets = {} } = compiled.scenario;
    for (const [key, path] of Object.entries(paths)) expect(resolvePointer(model.tree, path), `${key} ${path}`).not.toBe(-1);
    for (const key of Object.keys(presets)) expect(paths[key], key).toMatch(/\/Preset$/);
    expectWhole(compiled.scenario);
  }), { numRuns: 250 });
  // Enough of them can be run, so that the test is about more than refusals.
  expect(outcomes.get('runs') ?? 0).toBeGreaterThan(25);
  expect(outcomes.size).toBeGreaterThan(10);
});

/** Every pin has somebody who supplies its frames, every number names something. */
function expectWhole({ pins, circuits = [], filters = [] }: Scenario): void {
  const inCircuits = circuits.flatMap(({ stations }) => stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : [])));
  expect(new Set(inCircuits).size).toBe(inCircuits.length);
  pins.forEach((each, index) => expect(each.client !== undefined).toBe(!inCircuits.includes(index)));
  for (const { stations, peers } of circuits) {
    const used = stations.flatMap((station) => (station.kind === 'peer' ? [station.peer] : []));
    expect(used).toEqual(peers.map((_, index) => index));
    expect(stations.length).toBeGreaterThan(1);
    if (stations[0]!.kind === 'peer') expect(peers[0]!.period).toBeGreaterThan(0);
  }
  const inFilters = filters.flatMap(({ factories }) => factories.flatMap((factory) => factory.pins));
  expect(new Set(inFilters).size).toBe(inFilters.length);
  for (const { factories } of filters) for (const { pins: instances, modifiesData } of factories) expect(modifiesData?.length ?? instances.length).toBe(instances.length);
}
