import { constantValue } from '../../ks/index';
import type { PinState } from '../scenario';
import { callAllocate, callFree } from './callbacks';
import { deleteIfDue } from './circulation';
import { connect } from './connect';
import { type AllocatorLife, choose, logCall, report } from './life';

const success = constantValue('STATUS_SUCCESS');
const noResources = constantValue('STATUS_INSUFFICIENT_RESOURCES');
const order: readonly PinState[] = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'];

/** The pins are connected: where that creates the allocator, it is created now. Returns the status of the creation. */
export function pinsConnected(life: AllocatorLife, time: number): number {
  return choose(life, 'createdAt') === 'connection' ? connect(life, time) : success;
}

/**
 * The pin that owns the allocator goes one step to a neighbouring state. Returns STATUS_SUCCESS, or the status that refuses the step; then nothing has changed
 * and what had been obtained for it is freed again.
 */
export function stepState(life: AllocatorLife, time: number, to: PinState): number {
  const from = life.state;
  if (Math.abs(order.indexOf(to) - order.indexOf(from)) !== 1) throw new Error(`${from} to ${to} is no step`);
  const isUp = order.indexOf(to) > order.indexOf(from);
  if (isUp && from === 'STOP') {
    // An allocator that was deleted at the last stop is created anew.
    const status = connect(life, time);
    if (status !== success) return status;
    life.isDeletionDue = false;
  }
  if (isUp && to === choose(life, 'obtainedAt')) {
    const status = buildPipe(life, time);
    if (status !== success) {
      tearDown(life, time);
      return status;
    }
  }
  life.state = to;
  if (to === 'STOP') {
    life.waitingForRequestor.length = 0;
    // A pipe that is not torn down at the stop goes on being there at the next start.
    if (choose(life, 'freedAt') === 'STOP') tearDown(life, time);
    if (choose(life, 'deletedAt') === 'STOP' && life.phase === 'ready') life.isDeletionDue = life.setup.options.freedAt === 'STOP';
    deleteIfDue(life, time);
  }
  return success;
}

/** The requestor gets its frames: all at once, or none yet. */
function buildPipe(life: AllocatorLife, time: number): number {
  if (life.phase !== 'ready') return noResources;
  life.isPipeUp = true;
  if (choose(life, 'obtained') === 'lazy') return success;
  // 0 states no requirement: one frame is the least a circuit can do with.
  const wanted = Math.max(1, life.setup.request.framing.Frames);
  while (life.outCount < wanted) {
    const frame = callAllocate(life, time, choose(life, 'frameIrql'));
    if (!frame) return life.outCount === 0 || choose(life, 'whenAllocateFails') === 'refuseState' ? noResources : success;
    life.idle.push(frame);
  }
  return success;
}

/** Requests that wait are over, and the frames at hand are freed; those in the circuit follow when they come back. */
function tearDown(life: AllocatorLife, time: number): void {
  life.isPipeUp = false;
  life.waitingForRequestor.length = 0;
  const frames = life.idle.splice(0);
  if (frames.length > 1 && choose(life, 'freeOrder') === 'reversed') frames.reverse();
  else frames.sort((a, b) => a.frame - b.frame);
  for (const frame of frames) callFree(life, frame.address, time, choose(life, 'frameIrql'), '');
}

/**
 * The handle of the allocator is closed. What is at hand is freed, and DeleteAllocator follows unless frames are still out; the model keeps AVStream's promise
 * and withholds it until they come back.
 */
export function closeAllocator(life: AllocatorLife, time: number): void {
  if (life.isClosed) return;
  if (life.provider) tearDown(life, time);
  if (life.phase === 'ready') {
    logCall(life, { time, call: 'CloseHandle', irql: 'PASSIVE_LEVEL', allocator: '', arguments: { allocatedFrames: life.outCount }, status: null, result: {} });
    if (life.outCount > 0) report(life, 'ALC-18', 'framesOutAtClose', time, 'holder.keepsFrames', { frames: life.outCount });
    life.phase = 'closing';
    life.isDeletionDue = true;
  }
  life.waitingIrps.length = 0;
  life.isClosed = true;
  deleteIfDue(life, time);
}

/** A client enables an event of the allocator. */
export function enableInternalEvent(life: AllocatorLife, time: number): void {
  report(life, 'ALC-20', 'internalEvent', time, 'holder.enablesInternalEvent');
}
