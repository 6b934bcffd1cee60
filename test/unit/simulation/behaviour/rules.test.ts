import { describe, expect, it } from 'vitest';
import { formatText } from '../../../../server/src/findings/index';
import { findingText } from '../../../../server/src/simulation/wording/index';
import type { JsonObject } from '../compile-scenario-support';
import { cloning, deleting, found, routinesText, runText } from './documents';

const cancelAll: JsonObject = { Events: [{ Kind: 'Cancel', Time: '35 ms', Which: 'All' }] };
const unlocked = [{ Call: 'KsStreamPointerUnlock', Pointer: 'clone' }];
const locking = [{ Call: 'KsStreamPointerLock', Pointer: 'clone' }];
/** Clones are unlocked once they are programmed, and the cancel callback deletes them. */
const cancelling = (steps: readonly JsonObject[], dpc = deleting()): JsonObject => ({
  Process: cloning({ clone: { CancelCallback: 'Cancelled' }, programmed: unlocked }), Dpc: dpc,
  Callbacks: [{ Name: 'Cancelled', Steps: [{ Device: 'Forget', Pointer: 'StreamPointer' }, ...steps, { Call: 'KsStreamPointerDelete', Pointer: 'StreamPointer' }] }],
});
const lockedDpc = { Steps: [{ While: 'DeviceHasFilled', Do: [
  { Device: 'TakeFilled', As: 'clone' }, ...locking, { If: 'NT_SUCCESS', Then: [{ Header: 'clone', DataUsed: 'FrameSize' }] }, { Call: 'KsStreamPointerDelete', Pointer: 'clone' },
] }, { Call: 'KsPinAttemptProcessing' }] };
const acquire = (Lock: string): JsonObject => ({ Call: 'KeAcquireSpinLock', Lock });
const release = (Lock: string): JsonObject => ({ Call: 'KeReleaseSpinLock', Lock });
const cancelOften: JsonObject = { Events: [25, 32, 45, 52, 65, 72].map((time) => ({ Kind: 'Cancel', Time: `${time} ms`, Which: 'All' })) };
/** The DPC has a spin lock while it does `within`, and the cancel callback acquires it. */
const sharing = (within: readonly JsonObject[], before: readonly JsonObject[] = [], after: readonly JsonObject[] = []): JsonObject => cancelling([...before, acquire('list'), release('list'), ...after], { Steps: [
  acquire('list'), ...within, release('list'), ...lockedDpc.Steps,
] });
const good = { Process: cloning(), Dpc: deleting() };
const inDpc = (...steps: readonly JsonObject[]): JsonObject => ({ Process: cloning(), Dpc: deleting({ after: steps }) });
const worked = (...steps: readonly JsonObject[]): JsonObject => ({ ...inDpc({ Call: 'KsQueueWorkItem', Routine: 'Later' }), WorkItems: [{ Name: 'Later', Steps: steps }] });

