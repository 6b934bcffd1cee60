import { type FieldName, type Instance, type Model, type NodeId, type PinView, allPins, booleanOf, bound, boundValues, durationOf, elementsOf, instanceIn, instancesIn, isStated, nodeOf, numberOf, pinReference, pinsNamed, pointerOf, resolvePointer, standardTransport, textOf, wordOf } from '../../document/index';
import { type Structure, KSPIN_DISPATCH, Simulation, SimulationClient, SimulationDriver, SimulationHardware, SimulationSource, SimulationStall, SimulationStateRequest, SimulationSystem, KS_FRAMING_ITEM } from '../../ks/index';
import { checkScenario } from '../run/check-scenario';
import type { Assumption, TextArguments } from '../result';
import type { CapturePinScenario, Distribution, PinState, Scenario, StateRequest } from '../scenario';
import { connectedRange, formatOf } from './connected-format';

/** Why a simulation cannot be run. The text key is `scenario.` + key. */
export interface ScenarioProblem {
  readonly key: string;
  readonly arguments: TextArguments;
  readonly node: NodeId;
}

/** A simulation of a document, ready to run, or the reason why not. */
export type CompiledScenario =
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly seed: number; /** Choices made in reading the document. */ readonly assumptions: readonly Assumption[] }
  | { readonly kind: 'impossible'; readonly problem: ScenarioProblem };

/** The simulations of a document, in order; broken ones included, without their broken parts. */
export function simulationsOf(model: Model): readonly Instance<typeof Simulation>[] {
  return model.document ? instancesIn(model.document, 'Simulations', Simulation) : [];
}

/** Label of a simulation, by position when it has none. */
export const labelOf = (simulation: Instance<typeof Simulation>, index: number): string => textOf(simulation, 'Label') ?? `simulation ${index + 1}`;

class Impossible extends Error {
  constructor(readonly problem: ScenarioProblem) {
    super(problem.key);
  }
}
const impossible = (key: string, node: NodeId, values: TextArguments = {}): never => {
  throw new Impossible({ key, node, arguments: values });
};

const states: readonly PinState[] = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'];
const stateAt = (value: number | undefined): PinState | undefined => (value === undefined ? undefined : states[value]);

/** Turns a simulation of the document into plain data for the engine, every value with the place it came from. */
export function compileScenario(model: Model, simulation: Instance<typeof Simulation>, index = 0): CompiledScenario {
  try {
    return compile(model, simulation, labelOf(simulation, index));
  } catch (error) {
    if (error instanceof Impossible) return { kind: 'impossible', problem: error.problem };
    throw error;
  }
}

/** First part of the simulation that is written but broken: then nothing may be simulated in its place. */
function refuseBrokenParts(simulation: Instance): void {
  for (const [ordinal, value] of boundValues(simulation).entries()) {
    if (value.state === 'invalid') impossible('brokenValue', value.node, { field: Object.keys(simulation.structure.fields)[ordinal] ?? '' });
    if (value.state !== 'present') continue;
    if (value.kind === 'instance') refuseBrokenParts(value.instance);
    if (value.kind !== 'array') continue;
    for (const element of value.elements) {
      if (element.state === 'invalid') impossible('brokenValue', element.node, { field: Object.keys(simulation.structure.fields)[ordinal] ?? '' });
      if (element.state === 'present' && element.kind === 'instance') refuseBrokenParts(element.instance);
    }
  }
}

/** Collects values together with the pointers they came from. */
interface Reader {
  readonly model: Model;
  readonly paths: Record<string, string>;
  readonly assumptions: Assumption[];
}

const pointer = (reader: Reader, node: NodeId): string => pointerOf(reader.model.tree, node);

/** Notes where a stated value stands; a default has no place. */
function noted<S extends Structure, T>(reader: Reader, key: string, instance: Instance<S>, field: FieldName<S>, value: T): T {
  if (value !== undefined && isStated(instance, field)) reader.paths[key] = pointer(reader, nodeOf(instance, field));
  return value;
}

