import { verifierLimits } from '../run/conduct';
import type { SimulationModel } from '../run/model';
import type { CallbackFacts, Violation, ViolationCode, ViolationFacts } from '../queue/index';
import type { TextArguments } from '../result';
import { ofRoutines } from './routine-violations';
import { type Causes, causesOf } from './causes';

/** A violation as findings need it: the first of its kind on an object, and how many there were. */
export interface Broken<Code extends ViolationCode = ViolationCode> {
  readonly code: Code;
  readonly time: number;
  readonly count: number;
  /** Label of the pin or filter. */
  readonly object: string;
  /** Number of the pin; -1 for another object. */
  readonly pin: number;
  readonly facts: ViolationFacts[Code];
  readonly causes: Causes;
  /** The step of a routine that broke it; empty where none did. */
  readonly step: string;
}

/** How a violation is told: the key of its text, what the text is filled with, and the values that can have caused it, the most telling first. */
export interface Told {
  /** Where the rule has no code of its own here. */
  readonly withoutCode?: true;
  readonly key: string;
  readonly arguments: TextArguments;
  readonly fields: readonly string[];
  /** Values of which the scenario has to state one. A finding must not rest on what the model has assumed of a driver. */
  readonly given?: readonly string[];
  /** Where a case is more serious than its rule. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** The rule of Driver Verifier that covers it, where the code alone does not say so. */
  readonly verifierRule?: string;
}

const stateNames = ['KSSTATE_STOP', 'KSSTATE_ACQUIRE', 'KSSTATE_PAUSE', 'KSSTATE_RUN'];
const stateName = (state: number): string => stateNames[state] ?? String(state);

/**
 * What a scenario can bring about, rule by rule.
 */
