import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamQueue } from '../../../server/src/simulation/queue/index';
import {
  advance, arrive, cancelIrp, clone, createStreamQueue, deleteClone, firstClone, getLeadingEdge, getTrailingEdge, irpStates, leadingEdge, lock, nextClone, ntStatus,
  nullPointer, pointerStates, queueViolation, setDataUsed, trailingEdge, unlock,
} from '../../../server/src/simulation/queue/index';

/** Counts of the frames in the queue, newest first, as the diagram of the public page lists them. */
function counts(queue: StreamQueue): number[] {
  const found: number[] = [];
  for (let frame = queue.newest; frame >= 0; frame = queue.frameOlder[frame]!) found.push(queue.references[frame]!);
  return found;
}

/** A queue with `frames` frames, each of an IRP of its own numbered from 0. */
function filled(frames: number, distinctTrailingEdge = false, enforceFifo = false): StreamQueue {
  const queue = createStreamQueue(distinctTrailingEdge, enforceFifo);
  for (let irp = 0; irp < frames; irp += 1) arrive(queue, irp, 4096);
  return queue;
}

const completed = (queue: StreamQueue): number[] => [...queue.completedIrps.subarray(0, queue.completedCount)];

describe('reference counts of the three queues in W:leading-and-trailing-edge-stream-pointers', () => {
  it('distinct trailing edge: the window alone', () => {
    const queue = filled(6, true);
    for (let step = 0; step < 4; step += 1) advance(queue, leadingEdge);
    expect(counts(queue)).toEqual([0, 1, 1, 1, 1, 1]);
    expect(queueViolation(queue)).toBeNull();
  });

  it('no trailing edge: clone and advance', () => {
    const queue = filled(6);
    for (let step = 0; step < 4; step += 1) {
      clone(queue, leadingEdge, 0);
      if (step === 3) clone(queue, leadingEdge, 0);
      advance(queue, leadingEdge);
    }
    expect(counts(queue)).toEqual([0, 1, 2, 1, 1, 1]);
    expect(queueViolation(queue)).toBeNull();
  });

  it('trailing edge and clones', () => {
    const queue = filled(6, true);
    clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    advance(queue, leadingEdge);
    advance(queue, leadingEdge);
    clone(queue, leadingEdge, 0);
    clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    advance(queue, trailingEdge);
    expect(counts(queue)).toEqual([0, 1, 3, 1, 1, 1]);
    expect(queueViolation(queue)).toBeNull();
    expect(completed(queue)).toEqual([]);
  });
});

describe('arrival', () => {
  it('moves a leading edge that is on no frame, and only then', () => {
    const queue = createStreamQueue(false, false);
    const first = arrive(queue, 0, 100);
    expect(queue.pointerFrame[leadingEdge]).toBe(first);
    arrive(queue, 1, 100);
    expect(queue.pointerFrame[leadingEdge]).toBe(first);
    expect(counts(queue)).toEqual([0, 1]);
    expect(queue.available).toBe(2);
  });

  it('after the edge has run off the end, the next frame takes it up', () => {
    const queue = filled(1);
    expect(advance(queue, leadingEdge)).toBe(ntStatus.success);
    expect(completed(queue)).toEqual([0]);
    expect(queue.pointerFrame[leadingEdge]).toBe(-1);
    const next = arrive(queue, 1, 100);
    expect(queue.pointerFrame[leadingEdge]).toBe(next);
  });
});

