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
  // The bus delivers an image in pieces over most of a frame's time; the completion of the last one copies it into the waiting buffer.
  UsbCamera: {
    // 1920 × 1080 compressed to an eighth of its 16 bits a pixel.
    frameBytes: 518_400,
    source: { period: 33_333_333, jitter: triangular(-milliseconds, 0, milliseconds) },
    // Two frames of transfer buffers: one is filled while the other is copied.
    hardware: { fifoFrames: 2, whenFull: 'skipFrame', transferTime: triangular(22 * milliseconds, 25 * milliseconds, 29 * milliseconds), interrupt: 'perFrame' },
    // Half a megabyte at some 5 GB/s.
    driver: { pattern: 'copyAtDpc', dpcTime: constant(100 * microseconds) },
    system: busyMachine,
    client: { requests: 4, hold: triangular(2 * milliseconds, 6 * milliseconds, 25 * milliseconds) },
    peer: { hold: triangular(2 * milliseconds, 6 * milliseconds, 25 * milliseconds) },
  },
  // Frames are written into the buffers themselves, page by page; the device is given several ahead, because one lasts 16.7 ms only.
  PcieCapture4K: {
    // 3840 × 2160 NV12, 12 bits a pixel.
    frameBytes: 12_441_600,
    source: { period: 16_666_667 },
    // 12.4 MB at some 1.5 GB/s of a link that others use too.
    hardware: { listDepth: 4, fifoFrames: 0, whenFull: 'skipFrame', transferTime: triangular(7 * milliseconds, 8 * milliseconds, 12 * milliseconds), interrupt: 'perFrame', mappings: { adjacentPages: { kind: 'table', values: [1, 4, 16], weights: [60, 30, 10] } } },
    // A frame takes up to 3,038 mappings, which Process writes into the table of the device.
    driver: { pattern: 'cloneAndAdvance', attemptProcessing: 'whenPended', processTime: constant(60 * microseconds) },
    system: busyMachine,
    client: { requests: 6, hold: triangular(4 * milliseconds, 10 * milliseconds, 30 * milliseconds) },
    peer: { hold: triangular(4 * milliseconds, 10 * milliseconds, 30 * milliseconds) },
  },
  // Packets come by themselves at the rate of the multiplex into a ring of the device; interrupts are shared by many of them, and Process gathers them into buffers.
  TransportStream: {
    frameBytes: 188,
    // 24 Mbit/s: a packet in every 62.667 µs.
    source: { period: 62_667 },
    // A ring of 1,024 packets, 64 ms; an interrupt for 64 of them, 4 ms.
    hardware: { commonBufferFrames: 1024, whenFull: 'dropOldest', interrupt: 'perFrame', interruptEvery: 64, coalescingTime: 10 * milliseconds },
    driver: { pattern: 'copyInProcess', attemptProcessing: 'always', chunkBytes: 188, processTime: constant(200) },
    system: busyMachine,
    // 256 packets to a buffer, 16 ms.
    client: { requests: 8, bufferBytes: 256 * 188, hold: triangular(milliseconds, 3 * milliseconds, 20 * milliseconds) },
    peer: { hold: triangular(milliseconds, 3 * milliseconds, 20 * milliseconds) },
  },
  // The codec fills a ring in memory that both sides reach; every 10 ms Process copies out of it.
  AudioCapture: {
    frameBytes: 10 * stereoBytesPerMillisecond,
    source: { period: 10 * milliseconds },
    // A ring of 40 ms.
    hardware: { commonBufferFrames: 4, whenFull: 'dropOldest', interrupt: 'perFrame' },
    driver: { pattern: 'copyInProcess', attemptProcessing: 'always', processTime: constant(5 * microseconds) },
    system: busyMachine,
    client: { requests: 4, hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds) },
    peer: { hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds) },
  },
  // No device: frames come from the neighbour every 10 ms, are changed where they lie, and go on.
  InPlaceAudioTransform: {
    frameBytes: 10 * stereoBytesPerMillisecond,
    hardware: {},
    driver: { processTime: triangular(100 * microseconds, 150 * microseconds, 800 * microseconds) },
    system: busyMachine,
    client: { requests: 3, hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds), period: 10 * milliseconds },
    peer: { hold: triangular(milliseconds / 2, milliseconds, 8 * milliseconds), period: 10 * milliseconds },
  },
  // The simplest driver there is: the device knows one address, and a frame that begins without one is lost.
  SingleFrameDriver: {
    // 640 × 480 at 16 bits a pixel.
    frameBytes: 614_400,
    source: { period: 33_333_333 },
    hardware: { listDepth: 1, fifoFrames: 0, whenFull: 'skipFrame', transferTime: constant(15 * milliseconds), interrupt: 'perFrame' },
    driver: { pattern: 'holdLeadingEdge', attemptProcessing: 'always' },
    system: busyMachine,
    client: { requests: 3, hold: triangular(2 * milliseconds, 5 * milliseconds, 20 * milliseconds) },
    peer: { hold: triangular(2 * milliseconds, 5 * milliseconds, 20 * milliseconds) },
  },
} as const satisfies Readonly<Record<string, Preset>>;

/** The name of a preset, as documents write it. */
export type PresetName = keyof typeof presets;

/** A preset by its name. */
export const presetNamed = (name: string): Preset | undefined => (Object.hasOwn(presets, name) ? presets[name as PresetName] : undefined);
