import type { TextArguments } from '../../findings/index';
import { dumpQueue, ksState, requestStates } from '../queue/index';
import { frameStates } from '../queue/queue';
import type { Trace, TraceRecorder, TraceRow } from '../../trace/index';
import { addCounter, addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordCounter, recordInstant, recordSpan } from '../../trace/index';
import type { ProofActor, ProofStep } from './counterexample';
import { replayOf } from './counterexample';
import { stepText } from './describe';
import { bytesOf } from './intern';
import type { ProofMachine } from './machine';
import { threads } from './model';
import type { FinishedProof } from './prove';
import type { Search } from './search';
import { callOf, controlOf, queueOf } from './search';
import { restoreState } from './steps';

/** How long one step is drawn, nanoseconds: a proof knows no times. */
export const stepDuration = 1_000_000;

/** A counterexample to be drawn: the trace, the texts of its own states and instants by key, and the queue behind each step as a debugger prints it. */
export interface ProofTrace {
  readonly trace: Trace;
  readonly texts: Readonly<Record<string, string>>;
  readonly queues: readonly { readonly pin: string; readonly time: number; readonly text: string }[];
}

/** Most kinds of instants of a trace; one is for the rest. */
const mostKinds = 250;

/** Draws the steps of a counterexample, one after the other: where each buffer is, which routine is under way, what the client and the device do. Without steps: `null`. */
export function drawCounterexample({ model, result, path }: FinishedProof, write: (template: string, values: TextArguments) => string): ProofTrace | null {
  if (path.length === 0) return null;
  const replay = replayOf(model, path);
  const { steps } = result;
  const recorder = createTraceRecorder();
  const drawing = createDrawing(recorder, replay, steps);
  const texts: Record<string, string> = {};
  const queues: { pin: string; time: number; text: string }[] = [];
  let state = 0;
  for (let step = 0; step <= steps.length; step += 1) {
    const begin = step * stepDuration;
    const done = step > 0 ? steps[step - 1]! : null;
    if (done !== null) {
      note(drawing, recorder, done, begin, stepText(done, write), texts);
      if (done.state >= 0) state = done.state;
    }
    drawState(drawing, recorder, replay, state, begin, begin + stepDuration, done === null ? -1 : rowOfStep(drawing, done), done === null ? '' : keyOfStep(recorder, done, stepText(done, write), texts));
    queues.push({ pin: replay.model.pin, time: begin, text: dumpQueue(replay.stepper.machine.queue) });
  }
  for (const row of [...drawing.going.keys()]) endSpan(drawing, recorder, row, (steps.length + 1) * stepDuration);
  return { trace: finishTrace(recorder, { label: result.scenario, seed: 0, fingerprint: '0000000000000000', duration: (steps.length + 1) * stepDuration }), texts, queues };
}

interface Drawing {
  readonly pinState: number;
  /** Rows of routines by name. */
  readonly routines: Map<string, number>;
  readonly hardware: number;
  readonly client: number;
  readonly buffers: readonly number[];
  readonly leadingEdge: number;
  readonly clones: readonly number[];
  readonly depth: number;
  readonly inFlight: number;
  readonly kinds: Map<string, number>;
  /** Of each row what goes on there, and since when: what does not change is one span. */
  readonly going: Map<number, { readonly key: string; readonly basis: 'documented' | 'assumed'; readonly from: number }>;
}

function createDrawing(recorder: TraceRecorder, replay: Search, steps: readonly ProofStep[]): Drawing {
  const { model } = replay;
  const row = (kind: TraceRow['kind'], index = 0, label = '', path = ''): number => addRow(recorder, { kind, index, label, group: model.pin, path });
  const pinState = row('pinState');
  const client = row('client');
  const names = new Set(steps.flatMap(({ routine, calls }) => [...(routine === '' ? [] : [routine]), ...calls.map((call) => call.routine)]));
  const routines = new Map<string, number>();
  for (const { name, path } of model.behaviour.routines) if (names.has(name) && !routines.has(name)) routines.set(name, row('callback', routines.size, name, path));
  const hardware = row('hardware');
  const { requests } = model.bounds;
  return {
    pinState, client, routines, hardware, buffers: Array.from({ length: requests }, (_, index) => row('buffer', index)), leadingEdge: row('streamPointer', 0),
    clones: Array.from({ length: mostClones(replay, steps) }, (_, index) => row('streamPointer', index + 2)),
    depth: addCounter(recorder, { key: 'queueDepth', unit: 'frames', group: model.pin, limit: requests, path: '' }),
    inFlight: addCounter(recorder, { key: 'buffersInFlight', unit: 'buffers', group: model.pin, limit: requests, path: '' }), kinds: new Map(), going: new Map(),
  };
}

/** Clones that there are at a time. */
function mostClones(replay: Search, steps: readonly ProofStep[]): number {
  const { stepper } = replay;
  let most = 0;
  for (const { state } of steps) {
    if (state < 0) continue;
    restoreState(stepper, queueOf(replay, state), controlOf(replay, state));
    most = Math.max(most, stepper.machine.queue.frames.cloneCount);
  }
  return most;
}

const pinStates = ['stop', 'acquire', 'pause', 'run'] as const;

