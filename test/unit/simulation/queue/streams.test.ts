import { describe, expect, it } from 'vitest';
import type { DmaAdapter, PinQueue, QueueOptions } from '../../../../server/src/simulation/queue/index';
import {
  accessHeader, acquireMutex, advanceOffsets, advancePointer, beginStateChange, branchReturns, buildMappings, changeState, clonePointer, copyWaiting, countPages, createFilterProcessing, createFilterMutexes, createPinProcessing,
  createQueueEnvironment, createRequest, createSplitter, deletePointer, dumpCircuitLine, dumpQueue, endStateChange, flushQueue, formatRetrieved, frameDropped, frameReturns, getLeadingEdgePointer, headerOptions, holdsBack, isSplit, ksState,
  leadingEdge, lockPointer, nextCompleted, nextState, ntStatus, nullPointer, queueFlags, readOffsets, readQueue, registerFrameReturn, releaseMutex, resetBegin, resubmitRequest, setHeaderOptions, sleep, splitFrame, submitFrame, surpriseRemoval,
  takeCompletedRequests, unlockPointer, wake, writeDataUsed, writeFrameInfo,
} from '../../../../server/src/simulation/queue/index';
import { callsOf, clearCalls, codesOf, completedOf, completions, fill, makePin, recorded, runningPin, sound, submit } from './support';

const adapter = (settings: Partial<DmaAdapter> = {}): DmaAdapter => ({
  pageSize: 4096, maxMappingsByteCount: 1 << 20, mappingTableStride: 16, mapRegisters: null, inUse: 0, locks: 0, failsAt: null, ...settings,
});
/** Pages one behind the other from an address on. */
const adjacent = (address: number, count: number): number[] => Array.from({ length: count }, (_, page) => address + page * 4096);

