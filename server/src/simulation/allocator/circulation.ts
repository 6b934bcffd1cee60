import { callAllocate, callDelete, callFree } from './callbacks';
import { constantValue } from '../../ks/index';
import { type AllocatorFrame, type AllocatorLife, choose, count, logCall, logResult, report } from './life';
import type { Irql } from './options';

const success = constantValue('STATUS_SUCCESS');
const pending = constantValue('STATUS_PENDING');

/**
 * How a frame is asked for: by the requestor of an AVStream circuit, which reuses what comes back (W:avstream-pipes-and-circuits); by IRP
 * (KSMETHOD_STREAMALLOCATOR_ALLOC, _FREE); or by the function table, at DISPATCH_LEVEL or below.
 */
export type Access = 'requestor' | 'irp' | 'functionTable';

/** What asking for a frame gives: the frame; a request that waits for one, by its number; NULL; or nothing, because there is no allocator to ask. */
export type Obtained =
  | { readonly kind: 'frame'; readonly frame: AllocatorFrame }
  | { readonly kind: 'pending'; readonly request: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'unavailable' };

/** A request that waited and has its frame now. */
export interface Served {
  readonly request: number;
  readonly frame: AllocatorFrame;
}

/** What giving a frame back leads to. */
export interface Returned {
  readonly served: readonly Served[];
  /** Waiting requests are served from a work item, because the call came above PASSIVE_LEVEL: call {@link workItemRuns} when it runs. */
  readonly needsWorkItem: boolean;
}

/** Frames that the allocator may have out at a time. Frames 0 states no requirement: then only a common buffer sets an end. */
const limitOf = ({ setup, provider }: AllocatorLife): number => setup.request.framing.Frames || (provider?.carved ? Math.max(1, provider.carved.slots) : Infinity);

/** Asks for a frame at a virtual time. */
export function obtain(life: AllocatorLife, time: number, access: Access, irql: Irql): Obtained {
  switch (access) {
    case 'requestor':
      return obtainFromRequestor(life, time);
    case 'irp':
      return obtainByIrp(life, time);
    case 'functionTable':
      return obtainByTable(life, time, irql);
  }
}

function delivered(life: AllocatorLife, frame: AllocatorFrame, time: number, holders: Map<number, number>): Obtained {
  count(holders, frame.address, 1);
  if (life.setup.holder.passesToUserMode) report(life, 'ALC-12', 'reachesUserMode', time, 'holder.passesToUserMode', { frame: frame.frame });
  return { kind: 'frame', frame };
}

function wait(life: AllocatorLife, queue: number[]): Obtained {
  const request = life.nextRequest;
  life.nextRequest += 1;
  life.counts.waited += 1;
  queue.push(request);
  return { kind: 'pending', request };
}

/** Frames that have come back go out again before new ones are allocated. */
function obtainFromRequestor(life: AllocatorLife, time: number): Obtained {
  if (life.phase !== 'ready' || !life.isPipeUp || life.state === 'STOP') return { kind: 'unavailable' };
  const idle = life.idle.shift();
  if (idle) return delivered(life, idle, time, life.inCircuit);
  if (choose(life, 'obtained') === 'lazy' && life.outCount < limitOf(life)) {
    const frame = callAllocate(life, time, choose(life, 'frameIrql'));
    if (frame) return delivered(life, frame, time, life.inCircuit);
  }
  return wait(life, life.waitingForRequestor);
}

function obtainByIrp(life: AllocatorLife, time: number): Obtained {
  if (life.phase !== 'ready' || life.isClosed) return { kind: 'unavailable' };
  const place = logCall(life, { time, call: 'KSMETHOD_STREAMALLOCATOR_ALLOC', irql: 'PASSIVE_LEVEL', allocator: '', arguments: {}, status: pending, result: {} });
  const frame = withinLimit(life, time) ? callAllocate(life, time, 'PASSIVE_LEVEL') : null;
  if (!frame) return wait(life, life.waitingIrps);
  logResult(life, place, success, { frame: frame.frame });
  return delivered(life, frame, time, life.withClients);
}

function obtainByTable(life: AllocatorLife, time: number, irql: Irql): Obtained {
  if (life.isClosed) {
    report(life, 'ALC-19', 'tableAfterClose', time, 'holder.usesTableAfterClose');
    return { kind: 'unavailable' };
  }
  if (life.phase !== 'ready') return { kind: 'unavailable' };
  const place = logCall(life, { time, call: 'AllocateFrame', irql, allocator: '', arguments: {}, status: null, result: { frame: 'NULL' } });
  const frame = withinLimit(life, time) ? callAllocate(life, time, irql) : null;
  if (!frame) {
    life.counts.nullReturns += 1;
    return { kind: 'null' };
  }
  logResult(life, place, null, { frame: frame.frame });
  return delivered(life, frame, time, life.withClients);
}

