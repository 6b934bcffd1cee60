import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { validateDocument } from '../../../server/src/rules/index';

const root = path.join(import.meta.dirname, '../../..');

/** A document of a working driver, as data that a test may change. */
function driver(name: string): unknown {
  const file = ['test/fixtures/drivers', 'samples'].map((folder) => path.join(root, folder, `${name}.avstream.json`)).find((each) => existsSync(each));
  if (file === undefined) throw new Error(`There is no driver ${name}.`);
  return parse(readFileSync(file, 'utf8'), [], { allowTrailingComma: true }) as unknown;
}

const unexpected = ({ code, error }: { code: string; error: unknown }): never => { throw new Error(`${code} failed`, { cause: error }); };
/** What an editor shows of a document. */
const told = (document: unknown): readonly string[] =>
  validateDocument(readModel(JSON.stringify(document)), { onInternalProblem: unexpected }).findings.filter(({ quiet }) => !quiet).map(({ severity, code }) => `${severity} ${code}`);

/** Writes a value at a place like `Filters.0.Flags`; undefined removes what is there. */
function write(document: unknown, place: string, value: unknown): void {
  const keys = place.split('.');
  const last = keys.pop()!;
  const target = keys.reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], document) as Record<string, unknown>;
  expect(target, place).toBeTypeOf('object');
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
}

/** What is said of a changed driver beyond what is said of the driver. */
function fresh(name: string, changes: Readonly<Record<string, unknown>>): readonly string[] {
  const document = driver(name);
  const before = [...told(document)];
  for (const [place, value] of Object.entries(changes)) write(document, place, value);
  return told(document).filter((finding) => {
    const known = before.indexOf(finding);
    if (known >= 0) before.splice(known, 1);
    return known < 0;
  });
}

const pin = 'Filters.0.PinDescriptors.0';
const item = 'Framings.CapturePinAllocatorFraming.FramingItem.0';
const header = 'DataRanges.FormatRGB24Bpp_Capture.DataRange';
const peer = 'Simulations.2.Connections.0.Peer';
const flags = (...names: string[]): readonly string[] => names.map((name) => `KSPIN_FLAG_${name}`);
const size = (bytes: unknown): unknown => ({ MinFrameSize: bytes, MaxFrameSize: bytes, Stepping: 0 });

