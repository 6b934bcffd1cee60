import type { PinQueue } from './pin-queue';
import { slotOf } from './pin-queue';
import { leadingEdge, trailingEdge } from './pointer-numbers';
import { pointerStates } from './queue';

/** The counters `!ks.dumpqueue` prints, by its names, and the frames oldest first. */
export interface QueueDump {
  readonly 'Frames Received': number;
  readonly 'Frames Waiting': number;
  readonly 'Frames Cancelled': number;
  /** Count of the AND gate of the pin or filter, or `null` without a Process routine. */
  readonly 'And Gate': number | null;
  readonly frames: readonly { readonly frame: number; readonly irp: number; readonly frameBufferSize: number; readonly Refcount: number }[];
}

/** Reads a queue as `!ks.dumpqueue` would. */
export function readQueue(pin: PinQueue): QueueDump {
  const { frames: queue } = pin;
  const frames: QueueDump['frames'][number][] = [];
  for (let frame = queue.oldest; frame >= 0; frame = queue.frameNewer[frame]!) {
    frames.push({ frame, irp: queue.frameIrp[frame]!, frameBufferSize: queue.frameExtent[frame]!, Refcount: queue.references[frame]! });
  }
  return {
    'Frames Received': queue.received, 'Frames Waiting': queue.waiting, 'Frames Cancelled': queue.cancelled,
    'And Gate': pin.processing?.gate.count ?? null, frames,
  };
}

const hexadecimal = (value: number): string => value.toString(16).padStart(8, '0');

/**
 * A queue in the shape `!ks.dumpqueue` prints (DBG:-ks-dumpqueue), to be held against one from a debugger. Numbers stand where addresses would; the first line
 * says that it is simulated. The words are the debugger's and are not translated.
 */
export function dumpQueue(pin: PinQueue): string {
  const dump = readQueue(pin);
  const { frames: queue, settings, processing, frameGate } = pin;
  const gate = processing?.gate;
  const lines = [
    `Queue ${settings.name}: (simulated)`,
    `    Frames Received  : ${dump['Frames Received']}`,
    `    Frames Waiting   : ${dump['Frames Waiting']}`,
    `    Frames Cancelled : ${dump['Frames Cancelled']}`,
    gate === undefined ? '    And Gate NULL' : `    And Gate ${gate.name} : count = ${gate.count}, next = ${gate.next?.name ?? '00000000'}`,
    frameGate === null ? '    Frame Gate NULL' : `    Frame Gate ${frameGate.name} : count = ${frameGate.count}, next = ${frameGate.next?.name ?? '00000000'}`,
  ];
  for (const { frame, irp, frameBufferSize, Refcount } of dump.frames) {
    lines.push(`    Frame Header ${hexadecimal(frame)}:`, `        Irp = ${hexadecimal(irp)}`, `        FrameBufferSize = ${hexadecimal(frameBufferSize)}`, `        Refcount = ${Refcount}`);
  }
  const pointer = (title: string, slot: number): void => {
    const frame = queue.pointerFrame[slot]!;
    const locked = queue.pointerState[slot] === pointerStates.locked ? ' (locked)' : '';
    lines.push(`    ${title}:`, `        Stream Pointer ${hexadecimal(slot)}${locked}:`, `            Frame Header = ${frame < 0 ? '00000000 (none)' : hexadecimal(frame)}`);
  };
  pointer('Leading Edge', leadingEdge);
  if (queue.distinctTrailingEdge) pointer('Trailing Edge', trailingEdge);
  for (let slot = queue.oldestClone; slot >= 0; slot = queue.cloneNewer[slot]!) pointer('Clone', slotOf(slot));
  return `${lines.join('\n')}\n`;
}

/** The line of `!ks.dumpcircuit` on a queue: received, waiting, cancelled. */
export function dumpCircuitLine(pin: PinQueue): string {
  return `Queue ${pin.settings.name} r/w/c=${pin.frames.received}/${pin.frames.waiting}/${pin.frames.cancelled} (simulated)`;
}
