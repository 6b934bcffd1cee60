import type { CircuitModel, PinModel } from '../model';
import { bufferStates } from '../pools/pool';

/** Frames of a circuit that are not at a pin of it: with another station, on their way, or with the requestor. Those that nobody has allocated do not count. */
export function framesElsewhere({ pool }: CircuitModel, pin: PinModel): number {
  let count = 0;
  for (let buffer = 0; buffer < pool.size; buffer += 1) if (pool.state[buffer] !== bufferStates.idle && !isAtPin(pin, buffer)) count += 1;
  return count;
}

/** Bytes of each frame of a circuit. */
export function frameBytesOf({ frames, scenario: { allocator } }: CircuitModel): number {
  return frames.find((frame) => frame !== null)?.length ?? (allocator.kind === 'life' ? allocator.setup.request.framing.FrameSize : allocator.frameBytes);
}

/** Whether a buffer of the pin's pool is at the pin itself, and not elsewhere on the round of its circuit. */
export function isAtPin(pin: PinModel, buffer: number): boolean {
  if (pin.circuit === null) return true;
  const { station, stations, pool } = pin.circuit;
  const at = station[buffer]! < 0 ? undefined : stations[station[buffer]!];
  return at?.kind === 'pin' && at.pin === pin && pool.state[buffer] !== bufferStates.inTransit;
}
