import { operations } from '../behaviour/program';
import type { OptionBasis, QueueOptionName } from '../queue/index';
import { queueOptionTable, usedOptions } from '../queue/index';
import type { ProofStep } from './counterexample';
import { counterexampleOf } from './counterexample';
import type { ProofBounds, ProofModel, ProofOmission } from './model';
import { canReset } from './model';
import { searchReach } from './reach';
import type { UnreachedStep } from './unreached';
import { unreachedSteps } from './unreached';
import type { Search } from './search';
import { createSearch, searchSize, searchStates } from './search';
import type { ProofFault, ProofLimit, ProofLimits, ProofProgress, SearchOutcome } from './verdict';
import { defaultProofLimits } from './verdict';

/** What a proof takes for granted, by key of its text. */
export type ProofAssumptionKey =
  | 'noTimes' | 'oneHeader' | 'removal' | 'noRemoval' | 'locksSucceed' | 'callbacksWhole' | 'routinesWhole' | 'processExcludesStates' | 'stopWaitsForDpc' | 'fillsOldest' | 'deviceGoesOn' | 'clientSubmitsFromPause' | 'oneCallEach' | 'noEvents' | 'noCancels' | 'noReset' | 'closesAtRest';

/** A choice of the model that Windows does not document and that took part. */
export interface ProofOption {
  readonly name: QueueOptionName;
  readonly value: string;
  readonly basis: OptionBasis | 'scenario';
}

/** What came of a proof: plain data. */
export interface ProofResult {
  readonly version: 1;
  /** Label of the scenario, and of its pin. */
  readonly scenario: string;
  readonly pin: string;
  readonly verdict: 'proved' | 'counterexample' | 'undecided';
  readonly bounds: ProofBounds;
  /** Whether the driver copies out of a store of the device. */
  readonly behaviourUsesStore: boolean;
  /** Whether all routines, or some, are those of a built-in pattern, which nothing comes in between of. */
  readonly fromPattern: 'all' | 'some' | 'none';
  readonly assumptions: readonly ProofAssumptionKey[];
  readonly options: readonly ProofOption[];
  /** States and transitions searched, the longest shortest way to one, and bytes of memory. */
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly memory: number;
  /** What goes wrong, and the steps that lead there: the fewest there are. */
  readonly fault: ProofFault | null;
  readonly steps: readonly ProofStep[];
  /** Where it is what can no longer be reached: how many of the last steps go round and round, 0 where nothing happens any more. Else `null`. */
  readonly repeats: number | null;
  /** What ended a search that decided nothing, the limits it had, and whether it was still searching for states or already asking of them what can be reached. */
  readonly limit: ProofLimit | null;
  readonly limits: ProofLimits;
  readonly phase: ProofProgress['phase'];
  /** Steps of described routines that no way within the bounds comes to, of each list the first: nothing is proved of them. Empty unless proved. */
  readonly unreached: readonly UnreachedStep[];
  /** What the simulation has that took no part; and frames that the driver keeps behind its leading edge. */
  readonly leftOut: readonly ProofOmission[];
  readonly windowFrames: number;
}

/** A proof and, of a counterexample, its steps by number, for whoever draws them: plain data, so that it can come from another thread. */
export interface FinishedProof {
  readonly model: ProofModel;
  readonly result: ProofResult;
  readonly path: readonly number[];
}

/**
 * Proves a model, telling how far it is; the caller goes on with `next` as long as it likes, and `return` ends it. Every interleaving within the bounds is looked at, with requests
 * and clones taken for interchangeable.
 */
export function* proveModel(model: ProofModel, limits: ProofLimits = defaultProofLimits): Generator<ProofProgress, FinishedProof, void> {
  const search = createSearch(model, { limits, symmetric: true, stopsAtFault: true, checksInvariants: true });
  const outcome: SearchOutcome = (yield* searchStates(search)) ?? (yield* searchReach(search));
  return finish(search, outcome, limits);
}

