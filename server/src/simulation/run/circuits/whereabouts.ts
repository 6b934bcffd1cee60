import type { CircuitModel, PinModel } from '../model';
import { bufferStates } from '../pools/pool';

/** Frames of a circuit that are not at a pin of it: with another station, on their way, or with the requestor. Those that nobody has allocated do not count. */
export function framesElsewhere({ pool, stations, station }: CircuitModel, pin: PinModel): number {
  let count = 0;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    const state = pool.state[buffer]!;
    if (state === bufferStates.idle) continue;
    const at = station[buffer]! < 0 ? undefined : stations[station[buffer]!];
    if (state === bufferStates.inTransit || at === undefined || at.kind !== 'pin' || at.pin !== pin) count += 1;
  }
  return count;
}

/** Bytes of each frame of a circuit. */
export function frameBytesOf({ frames, scenario: { allocator } }: CircuitModel): number {
  return frames.find((frame) => frame !== null)?.length ?? (allocator.kind === 'life' ? allocator.setup.request.framing.FrameSize : allocator.frameBytes);
}
