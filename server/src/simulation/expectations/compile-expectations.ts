import { type FieldName, type Instance, type Model, type NodeId, allPins, booleanOf, bound, durationOf, elementsOf, instanceIn, instancesIn, isStated, nearestName, rivalOf, nodeOf, numberOf, pinReference, pinsNamed, pointerOf, textOf, wordOf } from '../../document/index';
import { type Structure, Simulation, SimulationAllocatorExpectation, SimulationBounds, SimulationDropBounds, SimulationExpectation, SimulationFindingExpectation, SimulationLatencyLimits, SimulationPin, SimulationPinExpectation } from '../../ks/index';
import { planGraph } from '../compile/plan-graph';
import { Impossible, type ScenarioProblem, impossible } from '../compile/problem';
import { refuseBrokenParts, scenarioWord } from '../compile/reader';
import { severities } from '../report/severities';
import type { DropReason, LatencyStatistics, SimulatedWith, StopReason } from '../result';
import type { Scenario } from '../scenario';
import { type AllocatorExpected, type BoundSide, type Expectation, type Expected, defaultAllocator } from './expectation';

/** What a simulation of a document expects of its run, or what is wrong with how it says so. */
export type CompiledExpectations =
  | { readonly kind: 'expectations'; /** The end of the run first, which is always expected. */ readonly expectations: readonly Expectation[]; /** How many the document states. */ readonly stated: number }
  | { readonly kind: 'impossible'; readonly problem: ScenarioProblem };

/** Where expectations are gathered. */
interface Gathering {
  readonly model: Model;
  /** Left out where nobody wants to run it: then what only a run has is not looked at. */
  readonly scenario: Scenario | undefined;
  readonly found: Expectation[];
}

/** Either structure of expectations: of a run and of a pin. What both have has the same name. */
type Owner = Instance<typeof SimulationExpectation>;

/**
 * Reads what a simulation expects. What cannot be expected (bounds that exclude each other, a code that no run reports …) is a problem at its value, as what cannot be run is.
 * @param scenario what the simulation was compiled to
 */
export const compileExpectations = (model: Model, simulation: Instance<typeof Simulation>, scenario: Scenario): CompiledExpectations => compile(model, simulation, scenario);

/** What is wrong with the expectations of a simulation by themselves, whatever it is compiled to; nothing where the document is marked there already, and where there is nothing wrong. */
export function expectationProblem(model: Model, simulation: Instance<typeof Simulation>): ScenarioProblem | undefined {
  const compiled = compile(model, simulation, undefined);
  return compiled.kind === 'expectations' || !compiled.problem.key.startsWith('expect') ? undefined : compiled.problem;
}

function compile(model: Model, simulation: Instance<typeof Simulation>, scenario: Scenario | undefined): CompiledExpectations {
  const gathering: Gathering = { model, scenario, found: [] };
  const of = instanceIn(simulation, 'Expect', SimulationExpectation);
  try {
    refuseBrokenExpect(simulation);
    if (of !== undefined) {
      ofPin(gathering, of, null);
      if (booleanOf(of, 'NoLeak') === true) add(gathering, of, 'NoLeak', { kind: 'noLeak' });
      allocators(gathering, of);
      findings(gathering, of);
      fingerprint(gathering, of);
    }
    ofPins(gathering, simulation);
  } catch (error) {
    if (error instanceof Impossible) return { kind: 'impossible', problem: error.problem };
    throw error;
  }
  const stated = gathering.found.length + (of !== undefined && isStated(of, 'Ends') ? 1 : 0);
  return { kind: 'expectations', expectations: [ends(model, simulation, of), ...gathering.found], stated };
}

/** Refuses expectations that are written but broken: nothing is expected in their place. */
function refuseBrokenExpect(simulation: Instance<typeof Simulation>): void {
  const owners: readonly Instance[] = [simulation, ...instancesIn(simulation, 'Pins', SimulationPin)];
  for (const owner of owners) {
    const value = bound(owner, 'Expect');
    if (value.state === 'invalid') impossible('brokenValue', value.node, { field: 'Expect' });
    if (value.state === 'present' && value.kind === 'instance') refuseBrokenParts(value.instance);
  }
}

function ends(model: Model, simulation: Instance<typeof Simulation>, of: Owner | undefined): Expectation {
  const isAsked = of !== undefined && isStated(of, 'Ends');
  const stopReason = scenarioWord((of && wordOf(of, 'Ends')) ?? 'Completed') as StopReason;
  return { kind: 'ends', stopReason, path: pointerOf(model.tree, isAsked ? nodeOf(of, 'Ends') : simulation.node), name: isAsked ? 'Ends' : '' };
}

function add<S extends Structure>({ model, found }: Gathering, instance: Instance<S>, field: FieldName<S>, expected: Expected, name: string = field): void {
  found.push({ ...expected, path: pointerOf(model.tree, nodeOf(instance, field)), name });
}

