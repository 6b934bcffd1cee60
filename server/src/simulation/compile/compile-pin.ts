import { type FieldName, type Instance, type PinView, bound, durationOf, elementsOf, frameBytesOf, imageBytesOf, instanceIn, instancesIn, isStated, nodeOf, numberOf, pinReference, standardTransport } from '../../document/index';
import { KSPIN_DISPATCH, KS_FRAMING_ITEM, LatencyTable, Simulation, SimulationPin, SimulationSource, SimulationStateRequest, SimulationSystem, constantValue } from '../../ks/index';
import type { PinCallbacks, PinScenario, SourceScenario, StateRequest, SystemScenario } from '../scenario';
import { compileEdits } from './compile-callbacks';
import { compileClient } from './compile-client';
import { compileDriver, compileHardware } from './compile-hardware';
import { connectedRange, formatOf } from './connected-format';
import { sourceNames, systemNames } from './field-names';
import type { PinPlan } from './plan';
import type { RunPin } from './plan-graph';
import { impossible } from './problem';
import { type PartSource, type Reader, assume, noteOfPreset, noted, optional, pointer, readPart, stateAt } from './reader';

/** What the graph says of a pin of a run. */
export interface PinPlace {
  /** `circuit`: its frames stay in kernel mode; `client`: an application has them. */
  readonly end: 'circuit' | 'client';
  /** `inPlace`: the one queue of a filter that changes frames in place. */
  readonly dataFlow: 'out' | 'in' | 'inPlace';
  /** Whether a device fills the frames of the pin: not those that a filter fills from its inputs. */
  readonly hasSource: boolean;
  /** Whether AVStream fills the pin: an instance of a splitter other than the first. */
  readonly isBranch: boolean;
  /** Size of the frames that the connection itself, or its data range, states. */
  readonly connectionBytes: { readonly value: number; readonly node: number } | undefined;
  /** The data range that the connection states. */
  readonly connectedRange: Instance | undefined;
  /** The pin of the document that the data goes on to, where a connection says so. */
  readonly next: PinView | undefined;
}

/** Frames of the pin that the data comes from, and where their size stands in the document. */
export interface UpstreamFrames { readonly bytes: number; readonly path: string; /** The preset that filled it in. */ readonly preset: string | undefined }

/** Turns a pin of the run into plain data. `at` is its dotted path in the scenario. */
export function compilePin(reader: Reader, { plan, place, label }: Pick<RunPin, 'plan' | 'place' | 'label'>, upstream: UpstreamFrames | undefined, buses: readonly string[], at: string): PinScenario {
  const { paths } = reader;
  const { view } = plan;
  const isOff = standardTransport(view) === 'no';
  if (isOff && !(plan.driver && isStated(plan.driver, 'HandlesStateJumps'))) impossible('noQueue', view.pin.node);
  paths[at] = pointer(reader, view.pin.node);
  if (isOff) return statesAlone(reader, plan, label, at);
  const format = chooseFormat(reader, plan, place, upstream, at);
  const item = view.framingView?.items[0]?.item;
  const alignment = item && alignmentOf(item);
  if (item && alignment !== undefined) paths[`${at}.fileAlignment`] = pointer(reader, nodeOf(item, 'FileAlignment'));
  if (view.flags === undefined) assume(reader, 'pinFlags', '0', view.pin.node, view);
  else if (isStated(view.pin, 'Flags')) paths[`${at}.flags`] = pointer(reader, nodeOf(view.pin, 'Flags'));
  if (view.allocator.state !== 'unknown') paths[`${at}.hasAllocatorDispatch`] = pointer(reader, view.allocator.node);
  const streamHeaderBytes = noted(reader, `${at}.streamHeaderBytes`, view.pin, 'StreamHeaderSize', numberOf(view.pin, 'StreamHeaderSize'));
  return {
    label,
    flags: view.flags ?? 0,
    callbacks: callbacksOf(reader, at, view),
    hasAllocatorDispatch: view.allocator.state === 'unknown' ? null : view.allocator.state === 'present',
    ...(place.dataFlow === 'out' ? {} : { dataFlow: place.dataFlow }),
    frameBytes: format.frameBytes,
    ...(format.hasFixedSize ? { hasFixedSize: true } : {}),
    ...optional('streamHeaderBytes', streamHeaderBytes),
    ...optional('fileAlignment', alignment),
    ...(format.source ? { source: format.source } : {}),
    hardware: compileHardware(reader, plan, buses, `${at}.hardware`),
    driver: compileDriver(reader, plan, `${at}.driver`),
    system: compileSystem(reader, plan, `${at}.system`),
    ...(place.end === 'client' ? { client: compileClient(reader, plan, place.dataFlow === 'in', format, `${at}.client`) } : {}),
    ...optional('edits', compileEdits(reader, plan, `${at}.edits`)),
    ...optional('states', statesOf(reader, at, plan)),
  };
}

