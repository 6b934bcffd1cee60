import { type Instance, type Model, type NodeId, durationOf, instanceIn, numberOf, resolvePointer } from '../../document/index';
import { type Simulation, SimulationQueueDumps, Target, sizeOf } from '../../ks/index';
import { checkScenario } from '../run/check-scenario';
import { longestTime } from '../run/check/checker';
import type { Assumption } from '../result';
import type { PinScenario, QueueDumps, Scenario } from '../scenario';
import { compileCallbacks } from './compile-callbacks';
import { compileChoices } from './compile-choices';
import { compileCircuits } from './compile-circuits';
import { compileEvents } from './compile-events';
import { compileFaults } from './compile-faults';
import { compileFilters } from './compile-filters';
import { compileBuses } from './compile-hardware';
import { compilePin } from './compile-pin';
import { type GraphPlan, type RunPin, planGraph } from './plan-graph';
import { presetAssumptions } from './preset-assumptions';
import { withRoutines } from './routines/compile-routines';
import { Impossible, type ScenarioProblem, impossible } from './problem';
import { type Reader, noted, optional, readPart, refuseBrokenParts } from './reader';
import { labelOf } from './simulations';

/** A simulation of a document, ready to run, or the reason why not. */
export type CompiledScenario =
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly seed: number; /** Choices made in reading the document. */ readonly assumptions: readonly Assumption[] }
  | { readonly kind: 'impossible'; readonly problem: ScenarioProblem };

/** Turns a simulation of the document into plain data for the engine, every value with the place it came from. */
export function compileScenario(model: Model, simulation: Instance<typeof Simulation>, index = 0): CompiledScenario {
  try {
    return compile(model, simulation, labelOf(simulation, index));
  } catch (error) {
    if (error instanceof Impossible) return { kind: 'impossible', problem: error.problem };
    throw error;
  }
}

function compile(model: Model, simulation: Instance<typeof Simulation>, label: string): CompiledScenario {
  refuseBrokenParts(simulation);
  const reader: Reader = { model, paths: {}, presets: {}, assumptions: [] };
  const plan = planGraph(reader, simulation);
  const duration = noted(reader, 'duration', simulation, 'Duration', durationOf(simulation, 'Duration'))!;
  const { buses, names } = compileBuses(reader, simulation);
  const pins = compilePins(reader, plan, names);
  const circuits = compileCircuits(reader, simulation, plan);
  const filters = compileFilters(reader, simulation, plan, pins);
  const events = compileEvents(reader, simulation, plan.pins.flatMap((pin) => pin.plans), (wanted) => plan.pins.findIndex((pin) => pin.plans.includes(wanted)));
  const faults = compileFaults(reader, simulation, plan.pins.flatMap((pin) => pin.plans), pins, circuits, duration, (wanted) => plan.pins.findIndex((pin) => pin.plans.includes(wanted)));
  const callbacks = compileCallbacks(reader, simulation, plan.pins.flatMap((pin) => pin.plans), (wanted) => plan.pins.findIndex((pin) => pin.plans.includes(wanted)));
  const choices = compileChoices(reader, simulation);
  const patterned: Scenario = {
    version: 1, label, duration, pins,
    ...(circuits.length > 0 ? { circuits } : {}),
    ...(filters.length > 0 ? { filters } : {}),
    ...(buses.length > 0 ? { buses } : {}),
    ...(events.length > 0 ? { events } : {}),
    ...(faults.length > 0 ? { faults } : {}),
    ...(callbacks.length > 0 ? { callbacks } : {}),
    ...(Object.keys(choices).length > 0 ? { choices } : {}),
    ...targetOf(reader),
    ...optional('tieSeed', noted(reader, 'tieSeed', simulation, 'TieSeed', numberOf(simulation, 'TieSeed'))),
    ...optional('queueDumps', queueDumpsOf(reader, simulation)),
    paths: reader.paths,
    ...(Object.keys(reader.presets).length > 0 ? { presets: reader.presets } : {}),
  };
  const scenario = withRoutines(reader, patterned, plan.pins.map((pin) => pin.plan));
  refuseDefects(model, simulation.node, scenario);
  return { kind: 'scenario', scenario, seed: numberOf(simulation, 'Seed') ?? 1, assumptions: [...reader.assumptions, ...presetAssumptions(scenario)] };
}

/** The pins of a run, each after the one that its data comes from, because frames keep their size between them. */
function compilePins(reader: Reader, { pins }: GraphPlan, buses: readonly string[]): readonly PinScenario[] {
  const compiled = new Map<RunPin, PinScenario>();
  const begun = new Set<RunPin>();
  const compileOne = (pin: RunPin): void => {
    if (begun.has(pin)) return;
    begun.add(pin);
    const before = pins.find(({ plans }) => pin.upstream !== undefined && plans.includes(pin.upstream));
    if (before) compileOne(before);
    // In a circle of filters that copy, the first one goes by its own format.
    const frames = before && compiled.get(before);
    const key = before && `pins.${pins.indexOf(before)}.frameBytes`;
    const path = key && reader.paths[key];
    compiled.set(pin, compilePin(reader, pin, frames && path !== undefined ? { bytes: frames.frameBytes, path, preset: reader.presets[key!] } : undefined, buses, `pins.${pins.indexOf(pin)}`));
  };
  pins.forEach(compileOne);
  return pins.map((pin) => compiled.get(pin)!);
}

/** When queues are written down, in the order of time. */
function queueDumpsOf(reader: Reader, simulation: Instance<typeof Simulation>): QueueDumps | undefined {
  const stated = instanceIn(simulation, 'QueueDumps', SimulationQueueDumps);
  if (!stated) return undefined;
  const { at = [], atEnd = false } = readPart<QueueDumps, typeof SimulationQueueDumps>(reader, 'queueDumps', { stated: [stated], preset: undefined }, { at: 'At', atEnd: 'AtEnd' });
  return { at: [...at].sort((first, second) => first - second), atEnd };
}

/** What the target decides: sizes of the stream header and of a page, where they are not those of x64. */
function targetOf(reader: Reader): Pick<Scenario, 'headerBytes' | 'pageSize'> {
  const { model } = reader;
  const target = model.document && instanceIn(model.document, 'Target', Target);
  const headerBytes = sizeOf('KSSTREAM_HEADER', model.architecture);
  if (target && headerBytes !== 56) noted(reader, 'headerBytes', target, 'Architecture', headerBytes);
  if (target && model.pageSize !== 4096) noted(reader, 'pageSize', target, 'PageSize', model.pageSize);
  return { ...(headerBytes === undefined || headerBytes === 56 ? {} : { headerBytes }), ...(model.pageSize === 4096 ? {} : { pageSize: model.pageSize }) };
}

/** The first thing that keeps a scenario from being run, at the value that causes it. */
function refuseDefects(model: Model, simulation: NodeId, scenario: Scenario): void {
  const defect = checkScenario(scenario)[0];
  if (!defect) return;
  const node = defect.path === '' ? -1 : resolvePointer(model.tree, defect.path);
  const field = defect.path.slice(defect.path.lastIndexOf('/') + 1) || defect.field;
  const { least, most } = defect.range ?? { least: 0, most: 0 };
  // The greatest time means nothing to a reader; what is wrong with a time is nearly always that it is 0 or below.
  const key = defect.key !== 'notWhole' ? defect.key : most === longestTime ? (least > 0 ? 'timeAboveZero' : 'timeInRange') : 'notWhole';
  impossible(key, node === -1 ? simulation : node, { field, least, most });
}
