import { describe, expect, it } from 'vitest';
import {
  type Field, type Structure, LatencyTable, SimulationClient, SimulationDriver, SimulationFilter, SimulationHardware, SimulationMappings, SimulationOptions, SimulationPeer, SimulationSource, SimulationSystem,
} from '../../../server/src/ks/index';
import { choiceField, choiceNames } from '../../../server/src/simulation/compile/compile-choices';
import { clientNames, driverNames, filterNames, hardwareNames, mappingNames, peerNames, sourceNames, systemNames } from '../../../server/src/simulation/compile/field-names';
import { queueOptionTable } from '../../../server/src/simulation/queue/options';
import { defaultRunOptions } from '../../../server/src/simulation/run/settled';
import { type JsonObject, documentText, pinText, problemOf, scenarioOf } from './compile-scenario-support';

const base: JsonObject = { Source: { Period: '10 ms' }, Client: { Requests: 2, Hold: '1 ms' } };
const small = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;

/** A value for a field that is not its default, as a document writes it and as a scenario has it. */
function example({ type, default: usual }: Field): { readonly text: JsonObject[string]; readonly value: unknown } {
  switch (type.kind) {
    case 'integer': return { text: 24, value: 24 };
    case 'boolean': return { text: usual !== true, value: usual !== true };
    case 'duration': return { text: '3 ms', value: 3_000_000 };
    case 'word': {
      const { word } = type.words.find((each) => each.word !== usual)!;
      return { text: word, value: small(word) };
    }
    case 'distribution': return type.counts === true ? { text: { Uniform: [2, 5] }, value: { kind: 'uniform', minimum: 2, maximum: 5 } } : { text: { Uniform: ['1 us', '2 us'] }, value: { kind: 'uniform', minimum: 1000, maximum: 2000 } };
    case 'array': return { text: [3, 9], value: [3, 9] };
    default: throw new Error(type.kind);
  }
}

const at = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], value);

/** A part of a simulation: where a document has it, where a scenario has it, and the members that are read in another way. */
interface Part { readonly object: Structure; readonly names: Readonly<Record<string, string>>; readonly document: readonly string[]; readonly scenario: string; readonly others: readonly string[] }
const parts: readonly Part[] = [
  { object: SimulationSource, names: sourceNames, document: ['Source'], scenario: 'pins.0.source', others: ['FrameSize'] },
  { object: SimulationHardware, names: { ...hardwareNames, 'lockFailures.at': 'LockFailsAt', 'lockFailures.perMillion': 'LockFailuresPerMillion' }, document: ['Hardware'], scenario: 'pins.0.hardware', others: ['Bus', 'Mappings'] },
  { object: SimulationMappings, names: mappingNames, document: ['Hardware', 'Mappings'], scenario: 'pins.0.hardware.mappings', others: [] },
  { object: SimulationDriver, names: driverNames, document: ['Driver'], scenario: 'pins.0.driver', others: ['Routines'] },
  { object: SimulationSystem, names: { ...systemNames }, document: ['System'], scenario: 'pins.0.system', others: ['LatencyTable', 'NumberOfMapRegisters', 'TranslatesDmaAddresses', 'PoolLimit'] },
  { object: LatencyTable, names: { ...systemNames }, document: ['System', 'LatencyTable'], scenario: 'pins.0.system', others: ['Machine', 'MeasuredWith'] },
  { object: SimulationClient, names: clientNames, document: ['Client'], scenario: 'pins.0.client', others: ['FirstQueuedAt', 'Stalls'] },
];

