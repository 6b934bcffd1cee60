import { createActivation, executeAtOnce, status } from '../../behaviour/index';
import { leadingEdge, pointerStates } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { returnFromProcess } from '../processing/processing';
import { callRoutine } from '../routines/drive';
import { endless } from '../routines/machine';
import type { Pattern } from './pattern';

/** A driver whose routines the document describes call by call: Process and the DPC are programs. */
export const routines: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    const described = pin.routines!;
    const { process } = described.behaviour.entries;
    const { progress } = pin.queue;
    const returned = (value: number): void => {
      object.consumed = pin.queue.progress === progress ? 0 : 1;
      // What a driver returns beside STATUS_SUCCESS ends processing until the next trigger (K:nc-ks-pfnkspin knows these two alone).
      const isDone = value !== status.success;
      if (isDone) described.dpcsWithoutAttempt = 0;
      returnFromProcess(model, object, isDone ? 'pending' : 'success');
    };
    if (process < 0) returned(status.pending);
    else callRoutine(model, pin, process, returned);
  },
  // Its time passes in the waits of the routine.
  step: () => undefined,
  dpc: runDpc,
  release: () => undefined,
  held: ({ queue: { frames } }) => frames.cloneCount + (frames.pointerState[leadingEdge] === pointerStates.locked ? 1 : 0),
};

/** The DPC; one that is queued again while it runs comes behind it. */
function runDpc(model: SimulationModel, pin: PinModel): void {
  const described = pin.routines!;
  const { dpc } = described.behaviour.entries;
  if (dpc < 0) return;
  if (described.dpcRuns) {
    described.dpcAgain = true;
    return;
  }
  described.dpcRuns = true;
  described.hasAttempted = false;
  callRoutine(model, pin, dpc, () => {
    described.dpcRuns = false;
    described.dpcsWithoutAttempt = described.hasAttempted ? 0 : described.dpcsWithoutAttempt + 1;
    if (!described.dpcAgain) return;
    described.dpcAgain = false;
    runDpc(model, pin);
  });
}

/** Runs a routine that nothing comes in between of, and whose waits take no time: Reset, SurpriseRemoval. */
export function runAtOnce(model: SimulationModel, pin: PinModel, routine: number): void {
  const { behaviour, machine } = pin.routines!;
  if (routine >= 0 && !executeAtOnce(behaviour, machine, createActivation(behaviour, routine))) endless(model, pin.routines!, routine);
  pin.queue.environment.step = '';
}
