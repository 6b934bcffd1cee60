import { constantValue } from '../../ks/index';
import { callInitialize } from './callbacks';
import type { CreateRequest } from './behaviour';
import { framingArguments, isAlignmentMask } from './framing';
import { type AllocatorLife, choose, logCall, logResult, report } from './life';
import { allocateCommonBuffer, freeCommonBuffer, lengthOf } from './provider';

const success = constantValue('STATUS_SUCCESS');
const invalidParameter = constantValue('STATUS_INVALID_PARAMETER');
const noResources = constantValue('STATUS_INSUFFICIENT_RESOURCES');
const options = { compatible: constantValue('KSALLOCATOR_OPTIONF_COMPATIBLE'), systemMemory: constantValue('KSALLOCATOR_OPTIONF_SYSTEM_MEMORY'), valid: constantValue('KSALLOCATOR_OPTIONF_VALID') };
/** Options that ReactOS accepts (drivers/ksfilter/ks/allocators.c). */
const acceptedByReactOs = 0xf;

/** The device starts: where the driver allocates its common buffer then. Returns the status of the start. */
export function startDevice(life: AllocatorLife, time: number): number {
  const { setup } = life;
  const commonBuffer = setup.behaviour?.commonBuffer;
  if (commonBuffer?.allocatedAt !== 'deviceStart') return success;
  const block = allocateCommonBuffer(life, commonBuffer, lengthOf(commonBuffer, setup.request.framing), time, 'PASSIVE_LEVEL');
  life.deviceBuffer.block = block;
  if (block || commonBuffer.whenItFails === 'goOn') return success;
  life.deviceBuffer.hasFailed = true;
  life.phase = 'refused';
  return noResources;
}

/** The device stops or is removed, after the allocator's life. */
export function stopDevice(life: AllocatorLife, time: number): void {
  const commonBuffer = life.setup.behaviour?.commonBuffer;
  const { block } = life.deviceBuffer;
  if (!commonBuffer || !block) return;
  if (!commonBuffer.freedAtStop) {
    report(life, 'CBF-09', 'commonBufferKept', time, 'behaviour.commonBuffer.freedAtStop', { length: block.length, pages: block.pages });
    return;
  }
  life.deviceBuffer.block = null;
  freeCommonBuffer(life, commonBuffer, block, time, 'PASSIVE_LEVEL');
}

/**
 * Creates the allocator: the request is held against what is known of it, then the candidates are tried in the scenario's order. Returns the status of the request.
 * Nothing happens when an allocator is there already.
 */
export function connect(life: AllocatorLife, time: number): number {
  if (life.phase === 'ready' || life.isClosed) return success;
  if (life.deviceBuffer.hasFailed) return noResources;
  const { setup } = life;
  const { request } = setup;
  checkRequest(life, time);
  const place = logCall(life, {
    time, call: 'KsCreateAllocator', irql: request.irql, allocator: '', status: null, result: {},
    arguments: { ...framingArguments(request.framing, setup.architecture), target: request.target },
  });
  const status = choose(life, 'createValidation') === 'asReactOS' && isRefusedByReactOs(life) ? invalidParameter : tryCandidates(life, time);
  logResult(life, place, status, life.provider ? { allocator: life.provider.kind } : {});
  life.phase = status === success ? 'ready' : 'refused';
  return status;
}

function tryCandidates(life: AllocatorLife, time: number): number {
  const { candidates, behaviour } = life.setup;
  let status = invalidParameter;
  let hasFailed = false;
  for (const candidate of candidates) {
    if (candidate === 'vendor') {
      if (!behaviour) continue;
      status = callInitialize(life, time);
      if (status === success) return status;
      hasFailed = true;
      continue;
    }
    // The mistake of a driver that can do nothing with this allocator is one, however it came to it.
    if (behaviour && !behaviour.worksWithForeignFrames) {
      if (hasFailed) report(life, 'ALC-16', 'initializeFails', time, initializeField(life), { status });
      else report(life, 'ALC-01', 'needsOwnFrames', time, 'behaviour.worksWithForeignFrames');
    }
    serveByDefault(life, time);
    return success;
  }
  if (hasFailed) report(life, 'ALC-16', 'initializeFails', time, initializeField(life), { status });
  return status;
}

