import { clockNow } from '../engine/index';
import type { ViolationCode } from '../queue/index';
import { reportViolation } from '../queue/index';
import type { CallbackName, EditScenario } from '../scenario';
import type { ObjectModel, PinModel, SimulationModel } from './model';
import { pinStates, pinTimes } from './model';
import { objectTimes } from './processing/object';

/** What the record of calls names the device. */
export const deviceName = 'device';

/** Limits of Driver Verifier, nanoseconds: callbacks (DV:ks-kstimedpincallbacks and its kin), and the time for which the processing mutex is held (DV:ks-kstimedprocessingmutex). */
export const verifierLimits = { callback: 500_000_000, processingMutex: 100_000_000 } as const;

type Dispatch = 'pin' | 'filter' | 'device';
const irqlRules = { pin: 'KsIrqlPinCallbacks', filter: 'KsIrqlFilterCallbacks', device: 'KsIrqlDeviceCallbacks' } as const satisfies Record<Dispatch, ViolationCode>;
const timeRules = { pin: 'KsTimedPinCallbacks', filter: 'KsTimedFilterCallbacks', device: 'KsTimedDeviceCallbacks' } as const satisfies Record<Dispatch, ViolationCode>;

/** Routines of a pin that may not return STATUS_PENDING at all, and those that may when they have marked the IRP. */
const neverPending: ReadonlySet<CallbackName> = new Set(['setDeviceState', 'setDataFormat']);
const markedPending: ReadonlySet<CallbackName> = new Set(['create', 'close']);

/** A routine returns: what the scenario says of it is held against the documentation. `pin`: its number, -1 for a filter or the device. */
function judge({ scenario: { callbacks }, environment }: SimulationModel, dispatch: Dispatch, routine: CallbackName, object: string, pin: number): void {
  if (callbacks === undefined) return;
  callbacks.forEach((said, callback) => {
    if (said.dispatch !== dispatch || said.routine !== routine || (dispatch === 'pin' && !said.pins.includes(pin))) return;
    const name = `${routine.charAt(0).toUpperCase()}${routine.slice(1)}`;
    const report = (code: 'DSP-07' | 'DSP-08' | (typeof irqlRules)[Dispatch] | (typeof timeRules)[Dispatch], took = 0): void => reportViolation(environment, code, object, { routine: name, callback, took }, pin);
    if (said.returns === 'pending' && dispatch === 'pin' && neverPending.has(routine)) report('DSP-07');
    if (said.returns === 'pending' && dispatch !== 'device' && markedPending.has(routine) && said.marksIrpPending === false) report('DSP-08');
    if (said.returnsAtIrql === 'dispatchLevel' && routine !== 'process') report(irqlRules[dispatch]);
    if (said.time !== undefined && said.time >= verifierLimits.callback) report(timeRules[dispatch], said.time);
  });
}

/** A routine of a pin returns. */
export function pinRoutineReturns(model: SimulationModel, pin: PinModel, routine: 'create' | 'close' | 'setDataFormat' | 'setDeviceState' | 'reset'): void {
  const { settings: { label }, index } = pin;
  judge(model, 'pin', routine, label, index);
  if (routine === 'setDataFormat' && pin.formatsSet === 1) judgeFirstFormat(model, pin);
  if (pin.edits !== null && routine !== 'close' && routine !== 'reset') judgeEdits(model, pin, routine);
}

/** The first SetDataFormat of a pin has no old format, and comes before Create (K:nc-ks-pfnkspinsetdataformat). */
function judgeFirstFormat({ environment }: SimulationModel, { settings: { driver, label }, index }: PinModel): void {
  if (driver.testsOldFormat === false) reportViolation(environment, 'DSP-13', label, { wrong: 'oldFormat' }, index);
  if (driver.setDataFormatNeedsCreate === true) reportViolation(environment, 'DSP-13', label, { wrong: 'create' }, index);
}

/** Edits of the descriptor are made: in a routine, or before the pin exists. */
export function judgeEdits({ environment }: SimulationModel, { edits, settings: { label }, index }: PinModel, when: EditScenario['when']): void {
  edits?.forEach((said, edit) => {
    if (said.when !== when) return;
    const report = (wrong: 'mutex' | 'irql' | 'result' | 'containingRecord'): void => reportViolation(environment, 'FRM-36', label, { edit, wrong }, index);
    if (said.holdsMutex === false) report('mutex');
    if (said.irql === 'dispatchLevel') report('irql');
    if (said.resultChecked === false) report('result');
    if (said.reachedByContainingRecord === true) report('containingRecord');
  });
}

