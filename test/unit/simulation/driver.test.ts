import { describe, expect, it } from 'vitest';
import type { CapturePinScenario } from '../../../server/src/simulation/index';
import { constant, instantsOf, microseconds, milliseconds, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

const ms = milliseconds;
const onePlace = { hardware: { listDepth: 1, transferTime: constant(4 * ms) }, client: { requests: 3, hold: constant(1 * ms) } } as const;

describe('a full hardware list', () => {
  it('makes Process return STATUS_PENDING; the DPC tries again from a work item', () => {
    const result = run(scenario([pin({ ...onePlace, system: { workItemLatency: constant(50 * microseconds) } })]));
    const [stats] = result.pins;
    expect(result.framesDropped).toBe(0);
    expect(stats!.processPending).toBeGreaterThan(5);
    expect(stats!.attemptProcessingCalls).toBeGreaterThan(5);
    expect(stats!.attemptProcessingRedundant).toBe(0);
    expect(result.findings).toEqual([]);
    const { trace } = result;
    const attempt = instantsOf(trace, rowOfKind(trace, 'interrupt'), 'attemptProcessing')[0]!;
    const calls = spansOf(trace, rowOfKind(trace, 'callback', 'PinProcess')).map(([, start]) => start);
    expect(calls).toContain(attempt + 50 * microseconds);
    expect(result.assumptions.map(({ key }) => key)).toEqual(expect.arrayContaining(['whenListFull', 'attemptProcessing', 'attemptAsynchronous', 'workItemLatency']));
  });

  it('without a further attempt the stream stalls for good (SPT-17)', () => {
    const result = run(scenario([pin({ ...onePlace, driver: { attemptProcessing: 'never' } })]));
    expect(result.framesDelivered).toBe(1);
    expect(result.framesDropped).toBe(9);
    expect(result.pins[0]!.drops.map(({ key }) => key)).toEqual(['buffersNotProgrammed']);
    expect(result.findings[0]).toMatchObject({ code: 'SPT-17', key: 'stalledAfterPending', severity: 'error', path: '/pins/0/driver/attemptProcessing', time: 20 * ms, arguments: { process: 'PinProcess', frames: 3 } });
  });

  it('INITIATE_PROCESSING_ON_EVERY_ARRIVAL is a trigger that saves it as long as buffers come back', () => {
    const stuck = run(scenario([pin({ ...onePlace, driver: { attemptProcessing: 'never' } })]));
    const saved = run(scenario([pin({ ...onePlace, flags: 0x00010020, driver: { attemptProcessing: 'never' } })]));
    expect(saved.framesDelivered).toBeGreaterThan(stuck.framesDelivered);
    expect(saved.findings.map(({ code }) => code)).not.toContain('SPT-17');
  });

  it('STATUS_SUCCESS without consuming is an endless loop (SPT-16), and the run ends', () => {
    const result = run(scenario([pin({ ...onePlace, driver: { whenListFull: 'success' } })]));
    expect(result.stopReason).toBe('endlessLoop');
    expect(result.findings[0]).toMatchObject({ code: 'SPT-16', severity: 'error', path: '/pins/0/driver/whenListFull', time: 0 });
    const slower = run(scenario([pin({ ...onePlace, driver: { whenListFull: 'success', processTime: constant(10 * microseconds) } })]));
    expect(slower.findings[0]).toMatchObject({ code: 'SPT-16' });
  });

  it('a flag that is never cleared makes redundant attempts after every interrupt', () => {
    // The list holds two: it overflows once, at the start, when three requests arrive together.
    const changes = { hardware: { listDepth: 2 }, client: { requests: 3, hold: constant(1 * ms) } };
    const attempts = (attemptProcessing: 'whenPended' | 'oncePendedAlways' | 'always'): readonly [number, number] => {
      const [stats] = run(scenario([pin({ ...changes, client: { requests: 3, hold: constant(25 * ms) }, driver: { attemptProcessing } })])).pins;
      return [stats!.attemptProcessingCalls, stats!.attemptProcessingRedundant];
    };
    const [calls, redundant] = attempts('whenPended');
    expect(redundant).toBe(0);
    const quirk = attempts('oncePendedAlways');
    expect(quirk[0]).toBeGreaterThan(calls);
    expect(quirk[1]).toBeGreaterThan(0);
    expect(attempts('always')[0]).toBeGreaterThanOrEqual(quirk[0]);
  });
});

describe('triggers', () => {
  it('without flags Process runs in PAUSE already; with PROCESS_IN_RUN_STATE_ONLY it waits for SetDeviceState(RUN) to return', () => {
    const slowly = { setDeviceStateTime: constant(1 * ms) };
    const first = (flags: number): number => {
      const { trace } = run(scenario([pin({ flags, driver: slowly })]));
      return spansOf(trace, rowOfKind(trace, 'callback', 'PinProcess'))[0]![1];
    };
    expect(first(0)).toBe(2 * ms);
    expect(first(0x00010000)).toBe(3 * ms);
  });

  it('DO_NOT_INITIATE_PROCESSING waits for the driver, who here never asks', () => {
    const result = run(scenario([pin({ flags: 0x00010010, driver: { attemptProcessing: 'never' } })]));
    expect(result.pins[0]!.processCalls).toBe(0);
    expect(result.framesDelivered).toBe(0);
    expect(result.findings[0]).toMatchObject({ code: 'PIN-19', key: 'nobodyInitiates', severity: 'warning' });
  });

  it('DO_NOT_INITIATE_PROCESSING with attempts of a device that interrupts every period works', () => {
    const result = run(scenario([pin({ flags: 0x00010010, hardware: { interrupt: 'perPeriod' }, driver: { attemptProcessing: 'always' } })]));
    expect(result.framesDelivered).toBe(5);
    expect(result.pins[0]!.attemptProcessingRedundant).toBeGreaterThan(0);
  });

  it('ASYNCHRONOUS_PROCESSING brings Process from a work item', () => {
    const { trace } = run(scenario([pin({ flags: 0x00010008, system: { workItemLatency: constant(70 * microseconds) } })]));
    expect(spansOf(trace, rowOfKind(trace, 'callback', 'PinProcess'))[0]![1]).toBe(70 * microseconds);
  });

  it('a synchronous attempt in the DPC calls Process at once only with DISPATCH_LEVEL_PROCESSING', () => {
    const latency = { system: { workItemLatency: constant(1 * ms) }, driver: { attemptAsynchronous: false } };
    const workItems = (flags: number): boolean => {
      const { assumptions } = run(scenario([pin({ ...onePlace, ...latency, flags })]));
      return assumptions.some(({ key }) => key === 'workItemLatency');
    };
    expect(workItems(0x00010000)).toBe(true);
    expect(workItems(0x00010001)).toBe(false);
  });
});

describe('headers', () => {
  it('a buffer that is too small comes back empty (HDR-05) and every frame is lost', () => {
    const result = run(scenario([pin({ client: { bufferBytes: 999 } })]));
    expect(result.framesDelivered).toBe(0);
    expect(result.pins[0]!.completedEmpty).toBeGreaterThan(0);
    expect(result.pins[0]!.drops.map(({ key }) => key)).toEqual(['buffersTooSmall']);
    expect(result.findings[0]).toMatchObject({ code: 'HDR-05', path: '/pins/0/client/bufferBytes' });
  });

  it('or is filled in part (HDR-06)', () => {
    const result = run(scenario([pin({ client: { bufferBytes: 999 }, driver: { whenBufferTooSmall: 'truncate' } })]));
    expect(result.pins[0]!.truncated).toBe(result.framesDelivered);
    expect(result.findings[0]).toMatchObject({ code: 'HDR-06', severity: 'error' });
  });

  it('DataUsed left at 0 loses the frame (DMA-07)', () => {
    const result = run(scenario([pin({ driver: { setsDataUsed: false } })]));
    expect(result.framesDelivered).toBe(0);
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'dataUsedNotSet', paths: ['/pins/0/driver/setsDataUsed'] });
    expect(result.findings.map(({ code }) => code)).toEqual(['DMA-07', null]);
  });

  it.each([[undefined, false], [true, false], [false, true]] as const)('marksDiscontinuity %s reports HDR-04: %s', (marksDiscontinuity, reported) => {
    const driver: CapturePinScenario['driver'] = marksDiscontinuity === undefined ? {} : { marksDiscontinuity };
    const { findings } = run(scenario([pin({ driver, client: { requests: 2, hold: constant(35 * ms) } })]));
    expect(findings.some(({ code }) => code === 'HDR-04')).toBe(reported);
  });
});

