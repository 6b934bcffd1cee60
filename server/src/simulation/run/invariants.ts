import { pinQueueViolation } from '../queue/index';
import { clientViolation } from './clients/violation';
import { circuitViolation } from './circuits/invariants';
import type { PinModel, SimulationModel } from './model';
import { bufferStates } from './pools/pool';

/** What must hold of a run between two events: of every pin and every circuit. Returns the first violation or `null`. */
export function runViolation({ pins, circuits }: SimulationModel): string | null {
  for (const pin of pins) {
    const wrong = pinViolation(pin);
    if (wrong !== null) return wrong;
  }
  for (const circuit of circuits) {
    const wrong = circuitViolation(circuit);
    if (wrong !== null) return `${circuit.scenario.label}: ${wrong}`;
  }
  return null;
}

/**
 * What must hold of a pin between two events: the queue's own invariants, every buffer of a client in exactly one place, and the list of the device in agreement with it.
 * Returns the first violation or `null`.
 */
export function pinViolation(pin: PinModel): string | null {
  const wrong = pinQueueViolation(pin.queue);
  if (wrong !== null) return `${pin.settings.label}: ${wrong}`;
  return pin.client === null ? null : clientViolation(pin.client) ?? deviceViolation(pin);
}

function deviceViolation(pin: PinModel): string | null {
  const { pool, device, queue: { frames, held } } = pin;
  const { counts } = pool;
  const { queued, leadingEdge, cloned, hardwareFilling, readyForDpc } = bufferStates;
  if (device === null || !device.running || held.length > 0 || frames.cloneCount === 0) return null;
  if (counts[cloned]! + counts[hardwareFilling]! !== device.list.count) return 'the list of the device is not what the buffers say';
  if (counts[readyForDpc] !== device.filled.count) return 'the filled buffers are not what the buffers say';
  if (counts[queued]! + counts[leadingEdge]! !== frames.available) return 'the frames ahead of the leading edge are not what the buffers say';
  return null;
}
