import { type FieldName, type Instance, type Model, bound, booleanOf, durationOf, elementsOf, instanceIn, isStated, nodeOf, numberOf, pinReference, pointerOf, wordOf } from '../../document/index';
import { Device, DeviceDma, KSALLOCATOR_DISPATCH, KSALLOCATOR_FRAMING, Simulation, SimulationAllocator, SimulationCommonBuffer, SimulationCreateRequest, SimulationFrameHolder, SimulationOptions, SimulationSource, SimulationSystem, type Structure } from '../../ks/index';
import { type NegotiationOptions, type SegmentNegotiation, createRequestOf, negotiationsOfSimulation, requestFieldNames } from '../negotiation/index';
import type { Distribution } from '../scenario';
import { type AllocatorBehaviour, type AllocatorKind, type CommonBufferBehaviour, type CreateRequest, type ExternalCallback, type HolderBehaviour, type Leftover, faultless, faultlessHolder } from './behaviour';
import type { RequestFraming } from './framing';
import { type AllocatorOptionName, type AllocatorOptions, type Irql, defaultAllocatorOptions } from './options';
import type { AllocatorScenario, FrameDemand } from './run';

/** The allocator of one segment of a simulation's graph, ready to run, or the reason why it cannot be. */
export interface CompiledAllocator {
  /** Pins of the segment, as filter label and pin label, in the direction of the data. */
  readonly pins: readonly string[];
  readonly result:
    | { readonly kind: 'scenario'; readonly scenario: AllocatorScenario; readonly seed: number; /** The allocator that is taken although the document does not say enough to call it eligible. */ readonly undecided: AllocatorKind | null; /** RFC 6901 pointers of stated values, by dotted field of the scenario's setup. */ readonly paths: Readonly<Record<string, string>> }
    /** `noKernelAllocator`: an application's buffers, KsProxy's or injected frames; `servedByPeer`: an allocator that the document does not describe; `undecided`: the document does not settle who allocates; `unknownRequest`: nor a member of the create request. */
    | { readonly kind: 'impossible'; readonly key: 'noKernelAllocator' | 'servedByPeer' | 'undecided' | 'unknownRequest' };
}

const defaultPeriod = 33_366_700;
const defaultDuration = 1_000_000_000;
const mostLogged = 100_000;

/** Words of the document and what they stand for here, by field of SimulationOptions. */
export const allocatorOptionWords: { readonly [Name in AllocatorOptionName]: { readonly field: FieldName<typeof SimulationOptions>; readonly words: Readonly<Record<string, AllocatorOptions[Name]>> } } = {
  createdAt: { field: 'AllocatorCreatedAt', words: { Connection: 'connection', Acquire: 'ACQUIRE' } },
  obtainedAt: { field: 'FramesObtainedAt', words: { Acquire: 'ACQUIRE', Pause: 'PAUSE' } },
  obtained: { field: 'FramesObtained', words: { Eager: 'eager', Lazy: 'lazy' } },
  freedAt: { field: 'FramesFreedAt', words: { Stop: 'STOP', Close: 'close' } },
  deletedAt: { field: 'AllocatorDeletedAt', words: { Stop: 'STOP', Close: 'close' } },
  frameIrql: { field: 'FrameCallIrql', words: { PassiveLevel: 'PASSIVE_LEVEL', DispatchLevel: 'DISPATCH_LEVEL' } },
  deleteIrql: { field: 'DeleteCallIrql', words: { PassiveLevel: 'PASSIVE_LEVEL', DispatchLevel: 'DISPATCH_LEVEL' } },
  freeOrder: { field: 'FreeOrder', words: { AsAllocated: 'asAllocated', Reversed: 'reversed' } },
  whenAllocateFails: { field: 'WhenAllocateFails', words: { GoOn: 'goOn', RefuseState: 'refuseState' } },
  createValidation: { field: 'CreateValidation', words: { None: 'none', AsReactOS: 'asReactOS' } },
  freedMemory: { field: 'FreedMemory', words: { Reuse: 'reuse', Release: 'release' } },
};
const irqls: Readonly<Record<string, Irql>> = { PassiveLevel: 'PASSIVE_LEVEL', DispatchLevel: 'DISPATCH_LEVEL' };