describe('states', () => {
  it('steps one state at a time, up and down, each step a call of SetDeviceState', () => {
    const { trace, virtualTime } = run(scenario([pin({ driver: { setDeviceStateTime: constant(1 * ms) } })]));
    expect(spansOf(trace, rowOfKind(trace, 'pinState')).map(([key, start, end]) => [key, start, end])).toEqual([
      ['stop', 0, 1 * ms], ['acquire', 1 * ms, 2 * ms], ['pause', 2 * ms, 3 * ms], ['run', 3 * ms, 106 * ms], ['pause', 106 * ms, 107 * ms], ['acquire', 107 * ms, 108 * ms],
      ['stop', 108 * ms, virtualTime],
    ]);
    expect(spansOf(trace, rowOfKind(trace, 'callback', 'PinSetDeviceState'))).toHaveLength(6);
    for (const name of ['PinCreate', 'PinSetDataFormat', 'PinClose']) expect(instantsOf(trace, rowOfKind(trace, 'callback', name), 'called')).toHaveLength(1);
  });

  it('PAUSE holds the source, RUN lets it go on with the next frame number', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 32 * ms, state: 'PAUSE' }, { time: 70 * ms, state: 'RUN' }, { time: 105 * ms, state: 'STOP' }] as const;
    const { trace, framesProduced } = run(scenario([pin({ states })]));
    expect(framesProduced).toBe(6);
    expect(instantsOf(trace, rowOfKind(trace, 'hardware'), 'captured')).toEqual([10, 20, 30, 80, 90, 100].map((time) => time * ms));
  });

  it('can run a second time after STOP', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 32 * ms, state: 'STOP' }, { time: 60 * ms, state: 'RUN' }, { time: 105 * ms, state: 'STOP' }] as const;
    const result = run(scenario([pin({ states })]));
    expect(result.framesProduced).toBe(7);
    expect(result.framesDelivered + result.framesDropped).toBe(7);
    expect(result.framesDelivered).toBeGreaterThanOrEqual(6);
    expect(result.findings).toEqual([]);
  });

  it('at the stop the driver deletes its clones, and the frame under way is discarded', () => {
    const result = run(scenario([pin()], { duration: 102 * ms }));
    const [stats] = result.pins;
    expect([stats!.framesProduced, stats!.framesDelivered, stats!.framesInFlight]).toEqual([10, 9, 0]);
    expect(stats!.drops).toMatchObject([{ key: 'discardedAtStop', count: 1, firstFrame: 9 }]);
    expect(stats!.queueFramesWaiting).toBe(0);
    expect(result.findings).toEqual([]);
  });

  it('clones that outlive STOP keep their requests for ever (STA-04)', () => {
    const result = run(scenario([pin({ driver: { deletesClones: 'never' } })], { duration: 102 * ms }));
    const [stats] = result.pins;
    expect(result.stopReason).toBe('completed');
    expect(stats!.queueFramesWaiting).toBeGreaterThan(0);
    expect(stats!.framesInFlight).toBe(1);
    expect(result.findings).toMatchObject([{ code: 'STA-04', key: 'clonesHeldAfterStop', path: '/pins/0/driver/deletesClones' }]);
    expect(Object.keys(stats!.stateShares)).not.toContain('cancelled');
  });

  it('what is not locked the client cancels', () => {
    // Requests that Process never touched: the pin stays below RUN.
    const result = run(scenario([pin({ states: [{ time: 0, state: 'PAUSE' }, { time: 50 * ms, state: 'STOP' }] })]));
    const [stats] = result.pins;
    expect(stats!.queueFramesCancelled).toBe(2);
    expect(stats!.returnedAtStop).toBe(2);
    expect(result.findings).toMatchObject([{ key: 'noFrames' }]);
  });

  it('a driver may keep its clones until STOP', () => {
    const result = run(scenario([pin({ driver: { deletesClones: 'atStop', setDeviceStateTime: constant(1 * ms) } })], { duration: 102 * ms }));
    // The transfer ends while the pin is on its way down, so the frame still gets through.
    expect(result.findings).toEqual([]);
    expect(result.pins[0]!.queueFramesWaiting).toBe(0);
  });
});
