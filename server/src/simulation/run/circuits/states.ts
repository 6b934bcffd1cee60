import { stepState } from '../../allocator/index';
import { clockNow } from '../../engine/index';
import { ntStatus, recordCall, registerFrameReturn } from '../../queue/index';
import type { PinState } from '../../scenario';
import { cancel } from '../cancellation';
import type { CircuitModel, PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { bufferStates } from '../pools/pool';
import { settleCircuit } from './circulation';
import { pauseFiller, startFiller } from './fillers';
import { peersStop } from './peers';
import { bringFrames, dismissFrames, settleLife } from './requestor';

const names: readonly PinState[] = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'];

/** The circuit's pins are about to go up to `to`: the pipe is built, its allocator asked. Returns the NTSTATUS that lets or refuses the step. */
export function circuitGoesUp(model: SimulationModel, circuit: CircuitModel, to: number): number {
  const { life } = circuit;
  circuit.isStarved = false;
  if (to === pinStates.ACQUIRE) registers(model, circuit, 'STOP');
  if (life === null) {
    circuit.isPipeUp = true;
    bringFrames(model, circuit);
    return ntStatus.success;
  }
  const state = names[to]!;
  const status = stepState(life, model.engine.clock[clockNow]!, state);
  settleLife(model, circuit);
  circuit.isPipeUp = life.isPipeUp;
  if (status === ntStatus.success) {
    circuit.servedBy = life.provider?.kind ?? circuit.servedBy;
    if (to === pinStates.ACQUIRE) circuit.createStatus = status;
    return status;
  }
  if (life.phase === 'refused') circuit.createStatus = status;
  circuit.refusedState ??= { state, status };
  return status;
}

/** The step up that a circuit had agreed to has failed elsewhere: it goes back to where it was. */
export function circuitGoesBack(model: SimulationModel, circuit: CircuitModel): void {
  const { life } = circuit;
  if (life !== null && life.state !== names[circuit.state]) stepState(life, model.engine.clock[clockNow]!, names[circuit.state]!);
  settlePipe(model, circuit);
}

/** All pins of the circuit have gone up to `to`: frames go into the round, before the next step. */
export function circuitReached(model: SimulationModel, circuit: CircuitModel, to: number): void {
  circuit.state = to;
  settleCircuit(model, circuit);
  registers(model, circuit, names[to]!);
  if (to === pinStates.RUN) startFiller(model, circuit);
}

/** All pins of the circuit have come down to `to`. In STOP every frame goes home: out of the queues, unless it is locked, and from the peers. */
export function circuitCameDown(model: SimulationModel, circuit: CircuitModel, to: number): void {
  circuit.state = to;
  if (to < pinStates.RUN) pauseFiller(circuit);
  if (to === pinStates.STOP) {
    for (const [at, station] of circuit.stations.entries()) if (station.kind === 'pin') emptyQueue(model, circuit, at, station.pin);
    peersStop(model, circuit);
    settleCircuit(model, circuit);
  }
  const { life } = circuit;
  // A life that began no step up has nothing to step down from.
  if (life !== null && life.state !== names[to]) stepState(life, model.engine.clock[clockNow]!, names[to]!);
  settlePipe(model, circuit);
}

function settlePipe(model: SimulationModel, circuit: CircuitModel): void {
  if (circuit.life !== null) {
    settleLife(model, circuit);
    circuit.isPipeUp = circuit.life.isPipeUp;
    return;
  }
  if (circuit.state !== pinStates.STOP) return;
  circuit.isPipeUp = false;
  dismissFrames(model, circuit);
}

/** The driver registers its frame return callback, in the state the scenario says. */
function registers(model: SimulationModel, circuit: CircuitModel, state: PinState): void {
  const { allocator } = circuit.scenario;
  if (allocator.kind !== 'injection' || allocator.registeredAt !== state || circuit.isRegistered) return;
  circuit.isRegistered = true;
  recordCall(model.environment, 'KsPinRegisterFrameReturnCallback', circuit.counted.settings.label, pinStates[state]);
  registerFrameReturn(circuit.counted.queue);
}

/** The frames in the queue of a pin are cancelled; what is locked cannot be, and its holder keeps it. */
function emptyQueue(model: SimulationModel, circuit: CircuitModel, at: number, pin: PinModel): void {
  const { pool, station, requests } = circuit;
  let held = 0;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    if (station[buffer] !== at || pool.buffers[buffer]!.state === bufferStates.inTransit || isElsewhere(pool.buffers[buffer]!.state)) continue;
    circuit.emptied = true;
    if (cancel(model, pin, requests[at]![buffer]!.number) !== 'cancelled') held += 1;
  }
  if (held > 0 && pin.leaked.count === 0) pin.leaked.firstTime = model.engine.clock[clockNow]!;
  pin.leaked.count = Math.max(pin.leaked.count, held);
}

/** A buffer that is with its owner or being filled by a driver that injects it is in no queue. */
const isElsewhere = (state: number): boolean => state === bufferStates.idle || state === bufferStates.atRequestor;
