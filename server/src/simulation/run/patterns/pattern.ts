import type { PinModel, SimulationModel } from '../model';
import type { Behaviour } from '../processing/object';

/** How a driver gets frames from its device to the reader: its Process, its DPC, and what it does when it stops. */
export interface Pattern extends Behaviour {
  /** The DPC: what the driver does with frames that the device has filled or stored. */
  readonly dpc: (model: SimulationModel, pin: PinModel) => void;
  /** The device has been stopped: frames that the driver still holds are given back, empty. */
  readonly release: (model: SimulationModel, pin: PinModel) => void;
  /** Frames that the driver holds. */
  readonly held: (pin: PinModel) => number;
}
