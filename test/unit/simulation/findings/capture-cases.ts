import { expect } from 'vitest';
import { constant, milliseconds as ms, pin, scenario } from '../scenarios';
import type { PinChanges } from '../scenarios';
import type { Scenario } from '../../../../server/src/simulation/index';
import type { Case } from './cases';

const of = (changes: PinChanges, more: Partial<Scenario> = {}): Scenario => scenario([pin(changes)], more);
const onePlace = { hardware: { listDepth: 1, transferTime: constant(4 * ms) }, client: { requests: 3, hold: constant(1 * ms) } } as const;
/** Two buffers and a long hold: frames are lost. */
const losing = { client: { requests: 2, hold: constant(35 * ms) } } as const;
/** Buffers come back soon, so that the device has some at the stop. */
const quick = { client: { requests: 3, hold: constant(1 * ms) } } as const;
const atDriver = (key: string): string => `/pins/0/driver/${key}`;

/** Mistakes on a capture pin of an application. */
export const captureCases: readonly Case[] = [
  {
    code: 'DMA-07', what: 'DataUsed never set',
    breaks: of({ driver: { setsDataUsed: false } }), keeps: of({ driver: { setsDataUsed: true } }),
    finding: { key: 'dataUsedNotSet', path: atDriver('setsDataUsed') }, besides: [null],
  },
  {
    code: 'HDR-03', what: 'headers of the client shorter than the pin asks for',
    breaks: scenario([{ ...pin({ client: { headerBytes: 56 } }), streamHeaderBytes: 96 }]), keeps: scenario([{ ...pin({ client: { headerBytes: 96 } }), streamHeaderBytes: 96 }]),
    finding: { key: 'shortStreamHeader', path: '/pins/0/client/headerBytes', arguments: expect.objectContaining({ size: 56, needed: 96 }) as never },
  },
  {
    code: 'HDR-04', what: 'no discontinuity behind a loss',
    breaks: of({ ...losing, driver: { marksDiscontinuity: false } }), keeps: of({ ...losing, driver: { marksDiscontinuity: true } }),
    finding: { key: 'dropWithoutDiscontinuity', path: atDriver('marksDiscontinuity') }, besides: [null], remains: [null],
  },
  {
    code: 'HDR-05', what: 'buffers too small',
    breaks: of({ client: { bufferBytes: 999 } }), keeps: of({ client: { bufferBytes: 1000 } }),
    finding: { key: 'completedEmpty', path: '/pins/0/client/bufferBytes', arguments: expect.objectContaining({ bufferBytes: 999, frameBytes: 1000 }) as never }, besides: [null],
  },
  {
    code: 'HDR-05', what: 'a timeout shorter than the wait for a frame',
    breaks: of({ client: { requests: 2, hold: constant(1 * ms) }, driver: { cloneTimeout: 5 * ms } }), keeps: of({ client: { requests: 2, hold: constant(1 * ms) }, driver: { cloneTimeout: 500 * ms } }),
    finding: { key: 'completedEmptyAtTimeout', path: atDriver('cloneTimeout') }, besides: [null],
  },
  {
    code: 'HDR-06', what: 'frames cut to the buffer',
    breaks: of({ client: { bufferBytes: 999 }, driver: { whenBufferTooSmall: 'truncate' } }), keeps: of({ client: { bufferBytes: 1000 }, driver: { whenBufferTooSmall: 'truncate' } }),
    finding: { key: 'truncated', path: '/pins/0/client/bufferBytes' },
  },
  {
    code: 'HDR-08', what: 'a format change that is not last in its request',
    breaks: scenario([{ ...pin({ client: { requests: 2, headersPerRequest: 2, headerBytes: 96, hold: constant(1 * ms) }, driver: { typeChangedAt: 3 } }), streamHeaderBytes: 96 }]),
    keeps: scenario([{ ...pin({ client: { requests: 2, headersPerRequest: 2, headerBytes: 96, hold: constant(1 * ms) }, driver: { typeChangedAt: 4 } }), streamHeaderBytes: 96 }]),
    finding: { key: 'formatChangeNotLast', path: atDriver('typeChangedAt') },
  },
  {
    code: 'PIN-19', what: 'nobody initiates',
    breaks: of({ flags: 0x00010010, driver: { attemptProcessing: 'never' } }), keeps: of({ flags: 0x00010010, hardware: { interrupt: 'perPeriod' }, driver: { attemptProcessing: 'always' } }),
    finding: { key: 'nobodyInitiates', path: atDriver('attemptProcessing') }, besides: [null], remains: [null],
  },
  {
    code: 'SPT-05', what: 'the leading edge stays locked in STOP',
    breaks: of({ ...quick, driver: { pattern: 'holdLeadingEdge', deletesClones: 'never' } }), keeps: of({ ...quick, driver: { pattern: 'holdLeadingEdge', deletesClones: 'atStop' } }),
    finding: { key: 'lockedAfterStop', path: atDriver('deletesClones') },
  },
  {
    code: 'SPT-15', what: 'timeouts of clones made in PAUSE',
    breaks: of({ flags: 0, driver: { cloneTimeout: 500 * ms } }), keeps: of({ driver: { cloneTimeout: 500 * ms } }),
    finding: { key: 'timeoutWhilePaused', path: atDriver('cloneTimeout') },
  },
  {
    code: 'SPT-16', what: 'success with a full list',
    breaks: of({ ...onePlace, driver: { whenListFull: 'success' } }), keeps: of({ ...onePlace, driver: { whenListFull: 'pending' } }),
    finding: { key: 'successWithoutConsuming', path: atDriver('whenListFull') },
  },
  {
    code: 'SPT-17', what: 'pending and no further attempt',
    breaks: of({ ...onePlace, driver: { attemptProcessing: 'never' } }), keeps: of({ ...onePlace, driver: { attemptProcessing: 'whenPended' } }),
    finding: { key: 'stalledAfterPending', path: atDriver('attemptProcessing'), time: 20 * ms }, besides: [null],
  },
  {
    code: 'STA-02', what: 'resources taken in Create',
    breaks: of({ driver: { takesResourcesAt: 'create' } }), keeps: of({ driver: { takesResourcesAt: 'acquire' } }),
    finding: { key: 'resourcesTakenInCreate', path: atDriver('takesResourcesAt') },
  },
  {
    code: 'STA-04', what: 'clones that outlive the stream',
    breaks: of({ ...quick, driver: { deletesClones: 'never' } }), keeps: of({ ...quick, driver: { deletesClones: 'atStop' } }),
    finding: { key: 'clonesHeldAfterStop', severity: 'warning', path: atDriver('deletesClones') },
  },
];
