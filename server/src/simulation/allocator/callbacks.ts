import { constantValue } from '../../ks/index';
import type { AllocatorBehaviour } from './behaviour';
import { alignmentOf, framingArguments } from './framing';
import { type AllocatorFrame, type AllocatorLife, type Provider, choose, count, logCall, logResult, report } from './life';
import { releaseBlock } from './memory-space';
import type { Irql } from './options';
import { allocateCommonBuffer, carved, freeCommonBuffer, lengthOf, putFrame, takeFrame } from './provider';

const success = constantValue('STATUS_SUCCESS');
const unsuccessful = constantValue('STATUS_UNSUCCESSFUL');
const noResources = constantValue('STATUS_INSUFFICIENT_RESOURCES');

/** The driver's InitializeAllocator; returns its status. On success the allocator is ready to serve. */
export function callInitialize(life: AllocatorLife, time: number): number {
  const { setup } = life;
  const behaviour = setup.behaviour!;
  const given = setup.request.framing;
  const framing = behaviour.ownFraming ? { ...given, ...behaviour.ownFraming } : given;
  const irql = 'PASSIVE_LEVEL';
  let status = behaviour.initializeFails ? unsuccessful : success;
  let provider: Provider = {
    kind: 'vendor', framing, carved: null, carvedBlock: null, blocks: new Map(), kept: [], frames: new Map(), hasContext: behaviour.setsContext, isBroken: false, allocateCalls: 0,
  };
  const place = logCall(life, { time, call: 'InitializeAllocator', irql, allocator: 'vendor', arguments: framingArguments(given, setup.architecture), status: null, result: {} });
  if (status === success && behaviour.commonBuffer && behaviour.commonBuffer.allocatedAt !== 'allocate') {
    const ofDevice = behaviour.commonBuffer.allocatedAt === 'deviceStart';
    const block = ofDevice ? life.deviceBuffer.block : allocateCommonBuffer(life, behaviour.commonBuffer, lengthOf(behaviour.commonBuffer, framing), time, irql);
    if (block) {
      provider.carved = carved(life, block, framing);
      if (!ofDevice) provider.carvedBlock = block;
    } else if (behaviour.commonBuffer.whenItFails === 'fail') status = noResources;
    else provider = { ...provider, isBroken: true };
  }
  logResult(life, place, status, { context: status === success && behaviour.setsContext ? 'set' : 'unset' });
  if (status !== success) return status;
  if (framing.Frames !== given.Frames || framing.FrameSize !== given.FrameSize || framing.FileAlignment !== given.FileAlignment) {
    report(life, 'ALC-17', 'ignoresFraming', time, 'behaviour.ownFraming', {
      frames: given.Frames, frameSize: given.FrameSize, fileAlignment: given.FileAlignment, ownFrames: framing.Frames, ownFrameSize: framing.FrameSize, ownFileAlignment: framing.FileAlignment,
    });
  }
  life.provider = provider;
  return status;
}

/** Allocate of whichever allocator serves; `null` for NULL. What it returns is held against the framing it was given. */
export function callAllocate(life: AllocatorLife, time: number, irql: Irql): AllocatorFrame | null {
  const provider = life.provider!;
  const behaviour = provider.kind === 'vendor' ? life.setup.behaviour : null;
  provider.allocateCalls += 1;
  life.counts.allocate += 1;
  const place = logCall(life, { time, call: 'Allocate', irql, allocator: provider.kind, arguments: {}, status: null, result: {} });
  if (behaviour) checkUse(life, 'Allocate', time, irql);
  const isTwice = behaviour !== null && provider.allocateCalls >= (behaviour.handsOutTwiceAt ?? Infinity) && !life.findings.has('handedOutTwice') && life.out.size > 0;
  const isFault = life.setup.allocateFaults?.includes(provider.allocateCalls) === true;
  const fails = isFault || (behaviour !== null && provider.allocateCalls === behaviour.allocateFailsAt);
  const frame = fails ? null : isTwice ? provider.frames.get(life.out.keys().next().value!)! : takeFrame(life, provider, time, irql);
  logResult(life, place, null, frame ? { frame: frame.frame, address: frame.address, length: frame.length, ...(frame.logicalAddress === null ? {} : { logicalAddress: frame.logicalAddress }) } : { frame: 'NULL' });
  if (!frame) {
    life.counts.allocateNull += 1;
    // What follows from a mistake that is known already is not one of its own.
    const isConsequence = provider.isBroken || (behaviour !== null && behaviour.ownFraming !== null) || life.findings.has('goesOnWithoutCommonBuffer');
    if (!isConsequence) report(life, 'ALC-13', 'allocateReturnsNull', time, isFault ? 'allocateFaults' : fails ? 'behaviour.allocateFailsAt' : causeOfNull(life, behaviour), { out: life.outCount, frames: provider.framing.Frames });
    return null;
  }
  if (isTwice) report(life, 'ALC-04', 'handedOutTwice', time, 'behaviour.handsOutTwiceAt', { frame: frame.frame });
  checkFrame(life, provider, frame, time);
  count(life.out, frame.address, 1);
  life.outCount += 1;
  life.counts.peakOut = Math.max(life.counts.peakOut, life.outCount);
  return frame;
}