/** A simulation with one more member in one of its objects; a client that has a period writes to an input pin. */
function withMember(document: readonly string[], name: string, text: JsonObject[string]): string {
  const set = (object: JsonObject, path: readonly string[]): JsonObject => (path.length === 0 ? { ...object, [name]: text } : { ...object, [path[0]!]: set((object[path[0]!] ?? {}) as JsonObject, path.slice(1)) });
  // A common buffer is there to be copied out of.
  if (name === 'CommonBufferFrames') return documentText({ ...set(base, document), Driver: { Pattern: 'CopyInProcess' } });
  // A window takes a trailing edge.
  if (name === 'TrailingEdgeFrames') return documentText(set(base, document), [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_DISTINCT_TRAILING_EDGE'] })] }]);
  const writes = document[0] === 'Client' && name === 'Period';
  const writer = Object.fromEntries(Object.entries(set(base, document)).filter(([member]) => member !== 'Source'));
  return writes ? documentText({ ...writer, Pin: 'capture/video' }, [{ Label: 'capture', PinDescriptors: [pinText('video', 'IN')] }]) : documentText(set(base, document));
}

describe.each(parts)('$object.name', ({ object, names, document, scenario: place, others }) => {
  it('reaches the scenario member by member', () => {
    const read = Object.values(names);
    const own = Object.keys(object.fields).filter((name) => name !== 'Notes' && name !== 'Suppress');
    expect([...read, ...others].sort()).toEqual(own.sort());
  });

  it.each(Object.entries(names))('%s', (key, name) => {
    const { text, value } = example(object.fields[name]!);
    const compiled = scenarioOf(withMember(document, name, text));
    expect(at(compiled, `${place}.${key}`)).toEqual(value);
    expect(compiled.paths[`${place}.${key}`]).toBe(`/Simulations/0/${document.join('/')}/${name}`);
  });

  it.each(Object.entries(names))('%s stops the run when it is broken', (_, name) => {
    const path = `/Simulations/0/${document.join('/')}/${name}`;
    expect(problemOf(withMember(document, name, { Broken: true }))).toBe(`brokenValue ${path}`);
  });
});

describe('what is not stated', () => {
  it('is left out of the scenario', () => {
    const { pins: [pin], paths, ...rest } = scenarioOf(documentText(base));
    expect(rest).toEqual({ version: 1, label: 's', duration: 1_000_000_000 });
    expect(pin).toMatchObject({ source: { period: 10_000_000 }, hardware: {}, driver: {}, system: {}, client: { requests: 2, hold: { kind: 'constant', value: 1_000_000 } } });
    expect(Object.keys(pin!.client!)).toEqual(['requests', 'hold']);
    expect(paths['pins.0.source.jitter']).toBeUndefined();
  });
});

describe('the options', () => {
  const fields: Readonly<Record<string, Field>> = SimulationOptions.fields;
  it('about queues have the words and defaults of the queue, the default first', () => {
    for (const { name, choices } of queueOptionTable) {
      const { type, default: usual } = fields[choiceField(name)]!;
      expect(type.kind === 'word' && type.words.map(({ word }) => small(word)), name).toEqual(choices);
      expect(small(usual as string), name).toBe(choices[0]);
    }
  });

  it('about the run have its defaults', () => {
    for (const [name, usual] of Object.entries(defaultRunOptions)) {
      const { type, default: stated } = fields[choiceField(name as keyof typeof defaultRunOptions)]!;
      expect(small(stated as string), name).toBe(usual);
      expect(type.kind === 'word' && small(type.words[0]!.word), name).toBe(usual);
    }
    expect(choiceNames).toEqual([...queueOptionTable.map(({ name }) => name), ...Object.keys(defaultRunOptions)]);
  });

  it.each(choiceNames)('%s reaches the choices', (name) => {
    const { type } = fields[choiceField(name)]!;
    for (const { word } of type.kind === 'word' ? type.words : []) {
      const { choices, paths } = scenarioOf(documentText({ ...base, Options: { [choiceField(name)]: word } }));
      expect(choices).toEqual({ [name]: small(word) });
      expect(paths[`choices.${name}`]).toBe(`/Simulations/0/Options/${choiceField(name)}`);
    }
    expect(problemOf(documentText({ ...base, Options: { [choiceField(name)]: 'Nonsense' } }))).toBe(`brokenValue /Simulations/0/Options/${choiceField(name)}`);
  });
});

describe('latencies', () => {
  const measured = { DpcLatency: { Samples: ['4 us', '9 us'] }, InterruptLatency: '1 us' };
  const table = { LatencyTables: { machine: measured } };
  it('are those of a table that others share, unless the simulation states its own', () => {
    const { pins: [pin], paths } = scenarioOf(documentText({ ...base, System: { LatencyTable: 'machine', InterruptLatency: '3 us' } }, undefined, table));
    expect(pin!.system).toEqual({ interruptLatency: { kind: 'constant', value: 3000 }, dpcLatency: { kind: 'table', values: [4000, 9000], weights: [1, 1] } });
    expect(paths).toMatchObject({ 'pins.0.system.dpcLatency': '/LatencyTables/machine/DpcLatency', 'pins.0.system.interruptLatency': '/Simulations/0/System/InterruptLatency' });
  });

  it('of a pin hold before those of the simulation, a stated one before every table', () => {
    const pins = [{ Pin: 'capture/video', Source: { Period: '10 ms' }, Client: { Requests: 1, Hold: '1 ms' }, System: { LatencyTable: { CompletionLatency: '7 us', InterruptLatency: '8 us' } } }];
    const { pins: [pin] } = scenarioOf(documentText({ Pins: pins, System: { LatencyTable: 'machine', CompletionLatency: '2 us' } }, undefined, table));
    expect(pin!.system).toMatchObject({ completionLatency: { value: 2000 }, interruptLatency: { value: 8000 }, dpcLatency: { kind: 'table' } });
  });
});

describe('mappings', () => {
  const mapping = [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_GENERATE_MAPPINGS'] })] }];
  const dma = (more: JsonObject = {}): JsonObject => ({ Device: { Dma: { MaxMappingsByteCount: 65_536, MappingTableStride: 24, ...more } } });
  it('follow the registration of the adapter where the pin generates them', () => {
    const { pins: [pin], paths } = scenarioOf(documentText({ ...base, Hardware: { Mappings: { Stride: 32 } } }, mapping, dma()));
    expect(pin!.hardware.mappings).toEqual({ maximumBytes: 65_536, stride: 32 });
    expect(paths).toMatchObject({ 'pins.0.hardware.mappings.maximumBytes': '/Device/Dma/MaxMappingsByteCount', 'pins.0.hardware.mappings.stride': '/Simulations/0/Hardware/Mappings/Stride' });
    expect(scenarioOf(documentText(base, undefined, dma())).pins[0]!.hardware.mappings).toBeUndefined();
  });

  it('have the map registers of the platform, unless none are needed', () => {
    const registers = (system: JsonObject, bits?: number): unknown => scenarioOf(documentText({ ...base, System: { NumberOfMapRegisters: 64, ...system } }, mapping, dma(bits === undefined ? {} : { AddressBits: bits }))).pins[0]!.hardware.mappings!.mapRegisters;
    expect([registers({}), registers({ TranslatesDmaAddresses: true }, 64), registers({}, 32), registers({ TranslatesDmaAddresses: false }, 32), registers({ TranslatesDmaAddresses: false }, 64)]).toEqual([64, 64, 64, 64, undefined]);
  });
});

describe('what the document says elsewhere', () => {
  it('are the header of the target, its page and the header that the pin asks for', () => {
    const filters = [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { StreamHeaderSize: 112 })] }];
    const { headerBytes, pageSize, pins: [pin], paths } = scenarioOf(documentText(base, filters, { Target: { Architecture: 'x86', PageSize: 8192 } }));
    expect({ headerBytes, pageSize, asked: pin!.streamHeaderBytes }).toEqual({ headerBytes: 48, pageSize: 8192, asked: 112 });
    expect(paths).toMatchObject({ headerBytes: '/Target/Architecture', pageSize: '/Target/PageSize', 'pins.0.streamHeaderBytes': '/Filters/0/PinDescriptors/0/StreamHeaderSize' });
  });

  it('is a fixed size for uncompressed video only', () => {
    const video = (compression: string): unknown => {
      const header = { VideoInfoHeader: { AvgTimePerFrame: 400_000, bmiHeader: { biWidth: 640, biHeight: 480, biBitCount: 16, biCompression: compression, biSizeImage: 614_400 } } };
      return scenarioOf(documentText(base, undefined, { DataRanges: { Frames: { Type: 'KS_DATARANGE_VIDEO', DataRange: { MajorFormat: 'KSDATAFORMAT_TYPE_VIDEO' }, ...header } } })).pins[0]!.hasFixedSize;
    };
    expect([video('FOURCC_YUY2'), video('FOURCC_MJPG')]).toEqual([true, undefined]);
    expect(scenarioOf(documentText(base)).pins[0]!.hasFixedSize).toBeUndefined();
  });
});

