import { ksReset, ksState, requestStates } from '../queue/index';
import { frameStates } from '../queue/queue';
import { restoreCore } from './core';
import { bytesOf } from './intern';
import type { ProofMachine } from './machine';
import { performMove, possibleMoves } from './moves';
import type { Stepper } from './steps';

/** What properties ask of a core, as bits. */
export enum coreFacts {
  /** In KSSTATE_RUN, no reset. */
  running = 1,
  /** The client has submitted every request. */
  allOutstanding = 2,
  /** A cancellation was asked for and the request has not come back. */
  cancelPending = 4,
  /** In KSSTATE_STOP. */
  stopped = 8,
  closed = 16,
  processing = 32,
}

/** What is known of each core: its facts, and the moves that are possible in it, each with what it leads to. */
export interface CoreTable {
  /** Where the moves of a core begin in `moves`; -1: not looked at yet. */
  starts: Int32Array;
  counts: Uint8Array;
  facts: Uint8Array;
  /** Move, core it leads to, number of the effect. */
  moves: Int32Array;
  length: number;
}

/** A table that knows no core. */
export function createCoreTable(): CoreTable {
  return { starts: new Int32Array(1 << 8).fill(-1), counts: new Uint8Array(1 << 8), facts: new Uint8Array(1 << 8), moves: new Int32Array(1 << 10), length: 0 };
}

/** Bytes of memory the table takes. */
export function coreTableSize({ starts, counts, facts, moves }: CoreTable): number {
  return starts.byteLength + counts.byteLength + facts.byteLength + moves.byteLength;
}

/** Looks at a core for the first time. */
export function lookAtCore(cores: CoreTable, stepper: Stepper, core: number): void {
  if (core >= cores.starts.length) growCores(cores, core);
  const { machine } = stepper;
  restoreCore(stepper.codec, machine, bytesOf(stepper.cores, core));
  cores.facts[core] = factsOf(machine);
  const possible = possibleMoves(machine, stepper.codec.table.interchangeable);
  cores.starts[core] = cores.length;
  let count = 0;
  for (const move of possible) {
    if (!performMove(stepper, core, move)) continue;
    if (cores.length + 3 > cores.moves.length) {
      const larger = new Int32Array(cores.moves.length * 2);
      larger.set(cores.moves);
      cores.moves = larger;
    }
    cores.moves[cores.length] = move;
    cores.moves[cores.length + 1] = stepper.coreTo;
    cores.moves[cores.length + 2] = stepper.effect;
    cores.length += 3;
    count += 1;
  }
  cores.counts[core] = count;
}

function factsOf({ queue, requests, closed, object }: ProofMachine): number {
  const isRunning = queue.deviceState === ksState.run && queue.clientState === ksState.run && queue.resetState === ksReset.end && !closed;
  return (isRunning ? coreFacts.running : 0)
    | (requests.every(({ state }) => state !== requestStates.withClient) ? coreFacts.allOutstanding : 0)
    | (isCancelPending(queue.frames, requests) ? coreFacts.cancelPending : 0)
    | (queue.deviceState === ksState.stop && queue.clientState === ksState.stop ? coreFacts.stopped : 0)
    | (closed ? coreFacts.closed : 0)
    | (object.processing ? coreFacts.processing : 0);
}

function isCancelPending({ frameState }: ProofMachine['queue']['frames'], requests: ProofMachine['requests']): boolean {
  return frameState.includes(frameStates.cancelled) || requests.some(({ cancelWanted }) => cancelWanted);
}

function growCores(cores: CoreTable, core: number): void {
  const length = Math.max(core + 1, cores.starts.length * 2);
  const starts = new Int32Array(length).fill(-1);
  starts.set(cores.starts);
  cores.starts = starts;
  const counts = new Uint8Array(length);
  counts.set(cores.counts);
  cores.counts = counts;
  const facts = new Uint8Array(length);
  facts.set(cores.facts);
  cores.facts = facts;
}