/** The value that lets memory run out. */
function causeOfNull({ setup }: AllocatorLife, behaviour: AllocatorBehaviour | null): string {
  const common = behaviour?.commonBuffer;
  if (!common) return setup.poolLimit === null ? '' : 'poolLimit';
  if (common.allocatedAt !== 'allocate') return 'behaviour.commonBuffer.length';
  return common.fails ? 'behaviour.commonBuffer.fails' : 'mapRegisters';
}

/** What a call of Allocate or Free shows about the driver's code, whatever it returns. */
function checkUse(life: AllocatorLife, callback: string, time: number, irql: Irql): void {
  const behaviour = life.setup.behaviour!;
  const { commonBuffer } = behaviour;
  checkContext(life, callback, time);
  if (irql === 'DISPATCH_LEVEL') {
    if (commonBuffer?.allocatedAt === 'allocate') report(life, 'ALC-11', 'commonBufferAtDispatch', time, 'behaviour.commonBuffer.allocatedAt', { callback });
    else if (!behaviour.isSafeAtDispatch) report(life, 'ALC-10', 'notSafeAtDispatch', time, 'behaviour.isSafeAtDispatch', { callback });
  }
  if (commonBuffer && commonBuffer.addressKeptIn !== 'residentMemory') report(life, 'CBF-10', `addressKeptIn.${commonBuffer.addressKeptIn}`, time, 'behaviour.commonBuffer.addressKeptIn', { callback });
}

function checkContext(life: AllocatorLife, callback: string, time: number): void {
  if (life.provider!.hasContext || !life.setup.behaviour!.needsContext) return;
  report(life, 'ALC-02', 'contextUnset', time, 'behaviour.setsContext', { callback });
}

function checkFrame(life: AllocatorLife, provider: Provider, frame: AllocatorFrame, time: number): void {
  // Where the driver goes by its own numbers, that is the mistake.
  if (provider.kind === 'default' || life.setup.behaviour?.ownFraming) return;
  const { FrameSize, FileAlignment } = life.setup.request.framing;
  const alignment = alignmentOf(FileAlignment);
  if (frame.length < FrameSize) report(life, 'ALC-03', 'frameTooSmall', time, 'behaviour.shortBy', { frame: frame.frame, length: frame.length, frameSize: FrameSize });
  if (frame.address % alignment !== 0) report(life, 'ALC-03', 'frameMisaligned', time, 'behaviour.misalignedBy', { frame: frame.frame, address: frame.address, alignment });
}

/** Free of whichever allocator serves. A frame that is not out is reported, and nothing changes. */
export function callFree(life: AllocatorLife, address: number, time: number, irql: Irql, field: string): void {
  const provider = life.provider!;
  const behaviour = provider.kind === 'vendor' ? life.setup.behaviour : null;
  const times = life.out.get(address) ?? 0;
  const frame = provider.frames.get(address);
  life.counts.free += 1;
  logCall(life, { time, call: 'Free', irql, allocator: provider.kind, arguments: { address, ...(frame ? { frame: frame.frame } : {}) }, status: null, result: {} });
  if (behaviour) checkUse(life, 'Free', time, irql);
  if (times === 0 || !frame) {
    report(life, 'ALC-05', frame ? 'freedTwice' : 'freedForeign', time, field, { address, ...(frame ? { frame: frame.frame } : {}) });
    return;
  }
  count(life.out, address, -1);
  life.outCount -= 1;
  // A frame that was handed out twice is the driver's again when its last owner frees it.
  if (times > 1) return;
  const keeps = provider.kind === 'default' ? choose(life, 'freedMemory') === 'reuse' : behaviour?.commonBuffer?.allocatedAt !== 'allocate';
  putFrame(life, provider, frame, time, irql, keeps);
}

/** DeleteAllocator, or the end of the default allocator. No frame may be out. */
export function callDelete(life: AllocatorLife, time: number): void {
  const provider = life.provider!;
  if (life.outCount > 0) throw new Error(`ALC-08: ${life.outCount} frames are out at DeleteAllocator`);
  const irql = choose(life, 'deleteIrql');
  const behaviour = provider.kind === 'vendor' ? life.setup.behaviour : null;
  logCall(life, { time, call: 'DeleteAllocator', irql, allocator: provider.kind, arguments: {}, status: null, result: {} });
  if (behaviour) checkContext(life, 'DeleteAllocator', time);
  const leaves = behaviour?.leavesOnDelete ?? [];
  if (behaviour?.commonBuffer && provider.carvedBlock && !leaves.includes('CommonBuffer')) {
    if (irql === 'DISPATCH_LEVEL') report(life, 'CBF-05', 'commonBufferAbovePassive', time, 'options.deleteIrql', { callback: 'DeleteAllocator' });
    freeCommonBuffer(life, behaviour.commonBuffer, provider.carvedBlock, time, irql);
    provider.carvedBlock = null;
  }
  if (!leaves.includes('Memory')) {
    for (const block of provider.blocks.values()) releaseBlock(life.space, block);
    provider.blocks.clear();
  }
  if (leaves.length > 0) {
    const bytes = [...provider.blocks.values()].reduce((sum, { length }) => sum + length, provider.carvedBlock?.length ?? 0);
    report(life, 'ALC-06', 'leftOnDelete', time, 'behaviour.leavesOnDelete', { left: leaves.join(', '), bytes });
  }
  life.provider = null;
}
