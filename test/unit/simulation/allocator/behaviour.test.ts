// Each way to go wrong shows one rule broken, and its repaired twin none.
import { describe, expect, it } from 'vitest';
import { type Changes, codes, names, run } from './setups';

/** A way to go wrong, the code it shows, and the same circumstances without the mistake. */
interface Case { readonly code: string; readonly key: string; readonly field: string; readonly breaks: Changes; readonly keeps: Changes }

const byTable = { access: 'functionTable', irql: 'DISPATCH_LEVEL', hold: { kind: 'constant', value: 5_000_000 } } as const;
const byIrp = { access: 'irp', hold: { kind: 'constant', value: 5_000_000 } } as const;
const held = { options: { deletedAt: 'close' } } as const;

const cases: readonly Case[] = [
  { code: 'ALC-01', key: 'needsOwnFrames', field: 'behaviour.worksWithForeignFrames', breaks: { behaviour: { worksWithForeignFrames: false }, setup: { candidates: ['default'] } }, keeps: { behaviour: { worksWithForeignFrames: false } } },
  { code: 'ALC-02', key: 'contextUnset', field: 'behaviour.setsContext', breaks: { behaviour: { setsContext: false } }, keeps: { behaviour: { setsContext: false, needsContext: false } } },
  { code: 'ALC-03', key: 'frameTooSmall', field: 'behaviour.shortBy', breaks: { behaviour: { shortBy: 1 } }, keeps: {} },
  { code: 'ALC-03', key: 'frameMisaligned', field: 'behaviour.misalignedBy', breaks: { behaviour: { misalignedBy: 16 } }, keeps: { behaviour: { misalignedBy: 64 } } },
  { code: 'ALC-03', key: 'frameMisaligned', field: 'behaviour.misalignedBy', breaks: { behaviour: { misalignedBy: 16 }, commonBuffer: {} }, keeps: { behaviour: { misalignedBy: 16 }, commonBuffer: {}, framing: { FileAlignment: 15 } } },
  { code: 'ALC-04', key: 'handedOutTwice', field: 'behaviour.handsOutTwiceAt', breaks: { behaviour: { handsOutTwiceAt: 2 } }, keeps: {} },
  { code: 'ALC-04', key: 'handedOutTwice', field: 'behaviour.handsOutTwiceAt', breaks: { behaviour: { handsOutTwiceAt: 3 }, commonBuffer: {}, demand: { hold: { kind: 'constant', value: 45_000_000 } } }, keeps: { commonBuffer: {} } },
  { code: 'ALC-05', key: 'freedTwice', field: 'holder.freesTwiceAt', breaks: { ...held, demand: byTable, holder: { freesTwiceAt: 2 } }, keeps: { ...held, demand: byTable } },
  { code: 'ALC-05', key: 'freedForeign', field: 'holder.freesForeignAt', breaks: { ...held, demand: byIrp, holder: { freesForeignAt: 2 } }, keeps: { ...held, demand: byIrp } },
  { code: 'ALC-06', key: 'leftOnDelete', field: 'behaviour.leavesOnDelete', breaks: { behaviour: { leavesOnDelete: ['Memory', 'Timer'] } }, keeps: {} },
  { code: 'ALC-06', key: 'leftOnDelete', field: 'behaviour.leavesOnDelete', breaks: { behaviour: { leavesOnDelete: ['CommonBuffer'] }, commonBuffer: {} }, keeps: { commonBuffer: {} } },
  { code: 'ALC-10', key: 'notSafeAtDispatch', field: 'behaviour.isSafeAtDispatch', breaks: { ...held, behaviour: { isSafeAtDispatch: false }, demand: byTable }, keeps: { ...held, behaviour: { isSafeAtDispatch: false }, demand: { ...byTable, irql: 'PASSIVE_LEVEL' } } },
  { code: 'ALC-10', key: 'notSafeAtDispatch', field: 'behaviour.isSafeAtDispatch', breaks: { behaviour: { isSafeAtDispatch: false }, options: { frameIrql: 'DISPATCH_LEVEL' } }, keeps: { behaviour: { isSafeAtDispatch: false } } },
  { code: 'ALC-11', key: 'commonBufferAtDispatch', field: 'behaviour.commonBuffer.allocatedAt', breaks: { commonBuffer: { allocatedAt: 'allocate' }, options: { frameIrql: 'DISPATCH_LEVEL' } }, keeps: { commonBuffer: { allocatedAt: 'initializeAllocator' }, options: { frameIrql: 'DISPATCH_LEVEL' } } },
  { code: 'ALC-12', key: 'reachesUserMode', field: 'holder.passesToUserMode', breaks: { holder: { passesToUserMode: true } }, keeps: {} },
  { code: 'ALC-13', key: 'allocateReturnsNull', field: 'behaviour.allocateFailsAt', breaks: { behaviour: { allocateFailsAt: 2 } }, keeps: {} },
  { code: 'ALC-13', key: 'allocateReturnsNull', field: 'behaviour.commonBuffer.length', breaks: { commonBuffer: { length: 2 * 8192 } }, keeps: { commonBuffer: { length: 3 * 8192 } } },
  { code: 'ALC-14', key: 'moreThanFrames', field: 'request.framing.Frames', breaks: { ...held, demand: { access: 'irp', hold: { kind: 'constant', value: 35_000_000 } } }, keeps: { ...held, framing: { Frames: 4 }, demand: { access: 'irp', hold: { kind: 'constant', value: 35_000_000 } } } },
  { code: 'ALC-15', key: 'externalWithoutAllocate', field: 'request.external', breaks: { request: { external: ['DefaultFree', 'DeleteAllocator'] }, setup: { candidates: ['default'] } }, keeps: { request: { external: ['DefaultAllocate', 'DefaultFree', 'DeleteAllocator'] }, setup: { candidates: ['default'] } } },
  { code: 'ALC-16', key: 'initializeFails', field: 'behaviour.initializeFails', breaks: { behaviour: { initializeFails: true, worksWithForeignFrames: false } }, keeps: { behaviour: { initializeFails: true } } },
  { code: 'ALC-16', key: 'initializeFails', field: 'behaviour.commonBuffer.fails', breaks: { behaviour: { worksWithForeignFrames: false }, commonBuffer: { fails: true } }, keeps: { commonBuffer: { fails: true } } },
  { code: 'ALC-17', key: 'ignoresFraming', field: 'behaviour.ownFraming', breaks: { behaviour: { ownFraming: { Frames: 2, FrameSize: 4096, FileAlignment: 0 } } }, keeps: { behaviour: { ownFraming: { Frames: 3, FrameSize: 8192, FileAlignment: 0x3f } } } },
  { code: 'ALC-18', key: 'framesOutAtClose', field: 'holder.keepsFrames', breaks: { holder: { keepsFrames: 1 } }, keeps: {} },
  { code: 'ALC-19', key: 'tableAfterClose', field: 'holder.usesTableAfterClose', breaks: { ...held, demand: byTable, holder: { usesTableAfterClose: true } }, keeps: { ...held, demand: byTable } },
  { code: 'ALC-20', key: 'internalEvent', field: 'holder.enablesInternalEvent', breaks: { holder: { enablesInternalEvent: true } }, keeps: {} },
  { code: 'CRE-01', key: 'frameSizeZero', field: 'request.framing.FrameSize', breaks: { framing: { FrameSize: 0 } }, keeps: { framing: { FrameSize: 1 } } },
  { code: 'CRE-02', key: 'strangeOptions', field: 'request.framing.OptionsFlags', breaks: { framing: { OptionsFlags: 6 } }, keeps: { framing: { OptionsFlags: 3 } } },
  { code: 'CRE-03', key: 'defaultWithoutSystemMemory', field: 'request.framing.OptionsFlags', breaks: { framing: { OptionsFlags: 0 }, setup: { candidates: ['default'] } }, keeps: { framing: { OptionsFlags: 0 } } },
  { code: 'CRE-04', key: 'strangeAlignment', field: 'request.framing.FileAlignment', breaks: { framing: { FileAlignment: 64 } }, keeps: { framing: { FileAlignment: 63 } } },
  { code: 'CRE-04', key: 'strangeAlignment', field: 'request.framing.FileAlignment', breaks: { framing: { FileAlignment: 8191 } }, keeps: { framing: { FileAlignment: 4095 } } },
  { code: 'CRE-05', key: 'reservedNotZero', field: 'request.framing.Reserved', breaks: { framing: { Reserved: 1 } }, keeps: {} },
  { code: 'CRE-06', key: 'notToSink', field: 'request.target', breaks: { request: { target: 'source' } }, keeps: {} },
  { code: 'CRE-07', key: 'createdAbovePassive', field: 'request.irql', breaks: { request: { irql: 'DISPATCH_LEVEL' } }, keeps: {} },
  {
    code: 'CRE-08', key: 'notCompatible', field: 'request.downstream',
    breaks: { framing: { OptionsFlags: 3 }, request: { framing: { OptionsFlags: 3, PoolType: 0, Frames: 3, FrameSize: 8192, FileAlignment: 63, Reserved: 0 }, downstream: { OptionsFlags: 2, PoolType: 0, Frames: 8, FrameSize: 4096, FileAlignment: 63, Reserved: 0 } } },
    keeps: { request: { framing: { OptionsFlags: 3, PoolType: 0, Frames: 3, FrameSize: 8192, FileAlignment: 63, Reserved: 0 }, downstream: { OptionsFlags: 2, PoolType: 0, Frames: 8, FrameSize: 8192, FileAlignment: 63, Reserved: 0 } } },
  },
  { code: 'CBF-04', key: 'freedWith.otherLength', field: 'behaviour.commonBuffer.freedWith', breaks: { commonBuffer: { freedWith: 'otherLength' } }, keeps: { commonBuffer: {} } },
  { code: 'CBF-04', key: 'freedWith.otherLogicalAddress', field: 'behaviour.commonBuffer.freedWith', breaks: { commonBuffer: { freedWith: 'otherLogicalAddress', allocatedAt: 'deviceStart' } }, keeps: { commonBuffer: { allocatedAt: 'deviceStart' } } },
  { code: 'CBF-04', key: 'freedWith.otherVirtualAddress', field: 'behaviour.commonBuffer.freedWith', breaks: { commonBuffer: { freedWith: 'otherVirtualAddress', allocatedAt: 'allocate' } }, keeps: { commonBuffer: { allocatedAt: 'allocate' } } },
  { code: 'CBF-04', key: 'freedWith.otherCacheEnabled', field: 'behaviour.commonBuffer.freedWith', breaks: { commonBuffer: { freedWith: 'otherCacheEnabled' } }, keeps: { commonBuffer: {} } },
  { code: 'CBF-05', key: 'commonBufferAbovePassive', field: 'options.deleteIrql', breaks: { commonBuffer: {}, options: { deleteIrql: 'DISPATCH_LEVEL' } }, keeps: { commonBuffer: { allocatedAt: 'deviceStart' }, options: { deleteIrql: 'DISPATCH_LEVEL' } } },
  { code: 'CBF-08', key: 'goesOnWithoutCommonBuffer', field: 'behaviour.commonBuffer.whenItFails', breaks: { commonBuffer: { fails: true, whenItFails: 'goOn' } }, keeps: { commonBuffer: { fails: true, whenItFails: 'fail' } } },
  { code: 'CBF-08', key: 'goesOnWithoutCommonBuffer', field: 'behaviour.commonBuffer.whenItFails', breaks: { commonBuffer: { whenItFails: 'goOn' }, setup: { mapRegisters: 5 } }, keeps: { commonBuffer: { whenItFails: 'goOn' }, setup: { mapRegisters: 6 } } },
  { code: 'CBF-08', key: 'goesOnWithoutCommonBuffer', field: 'behaviour.commonBuffer.whenItFails', breaks: { commonBuffer: { allocatedAt: 'deviceStart', fails: true, whenItFails: 'goOn' } }, keeps: { commonBuffer: { allocatedAt: 'deviceStart', fails: true } } },
  { code: 'CBF-09', key: 'commonBufferKept', field: 'behaviour.commonBuffer.freedAtStop', breaks: { commonBuffer: { allocatedAt: 'deviceStart', freedAtStop: false } }, keeps: { commonBuffer: { allocatedAt: 'deviceStart' } } },
  { code: 'CBF-10', key: 'addressKeptIn.pageableMemory', field: 'behaviour.commonBuffer.addressKeptIn', breaks: { commonBuffer: { addressKeptIn: 'pageableMemory' } }, keeps: { commonBuffer: {} } },
  { code: 'CBF-10', key: 'addressKeptIn.stack', field: 'behaviour.commonBuffer.addressKeptIn', breaks: { commonBuffer: { addressKeptIn: 'stack' } }, keeps: { commonBuffer: {} } },
];