function compile(model: Model, simulation: Instance<typeof Simulation>, label: string): CompiledScenario {
  refuseBrokenParts(simulation);
  const reader: Reader = { model, paths: {}, assumptions: [] };
  const pin = choosePin(reader, simulation);
  if (standardTransport(pin) === 'no') impossible('noQueue', pin.pin.node);
  const duration = noted(reader, 'duration', simulation, 'Duration', durationOf(simulation, 'Duration'))!;
  const scenario: Scenario = { version: 1, label, duration, pins: [compilePin(reader, simulation, pin)], paths: reader.paths };
  const defect = checkScenario(scenario)[0];
  if (defect) {
    const node = defect.path === '' ? -1 : resolvePointer(model.tree, defect.path);
    impossible(defect.key, node === -1 ? simulation.node : node, { field: defect.path.slice(defect.path.lastIndexOf('/') + 1) || defect.field });
  }
  return { kind: 'scenario', scenario, seed: numberOf(simulation, 'Seed') ?? 1, assumptions: reader.assumptions };
}

function choosePin(reader: Reader, simulation: Instance<typeof Simulation>): PinView {
  const { model } = reader;
  const wanted = textOf(simulation, 'Pin');
  const node = nodeOf(simulation, 'Pin');
  if (wanted === undefined) {
    const found = allPins(model).find((pin) => pin.dataFlow === 2) ?? impossible('noOutputPin', simulation.node);
    assume(reader, 'pin', pinReference(found), found.pin.node, 'assumed', found);
    return found;
  }
  const found = pinsNamed(model, wanted);
  if (found.length === 0) impossible('unknownPin', node, { pin: wanted, pins: allPins(model).map(pinReference).join(', ') });
  if (found.length > 1) impossible('ambiguousPin', node, { pin: wanted, pins: found.map(pinReference).join(', ') });
  const pin = found[0]!;
  if (pin.dataFlow === 1) impossible('inputPin', node, { pin: wanted });
  return pin;
}

/** Records a choice that the document leaves open. */
function assume(reader: Reader, key: string, value: string, node: NodeId, basis: Assumption['basis'], pin: PinView, decided = false, values: TextArguments = {}): void {
  reader.assumptions.push({ key, pin: pinReference(pin), arguments: values, basis, value, source: '', decided, path: pointer(reader, node) });
}