/** A pin without a queue: nothing of it is simulated but its states. */
function statesAlone(reader: Reader, plan: PinPlan, label: string, at: string): PinScenario {
  const { view } = plan;
  return {
    label, flags: (view.flags ?? 0) | constantValue('KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT'), callbacks: callbacksOf(reader, at, view), hasAllocatorDispatch: null, frameBytes: 1,
    hardware: {}, driver: compileDriver(reader, plan, `${at}.driver`), system: compileSystem(reader, plan, `${at}.system`), ...optional('states', statesOf(reader, at, plan)),
  };
}

/** The alignment mask of an item, when the field holds an alignment and not a pitch. */
function alignmentOf(item: Instance<typeof KS_FRAMING_ITEM>): number | undefined {
  const mask = numberOf(item, 'FileAlignment');
  return mask !== undefined && mask > 0 && (mask & (mask + 1)) === 0 ? mask : undefined;
}

interface ChosenFormat {
  readonly frameBytes: number;
  readonly hasFixedSize: boolean;
  readonly source: SourceScenario | undefined;
  /** AvgTimePerFrame of the connected range, in ns, with its node. */
  readonly formatPeriod: { readonly value: number; readonly node: number } | undefined;
}

/** Size and period of the frames: as the simulation states them, else as the connection or the connected data range has them, else as the preset. */
function chooseFormat(reader: Reader, plan: PinPlan, place: PinPlace, upstream: UpstreamFrames | undefined, at: string): ChosenFormat {
  const { model, paths } = reader;
  const { view, source, preset, dataRange } = plan;
  const ofPin = connectedRange(model, view, dataRange);
  if (dataRange !== undefined && ofPin === undefined) impossible('unknownDataRange', nodeOf(plan.stated as Instance<typeof SimulationPin>, 'DataRange'), { name: dataRange, pin: pinReference(view) });
  const range = dataRange === undefined ? (place.connectedRange ?? ofPin) : ofPin;
  const format = range && formatOf(range);
  const states = (field: FieldName<typeof SimulationSource>): boolean => source !== undefined && isStated(source, field);
  const isAssumed = range !== undefined && range === ofPin && dataRange === undefined && place.connectedRange === undefined && upstream === undefined;
  if (isAssumed && (!states('FrameSize') || (place.hasSource && !states('Period')))) assume(reader, 'connectedFormat', range.entry ?? range.structure.name, range.node, view, { count: view.dataRanges.length });

  let frameBytes = source && noted(reader, `${at}.frameBytes`, source, 'FrameSize', states('FrameSize') ? numberOf(source, 'FrameSize') : undefined);
  if (frameBytes === undefined) {
    const isNamed = dataRange !== undefined || place.connectedRange !== undefined;
    // Frames keep their size on the way from pin to pin.
    const known = place.connectionBytes ?? (upstream && !isNamed ? undefined : format?.frameBytes);
    frameBytes = known?.value ?? upstream?.bytes ?? preset?.preset.frameBytes ?? impossible('noFrameSize', plan.stated?.node ?? plan.node, { pin: pinReference(view) });
    if (known) paths[`${at}.frameBytes`] = pointer(reader, known.node);
    else if (upstream) {
      paths[`${at}.frameBytes`] = upstream.path;
      if (upstream.preset !== undefined) reader.presets[`${at}.frameBytes`] = upstream.preset;
    }
    else noteOfPreset(reader, `${at}.frameBytes`, preset!);
  }
  return { frameBytes, hasFixedSize: range !== undefined && imageBytesOf(range) !== undefined && frameBytesOf(range) !== undefined, source: place.hasSource ? sourceOf() : refusePeriod(), formatPeriod: format?.period };

  function sourceOf(): SourceScenario {
    // The connected format states the period before a preset does.
    const { period: ofPreset, ...others } = preset?.preset.source ?? {};
    const values = ofPreset === undefined || format?.period ? others : { period: ofPreset, ...others };
    const parts: PartSource<typeof SimulationSource, SourceScenario> = { stated: source ? [source] : [], preset: preset && { ...preset, values } };
    const part = readPart(reader, `${at}.source`, parts, sourceNames);
    if (part.period !== undefined) return { ...part, period: part.period };
    const period = format?.period ?? impossible('noPeriod', plan.stated?.node ?? plan.node, { pin: pinReference(view) });
    paths[`${at}.source.period`] = pointer(reader, period.node);
    return { period: period.value, ...part };
  }

  function refusePeriod(): undefined {
    const stray = (['Period', 'Jitter'] as const).find(states);
    if (stray !== undefined) impossible(place.isBranch ? 'sourceOfBranch' : place.dataFlow === 'in' ? 'sourceOfInput' : 'sourceBehindFilter', nodeOf(source!, stray), { field: stray, pin: pinReference(view) });
    return undefined;
  }
}