/** Whether a client may have a further frame. */
function withinLimit(life: AllocatorLife, time: number): boolean {
  const { Frames } = life.setup.request.framing;
  if (life.outCount < limitOf(life)) return true;
  if (Frames > 0) report(life, 'ALC-14', 'moreThanFrames', time, 'request.framing.Frames', { frames: Frames, wanted: life.outCount + life.waitingIrps.length + 1 });
  return false;
}

/** Gives a frame back that {@link obtain} has given, in the same way. Throws when the circuit returns what it does not have: that would be a mistake of the model. */
export function giveBack(life: AllocatorLife, time: number, frame: AllocatorFrame, access: Access, irql: Irql): Returned {
  life.returns += 1;
  if (access === 'requestor') return giveBackToRequestor(life, time, frame);
  if (!life.withClients.has(frame.address)) throw new Error(`frame ${frame.frame} is with no client`);
  count(life.withClients, frame.address, -1);
  if (access === 'functionTable' && life.isClosed) report(life, 'ALC-19', 'tableAfterClose', time, 'holder.usesTableAfterClose');
  const at = access === 'irp' ? 'PASSIVE_LEVEL' : irql;
  logCall(life, {
    time, call: access === 'irp' ? 'KSMETHOD_STREAMALLOCATOR_FREE' : 'FreeFrame', irql: at, allocator: '', arguments: { frame: frame.frame, address: frame.address }, status: access === 'irp' ? success : null, result: {},
  });
  const { freesTwiceAt, freesForeignAt } = life.setup.holder;
  callFree(life, frame.address, time, at, '');
  if (life.returns === freesTwiceAt && !life.out.has(frame.address)) callFree(life, frame.address, time, at, 'holder.freesTwiceAt');
  if (life.returns === freesForeignAt) callFree(life, foreignAddress, time, at, 'holder.freesForeignAt');
  if (access === 'functionTable') logCall(life, { time, call: 'KSEVENT_STREAMALLOCATOR_FREEFRAME', irql: at, allocator: '', arguments: {}, status: null, result: {} });
  const needsWorkItem = at === 'DISPATCH_LEVEL' && life.waitingIrps.length > 0;
  const served = needsWorkItem ? [] : serveIrps(life, time);
  deleteIfDue(life, time);
  return { served, needsWorkItem };
}

/** An address that no allocator of the model hands out. */
const foreignAddress = 0x1000;

/** The work item that serves waiting requests after a free above PASSIVE_LEVEL (W:filter-specific-allocators). */
export function workItemRuns(life: AllocatorLife, time: number): readonly Served[] {
  logCall(life, { time, call: 'WorkItem', irql: 'PASSIVE_LEVEL', allocator: '', arguments: {}, status: null, result: {} });
  return serveIrps(life, time);
}

/** Serves the requests that wait, oldest first, while frames are free. */
function serveIrps(life: AllocatorLife, time: number): readonly Served[] {
  const served: Served[] = [];
  while (life.waitingIrps.length > 0 && life.phase === 'ready' && life.outCount < limitOf(life)) {
    const frame = callAllocate(life, time, 'PASSIVE_LEVEL');
    if (!frame) break;
    const request = life.waitingIrps.shift()!;
    delivered(life, frame, time, life.withClients);
    served.push({ request, frame });
  }
  return served;
}

function giveBackToRequestor(life: AllocatorLife, time: number, frame: AllocatorFrame): Returned {
  if (!life.inCircuit.has(frame.address)) throw new Error(`frame ${frame.frame} is not in the circuit`);
  count(life.inCircuit, frame.address, -1);
  // A late frame is freed as those at hand were.
  if (!life.isPipeUp) {
    callFree(life, frame.address, time, choose(life, 'frameIrql'), '');
    deleteIfDue(life, time);
    return { served: [], needsWorkItem: false };
  }
  const request = life.waitingForRequestor.shift();
  if (request === undefined) {
    life.idle.push(frame);
    return { served: [], needsWorkItem: false };
  }
  delivered(life, frame, time, life.inCircuit);
  return { served: [{ request, frame }], needsWorkItem: false };
}

/** Takes back a request that waits; false when it no longer does. */
export function cancelRequest(life: AllocatorLife, request: number): boolean {
  for (const queue of [life.waitingForRequestor, life.waitingIrps]) {
    const at = queue.indexOf(request);
    if (at < 0) continue;
    queue.splice(at, 1);
    return true;
  }
  return false;
}

/** DeleteAllocator, once it is due and no frame is out. */
export function deleteIfDue(life: AllocatorLife, time: number): void {
  if (!life.isDeletionDue || life.outCount > 0 || !life.provider) return;
  life.isDeletionDue = false;
  callDelete(life, time);
  life.phase = 'deleted';
}