function compilePin(reader: Reader, simulation: Instance<typeof Simulation>, pin: PinView): CapturePinScenario {
  const { paths } = reader;
  const at = 'pins.0';
  paths[at] = pointer(reader, pin.pin.node);
  const source = instanceIn(simulation, 'Source', SimulationSource)!;
  const hardware = instanceIn(simulation, 'Hardware', SimulationHardware)!;
  const driver = instanceIn(simulation, 'Driver', SimulationDriver)!;
  const system = instanceIn(simulation, 'System', SimulationSystem)!;
  const client = instanceIn(simulation, 'Client', SimulationClient) ?? impossible('noClient', simulation.node);
  const format = chooseFormat(reader, simulation, pin, source);
  const distribution = <S extends Structure>(key: string, instance: Instance<S>, field: FieldName<S>): { readonly [K in string]: Distribution } => {
    const value = bound(instance, field);
    if (value.state !== 'present' || value.kind !== 'distribution') return {};
    if (!isStated(instance, field)) return {};
    paths[`${at}.${key}`] = pointer(reader, value.node);
    return { [key.slice(key.lastIndexOf('.') + 1)]: value.distribution };
  };
  const number = <S extends Structure>(key: string, instance: Instance<S>, field: FieldName<S>): number | undefined => noted(reader, `${at}.${key}`, instance, field, numberOf(instance, field));
  const choice = <const T extends Readonly<Record<string, string>>, S extends Structure>(key: string, instance: Instance<S>, field: FieldName<S>, table: T): T[keyof T] | undefined => {
    const word = wordOf(instance, field);
    return word !== undefined && isStated(instance, field) ? noted(reader, `${at}.${key}`, instance, field, table[word]! as T[keyof T]) : undefined;
  };
  const truth = <S extends Structure>(key: string, instance: Instance<S>, field: FieldName<S>): boolean | undefined => (isStated(instance, field) ? noted(reader, `${at}.${key}`, instance, field, booleanOf(instance, field)) : undefined);

  const requests = number('client.requests', client, 'Requests') ?? impossible('noRequests', client.node);
  const hold = bound(client, 'Hold');
  if (hold.state !== 'present' || hold.kind !== 'distribution') return impossible('noHold', client.node);
  paths[`${at}.client.hold`] = pointer(reader, hold.node);
  const bufferBytes = number('client.bufferBytes', client, 'BufferSize');
  const listDepth = number('hardware.listDepth', hardware, 'ListDepth');
  const fifoFrames = isStated(hardware, 'FifoFrames') ? number('hardware.fifoFrames', hardware, 'FifoFrames') : undefined;
  const item = pin.framingView?.items[0]?.item;
  const alignment = item && alignmentOf(item);
  if (item && alignment !== undefined) paths[`${at}.fileAlignment`] = pointer(reader, nodeOf(item, 'FileAlignment'));
  if (pin.flags === undefined) assume(reader, 'pinFlags', '0', pin.pin.node, 'assumed', pin);
  else if (isStated(pin.pin, 'Flags')) paths[`${at}.flags`] = pointer(reader, nodeOf(pin.pin, 'Flags'));
  if (pin.allocator.state !== 'unknown') paths[`${at}.hasAllocatorDispatch`] = pointer(reader, pin.allocator.node);
  const firstQueuedAt = isStated(client, 'FirstQueuedAt') ? stateAt(number('client.firstQueuedAt', client, 'FirstQueuedAt')) : undefined;
  if (isStated(client, 'FirstQueuedAt') && (firstQueuedAt === undefined || firstQueuedAt === 'STOP')) impossible('firstQueuedAt', nodeOf(client, 'FirstQueuedAt'));
  const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T }));

  return {
    label: pinReference(pin),
    flags: pin.flags ?? 0,
    callbacks: callbacksOf(reader, at, pin),
    hasAllocatorDispatch: pin.allocator.state === 'unknown' ? null : pin.allocator.state === 'present',
    ...format.frame,
    ...optional('fileAlignment', alignment),
    source: { period: format.period, ...distribution('source.jitter', source, 'Jitter') },
    hardware: {
      ...optional('listDepth', listDepth), ...optional('fifoFrames', fifoFrames),
      ...optional('whenFull', choice('hardware.whenFull', hardware, 'WhenFull', { SkipFrame: 'skipFrame', DropOldest: 'dropOldest' })),
      ...distribution('hardware.transferTime', hardware, 'TransferTime'),
      ...optional('interrupt', choice('hardware.interrupt', hardware, 'Interrupt', { PerFrame: 'perFrame', PerPeriod: 'perPeriod' })),
    },
    driver: {
      ...optional('whenListFull', choice('driver.whenListFull', driver, 'WhenListFull', { Pending: 'pending', Success: 'success' })),
      ...optional('attemptProcessing', choice('driver.attemptProcessing', driver, 'AttemptProcessing', { WhenPended: 'whenPended', OncePendedAlways: 'oncePendedAlways', Always: 'always', Never: 'never' })),
      ...optional('attemptAsynchronous', truth('driver.attemptAsynchronous', driver, 'AttemptAsynchronous')),
      ...optional('whenBufferTooSmall', choice('driver.whenBufferTooSmall', driver, 'WhenBufferTooSmall', { CompleteEmpty: 'completeEmpty', Truncate: 'truncate' })),
      ...optional('setsDataUsed', truth('driver.setsDataUsed', driver, 'SetsDataUsed')),
      ...optional('marksDiscontinuity', truth('driver.marksDiscontinuity', driver, 'MarksDiscontinuity')),
      ...optional('deletesClones', choice('driver.deletesClones', driver, 'DeletesClones', { AtAcquire: 'atAcquire', AtStop: 'atStop', Never: 'never' })),
      ...distribution('driver.processTime', driver, 'ProcessTime'),
      ...distribution('driver.setDeviceStateTime', driver, 'SetDeviceStateTime'),
      ...distribution('driver.dpcTime', driver, 'DpcTime'),
    },
    system: {
      ...distribution('system.interruptLatency', system, 'InterruptLatency'), ...distribution('system.dpcLatency', system, 'DpcLatency'),
      ...distribution('system.workItemLatency', system, 'WorkItemLatency'), ...distribution('system.completionLatency', system, 'CompletionLatency'),
    },
    client: {
      requests, ...optional('bufferBytes', bufferBytes), hold: hold.distribution,
      ...optional('holdDiscipline', choice('client.holdDiscipline', client, 'HoldDiscipline', { Parallel: 'parallel', Serial: 'serial' })),
      ...optional('firstQueuedAt', firstQueuedAt as 'ACQUIRE' | 'PAUSE' | 'RUN' | undefined),
      ...optional('stalls', stallsOf(reader, at, client)),
    },
    ...optional('states', statesOf(reader, at, simulation)),
  };
}