describe('rules that steps break', () => {
  it.each<[string, JsonObject, JsonObject?, JsonObject?]>([
    ['SPT-01', { Process: cloning({ programmed: [...unlocked, { Header: 'clone' }] }), Dpc: lockedDpc }],
    ['SPT-02', { Process: cloning({ body: [{ Call: 'KsStreamPointerLock', Pointer: 'leading' }] }), Dpc: deleting() }],
    ['SPT-03', { Process: cloning({ body: [{ Call: 'KsStreamPointerDelete', Pointer: 'leading' }] }), Dpc: deleting() }],
    ['SPT-03', { Process: cloning({ body: [{ Call: 'KsStreamPointerDelete', Pointer: 'NULL' }] }), Dpc: deleting() }],
    ['SPT-06', { Process: cloning(), Dpc: deleting({ body: [{ Set: 'old', Pointer: 'clone' }], after: [{ If: 'old', Then: [{ Header: 'old' }] }] }) }],
    ['SPT-07', { Process: { Steps: [{ Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'leading' }, { Header: 'leading' }, ...(cloning()['Steps'] as readonly JsonObject[]).slice(1)] }, Dpc: deleting() }, { Hardware: { TransferTime: '2 ms', LockFailsAt: [1] } }],
    ['SPT-08', { Process: cloning({ body: [{ Call: 'KsStreamPointerUnlock', Pointer: 'leading' }, { Call: 'KsStreamPointerAdvanceOffsets', Pointer: 'leading', OutUsed: 10 }, { Call: 'KsStreamPointerLock', Pointer: 'leading' }, { If: '!NT_SUCCESS', Then: [{ Return: 'STATUS_PENDING' }] }] }), Dpc: deleting() }],
    ['SPT-09', { Process: cloning({ body: [{ Call: 'KsStreamPointerAdvanceOffsets', Pointer: 'leading', OutUsed: 2000 }, { If: '!NT_SUCCESS', Then: [{ Return: 'STATUS_SUCCESS' }] }] }), Dpc: deleting() }],
    ['SPT-12', cancelling([{ Call: 'KsPinGetFirstCloneStreamPointer', As: 'first' }, { If: 'first', Then: [{ Call: 'KsStreamPointerLock', Pointer: 'first' }] }], lockedDpc), cancelAll],
    ['SPT-12', cancelling([{ Call: 'KsAcquireDevice' }, { Call: 'KsReleaseDevice' }], lockedDpc), cancelAll],
    ['SPT-14', { Process: cloning({ programmed: [...unlocked, { Call: 'KsStreamPointerGetMdl', Pointer: 'clone', Dereferenced: true }] }), Dpc: lockedDpc }],
    ['SPT-19', inDpc({ Call: 'KsPinSubmitFrame', Data: false, Size: 100 })],
    ['SPT-20', inDpc({ Call: 'KsPinAttemptProcessing', Pointer: 'NULL' })],
    ['SPT-22', inDpc({ Call: 'KsGateTurnInputOn' })],
    ['SPT-18', { Process: cloning(), Dpc: deleting({ body: unlocked }) }, { ...cancelAll, Hardware: { TransferTime: '30 ms', ListDepth: 3 }, Source: { Period: '40 ms', FrameSize: 1000 } }],
    ['HDR-01', { Process: cloning(), Dpc: { Steps: [{ While: 'DeviceHasFilled', Do: [{ Device: 'TakeFilled', As: 'clone' }, { Header: 'clone', DataUsed: 5000 }, { Call: 'KsStreamPointerDelete', Pointer: 'clone' }] }, { Call: 'KsPinAttemptProcessing' }] } }],
    ['HDR-03', { Process: cloning(), Dpc: deleting({ body: [{ Header: 'clone', FrameInfo: 'Unchecked' }] }) }],
    ['DMA-06', { Process: cloning({ body: [{ Call: 'KsStreamPointerAdvanceOffsets', Pointer: 'leading', OutUsed: 'FrameSize' }, { If: '!NT_SUCCESS', Then: [{ Return: 'STATUS_SUCCESS' }] }] }), Dpc: deleting() }, { Hardware: { Mappings: {} } }, { Flags: ['KSPIN_FLAG_GENERATE_MAPPINGS'] }],
    ['DSP-15', { Process: cloning({ body: [{ Call: 'KsFilterAcquireControl' }, { Call: 'KsFilterReleaseControl' }] }), Dpc: deleting() }],
    ['DSP-07', { ...good, PauseToRun: { Steps: [{ Device: 'Start' }, { Return: 'STATUS_PENDING' }] } }],
    ['verifier.mutex.recursive', { Process: cloning({ body: [{ Call: 'KsPinAcquireProcessingMutex' }] }), Dpc: deleting() }],
    ['verifier.mutex.recursive', worked({ Call: 'KsAcquireDevice' }, { Call: 'KsAcquireDevice' })],
    ['verifier.mutex.notHeld', worked({ Call: 'KsReleaseDevice' })],
    ['verifier.aboveIrql', inDpc({ Call: 'KsPinGetAvailableByteCount' })],
    ['verifier.aboveIrql', worked({ Call: 'KeAcquireSpinLock', Lock: 'l' }, { Call: 'KsAcquireDevice' }, { Call: 'KsReleaseDevice' }, { Call: 'KeReleaseSpinLock', Lock: 'l' })],
    ['routineLoops', { Process: cloning(), Dpc: deleting({ before: [{ Set: 'on', To: true }, { While: 'on', Do: [{ Set: 'off', To: true }] }] }) }],
    ['routineLoops', { Process: cloning(), Dpc: deleting({ before: [{ If: 'DeviceHasFilled', Then: [{ While: 'TRUE', Do: [] }] }] }) }],
    ['spinLockTwice', inDpc(acquire('l'), acquire('l'), release('l'))],
    ['spinLockKept', inDpc(acquire('l'))],
    ['spinLockNotHeld', inDpc(release('l'))],
    ['routineDeadlock', { Process: cloning({ programmed: [acquire('first'), { Wait: '9 ms' }, acquire('second'), release('second'), release('first')] }), Dpc: deleting({ before: [acquire('second'), { Wait: '9 ms' }, acquire('first'), release('first'), release('second')] }) }],
    ['callbackDeadlock.queue', sharing([{ Wait: '4 ms' }, ...locking]), cancelOften],
    ['callbackDeadlock', sharing([{ Wait: '4 ms' }, acquire('device'), release('device')], [acquire('device')], [release('device')]), cancelOften],
    ['deviceWritesLate', { Process: cloning({ programmed: [{ Call: 'KsStreamPointerDelete', Pointer: 'clone' }] }), Dpc: { Steps: [{ Device: 'TakeFilled', As: 'clone' }, { Call: 'KsPinAttemptProcessing' }] } }],
    ['STA-04', { ...good, PauseToAcquire: { Steps: [{ Device: 'Stop' }, { Return: 'STATUS_SUCCESS' }] }, AcquireToStop: { Steps: [{ Return: 'STATUS_SUCCESS' }] } }],
  ])('%s', (code, routines, simulation = {}, pin = {}) => {
    expect(found(runText(routinesText(routines, simulation, pin)))).toContain(code);
  });

  it.each<[string, JsonObject, JsonObject?]>([
    ['a cancel callback that takes its clone back', cancelling([], lockedDpc), cancelAll],
    ['a spin lock around the list of the device', { Process: cloning({ programmed: [{ Call: 'KeAcquireSpinLock', Lock: 'list' }, { Call: 'KeReleaseSpinLock', Lock: 'list' }] }), Dpc: deleting({ before: [{ Call: 'KeAcquireSpinLock', Lock: 'list' }, { Call: 'KeReleaseSpinLock', Lock: 'list' }] }) }],
    ['KS_FRAME_INFO where there is room for it', { Process: cloning(), Dpc: deleting({ body: [{ Header: 'clone', FrameInfo: 'Checked' }] }) }],
    ['a mutex from a work item', worked({ Call: 'KsPinAcquireProcessingMutex' }, { Wait: '1 ms' }, { Call: 'KsPinReleaseProcessingMutex' })],
    ['a lock that somebody waits for until it is released', { Process: cloning({ programmed: [acquire('l'), { Wait: '3 ms' }, release('l')] }), Dpc: deleting({ before: [acquire('l'), { Wait: '3 ms' }, release('l')] }) }],
    ['synchronised access', { Process: cloning({ programmed: [...unlocked, ...locking, { Header: 'clone' }] }), Dpc: deleting() }],
    ['an attempt that nobody waits for', inDpc({ Call: 'KsPinAttemptProcessing', Asynchronous: false })],
  ])('nothing: %s', (_, routines, simulation = {}) => {
    const result = runText(routinesText(routines, simulation));
    expect(found(result)).toEqual([]);
    expect(result.pins[0]!.framesDelivered).toBeGreaterThan(3);
  });

  it('is silent about a lock that a cancel callback waits for and its holder releases before it calls KS', () => {
    expect(found(runText(routinesText(sharing([{ Wait: '4 ms' }]), cancelOften)))).toEqual(['dropped.cancelled']);
  });

  it('tells who waits for whom, at both steps', () => {
    const { findings } = runText(routinesText(sharing([{ Wait: '4 ms' }, ...locking]), cancelOften));
    const deadlock = findings.find(({ key }) => key === 'callbackDeadlock.queue')!;
    expect(deadlock).toMatchObject({
      severity: 'warning', path: '/Simulations/0/Driver/Routines/Dpc/Steps/2', relatedPaths: ['/Simulations/0/Driver/Routines/Callbacks/0/Steps/1'],
      arguments: { lock: 'list', call: 'KsStreamPointerLock(clone)', callback: 'Cancelled' },
    });
    expect(findingText(deadlock, formatText)).toContain('calls KsStreamPointerLock(clone), which needs the spin lock of the queue; Cancelled, which AVStream has called');
  });

  it('leads to the step', () => {
    const { findings } = runText(routinesText(inDpc({ Call: 'KsPinAttemptProcessing', Pointer: 'NULL' })));
    expect(findings.map(({ path }) => path)).toEqual(['/Simulations/0/Driver/Routines/Dpc/Steps/1']);
  });
});
