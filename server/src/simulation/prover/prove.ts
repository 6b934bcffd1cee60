import { operations } from '../behaviour/program';
import type { OptionBasis, QueueOptionName } from '../queue/index';
import { queueOptionTable, usedOptions } from '../queue/index';
import type { ProofStep } from './counterexample';
import { counterexampleOf } from './counterexample';
import type { ProofBounds, ProofModel } from './model';
import { canReset } from './model';
import { searchReach } from './reach';
import type { UnreachedStep } from './unreached';
import { unreachedSteps } from './unreached';
import type { Search } from './search';
import { createSearch, searchSize, searchStates } from './search';
import type { ProofFault, ProofLimits, ProofProgress, SearchOutcome } from './verdict';
import { defaultProofLimits } from './verdict';

/** What a proof takes for granted, by key of its text. */
export type ProofAssumptionKey =
  | 'noTimes' | 'oneHeader' | 'locksSucceed' | 'callbacksWhole' | 'routinesWhole' | 'processExcludesStates' | 'stopWaitsForDpc' | 'fillsOldest' | 'deviceGoesOn' | 'clientSubmitsFromPause' | 'oneCallEach' | 'noEvents' | 'noCancels' | 'noReset' | 'closesAtRest';

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
  /** What ended a search that decided nothing. */
  readonly limit: 'states' | 'memory' | 'neverRuns' | 'cancelled' | null;
  /** Steps of described routines that no way within the bounds comes to, of each list the first: nothing is proved of them. Empty unless proved. */
  readonly unreached: readonly UnreachedStep[];
}

/** A proof and, of a counterexample, the search that its steps were done again in, for whoever draws them. */
export interface FinishedProof {
  readonly result: ProofResult;
  readonly replay: Search | null;
}

/**
 * Proves a model, telling how far it is; the caller goes on with `next` as long as it likes, and `return` ends it. Every interleaving within the bounds is looked at, with requests
 * and clones taken for interchangeable.
 */
export function* proveModel(model: ProofModel, limits: ProofLimits = defaultProofLimits): Generator<ProofProgress, FinishedProof, void> {
  const search = createSearch(model, { limits, symmetric: true, stopsAtFault: true, checksInvariants: true });
  const outcome: SearchOutcome = (yield* searchStates(search)) ?? (yield* searchReach(search));
  return finish(search, outcome);
}

/** The result of a proof that was given up after so much. */
export function cancelledProof(model: ProofModel, { states, transitions, depth, memory }: ProofProgress): ProofResult {
  return { version: 1, scenario: model.label, pin: model.pin, verdict: 'undecided', bounds: model.bounds, behaviourUsesStore: usesStore(model), assumptions: assumptionsOf(model), options: [], states, transitions, depth, memory, fault: null, steps: [], limit: 'cancelled', unreached: [] };
}

function finish(search: Search, outcome: SearchOutcome): FinishedProof {
  const { model, states, transitions, depth } = search;
  const isFault = outcome.kind === 'counterexample';
  const shown = isFault ? counterexampleOf(search, outcome.state, outcome.violating) : null;
  const result: ProofResult = {
    version: 1, scenario: model.label, pin: model.pin, verdict: outcome.kind, bounds: model.bounds, behaviourUsesStore: usesStore(model), assumptions: assumptionsOf(model), options: optionsOf(search),
    states: states.count, transitions, depth, memory: searchSize(search),
    fault: isFault ? outcome.fault : null, steps: shown?.steps ?? [], limit: outcome.kind === 'undecided' ? outcome.limit : null,
    unreached: outcome.kind === 'proved' ? unreachedSteps(model.behaviour, search.stepper.machine.reached) : [],
  };
  return { result, replay: shown?.replay ?? null };
}

function usesStore({ behaviour }: ProofModel): boolean {
  return behaviour.routines.some(({ code }) => code.some(({ op }) => op === operations.copy));
}

function assumptionsOf(model: ProofModel): ProofAssumptionKey[] {
  const { bounds, granularity, behaviour, interrupts } = model;
  return [
    'noTimes', 'clientSubmitsFromPause', 'oneHeader', 'locksSucceed', 'callbacksWhole', 'oneCallEach', 'noEvents',
    ...(granularity === 'described' && behaviour.routines.some(({ path }) => path === '') ? ['routinesWhole' as const] : []),
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