/** The alignment mask of an item, when the field holds an alignment and not a pitch. */
function alignmentOf(item: Instance<typeof KS_FRAMING_ITEM>): number | undefined {
  const mask = numberOf(item, 'FileAlignment');
  return mask !== undefined && mask > 0 && (mask & (mask + 1)) === 0 ? mask : undefined;
}

function chooseFormat(reader: Reader, simulation: Instance<typeof Simulation>, pin: PinView, source: Instance<typeof SimulationSource>): { readonly frame: { readonly frameBytes: number }; readonly period: number } {
  const { model, paths } = reader;
  const name = textOf(simulation, 'DataRange');
  const range = connectedRange(model, pin, name);
  if (name !== undefined && range === undefined) impossible('unknownDataRange', nodeOf(simulation, 'DataRange'), { name, pin: pinReference(pin) });
  const format = range && formatOf(range);
  if (range && name === undefined && (!isStated(source, 'Period') || !isStated(source, 'FrameSize'))) assume(reader, 'connectedFormat', range.entry ?? range.structure.name, range.node, 'assumed', pin, false, { count: pin.dataRanges.length });
  const frameBytes = noted(reader, 'pins.0.frameBytes', source, 'FrameSize', numberOf(source, 'FrameSize')) ?? format?.frameBytes?.value ?? impossible('noFrameSize', simulation.node, { pin: pinReference(pin) });
  if (!isStated(source, 'FrameSize') && format?.frameBytes) paths['pins.0.frameBytes'] = pointer(reader, format.frameBytes.node);
  const period = noted(reader, 'pins.0.source.period', source, 'Period', durationOf(source, 'Period')) ?? format?.period?.value ?? impossible('noPeriod', simulation.node, { pin: pinReference(pin) });
  if (!isStated(source, 'Period') && format?.period) paths['pins.0.source.period'] = pointer(reader, format.period.node);
  return { frame: { frameBytes }, period };
}

function callbacksOf(reader: Reader, at: string, pin: PinView): CapturePinScenario['callbacks'] {
  const dispatch = pin.dispatch.state === 'present' ? pin.dispatch.instance : undefined;
  const named = (key: string, field: FieldName<typeof KSPIN_DISPATCH>, otherwise: string): string | null => {
    if (!dispatch) return pin.dispatch.state === 'null' ? null : otherwise;
    const value = bound(dispatch, field);
    if (value.state === 'null') return null;
    if (value.state !== 'present' || value.kind !== 'text') return otherwise;
    reader.paths[`${at}.callbacks.${key}`] = pointer(reader, value.node);
    return value.text;
  };
  // A routine that the document does not state is called by its member's name, so that the timeline still shows it.
  return { create: named('create', 'Create', 'Create'), close: named('close', 'Close', 'Close'), process: named('process', 'Process', 'Process'), setDataFormat: named('setDataFormat', 'SetDataFormat', 'SetDataFormat'), setDeviceState: named('setDeviceState', 'SetDeviceState', 'SetDeviceState') };
}

function stallsOf(reader: Reader, at: string, client: Instance<typeof SimulationClient>): { start: number; duration: number }[] | undefined {
  if (!isStated(client, 'Stalls')) return undefined;
  return instancesIn(client, 'Stalls', SimulationStall).map((stall, index) => {
    const start = durationOf(stall, 'Start') ?? impossible('missing', stall.node, { field: 'Start' });
    const duration = durationOf(stall, 'Duration') ?? impossible('missing', stall.node, { field: 'Duration' });
    reader.paths[`${at}.client.stalls.${index}`] = pointer(reader, stall.node);
    return { start, duration };
  });
}

function statesOf(reader: Reader, at: string, simulation: Instance<typeof Simulation>): StateRequest[] | undefined {
  if (!isStated(simulation, 'States')) return undefined;
  if ((elementsOf(simulation, 'States')?.length ?? 0) === 0) return undefined;
  return instancesIn(simulation, 'States', SimulationStateRequest).map((request, index) => {
    const time = durationOf(request, 'Time') ?? impossible('missing', request.node, { field: 'Time' });
    const state = stateAt(numberOf(request, 'State')) ?? impossible('missing', request.node, { field: 'State' });
    reader.paths[`${at}.states.${index}`] = pointer(reader, request.node);
    return { time, state };
  });
}