/** The allocators of a simulation's graph, one for each segment that it negotiates. */
export function allocatorsOf(model: Model, simulation: Instance<typeof Simulation>): readonly CompiledAllocator[] {
  return negotiationsOfSimulation(model, simulation).flatMap(({ segments, options }) => segments.map((segment) => ({
    pins: [...new Set(segment.segment.ends.flatMap(({ pin }) => (pin ? [pinReference(pin)] : [])))],
    result: compileAllocator(model, simulation, segment, options),
  })));
}

/** The allocator of one segment of a simulation's graph. */
export function compileAllocator(model: Model, simulation: Instance<typeof Simulation>, segment: SegmentNegotiation, negotiated: NegotiationOptions): CompiledAllocator['result'] {
  const settled = candidatesOf(segment);
  const undecided = settled === 'undecided' ? undecidedOf(segment, negotiated) : null;
  const candidates = undecided === null ? settled : [undecided];
  if (typeof candidates === 'string') return { kind: 'impossible', key: candidates };
  const paths: Record<string, string> = {};
  const at = <S extends Structure>(instance: Instance<S>, field: FieldName<S>, key: string): void => {
    if (isStated(instance, field)) paths[key] = pointerOf(model.tree, nodeOf(instance, field));
  };
  const stated = instanceIn(simulation, 'Allocator', SimulationAllocator)!;
  const wanted = instanceIn(stated, 'Request', SimulationCreateRequest)!;
  const framing = framingOf(segment, negotiated, wanted, at);
  if (!framing) return { kind: 'impossible', key: 'unknownRequest' };
  const vendor = segment.allocators.find(({ kind }) => kind === 'vendor');
  const system = instanceIn(simulation, 'System', SimulationSystem);
  const holder = instanceIn(stated, 'Holder', SimulationFrameHolder)!;
  const { options, names } = optionsOf(simulation, at);
  if (system) at(system, 'PoolLimit', 'poolLimit');
  // Routines lead to their names in the dispatch where no other allocator can be meant.
  const routines = candidates.every((kind) => kind === 'vendor') && vendor?.pin?.dispatch.state === 'present' ? instanceIn(vendor.pin.dispatch.instance, 'Allocator', KSALLOCATOR_DISPATCH) : undefined;
  if (routines) for (const name of ['InitializeAllocator', 'Allocate', 'Free', 'DeleteAllocator'] as const) at(routines, name, `routines.${name}`);
  if (system) at(system, 'NumberOfMapRegisters', 'mapRegisters');
  const scenario: AllocatorScenario = {
    setup: {
      architecture: model.architecture, pageSize: model.pageSize, poolLimit: (system && numberOf(system, 'PoolLimit')) ?? null, mapRegisters: mapRegistersOf(model, system),
      request: requestOf(framing, wanted, at), candidates,
      behaviour: vendor ? { ...behaviourOf(segment, stated, at), initializeFails: segment.segment.connections.some(({ initializeFails }) => initializeFails) } : null,
      holder: holderOf(holder, at), options, logLimit: mostLogged,
    },
    stated: names,
    duration: durationOf(simulation, 'Duration') ?? defaultDuration,
    demand: demandOf(holder, simulation),
  };
  const failing = segment.segment.connections.find(({ initializeFails }) => initializeFails);
  if (failing?.stated) at(failing.stated, 'InitializeAllocatorFails', 'behaviour.initializeFails');
  return { kind: 'scenario', scenario, seed: numberOf(simulation, 'Seed') ?? 1, undecided, paths };
}