/** A proof that was given up after so much. */
export function endedProof(model: ProofModel, limits: ProofLimits, limit: 'cancelled' | 'time', { states, transitions, depth, memory, phase }: ProofProgress): FinishedProof {
  const result: ProofResult = {
    version: 1, scenario: model.label, pin: model.pin, verdict: 'undecided', bounds: model.bounds, behaviourUsesStore: usesStore(model), fromPattern: fromPattern(model), assumptions: assumptionsOf(model), options: [], states, transitions, depth, memory,
    fault: null, steps: [], repeats: null, limit, limits, phase, unreached: [], leftOut: model.leftOut ?? [], windowFrames: model.windowFrames ?? 0,
  };
  return { model, result, path: [] };
}

function finish(search: Search, outcome: SearchOutcome, limits: ProofLimits): FinishedProof {
  const { model, states, transitions, depth } = search;
  const isFault = outcome.kind === 'counterexample';
  const shown = isFault ? counterexampleOf(search, outcome.state, outcome.violating, outcome.end) : null;
  const result: ProofResult = {
    version: 1, scenario: model.label, pin: model.pin, verdict: outcome.kind, bounds: model.bounds, behaviourUsesStore: usesStore(model), fromPattern: fromPattern(model), assumptions: assumptionsOf(model), options: optionsOf(search),
    states: states.count, transitions, depth, memory: searchSize(search),
    fault: isFault ? withPlace(shown?.fault ?? outcome.fault, shown?.steps ?? []) : null, steps: shown?.steps ?? [], repeats: isFault && outcome.end !== undefined ? outcome.end.repeats : null, limit: outcome.kind === 'undecided' ? outcome.limit : null, limits, phase: outcome.kind === 'undecided' && outcome.limit !== 'neverRuns' ? 'search' : 'reach',
    unreached: outcome.kind === 'proved' ? unreachedSteps(model.behaviour, search.stepper.machine.reached) : [], leftOut: model.leftOut ?? [], windowFrames: model.windowFrames ?? 0,
  };
  return { model, result, path: shown?.path ?? [] };
}

/** A fault of the search's own with the call that it is at. */
function withPlace(fault: ProofFault, steps: readonly ProofStep[]): ProofFault {
  const call = steps.at(-1)?.calls.at(-1);
  return 'detail' in fault && fault.detail === '' && call !== undefined ? { ...fault, detail: `${call.routine}: ${call.text}` } : fault;
}

function usesStore({ behaviour }: ProofModel): boolean {
  return behaviour.routines.some(({ code }) => code.some(({ op }) => op === operations.copy));
}

function fromPattern({ granularity, behaviour: { routines } }: ProofModel): ProofResult['fromPattern'] {
  if (granularity === 'calls' || routines.every(({ path }) => path !== '')) return 'none';
  return routines.every(({ path }) => path === '') ? 'all' : 'some';
}

function assumptionsOf(model: ProofModel): ProofAssumptionKey[] {
  const { bounds, interrupts } = model;
  return [
    'noTimes', 'clientSubmitsFromPause', ...(bounds.headers === 1 ? ['oneHeader' as const] : []), bounds.removal ? 'removal' : 'noRemoval', 'locksSucceed', 'callbacksWhole', 'oneCallEach', 'noEvents',
    ...(fromPattern(model) === 'none' ? [] : ['routinesWhole' as const]),
    ...(bounds.processOverlapsStates ? [] : ['processExcludesStates' as const]),
    ...(bounds.dpcOverlapsStop ? [] : ['stopWaitsForDpc' as const]),
    ...(bounds.fills === 'oldest' ? ['fillsOldest' as const] : []),
    ...(interrupts === 'whenFilled' ? [] : ['deviceGoesOn' as const]),
    ...(bounds.cancels ? [] : ['noCancels' as const]),
    ...(canReset(model) ? [] : ['noReset' as const]),
    'closesAtRest',
  ];
}

function optionsOf({ stepper: { machine }, model }: Search): ProofOption[] {
  const used = usedOptions(machine.queue.environment);
  return queueOptionTable.filter(({ name }) => used.has(name)).map(({ name, basis }) => ({ name, value: machine.queue.environment.options[name], basis: model.options[name] === undefined ? basis : 'scenario' }));
}
