import type { ReportedCode } from '../../../../server/src/simulation/report/severities';
import type { Scenario } from '../../../../server/src/simulation/index';
import type { Changes } from '../allocator/setups';
import { circuit, graph, life, source } from '../circuits/circuits';
import { constant, milliseconds } from '../scenarios';
import type { Case } from './cases';
import { linked } from './linked';

const common = { behaviour: { isSafeAtDispatch: true } };
const compatible = { OptionsFlags: 3, PoolType: 0, Frames: 3, FrameSize: 8192, FileAlignment: 63, Reserved: 0 };

/** A capture pin that feeds a peer, with the life of its allocator changed. */
const withLife = (changes: Changes): Scenario => linked(graph([source()], [circuit([0, 'peer'], { allocator: life(changes) })]));

/** A mistake in the life of an allocator: code, key, the value of the setup that causes it, and what repairs it. */
const mistakes: readonly (readonly [code: ReportedCode, key: string, field: string, breaks: Changes, keeps: Changes, besides?: readonly (string | null)[]])[] = [
  ['ALC-01', 'needsOwnFrames', 'behaviour.worksWithForeignFrames', { behaviour: { worksWithForeignFrames: false }, setup: { candidates: ['default'] } }, { behaviour: { worksWithForeignFrames: false } }],
  ['ALC-02', 'contextUnset', 'behaviour.setsContext', { behaviour: { setsContext: false } }, { behaviour: { setsContext: false, needsContext: false } }],
  ['ALC-03', 'frameTooSmall', 'behaviour.shortBy', { behaviour: { shortBy: 1 } }, {}],
  ['ALC-03', 'frameMisaligned', 'behaviour.misalignedBy', { behaviour: { misalignedBy: 16 } }, { behaviour: { misalignedBy: 64 } }],
  ['ALC-04', 'handedOutTwice', 'behaviour.handsOutTwiceAt', { behaviour: { handsOutTwiceAt: 2 } }, {}],
  ['ALC-06', 'leftOnDelete', 'behaviour.leavesOnDelete', { behaviour: { leavesOnDelete: ['Memory', 'Timer'] } }, {}],
  ['ALC-10', 'notSafeAtDispatch', 'behaviour.isSafeAtDispatch', { behaviour: { isSafeAtDispatch: false }, options: { frameIrql: 'DISPATCH_LEVEL' } }, { behaviour: { isSafeAtDispatch: false } }],
  ['ALC-11', 'commonBufferAtDispatch', 'behaviour.commonBuffer.allocatedAt', { commonBuffer: { allocatedAt: 'allocate' }, options: { frameIrql: 'DISPATCH_LEVEL' } }, { commonBuffer: {}, options: { frameIrql: 'DISPATCH_LEVEL' } }],
  ['ALC-12', 'reachesUserMode', 'holder.passesToUserMode', { holder: { passesToUserMode: true } }, {}],
  ['ALC-13', 'allocateReturnsNull', 'behaviour.allocateFailsAt', { behaviour: { allocateFailsAt: 2 } }, {}],
  ['ALC-15', 'externalWithoutAllocate', 'request.external', { request: { external: ['DefaultFree', 'DeleteAllocator'] }, setup: { candidates: ['default'] } }, { request: { external: ['DefaultAllocate', 'DefaultFree', 'DeleteAllocator'] }, setup: { candidates: ['default'] } }],
  ['ALC-16', 'initializeFails', 'behaviour.initializeFails', { behaviour: { initializeFails: true, worksWithForeignFrames: false } }, { behaviour: { initializeFails: true } }],
  ['ALC-17', 'ignoresFraming', 'behaviour.ownFraming', { behaviour: { ownFraming: { Frames: 3, FrameSize: 4096, FileAlignment: 63 } } }, { behaviour: { ownFraming: { Frames: 3, FrameSize: 8192, FileAlignment: 63 } } }],
  ['ALC-18', 'framesOutAtClose', 'holder.keepsFrames', { holder: { keepsFrames: 1 } }, {}],
  ['ALC-20', 'internalEvent', 'holder.enablesInternalEvent', { holder: { enablesInternalEvent: true } }, {}],
  ['CRE-01', 'frameSizeZero', 'request.framing.FrameSize', { framing: { FrameSize: 0 } }, { framing: { FrameSize: 8192 } }],
  ['CRE-02', 'strangeOptions', 'request.framing.OptionsFlags', { framing: { OptionsFlags: 6 } }, { framing: { OptionsFlags: 3 } }],
  ['CRE-03', 'defaultWithoutSystemMemory', 'request.framing.OptionsFlags', { framing: { OptionsFlags: 0 }, setup: { candidates: ['default'] } }, { framing: { OptionsFlags: 0 } }],
  ['CRE-04', 'strangeAlignment', 'request.framing.FileAlignment', { framing: { FileAlignment: 64 } }, { framing: { FileAlignment: 63 } }],
  ['CRE-05', 'reservedNotZero', 'request.framing.Reserved', { framing: { Reserved: 1 } }, {}],
  ['CRE-06', 'notToSink', 'request.target', { request: { target: 'source' } }, {}],
  ['CRE-07', 'createdAbovePassive', 'request.irql', { request: { irql: 'DISPATCH_LEVEL' } }, {}],
  ['CRE-08', 'notCompatible', 'request.downstream', { request: { framing: compatible, downstream: { ...compatible, FrameSize: 4096 } } }, { request: { framing: compatible, downstream: { ...compatible, OptionsFlags: 2, Frames: 8 } } }],
  ['CBF-04', 'freedWith.otherLength', 'behaviour.commonBuffer.freedWith', { commonBuffer: { freedWith: 'otherLength' } }, { commonBuffer: {} }],
  ['CBF-05', 'commonBufferAbovePassive', 'options.deleteIrql', { commonBuffer: {}, options: { deleteIrql: 'DISPATCH_LEVEL' } }, { commonBuffer: { allocatedAt: 'deviceStart' }, options: { deleteIrql: 'DISPATCH_LEVEL' } }],
  ['CBF-08', 'goesOnWithoutCommonBuffer', 'behaviour.commonBuffer.whenItFails', { commonBuffer: { fails: true, whenItFails: 'goOn' } }, { commonBuffer: { fails: true, whenItFails: 'fail' } }],
  ['CBF-09', 'commonBufferKept', 'behaviour.commonBuffer.freedAtStop', { commonBuffer: { allocatedAt: 'deviceStart', freedAtStop: false } }, { commonBuffer: { allocatedAt: 'deviceStart' } }],
  ['CBF-10', 'addressKeptIn.pageableMemory', 'behaviour.commonBuffer.addressKeptIn', { commonBuffer: { addressKeptIn: 'pageableMemory' } }, { commonBuffer: {} }],
];