/** Allocators in the order in which they are tried: the simulated one first, and one that only fails to initialise before it; the default one last. */
function candidatesOf({ allocators, simulatedWith }: SegmentNegotiation): readonly AllocatorKind[] | 'noKernelAllocator' | 'servedByPeer' | 'undecided' {
  if (allocators.some(({ kind }) => kind === 'userMode' || kind === 'proxy' || kind === 'injection')) return 'noKernelAllocator';
  const failing = allocators.some(({ kind, conditions }) => kind === 'vendor' && conditions.every(({ name, isMet }) => (name === 'initialize') === (isMet === false)));
  const chosen = simulatedWith.allocator?.kind;
  if (chosen === 'peer') return 'servedByPeer';
  const hasDefault = allocators.some(({ kind, verdict }) => kind === 'default' && verdict === 'eligible');
  const first: readonly AllocatorKind[] = failing ? ['vendor'] : chosen === 'vendor' || chosen === 'default' ? [chosen] : [];
  const all = hasDefault && !first.includes('default') ? [...first, 'default' as const] : first;
  return all.length === 0 ? 'undecided' : all;
}

/** An allocator that nothing rejects and that may be eligible: the preferred one, so that a run can show it as an assumption. */
function undecidedOf({ allocators }: SegmentNegotiation, { preferredAllocator }: NegotiationOptions): AllocatorKind | null {
  const kinds = allocators.flatMap(({ kind, verdict }) => (verdict === 'undecided' && (kind === 'vendor' || kind === 'default') ? [kind] : []));
  return kinds.includes(preferredAllocator) ? preferredAllocator : (kinds[0] ?? null);
}

type Noting = <S extends Structure>(instance: Instance<S>, field: FieldName<S>, key: string) => void;

/** The framing of the create request: what the segment settles, with what the simulation states instead. */
function framingOf(segment: SegmentNegotiation, negotiated: NegotiationOptions, wanted: Instance<typeof SimulationCreateRequest>, at: Noting): RequestFraming | undefined {
  const settled = createRequestOf(segment, negotiated).fields;
  const own = instanceIn(wanted, 'Framing', KSALLOCATOR_FRAMING);
  const entries = requestFieldNames.map((name) => {
    if (own && isStated(own, name)) at(own, name, `request.framing.${name}`);
    return [name, own && isStated(own, name) ? numberOf(own, name) : settled[name].value] as const;
  });
  return entries.every(([, value]) => value !== undefined) ? (Object.fromEntries(entries) as unknown as RequestFraming) : undefined;
}

function requestOf(framing: RequestFraming, wanted: Instance<typeof SimulationCreateRequest>, at: Noting): CreateRequest {
  const downstream = instanceIn(wanted, 'DownstreamFraming', KSALLOCATOR_FRAMING);
  at(wanted, 'Target', 'request.target');
  at(wanted, 'Irql', 'request.irql');
  at(wanted, 'DownstreamFraming', 'request.downstream');
  at(wanted, 'DefaultAllocatorEx', 'request.external');
  return {
    framing, target: wordOf(wanted, 'Target') === 'Source' ? 'source' : 'sink', irql: irqls[wordOf(wanted, 'Irql') ?? ''] ?? 'PASSIVE_LEVEL',
    downstream: downstream ? framingIn(downstream, framing) : null,
    external: isStated(wanted, 'DefaultAllocatorEx') ? (wordsIn(wanted, 'DefaultAllocatorEx') as readonly ExternalCallback[]) : null,
  };
}

/** A framing of the document; what it leaves out is as in another, so that it makes no difference. */
function framingIn(instance: Instance<typeof KSALLOCATOR_FRAMING>, otherwise: RequestFraming): RequestFraming {
  return Object.fromEntries(requestFieldNames.map((name) => [name, (isStated(instance, name) ? numberOf(instance, name) : undefined) ?? otherwise[name]])) as unknown as RequestFraming;
}

const wordsIn = <S extends Structure>(instance: Instance<S>, field: FieldName<S>): readonly string[] =>
  (elementsOf(instance, field) ?? []).flatMap((element) => (element.state === 'present' && element.kind === 'word' ? [element.word] : []));

