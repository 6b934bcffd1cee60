import { ksPage, streamTopic } from '../../ks/index';
import { debuggerTopic, sampleDriver, verifierRule } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'streamPointer', since: '0.1.0', because: later } as const;
const leadingEdge = ksPage('nf-ks-kspingetleadingedgestreampointer');
const locking = streamTopic('locking-and-unlocking-stream-pointers');
const cancellation = streamTopic('stream-pointers-and-irp-cancellation');
const cancelCallback = ksPage('nc-ks-pfnksstreampointer');
const advanceOffsets = ksPage('nf-ks-ksstreampointeradvanceoffsets');
const restarting = streamTopic('restarting-processing-in-avstream');
const gates = streamTopic('flow-control-gates-in-avstream');
const invalidPointer = verifierRule('ks-ksinvalidstreampointer', 'KsInvalidStreamPointer');

/** Rules about stream pointers, and about when Process is called. */
export const simulatedStreamPointerRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'SPT-01', title: 'Data of an unlocked stream pointer', defaultSeverity: 'error', otherSeverities: [{ severity: 'info', when: 'the access is synchronised with the cancel callback' }], evidence: ['D'], sources: [leadingEdge, locking],
    condition: 'StreamHeader, Data or an Offset of an unlocked stream pointer is read or written without synchronising with its cancel callback.',
    effect: 'The frame may be cancelled at that moment: the memory belongs to somebody else.',
    remedy: 'Lock the pointer first, or let access and cancel callback exclude each other.',
  },
  {
    ...common, because: reported, code: 'SPT-02', title: 'Lock twice or unlock twice', defaultSeverity: 'error', evidence: ['D'], sources: [verifierRule('ks-ksstreampointerlock', 'KsStreamPointerLock')],
    condition: 'A stream pointer that is locked is locked again, or one that is unlocked is unlocked.',
    effect: 'The state of the pointer no longer tells whether its frame may be cancelled. Driver Verifier has a rule for it, KsStreamPointerLock.',
    remedy: 'Keep track of who has the pointer locked; a clone takes over the lock of its original.',
  },
  {
    ...common, because: reported, code: 'SPT-03', title: 'Delete of an edge or of NULL', defaultSeverity: 'error', evidence: ['D'], sources: [invalidPointer, ksPage('nf-ks-ksstreampointerdelete')],
    condition: 'KsStreamPointerDelete is called with the leading edge, the trailing edge or NULL.',
    effect: 'The edges live as long as their queue. Driver Verifier has a rule for it, KsInvalidStreamPointer.',
    remedy: 'Delete clones only; move an edge with KsStreamPointerAdvance.',
  },
  {
    ...common, because: reported, code: 'SPT-04', title: 'Clone alive when the device stops', defaultSeverity: 'error', evidence: ['D'], sources: [verifierRule('ks-ksstreampointerclone', 'KsStreamPointerClone'), debuggerTopic('debugging-a-processing-stall')],
    condition: 'A clone still exists when the device stops or the driver is unloaded.',
    effect: 'Its frame and request never complete, and the pages of the application stay locked. Driver Verifier has a rule for it, KsStreamPointerClone.',
    remedy: 'Delete every clone when the stream stops, at the latest before the device does.',
  },
  {
    ...common, because: reported, code: 'SPT-05', title: 'Stream pointer locked when the device stops', defaultSeverity: 'error', evidence: ['D'], sources: [verifierRule('ks-ksstreampointerunlock', 'KsStreamPointerUnlock')],
    condition: 'A stream pointer is still locked when the device stops or the driver is unloaded.',
    effect: 'Its frame cannot be cancelled, so that the stop waits. Driver Verifier has a rule for it, KsStreamPointerUnlock.',
    remedy: 'Unlock or delete every stream pointer when the stream stops.',
  },
  {
    ...common, because: reported, code: 'SPT-06', title: 'Clone used after it was deleted', defaultSeverity: 'error', evidence: ['D'], sources: [invalidPointer],
    condition: 'A clone is used after KsStreamPointerDelete.',
    effect: 'Its memory is free. Driver Verifier has a rule for it, KsInvalidStreamPointer.',
    remedy: 'Set every reference to the clone to NULL where it is deleted, in the cancel callback too.',
  },
  {
    ...common, because: reported, code: 'SPT-07', title: 'Leading edge used without a test for NULL', defaultSeverity: 'error', evidence: ['D', 'S'], sources: [leadingEdge, sampleDriver('avshws')],
    condition: 'The result of KsPinGetLeadingEdgeStreamPointer is used although it is NULL.',
    effect: 'There may be no frame any more, or the lock may fail for want of memory or DMA resources: a null pointer is read.',
    remedy: 'Leave Process when the result is NULL.',
  },
  {
    ...common, because: reported, code: 'SPT-08', title: 'Offsets of an unlocked stream pointer advanced', defaultSeverity: 'error', evidence: ['D'], sources: [advanceOffsets],
    condition: 'KsStreamPointerAdvanceOffsets is called with an unlocked stream pointer.',
    effect: 'It returns STATUS_DEVICE_NOT_READY and advances nothing.',
    remedy: 'Lock the pointer first.',
  },
  {
    ...common, because: reported, code: 'SPT-09', title: 'Offsets advanced past the end of the frame', defaultSeverity: 'error', evidence: ['D'], sources: [advanceOffsets],
    condition: 'InUsed or OutUsed of KsStreamPointerAdvanceOffsets exceeds Remaining of its offset.',
    effect: 'One advance cannot go further than to the next frame.',
    remedy: 'Advance by Remaining at most, and go on with the next frame.',
  },
  {
    ...common, because: reported, code: 'SPT-10', title: 'Clone that nothing cancels', defaultSeverity: 'warning', evidence: ['D'], sources: [cancellation],
    condition: 'An unlocked clone without cancel callback and without time-out is kept for long.',
    effect: 'Cancellation takes the frame away unnoticed: the next lock fails, or the request hangs until the clone goes.',
    remedy: 'Give the clone a cancel callback, a time-out, or lock it now and then and delete it when the lock fails.',
  },
  {
    ...common, because: reported, code: 'SPT-11', title: 'Cancelled clone that nobody deletes', defaultSeverity: 'error', evidence: ['D'], sources: [cancelCallback, cancellation],
    condition: 'The request of a frame is cancelled, and nothing deletes its clone afterwards: there is no cancel callback, or it does not delete.',
    effect: 'The request keeps a reference and never completes; the application hangs when it ends.',
    remedy: 'Call KsStreamPointerDelete in the cancel callback.',
  },
  {
    ...common, because: reported, code: 'SPT-12', title: 'Cancel callback does what it must not', defaultSeverity: 'error', evidence: ['D'], sources: [cancelCallback, cancellation],
    condition: 'The cancel callback manipulates the queue, acquires a mutex, or frees memory that another thread uses.',
    effect: 'It runs at DISPATCH_LEVEL with the spin lock of the queue held: the system hangs or stops.',
    remedy: 'Tell the hardware, clear the references to the clone, delete it, and nothing else.',
  },
  {
    ...common, because: reported, code: 'SPT-13', title: 'Stream pointer moved in filter-centric processing', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('filter-centric-processing')],
    condition: 'Process of a filter-centric filter moves the stream pointers of its pins itself.',
    effect: 'AVStream moves them after Process, by BytesUsed and Terminate: data is skipped.',
    remedy: 'Set BytesUsed and Terminate of KSPROCESSPIN, and use the stream pointer only to reach the stream header.',
  },
  {
    ...common, because: reported, code: 'SPT-14', title: 'IRP or MDL of an unlocked stream pointer', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'the NULL result is used' }], evidence: ['D'], sources: [ksPage('nf-ks-ksstreampointergetirp'), ksPage('nf-ks-ksstreampointergetmdl')],
    condition: 'KsStreamPointerGetIrp or KsStreamPointerGetMdl is called with an unlocked stream pointer.',
    effect: 'It returns NULL.',
    remedy: 'Lock the pointer first, and test the result.',
  },
  {
    ...common, because: reported, code: 'SPT-15', title: 'Time-out scheduled while paused', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('nf-ks-ksstreampointerscheduletimeout')],
    condition: 'KsStreamPointerScheduleTimeout is called while the pin is only in KSSTATE_PAUSE.',
    effect: 'The time-out may not fire until another is scheduled in KSSTATE_RUN; then all of them may fire in a chain.',
    remedy: 'Schedule time-outs in KSSTATE_RUN only.',
  },
  {
    ...common, because: reported, code: 'SPT-16', title: 'STATUS_SUCCESS without consuming', defaultSeverity: 'error', evidence: ['D'], sources: [restarting, sampleDriver('avssamp')],
    condition: 'Process returns STATUS_SUCCESS while data is available and has consumed nothing; or, on a filter-centric filter none of whose pins requires frames, returns STATUS_SUCCESS at all.',
    effect: 'AVStream calls Process again at once: an endless loop.',
    remedy: 'Return STATUS_PENDING when there is nothing to do, and call KsPinAttemptProcessing or KsFilterAttemptProcessing when there is.',
  },
  {
    ...common, because: reported, code: 'SPT-17', title: 'STATUS_PENDING with nothing to go on', defaultSeverity: 'error', evidence: ['D'], sources: [restarting],
    condition: 'Process returns STATUS_PENDING while frames wait, and no trigger is left: no attempt at processing is to come, the pin does not process on every arrival, and no change of state is to come.',
    effect: 'AVStream initiates processing when data arrives in an empty queue, and the queue is not empty: Process is never called again.',
    remedy: 'Call KsPinAttemptProcessing when the reason for waiting is gone, or set KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL.',
  },
  {
    ...common, because: reported, code: 'SPT-18', title: 'Frames locked longer than needed', defaultSeverity: 'warning', evidence: ['D'], sources: [locking, streamTopic('supporting-dma-in-64-bit-avstream-drivers')],
    condition: 'Stream pointers stay locked although nobody works on their frames.',
    effect: 'A locked frame cannot be cancelled, so that stopping is slow; on x64 the resources for DMA run out.',
    remedy: 'Keep an unlocked clone with a cancel callback, and lock only for the access.',
  },
  {
    ...common, because: reported, code: 'SPT-19', title: 'Frame submitted with address or size alone', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-kspinsubmitframe')],
    condition: 'KsPinSubmitFrame is called with Data NULL and Size other than 0, or with Data and Size 0.',
    effect: 'Data has to be NULL if and only if Size is 0.',
    remedy: 'Pass both, or neither for a frame that has a header only.',
  },
  {
    ...common, because: reported, code: 'SPT-20', title: 'KsPinAttemptProcessing without a pin', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-kspinattemptprocessing')],
    condition: 'KsPinAttemptProcessing is called with Pin NULL.',
    effect: 'The documentation warns that the system may become unstable.',
    remedy: 'Keep the pin as long as anything may call it, and clear the DPC before the pin is closed.',
  },
  {
    ...common, because: reported, code: 'SPT-21', title: 'Gate left closed', defaultSeverity: 'error', evidence: ['D'], sources: [gates],
    condition: 'The AND gate of a pin or filter is still closed at the end while frames wait. (Closing it for a time is the documented way to suspend processing.)',
    effect: 'Process is not called again.',
    remedy: 'Turn the input on again and attempt processing.',
  },
  {
    ...common, because: reported, code: 'SPT-22', title: 'Gate counted out of its range', defaultSeverity: 'error', evidence: ['D'], sources: [gates, ksPage('ns-ks-_ksgate')],
    condition: 'Count of an AND gate rises above 1, or Count of an OR gate falls below 0.',
    effect: 'AVStream does not check it: the gate is open or closed whatever its inputs say.',
    remedy: 'Turn on only what is off and off only what is on, and use the functions of the right kind of gate.',
  },
];