describe('mappings (W:packet-based-dma-in-avstream)', () => {
  it('one for each run of adjacent pages', () => {
    const addresses = [...adjacent(0x10000, 2), ...adjacent(0x50000, 2)];
    expect(buildMappings({ addresses, offset: 0x100 }, 4 * 4096 - 0x200, adapter(), 'oneMapping')).toEqual([
      { physicalAddress: 0x10100, byteCount: 2 * 4096 - 0x100 }, { physicalAddress: 0x50000, byteCount: 2 * 4096 - 0x100 },
    ]);
    expect(buildMappings({ addresses, offset: 0x100 }, 4 * 4096 - 0x200, adapter(), 'separateMappings')).toHaveLength(4);
  });

  it('split at MaxMappingsByteCount, not at pages', () => {
    expect(buildMappings({ addresses: adjacent(0, 3), offset: 0x800 }, 8192, adapter({ maxMappingsByteCount: 3000 }), 'oneMapping')).toEqual([
      { physicalAddress: 0x800, byteCount: 3000 }, { physicalAddress: 0x800 + 3000, byteCount: 3000 }, { physicalAddress: 0x800 + 6000, byteCount: 2192 },
    ]);
  });

  it('a frame of 1920 × 1080 NV12 has 760 pages, 761 where it begins late in one', () => {
    expect(countPages({ addresses: [], offset: 0 }, 3_110_400, 4096)).toBe(760);
    expect(countPages({ addresses: [], offset: 4095 }, 3_110_400, 4096)).toBe(761);
  });

  const mapped = (options: Partial<QueueOptions> = {}, dma: Partial<DmaAdapter> = {}): PinQueue => makePin({ flags: queueFlags.generateMappings, adapter: adapter(dma) }, options);
  const pages = { addresses: [0x10000, 0x30000], offset: 0 };

  it('are built when the frame is locked; Count and Remaining count them', () => {
    const pin = mapped();
    submit(pin, [{ frameExtent: 8192, pages }]);
    expect(readOffsets(pin, leadingEdge).offsetOut.count).toBe(8192);
    clearCalls(pin.environment);
    lockPointer(pin, leadingEdge);
    expect(callsOf(pin.environment)).toEqual(['mappingsBuilt 0']);
    expect(readOffsets(pin, leadingEdge).offsetOut).toEqual({ count: 2, remaining: 2 });
    advanceOffsets(pin, leadingEdge, 0, 1, false);
    expect(readOffsets(pin, leadingEdge).offsetOut).toEqual({ count: 2, remaining: 1 });
    advanceOffsets(pin, leadingEdge, 0, 1, false);
    expect(completedOf(pin)).toEqual([0]);
    sound(pin);
  });

  it('a lock without map registers fails; they come back with the unlock, or with the frame (mappingLifetime)', () => {
    for (const mappingLifetime of ['whileLocked', 'untilCompletion'] as const) {
      const pin = mapped({ mappingLifetime }, { mapRegisters: 3 });
      submit(pin, [{ frameExtent: 8192, pages }]);
      submit(pin, [{ frameExtent: 8192, pages }]);
      lockPointer(pin, leadingEdge);
      const clone = clonePointer(pin, leadingEdge, null, 0);
      expect(advancePointer(pin, leadingEdge)).toBe(ntStatus.insufficientResources);
      expect(getLeadingEdgePointer(pin, true)).toBe(nullPointer);
      unlockPointer(pin, clone, false);
      expect(getLeadingEdgePointer(pin, true)).toBe(mappingLifetime === 'whileLocked' ? leadingEdge : nullPointer);
      deletePointer(pin, clone);
      if (mappingLifetime === 'untilCompletion') expect(getLeadingEdgePointer(pin, true)).toBe(leadingEdge);
      sound(pin);
    }
  });

  it('a lock fails where the scenario says so', () => {
    const pin = mapped({ lockWithoutResources: 'deviceNotReady' }, { failsAt: (lock) => lock === 2 });
    submit(pin, [{ frameExtent: 8192, pages }]);
    expect(lockPointer(pin, leadingEdge)).toBe(ntStatus.success);
    unlockPointer(pin, leadingEdge, false);
    expect(lockPointer(pin, leadingEdge)).toBe(ntStatus.deviceNotReady);
    expect(callsOf(pin.environment).at(-1)).toBe('lockFailed 0');
  });

  it('KsStreamPointerAdvanceOffsets says STATUS_DEVICE_NOT_READY whatever the lock on the next frame fails for', () => {
    const pin = mapped({}, { failsAt: (lock) => lock === 2 });
    submit(pin, [{ frameExtent: 8192, pages }, { frameExtent: 8192, pages }]);
    lockPointer(pin, leadingEdge);
    expect(advanceOffsets(pin, leadingEdge, 0, 0, true)).toBe(ntStatus.deviceNotReady);
    expect(pin.frames).toMatchObject({ completed: 1, waiting: 1 });
    sound(pin);
  });

  it('a buffer that comes again is not mapped anew', () => {
    const pin = mapped();
    const request = createRequest(pin, [{ frameExtent: 8192, pages }]);
    const found = [0, 1].map(() => {
      resubmitRequest(pin, request, 'passive');
      lockPointer(pin, leadingEdge);
      const { mappings } = pin.frameRecords[0]!;
      unlockPointer(pin, leadingEdge, true);
      nextCompleted(pin);
      return mappings;
    });
    expect(found[1]).toBe(found[0]);
    expect(pin.settings.adapter!.inUse).toBe(0);
  });

  it('C-04: the minidriver sets DataUsed, or it becomes Count − Remaining, in mappings', () => {
    for (const [dataUsedWithMappings, expected] of [['minidriver', 8192], ['countMinusRemaining', 1]] as const) {
      const pin = mapped({ dataUsedWithMappings });
      submit(pin, [{ frameExtent: 8192, pages }]);
      lockPointer(pin, leadingEdge);
      writeDataUsed(pin, leadingEdge, 8192);
      advanceOffsets(pin, leadingEdge, 0, 1, false);
      unlockPointer(pin, leadingEdge, true);
      expect(completions(pin)[0]!.headers[0]!.dataUsed).toBe(expected);
    }
  });
});

