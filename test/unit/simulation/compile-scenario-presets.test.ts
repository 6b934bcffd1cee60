import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../server/src/ks/index';
import { documentName } from '../../../server/src/simulation/compile/index';
import { type Preset, presets } from '../../../server/src/simulation/presets/index';
import { assumptionText } from '../../../server/src/simulation/wording/index';
import { type JsonObject, compileText, documentText, pinText, problemOf, scenarioOf } from './compile-scenario-support';

/** Data of which nothing is known. */
const unknownData = { DataRanges: { Frames: { Type: 'KSDATARANGE', MajorFormat: 'KSDATAFORMAT_TYPE_STREAM' } } };
const mapping = [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_GENERATE_MAPPINGS'] })] }];
const run = (simulation: JsonObject, filters: readonly JsonObject[] = mapping) => scenarioOf(documentText(simulation, filters, unknownData));
const capturing = Object.entries<Preset>(presets).filter(([, preset]) => preset.source !== undefined);

describe('presets', () => {
  it('are the words of the document', () => {
    expect(Simulation.fields.Preset.type.words.map(({ word }) => word)).toEqual(Object.keys(presets));
  });

  it.each(Object.entries<Preset>(presets))('%s gives reasons for values that it has', (_, { reasons, ...values }) => {
    for (const path of Object.keys(reasons)) {
      if (path === '') continue;
      expect(documentName(path), path).toBeDefined();
      expect(path.split('.').reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], values), path).toBeDefined();
    }
    expect(reasons['']).toMatch(/\.$/);
  });

  it.each(capturing)('%s fills all that a simulation leaves open, and says so', (name, { frameBytes, source, hardware, driver, system, client }) => {
    const { pins: [pin], presets: filled, paths } = run({ Preset: name });
    expect(pin).toMatchObject({ frameBytes, source, hardware, driver, system, client });
    for (const [part, values] of Object.entries({ source, hardware, driver, system, client })) {
      for (const key of Object.keys(values!).filter((each) => each !== 'mappings')) {
        expect(filled![`pins.0.${part}.${key}`], `${part}.${key}`).toBe(name);
        expect(paths[`pins.0.${part}.${key}`]).toBe('/Simulations/0/Preset');
      }
    }
    expect(filled!['pins.0.frameBytes']).toBe(name);
  });

  it.each(Object.keys(presets).filter((name) => name !== 'InPlaceAudioTransform'))('%s is told value by value as assumed', (name) => {
    const compiled = compileText(documentText({ Preset: name }, mapping, unknownData));
    if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
    const told = compiled.assumptions.filter(({ key }) => key === 'preset');
    expect(told.map(({ basis, decided, pin, source, path }) => [basis, decided, pin, source, path])).toEqual(Object.keys(compiled.scenario.presets!).map(() => ['assumed', false, 'capture/video', 'preset', '/Simulations/0/Preset']));
    const page = readFileSync(new URL('../../../docs/presets.md', import.meta.url), 'utf8').split('\n## ').find((section) => section.startsWith(`${name}\n`))!;
    const write = (template: string, values: Readonly<Record<string, string | number>>): string => template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
    for (const assumption of told) {
      const text = assumptionText(assumption, write);
      expect(text).toMatch(/^[A-Z][A-Za-z.]+: .+, assumed by the preset [A-Za-z0-9]+\.$/);
      expect(text).not.toContain('undefined');
      expect(page).toContain(`| \`${String(assumption.arguments['member'])}\` |`);
    }
    // Every value of the page but those of peers: this pin is read by an application.
    expect(told).toHaveLength([...page.matchAll(/^\| `(?!Peer)/gm)].length);
  });

  it('yield to what is stated, by the simulation or by the format', () => {
    const { pins: [pin], presets: filled, paths } = scenarioOf(documentText({ Preset: 'PcieCapture4K', Hardware: { ListDepth: 2 }, Client: { Requests: 3 } }));
    expect(pin).toMatchObject({ frameBytes: 1000, hardware: { listDepth: 2, transferTime: presets.PcieCapture4K.hardware.transferTime }, client: { requests: 3, hold: presets.PcieCapture4K.client.hold } });
    expect(pin!.hardware.mappings).toBeUndefined();
    expect(paths).toMatchObject({ 'pins.0.hardware.listDepth': '/Simulations/0/Hardware/ListDepth', 'pins.0.frameBytes': '/DataRanges/Frames/SampleSize' });
    expect(filled).not.toHaveProperty(['pins.0.hardware.listDepth']);
    const video = { DataRanges: { Frames: { Type: 'KS_DATARANGE_VIDEO', VideoInfoHeader: { AvgTimePerFrame: 400_000, bmiHeader: { biSizeImage: 5000 } } } } };
    expect(scenarioOf(documentText({ Preset: 'UsbCamera' }, undefined, video)).pins[0]).toMatchObject({ frameBytes: 5000, source: { period: 40_000_000, jitter: presets.UsbCamera.source.jitter } });
  });

  it('leave out what goes with their pattern when another one is stated', () => {
    const { pins: [pin] } = run({ Preset: 'TransportStream', Driver: { Pattern: 'CloneAndAdvance' } });
    expect(pin!.driver).toEqual({ pattern: 'cloneAndAdvance', processTime: presets.TransportStream.driver.processTime });
    expect(pin!.hardware).toEqual({ whenFull: 'dropOldest', interrupt: 'perFrame', interruptEvery: 64, coalescingTime: 10_000_000 });
    expect(run({ Preset: 'TransportStream', Driver: { Pattern: 'CopyInProcess' } }).pins[0]!.driver).toEqual(presets.TransportStream.driver);
  });

  it('cut no frame off with their own size of buffers', () => {
    expect(run({ Preset: 'TransportStream', Source: { FrameSize: 50_000 } }).pins[0]!.client!.bufferBytes).toBeUndefined();
  });

  it('of a pin hold before that of the simulation', () => {
    const { pins, presets: filled } = run({ Preset: 'SingleFrameDriver', Pins: [{ Pin: 'capture/video' }, { Pin: 'capture/video', Preset: 'AudioCapture' }] });
    expect(pins.map(({ driver: { pattern } }) => pattern)).toEqual(['holdLeadingEdge', 'copyInProcess']);
    expect(filled!['pins.1.driver.pattern']).toBe('AudioCapture');
  });

  it('fill the neighbours of a filter in place, and its time', () => {
    const framing = { FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 3, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 1920, MaxFrameSize: 1920, Stepping: 0 } } }] };
    const effect = [{ Label: 'effect', InPlace: true, Dispatch: { Process: 'FilterProcess' }, PinDescriptors: [pinText('in', 'IN', { AllocatorFraming: framing }), pinText('out', 'OUT', { AllocatorFraming: framing })] }];
    const peer = (label: string): JsonObject => ({ Label: label, Kind: 'KernelAvStream', AllocatorFraming: null, HasAllocator: false });
    const { pins, circuits, filters, presets: filled } = run({ Preset: 'InPlaceAudioTransform', Connections: [{ To: 'effect/in', FrameSize: 1920, Peer: peer('before') }, { From: 'effect/out', FrameSize: 1920, Peer: peer('behind') }] }, effect);
    const { hold, period } = presets.InPlaceAudioTransform.peer;
    expect(pins).toMatchObject([{ dataFlow: 'inPlace', driver: { processTime: presets.InPlaceAudioTransform.driver.processTime } }]);
    expect(circuits![0]!.peers).toEqual([{ label: 'before', kind: 'avStream', hold, period }, { label: 'behind', kind: 'avStream', hold }]);
    expect(filters![0]!.processTime).toEqual(presets.InPlaceAudioTransform.driver.processTime);
    expect(filled).toMatchObject({ 'circuits.0.peers.0.period': 'InPlaceAudioTransform', 'filters.0.processTime': 'InPlaceAudioTransform' });
  });

  it('do not stand in for what they do not know', () => {
    expect(problemOf(documentText({ Preset: 'InPlaceAudioTransform' }, mapping, unknownData))).toBe('noPeriod /Simulations/0');
  });
});