/** Mistakes as authors make them, each in a driver that works without it: what is wrong, where, and all that is to be said of it. */
const mistakes: readonly (readonly [what: string, driver: string, changes: Readonly<Record<string, unknown>>, expected: readonly string[]])[] = [
  ['an alignment where its mask belongs', 'camconnect', { [`${item}.FileAlignment`]: 16 }, ['error FRM-25']],
  ['an alignment that is more than a page', 'bdacap', { [`${item}.FileAlignment`]: 0x1fff }, ['warning FRM-28']],
  ['no framing items', 'bdacap', { 'Framings.CapturePinAllocatorFraming.CountItems': 0 }, ['error FRM-01']],
  ['no system memory', 'camconnect', { [`${item}.Flags`]: ['KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'] }, ['warning FRM-15']],
  ['a frame size that stays as the macro wrote it', 'camconnect', { [`${pin}.RuntimeEdits`]: undefined }, ['warning RNG-12']],
  ['paged memory for a device', 'bdacap', { [`${item}.MemoryType`]: 'KSMEMORY_TYPE_KERNEL_PAGED' }, ['warning MEM-05']],
  ['paged memory at DISPATCH_LEVEL', 'gfxswap', { 'Filters.0.Flags': ['KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING'] }, ['warning MEM-04']],
  ['user memory with an allocator in the kernel', 'common-buffer-card', { 'Framings.VideoFraming.FramingItem.0.MemoryType': 'KSMEMORY_TYPE_USER' }, ['error MEM-03']],
  ['a ratio that divides by zero', 'camconnect', { 'Framings.CapturePinAllocatorFraming.OutputCompression': { RatioNumerator: 1, RatioDenominator: 0, RatioConstantMargin: 0 } }, ['error CMP-01']],
  ['two queues for processing', 'avscamera', { 'PinDescriptorTables.PinDescriptors.0.Flags': flags('CRITICAL_PROCESSING', 'HYPERCRITICAL_PROCESSING') }, ['error PIN-01']],
  ['processing on every arrival and on none', 'europa-saa7134', { 'Filters.3.PinDescriptors.0.Flags': flags('DO_NOT_INITIATE_PROCESSING', 'INITIATE_PROCESSING_ON_EVERY_ARRIVAL', 'GENERATE_MAPPINGS') }, ['error PIN-02']],
  ['a renderer that processes if any pin runs', 'reactos-usbaudio', { [`${pin}.Flags`]: flags('RENDERER', 'PROCESS_IF_ANY_IN_RUN_STATE') }, ['error PIN-04']],
  ['a splitter that reads', 'gfxswap', { [`${pin}.Flags`]: flags('SPLITTER') }, ['warning PIN-08']],
  ['mappings without an adapter', 'bdacap', { 'Device.Dma.Registration': 'None' }, ['error PIN-10']],
  ['mappings on Windows for 64 bits by the old routine', 'bdacap', { 'Target.Architecture': 'x64' }, ['warning PIN-11']],
  ['mappings without scatter/gather', 'bdacap', { 'Device.Dma.DeviceDescription.ScatterGather': false }, ['warning PIN-12']],
  ['mappings where the driver copies', 'xadma-avsadma', { [`${pin}.Variants.1.Flags`]: flags('GENERATE_MAPPINGS', 'PROCESS_IN_RUN_STATE_ONLY') }, ['warning PIN-13']],
  ['no processing and nobody to do it', 'camconnect', { 'PinDispatches.CapturePinDispatch.Process': null, [`${pin}.Flags`]: flags('DO_NOT_INITIATE_PROCESSING') }, ['error PIN-18']],
  ['more instances needed than possible', 'camconnect', { [`${pin}.InstancesNecessary`]: 2 }, ['error PIN-29']],
  ['another version', 'camconnect', { 'Filters.0.Version': 0 }, ['error FLT-01']],
  ['a connection of a pin that is not there', 'swtuner-analog', { 'Filters.2.Connections.0.FromNodePin': 9 }, ['error FLT-15']],
  ['a connection of a node that is not there', 'swtuner-analog', { 'Filters.2.Connections.0.FromNode': 3 }, ['error FLT-15']],
  ['another name in the INF', 'camconnect', { 'Filters.0.Factory.InfReferenceString': 'GLOBAL2' }, ['warning FLT-17']],
  ['processing by filter and pin', 'avssamp', { 'PinDispatches.VideoCapturePinDispatch.Process': 'Process' }, ['error FLT-18']],
  ['no categories', 'europa-saa7134', { 'Filters.3.Categories': null }, ['info FLT-10']],
  ['no Process callback', 'camconnect', { 'PinDispatches.CapturePinDispatch.Process': null }, ['error DSP-01']],
  ['no dispatch table', 'europa-saa7134', { 'Filters.3.PinDescriptors.0.Dispatch': null }, ['error DSP-01']],
  ['an allocator that frees nothing', 'common-buffer-card', { 'AllocatorDispatches.VideoAllocator.Free': null }, ['error DSP-02']],
  ['no intersect handler', 'camconnect', { [`${pin}.IntersectHandler`]: null }, ['warning DSP-10']],
  ['hardware that nobody starts', 'xadma-avsadma', { 'PinDispatches.CapturePinDispatch.SetDeviceState': null }, ['warning DSP-11']],
  ['a format that nobody hears of', 'xadma-avsadma', { 'PinDispatches.CapturePinDispatch.SetDataFormat': null }, ['info DSP-14']],
  ['mappings that overlap', 'bdacap', { 'Device.Dma.MappingTableStride': 8 }, ['error DMA-01']],
  ['fewer entries than mappings', 'xadma-avsadma', { 'Device.Dma.ScatterGatherEntries': 256 }, ['warning DMA-10']],
  ['more than a page long after the start', 'common-buffer-card', { 'Device.Dma.CommonBuffers.0.AllocatedWhen': 'AfterStart' }, ['warning CBF-06']],
  ['fewer slots than frames', 'common-buffer-card', { 'Device.Dma.CommonBuffers.0.Length': '4 * 1280 * 720 * 2' }, ['warning CBF-07']],
  ['less than a header', 'camconnect', { [`${header}.FormatSize`]: 60 }, ['error DRG-01']],
  ['less than its structure', 'camconnect', { [`${header}.FormatSize`]: 200 }, ['warning DRG-03']],
  ['members shifted by one', 'camconnect', { [`${header}.Reserved`]: 1 }, ['error DRG-02']],
  ['an image of another size', 'camconnect', { 'DataRanges.FormatRGB24Bpp_Capture.VideoInfoHeader.bmiHeader.biSizeImage': '1280 * 720 * 2' }, ['warning DRG-11']],
  ['a sample of another size', 'camconnect', { [`${header}.SampleSize`]: '1280 * 720 * 4' }, ['warning DRG-11']],
  ['another four-character code', 'xadma-avsadma', { 'DataRanges.FormatYUY2_Capture.VideoInfoHeader.bmiHeader.biCompression': '0x59565955' }, ['warning DRG-05']],
  ['attributes that are required and absent', 'gfxswap', { 'DataRanges.Pcm16.DataRange.Flags': 4 }, ['warning DRG-06']],
  ['one range twice', 'gfxswap', { 'DataRangeTables.DataRanges': ['Pcm24', 'Pcm24'] }, ['info DRG-09']],
  ['bounds the wrong way round', 'gfxswap', { 'DataRanges.Pcm16.MinimumSampleFrequency': 96000 }, ['warning DRG-10']],
  ['memory that the peer does not take', 'common-buffer-card', { [`${peer}.AllocatorFraming.FramingItem.0.MemoryType`]: 'KSMEMORY_TYPE_KERNEL_PAGED' }, ['warning MEM-12']],
  ['frames that the peer does not take', 'common-buffer-card', { [`${peer}.AllocatorFraming.FramingItem.0.FramingRange.Range`]: size(4096) }, ['error NEG-02']],
  ['an allocator for an application', 'common-buffer-card', { [`${peer}.Kind`]: 'UserMode' }, ['error NEG-16']],
];

describe('a mistake in a driver that works', () => {
  it.each(mistakes)('%s: %s', (_, name, changes, expected) => {
    expect(fresh(name, changes)).toEqual(expected);
  });

  it('is looked for with rules of every family', () => {
    expect([...new Set(mistakes.flatMap(([, , , expected]) => expected.map((finding) => finding.split(' ')[1]!.slice(0, 3))))].sort()).toEqual(['CBF', 'CMP', 'DMA', 'DRG', 'DSP', 'FLT', 'FRM', 'MEM', 'NEG', 'PIN', 'RNG']);
  });
});
