import { constantValue } from '../../ks/index';
import { type Engine, type Sampler, clockNow, createEngine, createSampler, fingerprintOf, nextEvent, sample, schedule } from '../engine/index';
import type { Distribution, PinState, StateRequest } from '../scenario';
import type { AllocatorSetup } from './behaviour';
import { type Access, type Obtained, type Served, giveBack, obtain, workItemRuns } from './circulation';
import { startDevice, stopDevice } from './connect';
import { type AllocatorCall, type AllocatorFinding, type AllocatorFrame, type AllocatorLife, type AllocatorPhase, createAllocatorLife } from './life';
import { callOrderViolation, lifeViolation } from './invariants';
import { type AllocatorFigures, figuresOfLife } from './figures';
import type { AllocatorOptionName, Irql } from './options';
import { closeAllocator, enableInternalEvent, pinsConnected, stepState } from './states';
import { type UsedOption, optionsUsed } from './used-options';

/** Who wants frames, and how long each is away. */
export interface FrameDemand {
  readonly access: Access;
  /** IRQL of calls through the function table. */
  readonly irql: Irql;
  /** Time from one wanted frame to the next, nanoseconds, > 0. A requestor wants frames in RUN, a client of the handle from the creation on. */
  readonly period: number;
  /** From getting a frame to giving it back. */
  readonly hold: Distribution;
}

/** The life of one allocator, to be run by itself. */
export interface AllocatorScenario {
  readonly setup: AllocatorSetup;
  /** Options that the scenario states; the others are defaults. */
  readonly stated: readonly AllocatorOptionName[];
  /** Time at which a client stops wanting frames and the last state request of the default comes, nanoseconds. */
  readonly duration: number;
  /** Default: RUN at the start, STOP after the duration. A client of the handle needs none. */
  readonly states?: readonly StateRequest[];
  readonly demand: FrameDemand;
  /** From queuing a work item to its run. Default: constant 50 000. */
  readonly workItemLatency?: Distribution;
  /** Events after which a run ends early. Default 1 000 000. */
  readonly eventLimit?: number;
  /** Test runs check the invariants after every event. */
  readonly checkInvariants?: boolean;
}

/** What the life of an allocator came to. Figures of this model. */
export interface AllocatorRun {
  readonly fingerprint: string;
  readonly virtualTime: number;
  /** False when the run ended early, by its limit of events: frames that were under way have not come back. */
  readonly isComplete: boolean;
  /** Who served: the driver's allocator, the default one, or none. */
  readonly servedBy: 'vendor' | 'default' | null;
  readonly phase: AllocatorPhase;
  /** Status of the last creation, and of the first refused change of state. */
  readonly createStatus: number;
  readonly refusedState: { readonly state: PinState; readonly status: number } | null;
  readonly calls: readonly AllocatorCall[];
  /** Calls in all, those included that the log had no room for. */
  readonly callCount: number;
  readonly findings: readonly AllocatorFinding[];
  readonly options: readonly UsedOption[];
  readonly statistics: AllocatorFigures & {
    readonly framesWanted: number;
    readonly framesObtained: number;
    /** Longest time a request waited, nanoseconds. */
    readonly longestWait: number;
  };
}

enum kinds { state = 1, want = 2, back = 3, workItem = 4 }
enum priorities { state = 1, back = 2, workItem = 3, want = 4 }
const success = constantValue('STATUS_SUCCESS');
const order: readonly PinState[] = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'];

interface Running {
  readonly scenario: AllocatorScenario;
  readonly life: AllocatorLife;
  readonly engine: Engine;
  readonly hold: Sampler;
  readonly workItem: Sampler;
  /** Frames with their holders, by event argument, and the arguments that are free. */
  readonly away: AllocatorFrame[];
  readonly freeArguments: number[];
  readonly waitingSince: Map<number, number>;
  kept: number;
  wanted: number;
  obtained: number;
  longestWait: number;
  demandGeneration: number;
  createStatus: number;
  servedBy: AllocatorRun['servedBy'];
  refusedState: AllocatorRun['refusedState'];
}

/** Runs the life of an allocator to its end. The seed is a whole number from 0 to 2^53 − 1. */
export function runAllocator(scenario: AllocatorScenario, seed: number): AllocatorRun {
  const engine = createEngine();
  const run: Running = {
    scenario, life: createAllocatorLife(scenario.setup), engine, hold: createSampler(scenario.demand.hold, seed, 'allocator/hold'),
    workItem: createSampler(scenario.workItemLatency ?? { kind: 'constant', value: 50_000 }, seed, 'allocator/workItem'),
    away: [], freeArguments: [], waitingSince: new Map(), kept: 0, wanted: 0, obtained: 0, longestWait: 0, demandGeneration: 0, createStatus: success, servedBy: null, refusedState: null,
  };
  const { life } = run;
  const isRequestor = scenario.demand.access === 'requestor';
  begin(run, isRequestor);
  const states = scenario.states ?? [{ time: 0, state: 'RUN' }, { time: scenario.duration, state: 'STOP' }];
  if (isRequestor) states.forEach(({ time }, index) => schedule(engine, time, priorities.state, kinds.state, 0, index));
  else schedule(engine, scenario.demand.period, priorities.want, kinds.want, 0, 0);
  const limit = scenario.eventLimit ?? 1_000_000;
  let isComplete = true;
  while (isComplete && nextEvent(engine)) {
    dispatch(run, states);
    check(run);
    isComplete = engine.dispatched < limit;
  }
  // What a run cut short leaves behind is nobody's mistake.
  if (isComplete) end(run);
  return {
    fingerprint: fingerprintOf(engine), virtualTime: engine.clock[clockNow]!, isComplete, servedBy: run.servedBy, phase: life.phase, createStatus: run.createStatus, refusedState: run.refusedState,
    calls: life.log, callCount: life.callCount, findings: [...life.findings.values()],
    options: optionsUsed(life, scenario.stated),
    statistics: { ...figuresOfLife(life), framesWanted: run.wanted, framesObtained: run.obtained, longestWait: run.longestWait },
  };
}