/** What each thread, buffer and pointer is doing while a state lasts. */
function drawState(drawing: Drawing, recorder: TraceRecorder, replay: Search, state: number, from: number, to: number, acting: number, said: string): void {
  const { stepper, model: { behaviour } } = replay;
  const { machine } = stepper;
  restoreState(stepper, queueOf(replay, state), controlOf(replay, state));
  // One frame goes through the whole counterexample: the step itself, so that who follows it goes from step to step.
  const present = new Set<number>();
  const span = (row: number | undefined, key: string, basis: 'documented' | 'assumed' = 'documented'): void => {
    if (row === undefined) return;
    present.add(row);
    const before = drawing.going.get(row);
    if (row !== acting && before?.key === key) return;
    endSpan(drawing, recorder, row, from);
    if (row === acting) recordSpan(recorder, row, addState(recorder, { key: row === drawing.pinState ? key : said, basis, path: '' }), from, to, 0);
    else drawing.going.set(row, { key, basis, from });
  };
  span(drawing.pinState, pinStates[machine.queue.deviceState] ?? 'stop');
  const under = new Set<string>();
  for (let thread: number = threads.process; thread < replay.threadCount; thread += 1) {
    const local = callOf(replay, state, thread);
    if (local !== 0) under.add(behaviour.routines[bytesOf(stepper.locals, local)[1]!]!.name);
  }
  // The last step of a routine belongs to it, too.
  for (const [name, row] of drawing.routines) if (under.has(name) || row === acting) span(row, 'running');
  if (acting === drawing.hardware) span(drawing.hardware, 'transferring');
  if (acting === drawing.client) span(drawing.client, 'running');
  drawing.buffers.forEach((row, request) => span(row, bufferState(machine, request), 'assumed'));
  const { frames } = machine.queue;
  const pointsAt = (row: number | undefined, pointer: number): void => {
    const frame = frames.pointerFrame[pointer]!;
    if (frame >= 0) span(row, `onBuffer.${frames.frameIrp[frame]!}`);
  };
  pointsAt(drawing.leadingEdge, 0);
  for (let clone = 0; clone < frames.cloneCount; clone += 1) pointsAt(drawing.clones[clone], clone + 2);
  for (const row of [...drawing.going.keys()]) if (!present.has(row)) endSpan(drawing, recorder, row, from);
  recordCounter(recorder, drawing.depth, from, frames.available);
  recordCounter(recorder, drawing.inFlight, from, machine.requests.reduce((sum, { state: where }) => sum + (where === requestStates.withClient ? 0 : 1), 0));
}

/** Where the buffer of a request is. */
function bufferState({ queue, requests, device }: ProofMachine, request: number): string {
  if (requests[request]!.state === requestStates.withClient) return 'inApplication';
  const { frames } = queue;
  for (let frame = 0; frame < frames.frameState.length; frame += 1) {
    if (frames.frameState[frame] === frameStates.free || frames.frameIrp[frame] !== request) continue;
    if (frames.frameState[frame] === frameStates.cancelled) return 'cancelled';
    for (let place = 0; place < device.count; place += 1) {
      const pointer = device.pointers[place]!;
      if (pointer < frames.pointerFrame.length && frames.pointerFrame[pointer] === frame) return place < device.filled ? 'readyForDpc' : queue.deviceState === ksState.run ? 'hardwareFilling' : 'cloned';
    }
    if (frames.pointerFrame[0] === frame) return 'leadingEdge';
    return frames.ahead[frame] === 1 ? 'queued' : 'cloned';
  }
  return 'completing';
}

/** Ends what goes on in a row. */
function endSpan({ going }: Drawing, recorder: TraceRecorder, row: number, to: number): void {
  const span = going.get(row);
  if (span === undefined) return;
  going.delete(row);
  if (to > span.from) recordSpan(recorder, row, addState(recorder, { key: span.key, basis: span.basis, path: '' }), span.from, to, -1);
}

/** The state in which a step is drawn, named by what is called in it. */
function keyOfStep({ states }: TraceRecorder, { calls, waits }: ProofStep, said: string, texts: Record<string, string>): string {
  const name = calls.length === 0 || waits === true ? said : calls.map((call) => `${call.text}${call.result === '' ? '' : ` → ${call.result}`}`).join('; ');
  const known = Object.entries(texts).find(([key, text]) => key.startsWith('state.step') && text === name)?.[0];
  if (known !== undefined) return known.slice('state.'.length);
  if (states.length >= mostKinds) return 'running';
  const key = `step${Object.keys(texts).length}`;
  texts[`state.${key}`] = name;
  return key;
}

/** The row of who acts in a step. */
function rowOfStep({ client, hardware, routines, pinState }: Drawing, { actor, calls, routine }: ProofStep): number {
  const rows: Readonly<Partial<Record<ProofActor, number>>> = { client, device: hardware };
  return rows[actor] ?? routines.get(calls[0]?.routine ?? routine) ?? pinState;
}

/** Marks a step where it happens. */
function note(drawing: Drawing, recorder: TraceRecorder, step: ProofStep, time: number, said: string, texts: Record<string, string>): void {
  const { kinds } = drawing;
  let kind = kinds.get(said);
  if (kind === undefined) {
    const key = kinds.size < mostKinds ? `step${kinds.size}` : 'called';
    kind = addInstantKind(recorder, { key, basis: 'documented', path: step.calls[0]?.path ?? '' });
    kinds.set(said, kind);
    if (key !== 'called') texts[`instant.${key}`] = said;
  }
  recordInstant(recorder, rowOfStep(drawing, step), kind, time, -1);
}
