import type { TraceBasis } from '../../trace/index';

/** IRQL at which the model makes a call. */
export type Irql = 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL';

/** Choices about the life of an allocator that Windows leaves undocumented; each is named in the results it decided. */
export interface AllocatorOptions {
  /** When the allocator is created: with the connection, or when the pin that owns it first leaves STOP. */
  readonly createdAt: 'connection' | 'ACQUIRE';
  /** State on whose way up the requestor gets its frames. */
  readonly obtainedAt: 'ACQUIRE' | 'PAUSE';
  /** Whether the requestor gets Frames frames at once, or each when it is first wanted. */
  readonly obtained: 'eager' | 'lazy';
  /** When frames are given back with Free: when the pin has come down to STOP, or when it is closed. */
  readonly freedAt: 'STOP' | 'close';
  /** When DeleteAllocator is called; never before the last Free. */
  readonly deletedAt: 'STOP' | 'close';
  /** IRQL of Allocate and Free when the requestor calls them. */
  readonly frameIrql: Irql;
  /** IRQL of DeleteAllocator. */
  readonly deleteIrql: Irql;
  /** Order in which the requestor frees the frames it has at hand. */
  readonly freeOrder: 'asAllocated' | 'reversed';
  /** What follows when Allocate returns NULL while the requestor gets its frames: it goes on with fewer, or the change of state fails. It fails in any case without a single frame. */
  readonly whenAllocateFails: 'goOn' | 'refuseState';
  /** What refuses a create request: nothing but the allocator itself, or what ReactOS refuses. */
  readonly createValidation: 'none' | 'asReactOS';
  /** Whether the default allocator keeps freed frames for further requests or gives their memory back at once. */
  readonly freedMemory: 'reuse' | 'release';
}

/** Name of an option. */
export type AllocatorOptionName = keyof AllocatorOptions;

/** What is known about a choice. */
export interface AllocatorOptionFacts<Name extends AllocatorOptionName = AllocatorOptionName> {
  readonly default: AllocatorOptions[Name];
  readonly values: readonly AllocatorOptions[Name][];
  /** How the default is founded; a choice that a scenario states has the basis `scenario`. */
  readonly basis: TraceBasis;
  /** Public sources of the default, as the documentation of the model cites them; empty for a pure choice of the model. */
  readonly source: string;
}

/** Every choice with its default, which is what the documentation comes closest to. */
export const allocatorOptions: { readonly [Name in AllocatorOptionName]: AllocatorOptionFacts<Name> } = {
  createdAt: { default: 'connection', values: ['connection', 'ACQUIRE'], basis: 'inferred', source: 'W:ksproperty-stream-allocator' },
  obtainedAt: { default: 'ACQUIRE', values: ['ACQUIRE', 'PAUSE'], basis: 'inferred', source: 'W:avstream-pipes-and-circuits' },
  obtained: { default: 'eager', values: ['eager', 'lazy'], basis: 'assumed', source: '' },
  freedAt: { default: 'STOP', values: ['STOP', 'close'], basis: 'inferred', source: 'W:avstream-pipes-and-circuits' },
  deletedAt: { default: 'STOP', values: ['STOP', 'close'], basis: 'assumed', source: '' },
  frameIrql: { default: 'PASSIVE_LEVEL', values: ['PASSIVE_LEVEL', 'DISPATCH_LEVEL'], basis: 'assumed', source: '' },
  deleteIrql: { default: 'PASSIVE_LEVEL', values: ['PASSIVE_LEVEL', 'DISPATCH_LEVEL'], basis: 'inferred', source: 'K:nc-ks-pfnksdeleteallocator' },
  freeOrder: { default: 'asAllocated', values: ['asAllocated', 'reversed'], basis: 'assumed', source: '' },
  whenAllocateFails: { default: 'goOn', values: ['goOn', 'refuseState'], basis: 'assumed', source: '' },
  createValidation: { default: 'none', values: ['none', 'asReactOS'], basis: 'assumed', source: '' },
  freedMemory: { default: 'reuse', values: ['reuse', 'release'], basis: 'assumed', source: 'W:ks-allocators' },
};

/** What holds when a scenario states nothing. */
export const defaultAllocatorOptions: AllocatorOptions = {
  createdAt: allocatorOptions.createdAt.default, obtainedAt: allocatorOptions.obtainedAt.default, obtained: allocatorOptions.obtained.default,
  freedAt: allocatorOptions.freedAt.default, deletedAt: allocatorOptions.deletedAt.default, frameIrql: allocatorOptions.frameIrql.default,
  deleteIrql: allocatorOptions.deleteIrql.default, freeOrder: allocatorOptions.freeOrder.default, whenAllocateFails: allocatorOptions.whenAllocateFails.default,
  createValidation: allocatorOptions.createValidation.default, freedMemory: allocatorOptions.freedMemory.default,
};
