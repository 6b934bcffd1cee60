import { pinQueueViolation } from '../queue/index';
import { clientViolation } from './clients/violation';
import { circuitViolation } from './circuits/invariants';
import { deviceViolation } from './devices/violation';
import type { PinModel, SimulationModel } from './model';
import { windowViolation } from './patterns/window';
import { leadingEdgeViolation } from './pools/leading-edge';

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
 * What must hold of a pin between two events: the queue's own invariants, every buffer of a client in exactly one place, every frame of the device in sight.
 * Returns the first violation or `null`.
 */
export function pinViolation(pin: PinModel): string | null {
  const wrong = pinQueueViolation(pin.queue);
  const { client, device } = pin;
  const found = wrong ?? (client === null ? null : clientViolation(client)) ?? (device === null || client === null ? null : deviceViolation(device)) ?? windowViolation(pin) ?? leadingEdgeViolation(pin);
  return found === null ? null : `${pin.settings.label}: ${found}`;
}
