import { leadingEdge, trailingEdge } from './pointer-numbers';
import type { StreamQueue } from './queue';
import { frameStates, pointerStates } from './queue';

/**
 * Checks everything that must hold of a queue at any time, counting from scratch what the queue keeps by increments. Returns the first thing that is wrong, in
 * words for a developer of this program, or `null`.
 */
export function queueViolation(queue: StreamQueue): string | null {
  const clones = new Map<number, number>();
  const locks = new Map<number, number>();
  let cloneCount = 0;
  for (let pointer = 0; pointer < queue.pointerFrame.length; pointer += 1) {
    const state = queue.pointerState[pointer]!;
    const frame = queue.pointerFrame[pointer]!;
    if (state === pointerStates.free) continue;
    if (pointer > trailingEdge) {
      cloneCount += 1;
      if (frame >= 0) clones.set(frame, (clones.get(frame) ?? 0) + 1);
    }
    if (state === pointerStates.locked) {
      if (frame < 0) return `pointer ${pointer} is locked on no frame`;
      locks.set(frame, (locks.get(frame) ?? 0) + 1);
    }
  }
  if (cloneCount !== queue.cloneCount) return `${cloneCount} clones, ${queue.cloneCount} counted`;
  const lead = queue.pointerFrame[leadingEdge]!;
  const trail = queue.distinctTrailingEdge ? queue.pointerFrame[trailingEdge]! : lead;
  if (trail < 0 && lead >= 0) return 'the trailing edge is past the leading edge';
  let waiting = 0;
  let available = 0;
  let within = false;
  let aheadOfLead = false;
  let seenLead = false;
  let older = -1;
  for (let frame = queue.oldest; frame >= 0; frame = queue.frameNewer[frame]!) {
    waiting += 1;
    if (waiting > queue.received) return 'the queue is a ring';
    if (queue.frameState[frame] !== frameStates.queued) return `frame ${frame} is in the queue and not queued`;
    if (queue.frameOlder[frame] !== older) return `frame ${frame} does not know the older one`;
    older = frame;
    if (frame === trail) within = true;
    if (frame === lead) {
      aheadOfLead = true;
      seenLead = true;
    }
    if (aheadOfLead) available += 1;
    const references = (clones.get(frame) ?? 0) + (within ? 1 : 0);
    if (queue.references[frame] !== references) return `frame ${frame} has ${queue.references[frame] ?? 0} references instead of ${references}`;
    if (queue.locks[frame] !== (locks.get(frame) ?? 0)) return `frame ${frame} has a wrong count of locks`;
    if (frame === lead) within = false;
    if (references === 0 && !aheadOfLead) return `frame ${frame} is behind the edges without a reference`;
  }
  if (queue.newest !== older) return 'the newest frame is not the last';
  if (lead >= 0 && !seenLead) return 'the leading edge is on a frame outside the queue';
  if (waiting !== queue.waiting) return `${waiting} frames wait, ${queue.waiting} counted`;
  if (available !== queue.available) return `${available} frames at or ahead of the leading edge, ${queue.available} counted`;
  if (queue.received !== queue.completed + queue.waiting + queue.cancelled) return 'received is not completed + waiting + cancelled';
  return null;
}