describe('states (K:nc-ks-pfnkspinsetdevicestate)', () => {
  it('are told step by step on the standard transport, and as they are asked for elsewhere', () => {
    const pin = makePin();
    changeState(pin, ksState.run);
    changeState(pin, ksState.stop);
    expect(callsOf(pin.environment)).toEqual([1, 2, 3, 2, 1, 0].map((state) => `SetDeviceState ${state}`));
    expect(nextState(makePin({ standardTransport: false }), ksState.run)).toBe(ksState.run);
  });

  it('a failure rolls ClientState back; a driver that keeps the new state breaks STA-03', () => {
    const pin = makePin();
    beginStateChange(pin, ksState.acquire);
    endStateChange(pin, false);
    expect([pin.clientState, pin.deviceState]).toEqual([ksState.stop, ksState.stop]);
    expect(codesOf(pin.environment)).toEqual([]);
    beginStateChange(pin, ksState.acquire);
    endStateChange(pin, false, true);
    expect(codesOf(pin.environment)).toEqual(['STA-03']);
  });

  it('FLUSHONPAUSE: the frame is of no use after a pause', () => {
    for (const [flushOnPause, expected] of [['cancelsRequests', [1]], ['leftToMinidriver', []]] as const) {
      const { pin } = runningPin({ direction: 'input' }, { flushOnPause });
      submit(pin);
      submit(pin, [{ optionsFlags: headerOptions.flushOnPause }]);
      changeState(pin, ksState.pause);
      expect(completedOf(pin)).toEqual(expected);
    }
  });

  it('sleep pauses what runs before SetPower; on wake-up either may come first (STA-06)', () => {
    for (const [wakeOrder, order, codes] of [['powerFirst', ['SetPower 0', 'SetDeviceState 3'], []], ['stateFirst', ['SetDeviceState 3', 'SetPower 0'], ['STA-06']]] as const) {
      const { pin } = runningPin({}, { wakeOrder });
      const running = sleep(pin.environment, 'device', [pin]);
      expect(callsOf(pin.environment)).toEqual(['SetDeviceState 2', 'SetPower 3']);
      wake(pin.environment, 'device', running, true);
      expect(callsOf(pin.environment)).toEqual(order);
      expect(codesOf(pin.environment)).toEqual(codes);
    }
  });

  it('surprise removal refuses what comes, and cancels what waits or leaves it', () => {
    for (const [option, expected] of [['cancelsRequests', [0]], ['leavesRequests', []]] as const) {
      const { pin } = runningPin({}, { surpriseRemoval: option });
      fill(pin, 1);
      clearCalls(pin.environment);
      surpriseRemoval(pin.environment, 'device', [pin]);
      expect(callsOf(pin.environment)[0]).toBe('SurpriseRemoval -1');
      expect(completedOf(pin)).toEqual(expected);
      expect(submit(pin).status).toBe(ntStatus.deviceNotReady);
      expect(codesOf(pin.environment)).toEqual([]);
    }
  });
});