/** Expectations of each pin of a run with several: those of its entry in Pins. */
function ofPins(gathering: Gathering, simulation: Instance<typeof Simulation>): void {
  const entries = instancesIn(simulation, 'Pins', SimulationPin);
  if (!entries.some((entry) => isStated(entry, 'Expect'))) return;
  const pins = gathering.scenario === undefined ? undefined : planGraph({ model: gathering.model, paths: {}, presets: {}, assumptions: [] }, simulation).pins;
  for (const entry of entries) {
    const of = instanceIn(entry, 'Expect', SimulationPinExpectation);
    const pin = pins === undefined ? 0 : pins.findIndex(({ plans }) => plans.some(({ stated }) => stated?.node === entry.node));
    if (of !== undefined && pin !== -1) ofPin(gathering, of as unknown as Owner, pin);
  }
}

/** What a pin and a whole run have in common. */
function ofPin(gathering: Gathering, of: Owner, pin: number | null): void {
  bounds(gathering, of, 'Drops', (side, limit) => [{ kind: 'drops', pin, reason: null, side, limit }]);
  for (const entry of instancesIn(of, 'DropReasons', SimulationDropBounds)) {
    const word = wordOf(entry, 'Reason') ?? impossible('missing', entry.node, { field: 'Reason' });
    boundsIn(gathering, entry, `DropReasons.${word}`, (side, limit) => [{ kind: 'drops', pin, reason: scenarioWord(word) as DropReason['key'], side, limit }]);
  }
  bounds(gathering, of, 'Delivered', (side, limit) => [{ kind: 'delivered', pin, side, limit }]);
  const limits = instanceIn(of, 'Latency', SimulationLatencyLimits);
  if (limits !== undefined) latencies(gathering, limits, pin);
  const pins = pin === null ? (gathering.scenario?.pins ?? []).map((_, index) => index) : [pin];
  bounds(gathering, of, 'BuffersInFlight', (side, limit) => pins.map((each) => ({ kind: 'buffersInFlight', pin: each, side, limit })));
  const memory = numberOf(of, 'Memory');
  if (memory !== undefined) add(gathering, of, 'Memory', { kind: 'memory', pin, limit: memory });
}

function bounds(gathering: Gathering, of: Owner, field: 'Drops' | 'Delivered' | 'BuffersInFlight', expected: (side: BoundSide, limit: number) => readonly Expected[]): void {
  const instance = instanceIn(of, field, SimulationBounds);
  if (instance !== undefined) boundsIn(gathering, instance, field, expected);
}

function boundsIn(gathering: Gathering, instance: Instance<typeof SimulationBounds> | Instance<typeof SimulationDropBounds>, name: string, expected: (side: BoundSide, limit: number) => readonly Expected[]): void {
  const of = instance as Instance<typeof SimulationBounds>;
  const [least, most] = [numberOf(of, 'AtLeast'), numberOf(of, 'AtMost')];
  if (least === undefined && most === undefined) impossible('expectBounds', of.node, { field: name });
  if (least !== undefined && most !== undefined && least > most) impossible('expectOrder', nodeOf(of, 'AtMost'), { field: name, least, most });
  if (least !== undefined) for (const each of expected('atLeast', least)) add(gathering, of, 'AtLeast', each, `${name}.AtLeast`);
  if (most !== undefined) for (const each of expected('atMost', most)) add(gathering, of, 'AtMost', each, `${name}.AtMost`);
}

const percentiles = { P50: 'p50', P95: 'p95', P99: 'p99', Maximum: 'max' } as const satisfies Readonly<Record<string, keyof LatencyStatistics>>;

function latencies(gathering: Gathering, limits: Instance<typeof SimulationLatencyLimits>, pin: number | null): void {
  let isEmpty = true;
  for (const [field, percentile] of Object.entries(percentiles) as [keyof typeof percentiles, keyof LatencyStatistics][]) {
    const limit = durationOf(limits, field);
    if (limit === undefined) continue;
    isEmpty = false;
    add(gathering, limits, field, { kind: 'latency', pin, percentile, limit }, `Latency.${field}`);
  }
  if (isEmpty) impossible('expectNothing', limits.node, { field: 'Latency', members: Object.keys(percentiles).join(', ') });
}

/** The texts of an array, each with its node. */
function textsIn<S extends Structure>(instance: Instance<S>, field: FieldName<S>): readonly { readonly text: string; readonly node: NodeId }[] {
  return (elementsOf(instance, field) ?? []).flatMap((element) => (element.state === 'present' && element.kind === 'text' ? [{ text: element.text, node: element.node }] : []));
}

function allocators({ model, scenario, found }: Gathering, of: Owner): void {
  for (const entry of instancesIn(of, 'Allocators', SimulationAllocatorExpectation)) {
    const section = textOf(entry, 'Section') ?? null;
    if (section !== null && scenario !== undefined) refuseUnknownSection(scenario, section, nodeOf(entry, 'Section'));
    const before = found.length;
    for (const [field, verdict] of [['Eligible', 'eligible'], ['Rejected', 'rejected']] as const) {
      for (const { text, node } of textsIn(entry, field)) {
        found.push({ kind: 'allocator', section, allocator: text, ...(scenario === undefined ? { owner: 'default', names: [] } : allocatorNamed(model, scenario, text, node)), verdict, path: pointerOf(model.tree, node), name: `Allocators.${field}` });
      }
    }
    const word = wordOf(entry, 'SimulatedWith');
    if (word !== undefined) found.push({ kind: 'simulatedWith', section, simulatedWith: scenarioWord(word) as SimulatedWith, path: pointerOf(model.tree, nodeOf(entry, 'SimulatedWith')), name: 'Allocators.SimulatedWith' });
    if (found.length === before) impossible('expectNothing', entry.node, { field: 'Allocators', members: 'Eligible, Rejected, SimulatedWith' });
  }
}

