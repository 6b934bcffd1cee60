import { addInstantKind, addState, createTraceRecorder } from '../../trace/index';
import type { TraceRecorder } from '../../trace/index';
import { createEngine, schedule } from '../engine/index';
import { createQueueEnvironment } from '../queue/index';
import type { Scenario } from '../scenario';
import { deviceRoutineReturns, filterRoutineReturns } from './conduct';
import { createCircuit } from './circuits/create-circuit';
import { beginLife } from './circuits/life';
import { createAdapters } from './devices/adapters';
import { createBus } from './devices/bus';
import { eventKinds, eventPriorities } from './events';
import { createFilters } from './filters/create-filters';
import { movedByFilter } from './filters/pattern';
import type { ObjectModel, TraceKinds } from './model';
import { SimulationModel } from './model';
import { createOutside, scheduleOutsideEvents } from './outside/create-outside';
import { PinModel } from './pins/pin';
import { createPinObject } from './processing/create-object';
import { createRoutines } from './routines/create-routines';
import { defaultLimits, defaultRunOptions } from './settled';
import { createGroups } from './states/create-groups';
import { openPin } from './states/states';

/** Makes a run of a scenario at virtual time 0, with what is certain to happen scheduled. */
export function createRun(scenario: Scenario, seed: number): SimulationModel {
  const engine = createEngine({ tieSeed: scenario.tieSeed ?? 0 });
  const recorder = createTraceRecorder(engine.clock, { spans: scenario.limits?.spans ?? defaultLimits.spans });
  const environment = createQueueEnvironment(scenario.choices ?? {}, { clock: engine.clock, callLimit: scenario.limits?.calls ?? defaultLimits.calls });
  const pools: SimulationModel['pools'][number][] = [];
  const kinds = createKinds(recorder);
  const buses = scenario.buses?.map(createBus) ?? [];
  const making = { scenario, seed, recorder, environment, pools, buses, adapters: createAdapters() };
  const pins = scenario.pins.map((_, index) => new PinModel(making, index));
  const circuits = (scenario.circuits ?? []).map((_, index) => createCircuit(making, pins, index));
  const filters = createFilters(making, pins);
  const objects: (ObjectModel | undefined)[] = pins.map((pin) => {
    if (pin.object !== null) return pin.object.index === pin.index ? pin.object : undefined;
    if (!pin.queue.settings.standardTransport || pin.settings.callbacks.process === null || pin.settings.driver.pattern === 'copyAtDpc' || pin.pattern === movedByFilter || pin.queue.automatic) return undefined;
    pin.object = createPinObject(pin, seed);
    return pin.object;
  });
  const model = new SimulationModel({
    scenario, seed, engine, recorder, environment, kinds, choices: { ...defaultRunOptions, ...scenario.choices }, pins, objects: [...objects, ...filters.map(({ object }) => object ?? undefined)], circuits, filters,
    groups: createGroups(pins, circuits, filters), pools, buses, outside: createOutside(scenario),
    watchesProcess: pins.some(({ settings: { driver } }) => driver.runningTestedBy === 'deviceState') || (scenario.filters ?? []).some(({ readsUntested, movesStreamPointers }) => readsUntested !== undefined || movesStreamPointers === true),
  });
  deviceRoutineReturns(model, 'start');
  for (const { label } of scenario.filters ?? []) filterRoutineReturns(model, label, 'create');
  for (const pin of pins) if (pin.settings.driver.routines !== null && pin.pattern !== movedByFilter) pin.routines = createRoutines(model, pin, pin.settings.driver.routines);
  for (const pin of pins) openPin(model, pin);
  for (const circuit of circuits) beginLife(model, circuit);
  for (const group of model.groups) group.requests.forEach(({ time }, index) => schedule(engine, time, eventPriorities.state, eventKinds.stateRequest, group.index, index));
  scheduleOutsideEvents(model);
  return model;
}

function createKinds(recorder: TraceRecorder): TraceKinds {
  const instant = (key: string): number => addInstantKind(recorder, { key, basis: 'documented', path: '' });
  const state = (key: string, basis: 'documented' | 'assumed' | 'scenario'): number => addState(recorder, { key, basis, path: '' });
  return {
    captured: instant('captured'), dropped: instant('dropped'), interrupt: instant('interrupt'), attemptProcessing: instant('attemptProcessing'),
    attemptRedundant: instant('attemptRedundant'), processPending: instant('processPending'), delivered: instant('delivered'),
    completedEmpty: instant('completedEmpty'), called: instant('called'),
    running: state('running', 'documented'), dpc: state('dpc', 'documented'), transferring: state('transferring', 'scenario'), stalled: state('stalled', 'scenario'),
  };
}