describe('end of stream (W:handling-end-of-stream-in-avstream-codecs)', () => {
  const codec = (options: Partial<QueueOptions> = {}): { input: PinQueue; output: PinQueue } => {
    const environment = recorded(options);
    const input = makePin({ name: 'in', direction: 'input' }, {}, environment);
    const output = makePin({ name: 'out' }, {}, environment);
    for (const pin of [input, output]) {
      createPinProcessing(pin, [input, output]);
      changeState(pin, ksState.run);
    }
    clearCalls(environment);
    return { input, output };
  };

  it('holds the input until the output has said it, then flushes the output and calls Reset with an end that had no beginning', () => {
    const { input, output } = codec();
    submit(input, [{ optionsFlags: headerOptions.endOfStream }]);
    expect(submit(input).dispatch).toEqual({ kind: 'nothing', reason: 'held' });
    expect(input.frames.waiting).toBe(1);
    fill(output, 2);
    advancePointer(input, leadingEdge);
    const lead = getLeadingEdgePointer(output, true);
    writeDataUsed(output, lead, 10);
    expect(setHeaderOptions(output, lead, headerOptions.endOfStream, 'passive')).toEqual({ kind: 'call' });
    expect(input.frames.waiting).toBe(1);
    clearCalls(output.environment);
    unlockPointer(output, lead, true);
    expect(callsOf(output.environment)).toEqual(['frameCompleted 0', 'requestCompleted 0', 'frameCancelled 1', 'leadingEdgeAdvanced -1', 'requestCompleted 1', 'Reset 1']);
    expect(codesOf(output.environment)).toEqual([]);
    sound(input);
    sound(output);
  });

  it('does not end a reset that has begun', () => {
    const { output } = codec();
    fill(output, 1);
    lockPointer(output, leadingEdge);
    setHeaderOptions(output, leadingEdge, headerOptions.endOfStream, 'passive');
    resetBegin(output, () => undefined);
    clearCalls(output.environment);
    unlockPointer(output, leadingEdge, true);
    expect(callsOf(output.environment)).toEqual(['frameCompleted 0', 'requestCompleted 0']);
    expect(submit(output).status).toBe(ntStatus.deviceNotReady);
  });

  it('set while the input still has frames breaks HDR-07', () => {
    const { input, output } = codec({ endOfStreamFlush: 'keepsWaiting' });
    submit(input);
    fill(output, 2);
    lockPointer(output, leadingEdge);
    setHeaderOptions(output, leadingEdge, headerOptions.endOfStream, 'passive');
    expect(output.environment.violations.first).toMatchObject([{ code: 'HDR-07', facts: { inputFrames: 1 } }]);
    advancePointer(output, leadingEdge);
    expect(completedOf(output)).toEqual([0]);
  });

  it('does not hold the input of a renderer', () => {
    const { pin } = runningPin({ direction: 'input' });
    submit(pin, [{ optionsFlags: headerOptions.endOfStream }]);
    submit(pin);
    expect(pin.frames.waiting).toBe(2);
  });

  it('holds with filter-centric processing, too', () => {
    const environment = createQueueEnvironment();
    const [input, output] = [makePin({ direction: 'input' }, {}, environment), makePin({}, {}, environment)];
    createFilterProcessing(environment, 'codec', 0, [{ flags: 0, instancesNecessary: 1, instances: [input, output] }]);
    submit(input, [{ optionsFlags: headerOptions.endOfStream }]);
    submit(input);
    expect(input.held).toHaveLength(1);
  });
});

describe('format change (K:ns-ks-ksstream_header)', () => {
  it('further reads are held back until the client has fetched the format', () => {
    const { pin } = runningPin();
    fill(pin, 3);
    lockPointer(pin, leadingEdge);
    writeDataUsed(pin, leadingEdge, 64);
    setHeaderOptions(pin, leadingEdge, headerOptions.typeChanged, 'passive');
    for (let frame = 0; frame < 2; frame += 1) advancePointer(pin, leadingEdge);
    expect(completedOf(pin)).toEqual([0]);
    expect(pin.withheld).toHaveLength(1);
    sound(pin);
    formatRetrieved(pin);
    expect(completedOf(pin)).toEqual([0, 1]);
    expect(takeCompletedRequests(pin)).toHaveLength(2);
    sound(pin);
  });

  it('what is cancelled does not wait for it', () => {
    const { pin } = runningPin();
    fill(pin, 3);
    lockPointer(pin, leadingEdge);
    writeDataUsed(pin, leadingEdge, 64);
    setHeaderOptions(pin, leadingEdge, headerOptions.typeChanged, 'passive');
    advancePointer(pin, leadingEdge);
    unlockPointer(pin, leadingEdge, true);
    expect(completedOf(pin)).toEqual([0]);
    flushQueue(pin);
    expect(completions(pin).map(({ request, status }) => [request, status])).toEqual([[0, ntStatus.success], [1, ntStatus.cancelled], [2, ntStatus.cancelled]]);
    sound(pin);
  });

  it('HDR-08: written alone and not extended; read, an extended one last', () => {
    const input = makePin({ direction: 'input' });
    submit(input, [{ optionsFlags: headerOptions.typeChanged }, {}]);
    submit(input, [{ optionsFlags: headerOptions.typeChanged, size: 72 }]);
    submit(input, [{ optionsFlags: headerOptions.typeChanged }]);
    expect(codesOf(input.environment)).toEqual(['HDR-08', 'HDR-08']);
    const { pin } = runningPin({ streamHeaderSize: 72 });
    submit(pin, [{ size: 72 }, { size: 72 }]);
    lockPointer(pin, leadingEdge);
    setHeaderOptions(pin, leadingEdge, headerOptions.typeChanged, 'passive');
    advancePointer(pin, leadingEdge);
    expect(codesOf(pin.environment)).toEqual(['HDR-08']);
  });
});

