import { ntStatus } from '../../queue/index';
import type { CircuitModel, SimulationModel } from '../model';

/** The circuit's pins are about to go up to `to`: the pipe is built, its allocator asked. Returns the NTSTATUS that lets or refuses the step. */
export function circuitGoesUp(_model: SimulationModel, _circuit: CircuitModel, _to: number): number {
  return ntStatus.success;
}

/** All pins of the circuit have come down to `to`. */
export function circuitCameDown(_model: SimulationModel, _circuit: CircuitModel, _to: number): void {
  return undefined;
}