/** Latencies: as the pin or the simulation states them, else as they were measured, else as the preset has them. */
function compileSystem(reader: Reader, { systems, preset }: PinPlan, at: string): SystemScenario {
  const tables = systems.map((system) => instanceIn(system, 'LatencyTable', LatencyTable)).filter((table) => table !== undefined);
  const values = preset?.preset.system ?? {};
  // A table has the same members for its latencies as the object that refers to it.
  return readPart<SystemScenario, typeof SimulationSystem>(reader, at, { stated: [...systems, ...(tables as readonly unknown[] as readonly Instance<typeof SimulationSystem>[])], preset: preset && { ...preset, values } }, systemNames);
}

function callbacksOf(reader: Reader, at: string, view: PinView): PinCallbacks {
  const dispatch = view.dispatch.state === 'present' ? view.dispatch.instance : undefined;
  const named = (key: string, field: FieldName<typeof KSPIN_DISPATCH>, otherwise: string): string | null => {
    if (!dispatch) return view.dispatch.state === 'null' ? null : otherwise;
    const value = bound(dispatch, field);
    if (value.state === 'null') return null;
    if (value.state !== 'present' || value.kind !== 'text') return otherwise;
    reader.paths[`${at}.callbacks.${key}`] = pointer(reader, value.node);
    return value.text;
  };
  // A routine that the document does not state is called by its member's name, so that the timeline still shows it.
  return {
    create: named('create', 'Create', 'Create'), close: named('close', 'Close', 'Close'), process: named('process', 'Process', 'Process'), reset: named('reset', 'Reset', 'Reset'),
    setDataFormat: named('setDataFormat', 'SetDataFormat', 'SetDataFormat'), setDeviceState: named('setDeviceState', 'SetDeviceState', 'SetDeviceState'),
  };
}

function statesOf(reader: Reader, at: string, { stated }: PinPlan): StateRequest[] | undefined {
  const owner = stated as Instance<typeof Simulation> | undefined;
  if (!owner || !isStated(owner, 'States') || (elementsOf(owner, 'States')?.length ?? 0) === 0) return undefined;
  return instancesIn(owner, 'States', SimulationStateRequest).map((request, index) => {
    const time = durationOf(request, 'Time') ?? impossible('missing', request.node, { field: 'Time' });
    const state = stateAt(numberOf(request, 'State')) ?? impossible('missing', request.node, { field: 'State' });
    reader.paths[`${at}.states.${index}`] = pointer(reader, request.node);
    return { time, state };
  });
}