export const toldViolations: { readonly [Code in ViolationCode]?: (broken: Broken<Code>) => Told } = {
  'SPT-05': ({ facts: { locked, when }, causes }) => ({ key: `pointerLocked.${when}`, arguments: { locked }, fields: [causes.pin('driver.deletesClones'), causes.pin('driver.unlocksClones'), causes.event('surpriseRemoval')], given: [causes.pin('driver.deletesClones'), causes.pin('driver.pattern')] }),
  'SPT-10': ({ facts: { delay, threshold }, count, causes }) => ({ key: 'unattendedClone', arguments: { delay, threshold, count }, fields: [causes.pin('driver.cancelCallback'), causes.pin('driver.unlocksClones'), causes.event('cancel')], given: [causes.pin('driver.unlocksClones'), causes.pin('driver.cancelCallback')] }),
  'SPT-11': ({ facts: { clones, requests }, causes }) => ({ key: 'cancelledCloneKept', arguments: { clones, requests }, fields: [causes.pin('driver.cancelCallback'), causes.event('cancel')], given: [causes.pin('driver.cancelCallback')] }),
  'SPT-15': ({ count, causes }) => ({ key: 'timeoutWhilePaused', arguments: { count }, fields: [causes.pin('driver.cloneTimeout'), causes.pin('flags')] }),
  'SPT-18': ({ facts: { pointer, delay, threshold }, count, causes }) => {
    const own = causes.pin(pointer === 'clone' ? 'driver.unlocksClones' : 'driver.pattern');
    return { key: 'lockDelaysCancellation', arguments: { value: pointer, delay, threshold, count }, fields: [own, causes.event('cancel'), causes.pin('hardware.transferTime')], given: [own] };
  },
  'HDR-03': ({ facts: { size, needed }, count, causes }) => ({ key: 'shortStreamHeader', arguments: { size, needed, count }, fields: [causes.pin('client.headerBytes'), causes.pin('streamHeaderBytes')] }),
  'HDR-07': ({ facts: { inputFrames }, causes }) => ({ key: 'endOfStreamBeforeDrained', arguments: { inputFrames }, fields: [causes.pin('driver.endOfStreamAt')] }),
  'HDR-08': ({ facts: { position, headers }, count, causes }) => ({ key: 'formatChangeNotLast', arguments: { position: position + 1, headers, count }, fields: [causes.pin('driver.typeChangedAt'), causes.pin('client.headersPerRequest')], given: [causes.pin('driver.typeChangedAt')] }),
  'STA-05': ({ facts: { state }, causes }) => ({ key: 'lateFrameReturn', arguments: { state: stateName(state) }, fields: [causes.circuit('allocator.registeredAt')] }),
  'STA-06': ({ causes }) => ({ key: 'stateBeforePower', arguments: {}, fields: [causes.pin('driver.reliesOnPowerFirst'), causes.event('sleep'), causes.choice('wakeOrder')] }),
  'FRM-36': ({ facts: { edit, wrong }, pin }) => ({ key: `unsafeEdit.${wrong}`, arguments: {}, fields: [`pins.${pin}.edits.${edit}`], ...(wrong === 'result' || wrong === 'containingRecord' ? { severity: 'warning' as const } : {}) }),
  'PIN-32': ({ facts: { factory }, causes }) => ({ key: 'firstInstanceUntested', arguments: { pin: factory }, fields: [causes.filter('readsUntested'), causes.filter(`factories.${factory}`)] }),
  'PIN-46': ({ facts: { callback }, causes }) => ({ key: 'pageableAtDispatch', arguments: {}, fields: [`callbacks.${callback}`, causes.pin('flags')] }),
  'DSP-07': ({ facts: { routine, callback = -1 } }) => ({ key: 'pendingForbidden', arguments: { routine }, fields: [`callbacks.${callback}`] }),
  'DSP-08': ({ facts: { routine, callback } }) => ({ key: 'pendingUnmarked', arguments: { routine }, fields: [`callbacks.${callback}`] }),
  'DSP-09': ({ facts: { from, to }, causes }) => ({ key: 'stateJump', arguments: { from: stateName(from), to: stateName(to) }, fields: [causes.pin('driver.handlesStateJumps'), causes.pin('states')] }),
  'DSP-12': ({ facts: { clientState, deviceState }, count, causes }) => ({ key: 'deviceStateAsked', arguments: { clientState: stateName(clientState), deviceState: stateName(deviceState), count }, fields: [causes.pin('driver.runningTestedBy')] }),
  'DSP-13': ({ facts: { wrong }, causes }) => ({ key: `firstFormat.${wrong}`, arguments: {}, fields: [causes.pin(wrong === 'create' ? 'driver.setDataFormatNeedsCreate' : 'driver.testsOldFormat'), causes.pin('callbacks.setDataFormat')] }),
  'DMA-03': ({ facts: { mappings }, count, causes }) => ({ key: 'mappingOffPage', arguments: { mappings, count }, fields: [causes.pin('hardware.mappings.expectsPageBoundaries'), causes.pin('hardware.mappings.maximumBytes')] }),
  'HDR-02': ({ facts: { dataUsed }, count, causes }) => ({ key: 'submittedWithDataUsed', arguments: { dataUsed, count }, fields: [causes.pin('client.clearsDataUsed')], given: [causes.pin('client.clearsDataUsed')] }),
  'STA-03': ({ facts: { from, to }, causes }) => ({ key: 'keptStateAfterFailure', arguments: { from: stateName(from), to: stateName(to) }, fields: [causes.pin('driver.keepsStateOnFailure'), causes.pin('driver.setDeviceStateFailsAt')] }),
  'STA-07': ({ facts: { dropped, from, to }, causes }) => ({ key: 'countersReset', arguments: { dropped, from: stateName(from), to: stateName(to) }, fields: [causes.pin('driver.resetsCountersAt')] }),
  'STA-10': ({ facts: { state }, count, causes }) => ({ key: 'stateTakenForResetEnd', arguments: { state: stateName(state), count }, fields: [causes.pin('client.takesStateChangeForResetEnd'), causes.event('reset')], given: [causes.pin('client.takesStateChangeForResetEnd')] }),
  ...ofRoutines,
  ...ofVerifier(),
  'STA-08': ({ facts: { instances, necessary }, object, causes }) => ({ key: 'necessaryPinsMissing', arguments: { pin: object, instances, necessary }, fields: [causes.filter('factories'), causes.pin('states')] }),
};