const initializeField = (life: AllocatorLife): string => (life.setup.behaviour!.initializeFails ? 'behaviour.initializeFails' : 'behaviour.commonBuffer.fails');

/** The default allocator: pool, sized and aligned as the framing says. */
function serveByDefault(life: AllocatorLife, time: number): void {
  const { request } = life.setup;
  if ((request.framing.OptionsFlags & options.systemMemory) === 0) report(life, 'CRE-03', 'defaultWithoutSystemMemory', time, 'request.framing.OptionsFlags', { options: request.framing.OptionsFlags });
  if (request.external) {
    const others = request.external.filter((name) => name !== 'DefaultAllocate');
    logCall(life, { time, call: 'KsCreateDefaultAllocatorEx', irql: 'PASSIVE_LEVEL', allocator: 'default', arguments: { callbacks: request.external.join(', ') }, status: success, result: {} });
    if (!request.external.includes('DefaultAllocate') && others.length > 0) report(life, 'ALC-15', 'externalWithoutAllocate', time, 'request.external', { callbacks: others.join(', ') });
  }
  life.provider = {
    kind: 'default', framing: request.framing, carved: null, carvedBlock: null, blocks: new Map(), kept: [], frames: new Map(), hasContext: true, isBroken: false, allocateCalls: 0,
  };
}

function isRefusedByReactOs({ setup: { request: { framing }, pageSize } }: AllocatorLife): boolean {
  return framing.FrameSize === 0 || (framing.OptionsFlags & ~acceptedByReactOs) !== 0 || framing.FileAlignment > pageSize - 1;
}

/** What is wrong with a create request, whoever serves it. */
function checkRequest(life: AllocatorLife, time: number): void {
  const { request, pageSize } = life.setup;
  const { framing } = request;
  const strange = (framing.OptionsFlags & ~options.valid) >>> 0;
  if (framing.FrameSize === 0) report(life, 'CRE-01', 'frameSizeZero', time, 'request.framing.FrameSize');
  if (strange !== 0) report(life, 'CRE-02', 'strangeOptions', time, 'request.framing.OptionsFlags', { options: strange });
  if (!isAlignmentMask(framing.FileAlignment) || framing.FileAlignment > pageSize - 1) report(life, 'CRE-04', 'strangeAlignment', time, 'request.framing.FileAlignment', { fileAlignment: framing.FileAlignment, greatest: pageSize - 1 });
  if (framing.Reserved !== 0) report(life, 'CRE-05', 'reservedNotZero', time, 'request.framing.Reserved', { reserved: framing.Reserved });
  if (request.target !== 'sink') report(life, 'CRE-06', 'notToSink', time, 'request.target');
  if (request.irql !== 'PASSIVE_LEVEL') report(life, 'CRE-07', 'createdAbovePassive', time, 'request.irql', { irql: request.irql });
  if ((framing.OptionsFlags & options.compatible) !== 0 && request.downstream && differs(request.downstream, request)) report(life, 'CRE-08', 'notCompatible', time, 'request.downstream');
}

/** Whether a frame of one framing could not stand in for one of the other: by size, alignment or kind of memory. */
const differs = (downstream: NonNullable<CreateRequest['downstream']>, { framing }: CreateRequest): boolean =>
  downstream.FrameSize !== framing.FrameSize || downstream.FileAlignment !== framing.FileAlignment || downstream.PoolType !== framing.PoolType ||
  ((downstream.OptionsFlags ^ framing.OptionsFlags) & options.systemMemory) !== 0;