function refuseUnknownSection(scenario: Scenario, section: string, node: NodeId): void {
  const sections = [...scenario.pins.flatMap(({ label, client }) => (client === undefined ? [] : [label])), ...(scenario.circuits ?? []).map(({ label }) => label)];
  if (!sections.includes(section)) impossible('expectSection', node, { section, sections: sections.map((each) => `"${each}"`).join(', ') });
}

/** Whose allocator a name stands for, and what a result may call it by. */
function allocatorNamed(model: Model, scenario: Scenario, name: string, node: NodeId): Pick<AllocatorExpected, 'owner' | 'names'> {
  if (name === defaultAllocator) return { owner: 'default', names: [] };
  const peers = (scenario.circuits ?? []).flatMap(({ peers: ofCircuit }) => ofCircuit.map(({ label }) => label));
  const pins = pinsNamed(model, name);
  if (pins.length > 1) impossible('ambiguousPin', node, { pin: name, pins: pins.map(pinReference).join(', ') });
  const reference = pins[0] && pinReference(pins[0]);
  if (reference === undefined) {
    if (peers.includes(name)) return { owner: 'peer', names: [name] };
    const known = [defaultAllocator, ...new Set([...allPins(model).map(pinReference), ...peers])];
    const nearest = nearestName(name, known);
    impossible(nearest === undefined ? 'expectAllocator' : 'expectAllocatorNearest', node, { allocator: name, nearest: nearest ?? '', known: known.join(', ') });
  }
  // An instance of the pin may have a label of its own in the run.
  const labels = scenario.pins.flatMap(({ label }, index) => (isPinAt(model, scenario, index, reference!) ? [label] : []));
  return { owner: 'vendor', names: [...new Set([reference!, ...labels])] };
}

/** Whether the pin of a run is an instance of a pin of the document. */
function isPinAt(model: Model, scenario: Scenario, index: number, reference: string): boolean {
  const path = scenario.paths[`pins.${index}`] ?? '';
  return pinsNamed(model, reference).some((view) => pointerOf(model.tree, view.pin.node) === path) || scenario.pins[index]!.label === reference;
}

function findings(gathering: Gathering, of: Owner): void {
  const { model, found } = gathering;
  const entry = instanceIn(of, 'Findings', SimulationFindingExpectation);
  if (entry === undefined) return;
  const before = found.length;
  const codes = new Map<string, boolean>();
  for (const [field, occurs] of [['Occur', true], ['Absent', false]] as const) {
    for (const { text: code, node } of textsIn(entry, field)) {
      if (!Object.hasOwn(severities, code)) refuseCode(code, node);
      if (codes.get(code) === !occurs) impossible('expectBoth', node, { code });
      codes.set(code, occurs);
      found.push({ kind: 'finding', code, occurs, path: pointerOf(model.tree, node), name: `Findings.${field}` });
    }
  }
  const worst = wordOf(entry, 'Worst');
  if (worst !== undefined) {
    // Nothing can be found and have to be found.
    const contradiction = worst === 'None' ? [...codes].find(([, occurs]) => occurs) : undefined;
    if (contradiction !== undefined) impossible('expectNoneBeside', nodeOf(entry, 'Worst'), { code: contradiction[0] });
    add(gathering, entry, 'Worst', { kind: 'worstFinding', worst: scenarioWord(worst) as 'none' | 'info' | 'warning' }, 'Findings.Worst');
  }
  if (found.length === before) impossible('expectNothing', entry.node, { field: 'Findings', members: 'Occur, Absent, Worst' });
}

function refuseCode(code: string, node: NodeId): never {
  const codes = Object.keys(severities);
  // A code of the same family is another rule, most likely one about the document, and no slip of the pen.
  const isOther = /^[A-Z]{3}-\d\d$/.test(code) && codes.some((each) => each.slice(0, 4) === code.slice(0, 4));
  const nearest = isOther ? undefined : nearestName(code, codes);
  return impossible(nearest === undefined ? 'expectCode' : 'expectCodeNearest', node, { code, nearest: nearest ?? '', ...(nearest === undefined ? {} : rivalOf(code, nearest, codes)) });
}

function fingerprint(gathering: Gathering, of: Owner): void {
  const text = textOf(of, 'Fingerprint');
  if (text === undefined) return;
  if (!/^[0-9a-f]{16}$/i.test(text)) impossible('expectFingerprint', nodeOf(of, 'Fingerprint'));
  add(gathering, of, 'Fingerprint', { kind: 'fingerprint', fingerprint: text.toLowerCase() });
}
