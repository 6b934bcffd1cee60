import {
  type AllocatorBehaviour, type AllocatorCall, type AllocatorOptions, type AllocatorRun, type AllocatorScenario, type AllocatorSetup, type CommonBufferBehaviour, type CreateRequest, type FrameDemand, type HolderBehaviour, type RequestFraming,
  defaultAllocatorOptions, faultless, faultlessCommonBuffer, faultlessHolder, runAllocator,
} from '../../../../server/src/simulation/allocator/index';

/** What a test changes of a kernel circuit with a vendor allocator: three frames of 8192 bytes, aligned to 64, from non-paged pool. */
export interface Changes {
  readonly framing?: Partial<RequestFraming>;
  readonly request?: Partial<CreateRequest>;
  readonly behaviour?: Partial<AllocatorBehaviour>;
  readonly commonBuffer?: Partial<CommonBufferBehaviour>;
  readonly holder?: Partial<HolderBehaviour>;
  readonly options?: Partial<AllocatorOptions>;
  readonly setup?: Partial<AllocatorSetup>;
  readonly demand?: Partial<FrameDemand>;
  readonly scenario?: Partial<AllocatorScenario>;
}

export const framing: RequestFraming = { OptionsFlags: 2, PoolType: 0, Frames: 3, FrameSize: 8192, FileAlignment: 0x3f, Reserved: 0 };

/** The setup with some changes. */
export function setup(changes: Changes = {}): AllocatorSetup {
  return {
    architecture: 'x64', pageSize: 4096, poolLimit: null, mapRegisters: null,
    request: { framing: { ...framing, ...changes.framing }, target: 'sink', irql: 'PASSIVE_LEVEL', downstream: null, external: null, ...changes.request },
    candidates: ['vendor', 'default'],
    behaviour: { ...faultless, ...changes.behaviour, ...(changes.commonBuffer ? { commonBuffer: { ...faultlessCommonBuffer, ...changes.commonBuffer } } : {}) },
    holder: { ...faultlessHolder, ...changes.holder },
    options: { ...defaultAllocatorOptions, ...changes.options },
    logLimit: 10_000,
    ...changes.setup,
  };
}

/** A scenario of 100 ms, a frame wanted each 10 ms and held for 15 ms. */
export function scenario(changes: Changes = {}): AllocatorScenario {
  return {
    setup: setup(changes), stated: [], duration: 100_000_000, demand: { access: 'requestor', irql: 'PASSIVE_LEVEL', period: 10_000_000, hold: { kind: 'constant', value: 15_000_000 }, ...changes.demand },
    checkInvariants: true, ...changes.scenario,
  };
}

export const run = (changes: Changes = {}, seed = 1): AllocatorRun => runAllocator(scenario(changes), seed);

/** Names of the calls, those of the model's own bookkeeping included. */
export const names = (calls: readonly AllocatorCall[]): readonly string[] => calls.map(({ call }) => call);

/** Codes of the findings, each once. */
export const codes = ({ findings }: AllocatorRun): readonly string[] => [...new Set(findings.map(({ code }) => code))];