/** A routine of a filter returns. */
export const filterRoutineReturns = (model: SimulationModel, filter: string, routine: 'create' | 'close'): void => judge(model, 'filter', routine, filter, -1);
/** A routine of the device returns. */
export const deviceRoutineReturns = (model: SimulationModel, routine: 'start' | 'setPower' | 'surpriseRemoval'): void => judge(model, 'device', routine, deviceName, -1);

/** SetDeviceState of a pin returns: Driver Verifier watches how long it took, and the counters of lost frames may have been set to 0 in the wrong place. */
export function stateRoutineReturns(model: SimulationModel, pin: PinModel, from: number, to: number): void {
  const { settings: { label, driver }, index, queue: { environment } } = pin;
  const took = model.engine.clock[clockNow]! - pin.times[pinTimes.callStart]!;
  if (took >= verifierLimits.callback) reportViolation(environment, 'KsTimedPinCallbacks', label, { routine: 'SetDeviceState', callback: -1, took }, index);
  pinRoutineReturns(model, pin, 'setDeviceState');
  if (Math.abs(to - from) > 1 && driver.handlesStateJumps === false) reportViolation(environment, 'DSP-09', label, { from, to }, index);
  if (to === pinStates.STOP) pin.uncounted = pin.framesDropped;
  const { resetsCountersAt } = driver;
  if (resetsCountersAt === undefined) return;
  const resets = resetsCountersAt === 'pauseToRun' ? from === pinStates.PAUSE && to === pinStates.RUN : resetsCountersAt === 'runToPause' && from === pinStates.RUN && to === pinStates.PAUSE;
  const dropped = pin.framesDropped - pin.uncounted;
  if (!resets || dropped === 0) return;
  reportViolation(environment, 'STA-07', label, { dropped, from, to }, index);
  pin.uncounted = pin.framesDropped;
}

/** Process is called: at this instant a driver that asks the wrong state errs, and one that reads the first instance of a pin that has none. */
export function processIsCalled(model: SimulationModel, object: ObjectModel): void {
  for (const pin of object.pins) askState(pin);
  const filter = object.object.kind === 'filter' ? model.filters.find((one) => one.object === object) : undefined;
  if (filter?.scenario.movesStreamPointers === true) reportViolation(model.environment, 'SPT-13', filter.scenario.label, { operation: 'KsStreamPointerAdvance' });
  for (const factory of filter?.scenario.readsUntested ?? []) reportViolation(model.environment, 'PIN-32', filter!.scenario.label, { factory });
}

/** KSPIN.DeviceState is the state of the pin, not that of the pipe: while it changes it says something else than ClientState (K:ns-ks-_kspin_dispatch). */
export function askState({ settings: { driver, label }, queue: { clientState, deviceState, environment }, index }: PinModel): void {
  if (driver.runningTestedBy === 'deviceState' && clientState !== deviceState) reportViolation(environment, 'DSP-12', label, { clientState, deviceState }, index);
}

/** Process returns; AVStream holds the processing mutex for as long as it runs (W:processing-mutex-in-avstream). */
export function processTook(model: SimulationModel, object: ObjectModel): void {
  const took = model.engine.clock[clockNow]! - object.times[objectTimes.processStart]!;
  if (took < verifierLimits.processingMutex) return;
  const { kind, name, index } = object.object;
  const facts = { routine: object.routine, callback: -1, took };
  reportViolation(model.environment, 'KsTimedProcessingMutex', name, facts, index);
  if (took >= verifierLimits.callback) reportViolation(model.environment, timeRules[kind], name, facts, index);
}

/** A driver has Process called at DISPATCH_LEVEL (KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING). */
export function processedAtDispatch({ scenario: { callbacks }, environment }: SimulationModel, { object: { name, index, kind }, pins }: ObjectModel): void {
  callbacks?.forEach(({ dispatch, routine, pageable, pins: said }, callback) => {
    if (routine === 'process' && dispatch === kind && pageable === true && (kind === 'filter' || said.includes(pins[0]!.index))) reportViolation(environment, 'PIN-46', name, { callback }, index);
  });
}