describe.each(cases)('$code $key', ({ code, key, field, breaks, keeps }) => {
  it('is shown, alone', () => {
    const result = run(breaks);
    expect(result.findings.map((finding) => [finding.code, finding.key, finding.field])).toEqual([[code, key, field]]);
    expect(result.findings[0]!.count).toBeGreaterThan(0);
  });

  it('is gone once repaired', () => {
    expect(run(keeps).findings).toEqual([]);
  });
});

it('shows every rule about allocators and create requests but the promises of AVStream', () => {
  const shown = new Set(cases.map(({ code }) => code));
  const expected = [...Array.from({ length: 20 }, (_, index) => `ALC-${String(index + 1).padStart(2, '0')}`), ...Array.from({ length: 8 }, (_, index) => `CRE-0${index + 1}`)];
  expect(expected.filter((code) => !shown.has(code))).toEqual(['ALC-07', 'ALC-08', 'ALC-09']);
});

describe('one mistake, one finding', () => {
  it('a driver that goes by numbers of its own is not blamed for what follows from them', () => {
    const result = run({ behaviour: { ownFraming: { Frames: 1, FrameSize: 100, FileAlignment: 0 } } });
    expect(codes(result)).toEqual(['ALC-17']);
    expect(result.findings[0]!.arguments).toEqual({ frames: 3, frameSize: 8192, fileAlignment: 63, ownFrames: 1, ownFrameSize: 100, ownFileAlignment: 0 });
  });

  it('a driver without its buffer hands nothing out', () => {
    const result = run({ commonBuffer: { fails: true, whenItFails: 'goOn' } });
    expect(names(result.calls).slice(0, 4)).toEqual(['KsCreateAllocator', 'InitializeAllocator', 'AllocateCommonBuffer', 'Allocate']);
    expect(result.statistics.framesObtained).toBe(0);
  });
});
