import type { TraceRecorder } from '../../../trace/index';
import { addRow, addState, recordSpanSince } from '../../../trace/index';
import { clockNow } from '../../engine/index';
import { leadingEdge, trailingEdge } from '../../queue/pointer-numbers';
import { pointerStates } from '../../queue/queue';
import type { PinModel, SimulationModel } from '../model';
import { pathOf } from '../paths';

/** What is known of the pointers of one queue: where each was after the last event. Columns by the pointer's number, nowhere is -1. */
interface QueuePointers {
  readonly pin: PinModel;
  /** JSON pointers behind its edges, and behind its clones. */
  readonly edgePath: string;
  readonly clonePath: string;
  readonly rows: Int32Array;
  /** Arrival of the frame it points at: slots and buffers are used again. */
  readonly serial: Int32Array;
  readonly buffer: Int32Array;
  readonly since: Float64Array;
  /** The trace's state for each numbered buffer, and last for all others. */
  readonly states: Int32Array;
}

/** The stream pointers of a run while they are being written down. */
export type PointerRecording = readonly QueuePointers[];

/** Pointers of one queue that get a row: both edges and the clones of the first slots. More at a time would be no picture any more. */
const greatestPointers = 66;
/** Buffers that are told apart by number; states of a trace are few. */
const numberedBuffers = 64;

/** Begins to write down where stream pointers point; rows of clones are added when there is such a clone. */
export function createPointerRecording({ pins, recorder, scenario: { paths } }: SimulationModel): PointerRecording {
  const queues = pins.filter((pin, index) => pin.queue.settings.standardTransport && pins.findIndex(({ queue }) => queue === pin.queue) === index);
  return queues.map((pin) => {
    const pointers: QueuePointers = {
      pin, edgePath: pathOf(paths, `pins.${pin.index}`), clonePath: pathOf(paths, `pins.${pin.index}.driver.pattern`), rows: new Int32Array(greatestPointers).fill(-1), serial: new Int32Array(greatestPointers).fill(-1),
      buffer: new Int32Array(greatestPointers).fill(-1), since: new Float64Array(greatestPointers), states: new Int32Array(numberedBuffers + 1).fill(-1),
    };
    addPointerRow(recorder, pointers, leadingEdge);
    if (pin.queue.frames.distinctTrailingEdge) addPointerRow(recorder, pointers, trailingEdge);
    return pointers;
  });
}

function addPointerRow(recorder: TraceRecorder, { pin, edgePath, clonePath, rows }: QueuePointers, pointer: number): void {
  const path = pointer === leadingEdge || pointer === trailingEdge ? edgePath : clonePath;
  rows[pointer] = addRow(recorder, { kind: 'streamPointer', label: '', index: pointer, group: pin.settings.label, path });
}

/**
 * Writes down which pointers have moved since the last call. Called after each event, it misses nothing that took time: what moves to and fro within an event has
 * no length. So the queue need not know that it is watched.
 */
export function recordPointers(model: SimulationModel, recording: PointerRecording): void {
  for (let at = 0; at < recording.length; at += 1) {
    const pointers = recording[at]!;
    const { frames, frameRecords } = pointers.pin.queue;
    const { pointerFrame, pointerState } = frames;
    const { serial } = pointers;
    const count = pointerFrame.length < greatestPointers ? pointerFrame.length : greatestPointers;
    for (let pointer = 0; pointer < count; pointer += 1) {
      // The number of a clone that does not exist says nothing.
      const frame = pointerState[pointer] === pointerStates.free ? -1 : pointerFrame[pointer]!;
      const arrival = frame < 0 ? -1 : frameRecords[frame]!.serial;
      if (arrival !== serial[pointer]) movePointer(model, pointers, pointer, arrival, frame < 0 ? -1 : frameRecords[frame]!.header.buffer);
    }
  }
}

function movePointer(model: SimulationModel, pointers: QueuePointers, pointer: number, arrival: number, buffer: number): void {
  const { serial, since, rows } = pointers;
  if (serial[pointer]! >= 0) endSpan(model, pointers, pointer);
  if (rows[pointer]! < 0) addPointerRow(model.recorder, pointers, pointer);
  serial[pointer] = arrival;
  pointers.buffer[pointer] = buffer;
  since[pointer] = model.engine.clock[clockNow]!;
}

/** The frame is known when the pointer leaves it, if it was filled under the pointer. */
function endSpan({ engine, recorder }: SimulationModel, { pin, rows, buffer, since, states }: QueuePointers, pointer: number): void {
  if (since[pointer]! >= engine.clock[clockNow]!) return;
  const at = buffer[pointer]!;
  const number = at >= 0 && at < numberedBuffers ? at : numberedBuffers;
  if (states[number]! < 0) states[number] = addState(recorder, { key: number < numberedBuffers ? `onBuffer.${number}` : 'onFrame', basis: 'documented', path: '' });
  recordSpanSince(recorder, rows[pointer]!, states[number]!, since, pointer, at < 0 ? -1 : pin.pool.buffers[at]!.frame ?? -1);
}

/** Ends what still points at a frame when the run is over; to be called before the run is closed. */
export function endPointers(model: SimulationModel, recording: PointerRecording): void {
  for (const pointers of recording) {
    pointers.serial.forEach((arrival, pointer) => { if (arrival >= 0) endSpan(model, pointers, pointer); });
  }
}