/** A number that is written, or `null`. */
const statedNumber = <S extends Structure>(instance: Instance<S>, field: FieldName<S>): number | null => (isStated(instance, field) ? numberOf(instance, field) : undefined) ?? null;

function behaviourOf(segment: SegmentNegotiation, stated: Instance<typeof SimulationAllocator>, at: Noting): AllocatorBehaviour {
  const common = instanceIn(stated, 'CommonBuffer', SimulationCommonBuffer);
  const fields = {
    SetsContext: 'setsContext', IgnoresFraming: 'ownFraming', ShortBy: 'shortBy', MisalignedBy: 'misalignedBy', AllocateFailsAt: 'allocateFailsAt', HandsOutTwiceAt: 'handsOutTwiceAt',
    LeavesOnDelete: 'leavesOnDelete', SafeAtDispatchLevel: 'isSafeAtDispatch', WorksWithForeignFrames: 'worksWithForeignFrames',
  } as const;
  for (const [field, key] of Object.entries(fields)) at(stated, field as keyof typeof fields, `behaviour.${key}`);
  return {
    ...faultless,
    commonBuffer: common ? commonBufferOf(common, at) : null,
    setsContext: booleanOf(stated, 'SetsContext') !== false, needsContext: booleanOf(stated, 'NeedsContext') !== false,
    ownFraming: booleanOf(stated, 'IgnoresFraming') === true ? ownNumbers(segment) : null,
    shortBy: numberOf(stated, 'ShortBy') ?? 0, misalignedBy: numberOf(stated, 'MisalignedBy') ?? 0,
    allocateFailsAt: statedNumber(stated, 'AllocateFailsAt'), handsOutTwiceAt: statedNumber(stated, 'HandsOutTwiceAt'),
    leavesOnDelete: wordsIn(stated, 'LeavesOnDelete') as readonly Leftover[],
    isSafeAtDispatch: booleanOf(stated, 'SafeAtDispatchLevel') !== false, worksWithForeignFrames: booleanOf(stated, 'WorksWithForeignFrames') !== false,
  };
}

/** The numbers of the pin's own framing, as far as they are known: its first item, at the greatest size it allows. */
function ownNumbers({ allocators, demands }: SegmentNegotiation): AllocatorBehaviour['ownFraming'] {
  const vendor = allocators.find(({ kind }) => kind === 'vendor');
  const item = demands.find(({ end }) => end.pin !== undefined && end.pin === vendor?.pin)?.items[0];
  const [frames, size, alignment] = [item?.frames.value, item?.framingRange.max.value, item?.alignment.value];
  return frames === undefined || size === undefined || alignment === undefined ? null : { Frames: frames, FrameSize: size, FileAlignment: alignment };
}

function commonBufferOf(common: Instance<typeof SimulationCommonBuffer>, at: Noting): CommonBufferBehaviour {
  const times = { DeviceStart: 'deviceStart', InitializeAllocator: 'initializeAllocator', Allocate: 'allocate' } as const;
  const values = { SameValues: 'sameValues', OtherLength: 'otherLength', OtherLogicalAddress: 'otherLogicalAddress', OtherVirtualAddress: 'otherVirtualAddress', OtherCacheEnabled: 'otherCacheEnabled' } as const;
  const places = { ResidentMemory: 'residentMemory', PageableMemory: 'pageableMemory', Stack: 'stack' } as const;
  const fields = { Length: 'length', AllocatedIn: 'allocatedAt', Fails: 'fails', WhenItFails: 'whenItFails', FreedWith: 'freedWith', FreedAtStop: 'freedAtStop', AddressKeptIn: 'addressKeptIn' } as const;
  for (const [field, key] of Object.entries(fields)) at(common, field as keyof typeof fields, `behaviour.commonBuffer.${key}`);
  return {
    length: statedNumber(common, 'Length'), allocatedAt: times[(wordOf(common, 'AllocatedIn') ?? 'InitializeAllocator') as keyof typeof times], fails: booleanOf(common, 'Fails') === true,
    whenItFails: wordOf(common, 'WhenItFails') === 'GoOn' ? 'goOn' : 'fail', freedWith: values[(wordOf(common, 'FreedWith') ?? 'SameValues') as keyof typeof values],
    freedAtStop: booleanOf(common, 'FreedAtStop') !== false, addressKeptIn: places[(wordOf(common, 'AddressKeptIn') ?? 'ResidentMemory') as keyof typeof places],
  };
}