describe('buses', () => {
  const buses = [{ Label: 'link', BytesPerSecond: 1_000_000_000 }, { BytesPerSecond: 5 }];
  it('are shared by their names', () => {
    const scenario = scenarioOf(documentText({ ...base, Buses: buses, Hardware: { Bus: 'link' } }));
    expect(scenario.buses).toEqual([{ label: 'link', bytesPerSecond: 1_000_000_000 }, { label: 'bus 2', bytesPerSecond: 5 }]);
    expect(scenario.pins[0]!.hardware.bus).toBe(0);
    expect(scenario.paths).toMatchObject({ 'buses.1.bytesPerSecond': '/Simulations/0/Buses/1/BytesPerSecond', 'pins.0.hardware.bus': '/Simulations/0/Hardware/Bus' });
  });

  it('need a name that is there, and a speed', () => {
    expect(problemOf(documentText({ ...base, Hardware: { Bus: 'link' } }))).toBe('unknownBus /Simulations/0/Hardware/Bus');
    expect(problemOf(documentText({ ...base, Buses: [buses[0]!, buses[0]!] }))).toBe('duplicateBus /Simulations/0/Buses/1/Label');
    expect(problemOf(documentText({ ...base, Buses: [{ BytesPerSecond: 0 }] }))).toBe('busWithoutSpeed /Simulations/0/Buses/0/BytesPerSecond');
    expect(problemOf(documentText({ ...base, Buses: [{ Label: 'link' }] }))).toBe('missing /Simulations/0/Buses/0');
  });
});

describe('peers and filters', () => {
  it('have members that circuits read', () => {
    const own = (object: Structure, names: object, others: readonly string[]): void => {
      expect([...(Object.values(names) as string[]), ...others].sort()).toEqual(Object.keys(object.fields).filter((name) => name !== 'Notes' && name !== 'Suppress').sort());
    };
    own(SimulationPeer, peerNames, ['Label', 'Kind', 'Communication', 'AllocatorFraming', 'HasAllocator', 'InPlace']);
    own(SimulationFilter, filterNames, ['Filter', 'Ratio', 'ModifyingBranches', 'Gates', 'TestsPinCount']);
  });
});