/** Rules of Driver Verifier without a code here that routines break by their IRQL or their time. */
function ofVerifier(): { readonly [Code in ViolationCode]?: (broken: Broken<Code>) => Told } {
  type OfCallback = Pick<Broken, 'causes' | 'count'> & { readonly facts: CallbackFacts };
  const byIrql = ({ facts: { routine, callback } }: OfCallback): Told => ({ withoutCode: true, key: 'verifier.irql', arguments: { routine }, fields: [`callbacks.${callback}`], severity: 'error' });
  const byTime = (limit: number) => ({ facts: { routine, callback, took }, causes, count }: OfCallback): Told => {
    const own = callback >= 0 ? `callbacks.${callback}` : routine === 'SetDeviceState' ? causes.pin('driver.setDeviceStateTime') : causes.pin('driver.processTime') || causes.filter('processTime');
    return { withoutCode: true, key: 'verifier.time', arguments: { routine, took, threshold: limit, count }, fields: [own], given: [own], severity: 'warning' };
  };
  return {
    KsIrqlPinCallbacks: byIrql, KsIrqlFilterCallbacks: byIrql, KsIrqlDeviceCallbacks: byIrql,
    KsTimedPinCallbacks: byTime(verifierLimits.callback), KsTimedFilterCallbacks: byTime(verifierLimits.callback), KsTimedDeviceCallbacks: byTime(verifierLimits.callback),
    KsTimedProcessingMutex: (broken) => ({ ...byTime(verifierLimits.processingMutex)(broken), key: 'verifier.processingMutex' }),
  };
}

/** Every violation that the run's queues have seen, by code, object and kind, the first of each with how many followed. */
export function brokenRules({ environment, scenario, filters }: SimulationModel): Broken[] {
  const { first, tallies } = environment.violations;
  const kinds = new Map<string, Broken & { count: number }>();
  for (const violation of first) {
    const kind = kindOf(violation);
    const known = kinds.get(kind);
    if (known) known.count += 1;
    else {
      const { code, time, object, pin, facts, step = '' } = violation;
      kinds.set(kind, { code, time, object, pin, facts, step, count: 1, causes: causesOf(scenario, pin, filters.findIndex(({ scenario: { label, factories } }) => (pin < 0 ? label === object : factories.some((factory) => factory.pins.includes(pin))))) });
    }
  }
  // What the log had no room for counts with the first kind on its object.
  for (const [code, objects] of tallies) {
    for (const { object, pin, count } of objects) {
      const kept = [...kinds.values()].filter((broken) => broken.code === code && broken.object === object && broken.pin === pin);
      const counted = kept.reduce((sum, broken) => sum + broken.count, 0);
      if (kept[0]) kept[0].count += count - counted;
    }
  }
  return [...kinds.values()];
}

/** Violations that are told in one sentence. */
function kindOf({ code, object, pin, facts }: Violation): string {
  const kind = 'misuse' in facts ? facts.misuse : 'operation' in facts ? facts.operation : 'recursive' in facts ? String(facts.recursive) : 'wrong' in facts ? facts.wrong : 'callback' in facts ? String(facts.callback) : 'when' in facts ? facts.when : 'pointer' in facts ? facts.pointer : 'nothingRequired' in facts ? String(facts.nothingRequired) : '';
  return [code, pin, object, kind].join('\n');
}

/** The violation of a code on an object, or nothing. */
export function brokenBy<Code extends ViolationCode>(broken: readonly Broken[], code: Code, object: string, matches: (facts: ViolationFacts[Code]) => boolean = () => true): Broken<Code> | undefined {
  return (broken as readonly Broken<Code>[]).find((one) => one.code === code && one.object === object && matches(one.facts));
}