describe('stream pointer operations', () => {
  it('gives no locked leading edge without a frame, and an unlocked one always', () => {
    const queue = createStreamQueue(false, false);
    expect(getLeadingEdge(queue, true)).toBe(nullPointer);
    expect(getLeadingEdge(queue, false)).toBe(leadingEdge);
    expect(getTrailingEdge(queue, false)).toBe(nullPointer);
    expect(getTrailingEdge(createStreamQueue(true, false), false)).toBe(trailingEdge);
  });

  it('refuses a second lock and an unlock of what is not locked', () => {
    const queue = filled(1);
    expect(lock(queue, leadingEdge)).toBe(ntStatus.success);
    expect(lock(queue, leadingEdge)).toBe(ntStatus.invalidParameter);
    expect(unlock(queue, leadingEdge, false)).toBe(ntStatus.success);
    expect(unlock(queue, leadingEdge, false)).toBe(ntStatus.invalidParameter);
  });

  it('a locked pointer stays locked on the next frame and says when there is none', () => {
    const queue = filled(2);
    lock(queue, leadingEdge);
    expect(advance(queue, leadingEdge)).toBe(ntStatus.success);
    expect(queue.pointerState[leadingEdge]).toBe(pointerStates.locked);
    expect(advance(queue, leadingEdge)).toBe(ntStatus.deviceNotReady);
    expect(queue.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
    expect(completed(queue)).toEqual([0, 1]);
  });

  it('unlock with eject advances', () => {
    const queue = filled(2);
    lock(queue, leadingEdge);
    expect(unlock(queue, leadingEdge, true)).toBe(ntStatus.success);
    expect(completed(queue)).toEqual([0]);
    expect(queue.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
  });

  it('a clone has the lock state of its origin, keeps the frame, and a locked one may be deleted', () => {
    const queue = filled(1);
    lock(queue, leadingEdge);
    const made = clone(queue, leadingEdge, 42);
    expect(queue.pointerState[made]).toBe(pointerStates.locked);
    expect(queue.cloneContext[made]).toBe(42);
    setDataUsed(queue, made, 77);
    advance(queue, leadingEdge);
    expect(completed(queue)).toEqual([]);
    expect(queue.dataUsed[queue.pointerFrame[made]!]).toBe(77);
    expect(deleteClone(queue, made)).toBe(ntStatus.success);
    expect(completed(queue)).toEqual([0]);
  });

  it('never deletes an edge, nor a clone twice', () => {
    const queue = filled(1);
    expect(deleteClone(queue, leadingEdge)).toBe(ntStatus.invalidParameter);
    const made = clone(queue, leadingEdge, 0);
    expect(deleteClone(queue, made)).toBe(ntStatus.success);
    expect(deleteClone(queue, made)).toBe(ntStatus.invalidParameter);
    expect(queueViolation(queue)).toBeNull();
  });

  it('clones are enumerated in the order they were made', () => {
    const queue = filled(3);
    const made = [0, 1, 2].map((context) => {
      const pointer = clone(queue, leadingEdge, context);
      advance(queue, leadingEdge);
      return pointer;
    });
    deleteClone(queue, made[1]!);
    expect(firstClone(queue)).toBe(made[0]);
    expect(nextClone(queue, made[0]!)).toBe(made[2]);
    expect(nextClone(queue, made[2]!)).toBe(nullPointer);
  });

  it('the trailing edge does not pass the leading edge', () => {
    const queue = filled(2, true);
    expect(advance(queue, trailingEdge)).toBe(ntStatus.deviceNotReady);
    advance(queue, leadingEdge);
    expect(advance(queue, trailingEdge)).toBe(ntStatus.success);
    expect(completed(queue)).toEqual([0]);
  });
});

describe('completion', () => {
  const outOfOrder = (enforceFifo: boolean): number[] => {
    const queue = filled(2, false, enforceFifo);
    const older = clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    const newer = clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    deleteClone(queue, newer);
    const before = completed(queue);
    deleteClone(queue, older);
    expect(completed(queue)).toHaveLength(2);
    return before;
  };

  it('may come out of order', () => {
    expect(outOfOrder(false)).toEqual([1]);
  });

  it('with ENFORCE_FIFO waits for the older IRP', () => {
    expect(outOfOrder(true)).toEqual([]);
  });

  it('an IRP completes with its last frame', () => {
    const queue = createStreamQueue(false, false);
    arrive(queue, 0, 10);
    arrive(queue, 0, 10);
    advance(queue, leadingEdge);
    expect(completed(queue)).toEqual([]);
    advance(queue, leadingEdge);
    expect(completed(queue)).toEqual([0]);
  });
});

describe('cancellation', () => {
  it('moves the leading edge on and completes the IRP as cancelled', () => {
    const queue = filled(2);
    expect(cancelIrp(queue, 0)).toBe(true);
    expect(completed(queue)).toEqual([0]);
    expect(queue.irpState[0]).toBe(irpStates.cancelled);
    expect(queue.frameIrp[queue.pointerFrame[leadingEdge]!]).toBe(1);
    expect(queue.cancelled).toBe(1);
    expect(queueViolation(queue)).toBeNull();
  });

  it('is refused while a pointer is locked', () => {
    const queue = filled(1);
    lock(queue, leadingEdge);
    expect(cancelIrp(queue, 0)).toBe(false);
    expect(queue.waiting).toBe(1);
  });

  it('does not wait for older IRPs with ENFORCE_FIFO', () => {
    const queue = filled(3, false, true);
    clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    expect(cancelIrp(queue, 2)).toBe(true);
    expect(completed(queue)).toEqual([2]);
    advance(queue, leadingEdge);
    expect(completed(queue)).toEqual([2]);
    deleteClone(queue, firstClone(queue));
    expect(completed(queue)).toEqual([2, 0, 1]);
  });

  it('completes with the last clone, whose lock then fails', () => {
    const queue = filled(1);
    const made = clone(queue, leadingEdge, 0);
    expect(cancelIrp(queue, 0)).toBe(true);
    expect(completed(queue)).toEqual([]);
    expect(lock(queue, made)).toBe(ntStatus.deviceNotReady);
    deleteClone(queue, made);
    expect(completed(queue)).toEqual([0]);
    expect(queue.irpState[0]).toBe(irpStates.cancelled);
  });
});

describe('ENFORCE_FIFO', () => {
  it('an IRP that waits for an older one keeps its place when a further frame of it arrives', () => {
    const queue = createStreamQueue(false, true);
    arrive(queue, 0, 1);
    const older = clone(queue, leadingEdge, 0);
    advance(queue, leadingEdge);
    arrive(queue, 1, 1);
    advance(queue, leadingEdge);
    arrive(queue, 1, 1);
    deleteClone(queue, older);
    expect(completed(queue)).toEqual([0]);
    advance(queue, leadingEdge);
    expect(completed(queue)).toEqual([0, 1]);
    expect(queueViolation(queue)).toBeNull();
  });
});

describe('whatever a driver does', () => {
  const operation = fc.record({ what: fc.nat(9), which: fc.nat(30) });

  it('the invariants hold and every IRP completes at most once', () => {
    fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.array(operation, { maxLength: 200, size: 'max' }), (distinctTrailingEdge, enforceFifo, operations) => {
      const queue = createStreamQueue(distinctTrailingEdge, enforceFifo);
      let nextIrp = 0;
      const clones = (): number[] => {
        const found: number[] = [];
        for (let pointer = firstClone(queue); pointer !== nullPointer; pointer = nextClone(queue, pointer)) found.push(pointer);
        return found;
      };
      for (const { what, which } of operations) {
        const all = clones();
        const some = all[which % Math.max(1, all.length)];
        const pointer = which % 3 === 0 && some !== undefined ? some : distinctTrailingEdge && which % 3 === 1 ? trailingEdge : leadingEdge;
        if (what <= 1) {
          // An IRP gets further frames only while it is outstanding.
          if (completed(queue).includes(nextIrp)) nextIrp += 1;
          arrive(queue, nextIrp, which);
          if (which % 4 !== 0) nextIrp += 1;
        } else if (what <= 3) advance(queue, pointer);
        else if (what === 4) lock(queue, pointer);
        else if (what === 5) unlock(queue, pointer, which % 2 === 0);
        else if (what === 6) clone(queue, pointer, which);
        else if (what <= 8 && some !== undefined) deleteClone(queue, some);
        else if (what === 9) cancelIrp(queue, which);
        expect(queueViolation(queue)).toBeNull();
        const done = completed(queue);
        expect(new Set(done).size).toBe(done.length);
        if (enforceFifo && queue.cancelled === 0) expect([...done].sort((a, b) => a - b)).toEqual(done);
      }
    }));
  });
});
