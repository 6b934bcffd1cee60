import { type Instance, booleanOf, durationOf, instancesIn, isStated, nodeOf, pinReference, textOf, wordOf } from '../../document/index';
import { RuntimeEdit, Simulation, SimulationCallback } from '../../ks/index';
import type { CallbackName, CallbackScenario, EditScenario } from '../scenario';
import { type PinPlan, isSamePin, pinCalled } from './plan';
import { impossible } from './problem';
import { type Reader, optional, pointer, scenarioWord } from './reader';

/** Routines that runs call, by the table they stand in. */
const routines: Readonly<Record<string, readonly CallbackName[]>> = {
  KSPIN_DISPATCH: ['create', 'close', 'setDataFormat', 'setDeviceState', 'reset', 'process'], KSFILTER_DISPATCH: ['create', 'close', 'process'], KSDEVICE_DISPATCH: ['start', 'setPower', 'surpriseRemoval'],
};
const dispatches = { KSPIN_DISPATCH: 'pin', KSFILTER_DISPATCH: 'filter', KSDEVICE_DISPATCH: 'device' } as const;

/** What is said of routines beyond moving frames. `indexOf` gives the index of a pin of the run. */
export function compileCallbacks(reader: Reader, simulation: Instance<typeof Simulation>, plans: readonly PinPlan[], indexOf: (plan: PinPlan) => number): readonly CallbackScenario[] {
  return instancesIn(simulation, 'Callbacks', SimulationCallback).map((stated, index) => {
    const dispatch = (wordOf(stated, 'Dispatch') ?? impossible('missing', stated.node, { field: 'Dispatch' })) as keyof typeof dispatches;
    const routine = scenarioWord(wordOf(stated, 'Routine') ?? impossible('missing', stated.node, { field: 'Routine' })) as CallbackName;
    if (!routines[dispatch]!.includes(routine)) impossible('callbackElsewhere', nodeOf(stated, 'Routine'), { field: wordOf(stated, 'Routine') ?? '', dispatch });
    const at = `callbacks.${index}`;
    reader.paths[at] = pointer(reader, stated.node);
    const word = (field: 'Returns' | 'ReturnsAtIrql'): string | undefined => {
      const value = isStated(stated, field) ? wordOf(stated, field) : undefined;
      return value === undefined ? undefined : scenarioWord(value);
    };
    return {
      dispatch: dispatches[dispatch], routine, pins: [...new Set(pinsOf(reader, stated, plans).map(indexOf))],
      ...optional('returns', word('Returns') as CallbackScenario['returns']), ...optional('marksIrpPending', booleanOf(stated, 'MarksIrpPending')),
      ...optional('returnsAtIrql', word('ReturnsAtIrql') as CallbackScenario['returnsAtIrql']), ...optional('pageable', booleanOf(stated, 'Pageable')), ...optional('time', durationOf(stated, 'Time')),
    };
  });
}

function pinsOf(reader: Reader, stated: Instance<typeof SimulationCallback>, plans: readonly PinPlan[]): readonly PinPlan[] {
  const wanted = textOf(stated, 'Pin');
  if (wanted === undefined) return plans;
  const view = pinCalled(reader, wanted, nodeOf(stated, 'Pin'));
  const found = plans.filter((plan) => isSamePin(plan.view, view));
  return found.length > 0 ? found : impossible('eventElsewhere', nodeOf(stated, 'Pin'), { pin: pinReference(view), instance: 1, pins: plans.map((plan) => pinReference(plan.view)).join(', ') });
}

const times: Readonly<Record<string, EditScenario['when']>> = { DriverInit: 'start', BeforePinFactory: 'start', Create: 'create', SetDataFormat: 'setDataFormat', StateChange: 'setDeviceState' };

/** Edits of a descriptor by KsEdit that the run comes to; property handlers are not called in one. */
export function compileEdits(reader: Reader, { view }: PinPlan, at: string): readonly EditScenario[] | undefined {
  const edits: EditScenario[] = [];
  for (const stated of instancesIn(view.pin, 'RuntimeEdits', RuntimeEdit)) {
    const when = times[wordOf(stated, 'When') ?? ''];
    if (when === undefined || (!isStated(stated, 'KsEdit') && !isStated(stated, 'KsEditSized'))) continue;
    const irql = isStated(stated, 'Irql') ? wordOf(stated, 'Irql') : undefined;
    const said = {
      ...optional('holdsMutex', booleanOf(stated, 'HoldsMutex')), ...optional('irql', irql === undefined ? undefined : (scenarioWord(irql) as EditScenario['irql'])),
      ...optional('resultChecked', booleanOf(stated, 'ResultChecked')), ...optional('reachedByContainingRecord', booleanOf(stated, 'ReachedByContainingRecord')),
    };
    if (Object.keys(said).length === 0) continue;
    reader.paths[`${at}.${edits.length}`] = pointer(reader, stated.node);
    edits.push({ when, ...said });
  }
  return edits.length === 0 ? undefined : edits;
}
