import type { Distribution } from '../scenario';
import type { Preset } from './preset';

const microseconds = 1_000;
const milliseconds = 1_000_000;
const constant = (value: number): Distribution => ({ kind: 'constant', value });
const triangular = (minimum: number, mode: number, maximum: number): Distribution => ({ kind: 'triangular', minimum, mode, maximum });

/** Usually soon, seldom late, once in 200 times very late. */
const tail = (usual: number, seldom: number, rare: number): Distribution => ({ kind: 'table', values: [usual, seldom, rare], weights: [950, 45, 5] });

/** A machine that does something else besides. Where a simulation has measured latencies, they hold. */
const busyMachine = {
  interruptLatency: triangular(2 * microseconds, 4 * microseconds, 15 * microseconds),
  dpcLatency: tail(8 * microseconds, 60 * microseconds, 300 * microseconds),
  workItemLatency: tail(30 * microseconds, 250 * microseconds, 2 * milliseconds),
  completionLatency: tail(40 * microseconds, 300 * microseconds, 3 * milliseconds),
} as const;

/** 48,000 samples a second, two channels, two bytes each: 192 bytes in a millisecond. */
const stereoBytesPerMillisecond = 192;

/** The presets by the words of the document. Every figure is an assumption about a class of devices, chosen to be plausible, and nobody has measured it for this model. */
export const presets = {
  UsbCamera: {
    frameBytes: 518_400,
    source: { period: 33_333_333, jitter: triangular(-milliseconds, 0, milliseconds) },
    hardware: { fifoFrames: 2, whenFull: 'dropOldest', transferTime: triangular(22 * milliseconds, 25 * milliseconds, 29 * milliseconds), interrupt: 'perFrame' },
    driver: { pattern: 'copyAtDpc', dpcTime: constant(100 * microseconds) },
    system: busyMachine,
    client: { requests: 4, hold: triangular(2 * milliseconds, 6 * milliseconds, 25 * milliseconds) },
    peer: { hold: triangular(2 * milliseconds, 6 * milliseconds, 25 * milliseconds) },
    reasons: {
      '': 'The bus delivers an image in pieces over most of the time of a frame; the completion of the last piece copies it into the waiting buffer.',
      'frameBytes': '1920 × 1080 at 16 bits a pixel, compressed to an eighth',
      'hardware.fifoFrames': 'two frames of transfer buffers: one is filled while the other is copied',
      'hardware.whenFull': 'transfers go on whether or not the application returns buffers, and each completes',
      'hardware.transferTime': 'the pieces of an image are spread over its frame time',
      'driver.dpcTime': 'copying half a megabyte at some 5 GB/s',
    },
  },
  PcieCapture4K: {
    frameBytes: 12_441_600,
    source: { period: 16_666_667 },
    hardware: { listDepth: 4, fifoFrames: 0, whenFull: 'skipFrame', transferTime: triangular(7 * milliseconds, 8 * milliseconds, 12 * milliseconds), interrupt: 'perFrame', mappings: { adjacentPages: { kind: 'table', values: [1, 4, 16], weights: [60, 30, 10] } } },
    driver: { pattern: 'cloneAndAdvance', attemptProcessing: 'whenPended', processTime: constant(60 * microseconds) },
    system: busyMachine,
    client: { requests: 6, hold: triangular(4 * milliseconds, 10 * milliseconds, 30 * milliseconds) },
    peer: { hold: triangular(4 * milliseconds, 10 * milliseconds, 30 * milliseconds) },
    reasons: {
      '': 'The device writes into the buffers themselves, page by page, and is given several ahead, because a frame lasts 16.7 ms only.',
      'frameBytes': '3840 × 2160 NV12, 12 bits a pixel',
      'hardware.transferTime': '12.4 MB at some 1.5 GB/s of a link that others use too',
      'hardware.fifoFrames': 'a frame of this size is not kept in a device',
      'driver.processTime': 'writing up to 3,039 mappings of a frame into the table of the device',
      'client.requests': '100 ms of buffers',
    },
  },
  TransportStream: {
    frameBytes: 188,
    source: { period: 62_667 },
    hardware: { commonBufferFrames: 1024, whenFull: 'dropOldest', interrupt: 'perFrame', interruptEvery: 64, coalescingTime: 10 * milliseconds },
    driver: { pattern: 'copyInProcess', attemptProcessing: 'always', chunkBytes: 188, processTime: constant(200) },
    system: busyMachine,
    client: { requests: 8, bufferBytes: 256 * 188, hold: triangular(milliseconds, 3 * milliseconds, 20 * milliseconds) },
    peer: { hold: triangular(milliseconds, 3 * milliseconds, 20 * milliseconds) },
    reasons: {
      '': 'Packets come by themselves at the rate of the multiplex into a ring in memory that both sides reach; many share an interrupt, and Process gathers them into buffers.',
      'frameBytes': 'a packet of a transport stream',
      'source.period': '24 Mbit/s',
      'hardware.commonBufferFrames': 'a ring of 64 ms',
      'hardware.interruptEvery': 'about 4 ms',
      'driver.chunkBytes': 'packet by packet, until a buffer is full',
      'client.bufferBytes': '256 packets, 16 ms',
    },
  },
  AudioCapture: {
    frameBytes: 10 * stereoBytesPerMillisecond,
    source: { period: 10 * milliseconds },
    hardware: { commonBufferFrames: 4, whenFull: 'dropOldest', interrupt: 'perFrame' },
    driver: { pattern: 'copyInProcess', attemptProcessing: 'always', processTime: constant(5 * microseconds) },
    system: busyMachine,
    client: { requests: 4, hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds) },
    peer: { hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds) },
    reasons: {
      '': 'The device fills a ring in memory that both sides reach; every 10 ms Process copies out of it.',
      'frameBytes': '10 ms of 48,000 samples a second, two channels, two bytes each',
      'hardware.commonBufferFrames': 'a ring of 40 ms',
      'driver.processTime': 'copying two kilobytes',
    },
  },
  InPlaceAudioTransform: {
    frameBytes: 10 * stereoBytesPerMillisecond,
    hardware: {},
    driver: { processTime: triangular(100 * microseconds, 150 * microseconds, 800 * microseconds) },
    system: busyMachine,
    client: { requests: 3, hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds), period: 10 * milliseconds },
    peer: { hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds), period: 10 * milliseconds },
    reasons: {
      '': 'There is no device: frames come from a neighbour every 10 ms, are changed where they lie, and go on.',
      'frameBytes': '10 ms of 48,000 samples a second, two channels, two bytes each',
      'driver.processTime': 'a few hundred operations for each of 960 samples',
    },
  },
  SingleFrameDriver: {
    frameBytes: 614_400,
    source: { period: 33_333_333 },
    hardware: { listDepth: 1, fifoFrames: 0, whenFull: 'skipFrame', transferTime: constant(15 * milliseconds), interrupt: 'perFrame' },
    driver: { pattern: 'holdLeadingEdge', attemptProcessing: 'always' },
    system: busyMachine,
    client: { requests: 3, hold: triangular(2 * milliseconds, 5 * milliseconds, 20 * milliseconds) },
    peer: { hold: triangular(2 * milliseconds, 5 * milliseconds, 20 * milliseconds) },
    reasons: {
      '': 'The device knows one address. A frame that begins without one is lost.',
      'frameBytes': '640 × 480 at 16 bits a pixel',
      'hardware.listDepth': 'the frame under the leading edge',
    },
  },
} as const satisfies Readonly<Record<string, Preset>>;

/** The name of a preset, as documents write it. */
export type PresetName = keyof typeof presets;

/** A preset by its name. */
export const presetNamed = (name: string): Preset | undefined => (Object.hasOwn(presets, name) ? presets[name as PresetName] : undefined);