describe('headers', () => {
  const complete = (pin: PinQueue, dataUsed: number, flags = 0): void => {
    lockPointer(pin, leadingEdge);
    writeDataUsed(pin, leadingEdge, dataUsed);
    if (flags !== 0) setHeaderOptions(pin, leadingEdge, flags, 'passive');
    unlockPointer(pin, leadingEdge, true);
  };

  it('HDR-01: DataUsed above FrameExtent', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    complete(pin, 5000);
    submit(makePin({ direction: 'input' }, {}, pin.environment), [{ dataUsed: 5000 }]);
    expect(codesOf(pin.environment)).toEqual(['HDR-01', 'HDR-01']);
  });

  it('HDR-02: a read request submitted with DataUsed', () => {
    const { pin } = runningPin();
    submit(pin, [{ dataUsed: 1 }]);
    expect(codesOf(pin.environment)).toEqual(['HDR-02']);
  });

  it('HDR-03: a header shorter than StreamHeaderSize, and KS_FRAME_INFO written without a look', () => {
    const { pin } = runningPin({ streamHeaderSize: 72 });
    submit(pin, [{ size: 56 }]);
    expect(codesOf(pin.environment)).toEqual(['HDR-03']);
    lockPointer(pin, leadingEdge);
    writeFrameInfo(pin, leadingEdge, 72, true);
    expect(codesOf(pin.environment)).toEqual([]);
    writeFrameInfo(pin, leadingEdge, 72, false);
    expect(codesOf(pin.environment)).toEqual(['HDR-03']);
  });

  it('HDR-04: a frame after a drop says DATADISCONTINUITY', () => {
    const { pin } = runningPin();
    fill(pin, 3);
    frameDropped(pin);
    complete(pin, 100);
    complete(pin, 100);
    frameDropped(pin);
    complete(pin, 100, headerOptions.dataDiscontinuity);
    expect(codesOf(pin.environment)).toEqual(['HDR-04']);
  });

  it('HDR-05: empty without a flag, unless the pin is stopping', () => {
    const { pin } = runningPin();
    fill(pin, 3);
    complete(pin, 0);
    complete(pin, 0, headerOptions.dataDiscontinuity);
    expect(codesOf(pin.environment)).toEqual(['HDR-05']);
    changeState(pin, ksState.acquire);
    complete(pin, 0);
    expect(codesOf(pin.environment)).toEqual([]);
  });

  it('HDR-06: part of an uncompressed image', () => {
    const { pin } = runningPin({ fixedFrameBytes: 4000 });
    fill(pin, 3);
    complete(pin, 3999);
    complete(pin, 24, headerOptions.vramDataTransfer);
    complete(pin, 4000);
    expect(codesOf(pin.environment)).toEqual(['HDR-06']);
  });

  it('a header that is gone cannot be reached', () => {
    expect(accessHeader(makePin(), leadingEdge)).toBeNull();
  });
});