function holderOf(holder: Instance<typeof SimulationFrameHolder>, at: Noting): HolderBehaviour {
  const fields = {
    FreesTwiceAt: 'freesTwiceAt', FreesForeignAt: 'freesForeignAt', KeepsFrames: 'keepsFrames', PassesToUserMode: 'passesToUserMode', UsesTableAfterClose: 'usesTableAfterClose', EnablesInternalEvent: 'enablesInternalEvent',
  } as const;
  for (const [field, key] of Object.entries(fields)) at(holder, field as keyof typeof fields, `holder.${key}`);
  return {
    ...faultlessHolder, freesTwiceAt: statedNumber(holder, 'FreesTwiceAt'), freesForeignAt: statedNumber(holder, 'FreesForeignAt'), keepsFrames: numberOf(holder, 'KeepsFrames') ?? 0,
    passesToUserMode: booleanOf(holder, 'PassesToUserMode') === true, usesTableAfterClose: booleanOf(holder, 'UsesTableAfterClose') === true, enablesInternalEvent: booleanOf(holder, 'EnablesInternalEvent') === true,
  };
}

function demandOf(holder: Instance<typeof SimulationFrameHolder>, simulation: Instance<typeof Simulation>): FrameDemand {
  const source = instanceIn(simulation, 'Source', SimulationSource);
  const period = durationOf(holder, 'Period') ?? (source && durationOf(source, 'Period')) ?? defaultPeriod;
  const hold = bound(holder, 'Hold');
  const distribution: Distribution = hold.state === 'present' && hold.kind === 'distribution' ? hold.distribution : { kind: 'constant', value: period };
  const access = wordOf(holder, 'Access');
  return { access: access === 'Irp' ? 'irp' : access === 'FunctionTable' ? 'functionTable' : 'requestor', irql: irqls[wordOf(holder, 'Irql') ?? ''] ?? 'DISPATCH_LEVEL', period: Math.max(1, period), hold: distribution };
}

function optionsOf(simulation: Instance<typeof Simulation>, at: Noting): { readonly options: AllocatorOptions; readonly names: readonly AllocatorOptionName[] } {
  const stated = instanceIn(simulation, 'Options', SimulationOptions)!;
  const names = (Object.keys(allocatorOptionWords) as readonly AllocatorOptionName[]).filter((name) => isStated(stated, allocatorOptionWords[name].field) && wordOf(stated, allocatorOptionWords[name].field) !== undefined);
  for (const name of names) at(stated, allocatorOptionWords[name].field, `options.${name}`);
  const values = Object.fromEntries(names.map((name) => [name, allocatorOptionWords[name].words[wordOf(stated, allocatorOptionWords[name].field)!]]));
  return { options: { ...defaultAllocatorOptions, ...values }, names };
}

/** Map registers of the adapter, where common buffers take them: for a device of 32 bits, or where the platform translates the addresses of the device. */
function mapRegistersOf(model: Model, system: Instance<typeof SimulationSystem> | undefined): number | null {
  if (!system || !isStated(system, 'NumberOfMapRegisters')) return null;
  const device = model.document && instanceIn(model.document, 'Device', Device);
  const dma = device && instanceIn(device, 'Dma', DeviceDma);
  const bits = dma && numberOf(dma, 'AddressBits');
  const takesThem = booleanOf(system, 'TranslatesDmaAddresses') === true || (bits !== undefined && bits <= 32);
  return takesThem ? (numberOf(system, 'NumberOfMapRegisters') ?? null) : null;
}
