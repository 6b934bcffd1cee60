import { lifeViolation } from '../../allocator/index';
import { requestStates } from '../../queue/index';
import type { CircuitModel } from '../model';
import { bufferStates, countStates } from '../pools/pool';

/**
 * What must hold of a circuit between two events: every frame is in exactly one of allocator, requestor, a queue, in transit or at a peer; what is out of the allocator
 * is what was allocated and not freed. Counts from scratch. Returns the first violation or `null`.
 */
export function circuitViolation(circuit: CircuitModel): string | null {
  const { life } = circuit;
  return placeViolation(circuit) ?? ringViolation(circuit) ?? queueViolation(circuit) ?? (life === null ? null : lifeViolation(life) ?? allocationViolation(circuit));
}

/** Every buffer is where its state says. */
function placeViolation({ pool, station, stations, scenario }: CircuitModel): string | null {
  const { idle, atRequestor, inTransit, atPeer, hardwareFilling } = bufferStates;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    const state = pool.buffers[buffer]!.state;
    const at = station[buffer]! < 0 ? null : stations[station[buffer]!]!.kind;
    if (state === inTransit) continue;
    if (state === idle || state === atRequestor ? at !== null : at === null && !(scenario.allocator.kind === 'injection' && state === hardwareFilling)) return `frame ${buffer} is in state ${state} and at ${at ?? 'no station'}`;
    if (at !== null && (state === atPeer) !== (at === 'peer')) return `frame ${buffer} is in state ${state} at a ${at}`;
  }
  return null;
}

/** What is at hand is listed once, and nothing else is. */
function ringViolation({ pool, idle, unbound, sent, returned, arriving, filler, scenario }: CircuitModel): string | null {
  if (arriving.count > 0) return `${arriving.count} frames have been forgotten on their way`;
  const counts = countStates(pool);
  const resting = counts[bufferStates.idle]! + counts[bufferStates.atRequestor]!;
  if (idle.count + unbound.count !== resting) return `${resting} frames rest, ${idle.count} are at hand and ${unbound.count} not allocated`;
  const filling = scenario.allocator.kind === 'injection' ? pool.buffers.filter(({ state, frame }) => state === bufferStates.hardwareFilling && frame >= 0).length : 0;
  const under = pool.size - resting - filling;
  if (sent - returned !== under) return `${sent} frames were handed on and ${returned} came back, ${under} are under way`;
  if (filler !== null && filler.empty.count > counts[bufferStates.atPeer]!) return 'a peer has more empty frames than there are at peers';
  return null;
}

/** The requests in a queue are those of the frames at that pin, but for those that are complete and held back by a splitter. */
function queueViolation({ pool, requests, station, stations }: CircuitModel): string | null {
  for (const [at, ofStation] of requests.entries()) {
    for (const [buffer, { state }] of ofStation.entries()) {
      const isThere = station[buffer] === at && pool.buffers[buffer]!.state !== bufferStates.inTransit && pool.buffers[buffer]!.state !== bufferStates.completing;
      if (isThere !== (state !== requestStates.withClient)) return `frame ${buffer} is ${isThere ? '' : 'not '}at station ${at} and its request is in state ${state}`;
    }
    const there = stations[at]!;
    if (there.kind === 'pin' && there.pin.pool !== pool) return `the pin ${there.pin.settings.label} has another pool`;
  }
  return null;
}

/** Frames out of the allocator are the circuit's. */
function allocationViolation({ life, frames, idle, pool }: CircuitModel): string | null {
  const bound = frames.filter((frame) => frame !== null).length;
  const { outCount, idle: atHand } = life!;
  if (bound !== outCount) return `${bound} frames are bound, ${outCount} are out`;
  if (idle.count !== atHand.length) return `${idle.count} frames are at hand, the requestor has ${atHand.length}`;
  if (outCount > pool.size) return `${outCount} frames are out of ${pool.size}`;
  return null;
}
