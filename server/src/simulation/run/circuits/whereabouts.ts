import type { CircuitModel, PinModel } from '../model';
import { bufferStates } from '../pools/pool';

/** Frames of a circuit that are not at a pin of it: with another station, on their way, or with the requestor. Those that nobody has allocated do not count. */
export function framesElsewhere({ pool }: CircuitModel, pin: PinModel): number {
  let count = 0;
  for (let buffer = 0; buffer < pool.size; buffer += 1) if (pool.buffers[buffer]!.state !== bufferStates.idle && !isAtPin(pin, buffer)) count += 1;
  return count;
}

/** The station, other than the pin itself, where most frames of the circuit are: its label and how many; `pin` where it is one. */
export function busiestElsewhere({ stations, station, pool }: CircuitModel, pin: PinModel): { readonly label: string; readonly count: number; readonly pin: PinModel | null } | null {
  const counts = stations.map(() => 0);
  for (let buffer = 0; buffer < pool.size; buffer += 1) if (station[buffer]! >= 0 && pool.buffers[buffer]!.state !== bufferStates.idle && !isAtPin(pin, buffer)) counts[station[buffer]!]! += 1;
  const count = Math.max(0, ...counts);
  if (count === 0) return null;
  const at = stations[counts.indexOf(count)]!;
  return at.kind === 'pin' ? { label: at.pin.settings.label, count, pin: at.pin } : { label: at.peer.label, count, pin: null };
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
  return at?.kind === 'pin' && at.pin === pin && pool.buffers[buffer]!.state !== bufferStates.inTransit;
}
