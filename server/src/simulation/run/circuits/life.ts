import { closeAllocator, enableInternalEvent, obtain, pinsConnected, startDevice, stopDevice } from '../../allocator/index';
import { clockNow } from '../../engine/index';
import { ntStatus, recordCall } from '../../queue/index';
import type { CircuitModel, SimulationModel } from '../model';
import { mark } from '../pools/enter-state';
import { settleLife } from './requestor';

/** The device starts and the pins are connected: what the life of an allocator begins with. Its calls go into the record of calls of the run, and onto its row. */
export function beginLife(model: SimulationModel, circuit: CircuitModel): void {
  const { life, kinds, row, scenario } = circuit;
  if (life === null) return;
  const now = model.engine.clock[clockNow]!;
  life.observer = ({ call }, place) => {
    recordCall(model.environment, call, scenario.label, place);
    if (call in kinds!) mark(model, row, kinds![call as keyof typeof kinds], -1);
  };
  circuit.createStatus = startDevice(life, now);
  if (circuit.createStatus === ntStatus.success) circuit.createStatus = pinsConnected(life, now);
  circuit.servedBy = life.provider?.kind ?? null;
  if (life.setup.holder.enablesInternalEvent && life.phase === 'ready') enableInternalEvent(life, now);
}

/** Nothing is left to happen: the handle of the allocator is closed, then the device stops. What a run cut short leaves behind is nobody's mistake. */
export function endLife(model: SimulationModel, circuit: CircuitModel): void {
  const { life } = circuit;
  if (life === null || model.stopReason !== 'completed') return;
  const now = model.engine.clock[clockNow]!;
  closeAllocator(life, now);
  settleLife(model, circuit);
  if (life.setup.holder.usesTableAfterClose) obtain(life, now, 'functionTable', 'PASSIVE_LEVEL');
  stopDevice(life, now);
}