function begin(run: Running, isRequestor: boolean): void {
  const { life, scenario } = run;
  run.createStatus = startDevice(life, 0);
  if (run.createStatus !== success) return;
  run.createStatus = pinsConnected(life, 0);
  // A client of the handle has created it itself.
  if (!isRequestor && run.createStatus === success && life.phase === 'absent') run.createStatus = stepForClient(life);
  run.servedBy = life.provider?.kind ?? null;
  if (scenario.setup.holder.enablesInternalEvent && life.phase === 'ready') enableInternalEvent(life, 0);
  check(run);
}

/** Where the allocator is created at the first ACQUIRE, a client of the handle waits for that. */
const stepForClient = (life: AllocatorLife): number => stepState(life, 0, 'ACQUIRE');

function dispatch(run: Running, states: readonly StateRequest[]): void {
  const { engine, life } = run;
  const now = engine.clock[clockNow]!;
  switch (engine.kind) {
    case kinds.state:
      goTo(run, states[engine.argument]!.state, now);
      break;
    case kinds.want:
      want(run, now, engine.argument);
      break;
    case kinds.back: {
      const { access, irql } = run.scenario.demand;
      run.freeArguments.push(engine.argument);
      const { served, needsWorkItem } = giveBack(life, now, run.away[engine.argument]!, access, irql);
      serve(run, served, now);
      if (needsWorkItem) schedule(engine, now + sample(run.workItem), priorities.workItem, kinds.workItem, 0, 0);
      break;
    }
    case kinds.workItem:
      serve(run, workItemRuns(life, now), now);
      break;
    default:
      throw new Error(`No event has kind ${engine.kind}.`);
  }
}

/** Leads the pin to a state, step by step, until a step is refused. */
function goTo(run: Running, target: PinState, now: number): void {
  const { life, engine } = run;
  while (life.state !== target) {
    const at = order.indexOf(life.state);
    const next = order[at < order.indexOf(target) ? at + 1 : at - 1]!;
    const status = stepState(life, now, next);
    run.servedBy = life.provider?.kind ?? run.servedBy;
    if (status !== success) {
      run.refusedState ??= { state: next, status };
      if (life.phase === 'refused') run.createStatus = status;
      return;
    }
    run.demandGeneration += 1;
    if (next === 'STOP') run.waitingSince.clear();
    if (next === 'RUN') schedule(engine, now + run.scenario.demand.period, priorities.want, kinds.want, 0, run.demandGeneration);
  }
}

function want(run: Running, now: number, generation: number): void {
  const { life, engine, scenario: { demand, duration } } = run;
  const isRequestor = demand.access === 'requestor';
  if (isRequestor ? generation !== run.demandGeneration || life.state !== 'RUN' : now > duration) return;
  run.wanted += 1;
  // A circuit that waits for a frame wants no second one meanwhile.
  if (!isRequestor || life.waitingForRequestor.length === 0) {
    const result: Obtained = obtain(life, now, demand.access, demand.irql);
    if (result.kind === 'frame') hand(run, result.frame, now);
    else if (result.kind === 'pending') run.waitingSince.set(result.request, now);
  }
  if (life.phase === 'ready') schedule(engine, now + demand.period, priorities.want, kinds.want, 0, generation);
}

function serve(run: Running, served: readonly Served[], now: number): void {
  for (const { request, frame } of served) {
    run.longestWait = Math.max(run.longestWait, now - (run.waitingSince.get(request) ?? now));
    run.waitingSince.delete(request);
    hand(run, frame, now);
  }
}

/** A frame has reached its holder, who keeps it for a while, or for good. */
function hand(run: Running, frame: AllocatorFrame, now: number): void {
  run.obtained += 1;
  if (run.kept < run.scenario.setup.holder.keepsFrames) {
    run.kept += 1;
    return;
  }
  const argument = run.freeArguments.pop() ?? run.away.length;
  run.away[argument] = frame;
  schedule(run.engine, now + Math.max(0, sample(run.hold)), priorities.back, kinds.back, 0, argument);
}

/** Nothing is left to happen: the handle is closed, then the device stops. */
function end(run: Running): void {
  const { life, engine, scenario } = run;
  const { setup, demand } = scenario;
  const now = engine.clock[clockNow]!;
  closeAllocator(life, now);
  check(run);
  const wrong = scenario.checkInvariants === true && life.callCount === life.log.length ? callOrderViolation(life.log) : null;
  if (wrong !== null) throw new Error(wrong);
  if (setup.holder.usesTableAfterClose) obtain(life, now, 'functionTable', demand.irql);
  stopDevice(life, now);
}

function check({ scenario, life, engine }: Running): void {
  if (scenario.checkInvariants !== true) return;
  const wrong = lifeViolation(life);
  if (wrong !== null) throw new Error(`After event ${engine.dispatched} at ${engine.clock[clockNow] ?? 0} ns: ${wrong}`);
}