describe('splitters (W:avstream-splitters)', () => {
  const instances = (modify: readonly boolean[], options: Partial<QueueOptions> = {}): ReturnType<typeof createSplitter> => {
    const environment = recorded(options);
    const pins = modify.map((_, index) => makePin({ name: 'ABCD'[index]! }, {}, environment));
    createFilterProcessing(environment, 'filter', 0, [{ flags: queueFlags.splitter, instancesNecessary: 1, instances: pins }]);
    return createSplitter(environment, modify.map((modifiesData, index) => ({ pin: pins[index]!, modifiesData })));
  };
  const tableOf = ({ branches }: ReturnType<typeof createSplitter>): (string | null)[][] => branches.map(({ delegateBranch, copySource }) => [delegateBranch?.settings.name ?? null, copySource?.settings.name ?? null]);

  it('two branches that modify: the second is a copy of the first', () => {
    expect(tableOf(instances([true, true]))).toEqual([[null, null], [null, 'A']]);
  });

  it('two that do not and one that does: B shares with A, C is a copy', () => {
    expect(tableOf(instances([false, false, true]))).toEqual([[null, null], ['A', null], [null, 'A']]);
  });

  it('readers behind a first branch that modifies: a copy each, or one to share', () => {
    expect(tableOf(instances([true, false, false]))).toEqual([[null, null], [null, 'A'], [null, 'A']]);
    expect(tableOf(instances([true, false, false], { readOnlyBehindModifying: 'shareOneCopy' }))).toEqual([[null, null], [null, 'A'], ['B', null]]);
  });

  it('a frame goes on when all branches that share it are done and the copies are made', () => {
    const splitter = instances([false, false, true]);
    const [a, b, c] = splitter.branches.map(({ pin }) => pin);
    splitFrame(splitter, 1, 500);
    expect(branchReturns(splitter, 1, a!)).toBe(false);
    expect(branchReturns(splitter, 1, b!)).toBe(false);
    fill(c!, 2);
    expect(copyWaiting(splitter, c!)).toEqual([1]);
    expect(completions(c!)).toMatchObject([{ headers: [{ dataUsed: 500 }] }]);
    clearCalls(splitter.environment);
    splitFrame(splitter, 2, 9999);
    expect(callsOf(splitter.environment)).toEqual(['frameCopied 2', 'frameCompleted 1', 'requestCompleted 1']);
    expect(completions(c!)[1]).toMatchObject({ headers: [{ dataUsed: 4096 }] });
    branchReturns(splitter, 2, a!);
    expect(branchReturns(splitter, 2, b!)).toBe(true);
    expect(codesOf(splitter.environment)).toEqual([]);
  });

  it('copies the flags, too', () => {
    const splitter = instances([true, true]);
    const copy = splitter.branches[1]!.pin;
    fill(copy, 1);
    splitFrame(splitter, 0, 10, headerOptions.endOfStream | headerOptions.dataDiscontinuity);
    expect(completions(copy)).toMatchObject([{ headers: [{ dataUsed: 10, optionsFlags: headerOptions.endOfStream | headerOptions.dataDiscontinuity }] }]);
    expect([isSplit(splitter, 0), branchReturns(splitter, 0, splitter.branches[0]!.pin), isSplit(splitter, 0), branchReturns(splitter, 0, splitter.branches[0]!.pin)]).toEqual([true, true, false, false]);
  });

  it('pin-centric: Process is called for the first pin alone', () => {
    const { pin: first } = runningPin({ flags: queueFlags.splitter });
    const { pin: second, object } = runningPin({ flags: queueFlags.splitter });
    createSplitter(first.environment, [{ pin: first, modifiesData: false }, { pin: second, modifiesData: false }]);
    expect(submit(first).dispatch).toEqual({ kind: 'call' });
    expect(submit(second).dispatch).toEqual({ kind: 'nothing', reason: 'noProcessing' });
    expect(holdsBack(object)).toBe('noProcessing');
  });

  it('a copy without a frame is left out with copyWithoutFrame', () => {
    const splitter = instances([true, true], { copyWithoutFrame: 'leftOut' });
    splitFrame(splitter, 1, 10);
    expect(branchReturns(splitter, 1, splitter.branches[0]!.pin)).toBe(true);
  });

  it('the filter waits for the first pin alone', () => {
    const splitter = instances([false, true]);
    const [first, second] = splitter.branches.map(({ pin }) => pin);
    changeState(first!, ksState.run);
    changeState(second!, ksState.run);
    expect(submit(first!).dispatch).toEqual({ kind: 'call' });
  });
});