const injecting = (registeredAt: 'STOP' | 'RUN'): Scenario => linked(graph([source()], [circuit([0, 'peer'], { allocator: { kind: 'injection', frames: 3, frameBytes: 1000, registeredAt } })]));

/** Mistakes in circuits. What frames are lost besides is no mistake of the allocator. */
export const circuitCases: readonly Case[] = [
  ...mistakes.map(([code, key, field, breaks, keeps, besides = []]): Case => ({
    code, what: key, breaks: withLife({ ...common, ...breaks }), keeps: withLife({ ...common, ...keeps }), finding: { key: `allocatorFinding.${key}`, path: `/circuits/0/allocator/setup/${field.replaceAll('.', '/')}`, pin: 'circuit' }, besides,
    ignoresLosses: true,
  })),
  {
    code: 'STA-05', what: 'frame return callback registered in RUN', breaks: injecting('RUN'), keeps: injecting('STOP'),
    finding: { key: 'lateFrameReturn', path: '/circuits/0/allocator/registeredAt', arguments: { state: 'KSSTATE_RUN' } }, ignoresLosses: true,
  },
  {
    code: 'STA-04', what: 'clones that outlive the stream in a circuit',
    breaks: linked(graph([source({ driver: { deletesClones: 'never' } })], [circuit([0, 'peer'], { peers: [{ label: 'peer', kind: 'avStream', hold: constant(milliseconds) }] })])),
    keeps: linked(graph([source({ driver: { deletesClones: 'atStop' } })], [circuit([0, 'peer'], { peers: [{ label: 'peer', kind: 'avStream', hold: constant(milliseconds) }] })])),
    finding: { key: 'clonesHeldAfterStop', path: '/pins/0/driver/deletesClones' }, ignoresLosses: true,
  },
];