describe('injection (W:frame-injection)', () => {
  it('is chosen in STOP (STA-05); Data and Size belong together (SPT-19); a frame that has gone round is returned', () => {
    const { pin } = runningPin();
    registerFrameReturn(pin);
    expect(codesOf(pin.environment)).toEqual(['STA-05']);
    expect(submitFrame(pin, true, 10)).toBe(ntStatus.invalidParameter);
    changeState(pin, ksState.stop);
    registerFrameReturn(pin);
    expect(submitFrame(pin, true, 10)).toBe(ntStatus.success);
    submitFrame(pin, false, 10);
    submitFrame(pin, true, 0);
    expect(codesOf(pin.environment)).toEqual(['SPT-19', 'SPT-19']);
    clearCalls(pin.environment);
    frameReturns(pin, 3);
    expect(callsOf(pin.environment)).toEqual(['FrameReturn 3']);
  });
});

describe('mutexes (W:processing-mutex-in-avstream)', () => {
  it('are not recursive, and the control mutex is never taken under the processing mutex: DSP-15', () => {
    const environment = createQueueEnvironment();
    const mutexes = createFilterMutexes(environment, 'filter');
    expect(acquireMutex(mutexes, 'control', 'client')).toBe('acquired');
    expect(acquireMutex(mutexes, 'processing', 'client')).toBe('acquired');
    expect(acquireMutex(mutexes, 'processing', 'worker')).toBe('waits');
    expect(acquireMutex(mutexes, 'processing', 'client')).toBe('deadlock');
    expect(codesOf(environment)).toEqual(['KsProcessingMutex']);
    expect(acquireMutex(mutexes, 'control', 'client')).toBe('deadlock');
    expect(releaseMutex(mutexes, 'control', 'worker')).toBe(false);
    expect(releaseMutex(mutexes, 'control', 'client')).toBe(true);
    expect(acquireMutex(mutexes, 'control', 'client')).toBe('acquired');
    expect(environment.violations.first.map(({ facts }) => facts)).toEqual([{ recursive: true }, { misuse: 'notHeld' }, { recursive: false }]);
  });
});

describe('the dump', () => {
  it('has the words and the order of !ks.dumpqueue, marked simulated', () => {
    const { pin } = runningPin({ flags: queueFlags.distinctTrailingEdge });
    submit(pin, [{ frameExtent: 0x25800 }]);
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    clonePointer(pin, leadingEdge, null, 0);
    expect(dumpQueue(pin)).toBe(`Queue video: (simulated)
    Frames Received  : 2
    Frames Waiting   : 2
    Frames Cancelled : 0
    And Gate video : count = 1, next = 00000000
    Frame Gate NULL
    Frame Header 00000000:
        Irp = 00000000
        FrameBufferSize = 00025800
        Refcount = 2
    Frame Header 00000001:
        Irp = 00000001
        FrameBufferSize = 00001000
        Refcount = 0
    Leading Edge:
        Stream Pointer 00000000 (locked):
            Frame Header = 00000000
    Trailing Edge:
        Stream Pointer 00000001:
            Frame Header = 00000000
    Clone:
        Stream Pointer 0000000${pin.frames.oldestClone} (locked):
            Frame Header = 00000000
`);
    expect(readQueue(pin)).toMatchObject({ 'Frames Received': 2, 'Frames Waiting': 2, 'Frames Cancelled': 0, 'And Gate': 1, frames: [{ Refcount: 2 }, { Refcount: 0 }] });
    expect(dumpCircuitLine(pin)).toBe('Queue video r/w/c=2/2/0 (simulated)');
  });

  it('a stall reads as the debugger page describes it: leading frame 1, the frames ahead 0', () => {
    const { pin } = runningPin();
    fill(pin, 5);
    expect(readQueue(pin).frames.map(({ Refcount }) => Refcount)).toEqual([1, 0, 0, 0, 0]);
  });
});
