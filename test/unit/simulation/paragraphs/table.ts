/** A sentence of the documentation about queues, processing or allocators, and what shows it. */
export interface Paragraph {
  readonly says: string;
  /** The public page: `W:` Windows drivers, stream; `K:` reference of ks.h; `S:` Microsoft's samples; `H:` ks.h; `DBG:`, `DV:` debugger and Driver Verifier. A fixture that shows the sentence cites it. */
  readonly page: string;
  /** Documents under `test/fixtures/simulations`, without their ending. */
  readonly fixtures: readonly string[];
  /** Tests of the layer below, for what no driver of a simulation does: file under `test/unit/simulation`, and the name of the test. */
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const shown = (says: string, page: string, ...fixtures: readonly string[]): Paragraph => ({ says, page, fixtures, tests: [] });
const tested = (says: string, page: string, file: string, ...names: readonly string[]): Paragraph => ({ says, page, fixtures: [], tests: names.map((name) => ({ file, name })) });
const [pointers, processing, streams, requests, life] = ['queue/pointers.test.ts', 'queue/processing.test.ts', 'queue/streams.test.ts', 'queue/requests.test.ts', 'allocator/life.test.ts'] as const;

/** What is said of queues, frames and stream pointers, and of the calls to an allocator, sentence by sentence. */
export const paragraphs: Readonly<Record<string, readonly Paragraph[]>> = {
  objects: [
    shown('A pin on the standard transport has a queue; one with DO_NOT_USE_STANDARD_TRANSPORT or a medium of its own has none.', 'W:avstream-pipes-and-circuits', 'objects/queue-on-the-standard-transport'),
    shown('An in-place transform has a single queue for its input and output.', 'W:avstream-pipes-and-circuits', 'objects/in-place-transform'),
    shown('A copying transform has two.', 'W:avstream-pipes-and-circuits', 'objects/copying-transform'),
    shown('An IRP may contain several frames.', 'W:leading-and-trailing-edge-stream-pointers', 'pipes/sink-completes-to-the-caller'),
    shown('Frames of a kernel circuit belong to it.', 'W:avstream-pipes-and-circuits', 'pipes/avstream-pipe'),
    shown('The leading edge lives as long as the queue; a trailing edge exists with DISTINCT_TRAILING_EDGE only.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/reference-counts'),
    tested('Clones may be enumerated.', 'W:introduction-to-stream-pointers', pointers, 'are enumerated in the order they were made'),
    tested('All pointers move only to newer frames.', 'W:introduction-to-stream-pointers', pointers, 'moves otherwise only with the driver', 'locked: unlocks, advances and locks again; off the end it is unlocked and not ready'),
  ],
  referenceCounts: [
    shown('One for each clone, and one in the window; under the leading edge alone where there is no trailing edge; 0 ahead of it.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/reference-counts'),
    shown('The frame under the leading edge has 1, newer ones have 0.', 'DBG:debugging-a-processing-stall', 'queue/reference-counts'),
    shown('From the trailing to the leading edge, both included, one for the window; behind the trailing edge the clones alone.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/trailing-edge', 'filter/trailing-edge-of-a-codec'),
    // No driver of a simulation makes two clones of one frame, as the diagram has them.
    tested('The three queues of the diagram.', 'W:leading-and-trailing-edge-stream-pointers', pointers, 'distinct trailing edge: the window alone', 'no trailing edge: clone and advance', 'trailing edge and clones'),
    shown('A frame is complete when its count drops to 0; frames may complete out of order.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/completion-out-of-order'),
    shown('With ENFORCE_FIFO a later IRP waits for the earlier one.', 'K:ns-ks-_kspin_descriptor_ex', 'queue/completion-out-of-order'),
    shown('A sink pin completes the IRP to its caller when its last frame is complete.', 'W:leading-and-trailing-edge-stream-pointers', 'pipes/sink-completes-to-the-caller'),
    shown('A source pin sends it to the connected pin.', 'W:leading-and-trailing-edge-stream-pointers', 'pipes/source-sends-on'),
    shown('In a pipe of AVStream filters the frame moves straight into the next queue and finally back to the requestor.', 'W:avstream-pipes-and-circuits', 'pipes/avstream-pipe'),
  ],
  leadingEdge: [
    shown('A frame that arrives while the leading edge is on none gets it; else it is appended.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/leading-edge-first-arrival'),
    shown('When the frame under it is cancelled, with no lock, AVStream advances it to a newer one.', 'W:stream-pointers-and-irp-cancellation', 'queue/leading-edge-on-a-cancelled-frame'),
    shown('All other moves are the driver\'s.', 'W:leading-and-trailing-edge-stream-pointers', 'queue/leading-edge-moved-by-the-driver'),
  ],
  operations: [
    shown('KsPinGetLeadingEdgeStreamPointer locks the frame under the leading edge; NULL when the lock fails.', 'K:nf-ks-kspingetleadingedgestreampointer', 'queue/lock-that-fails'),
    tested('… unlocked it is always there; NULL without a queue, and locked without a frame.', 'K:nf-ks-kspingetleadingedgestreampointer', pointers, 'unlocked: always there on a pin with a queue', 'NULL without a queue', 'locked: NULL without a frame, locked with one'),
    shown('Without KSPIN_FLAG_DISTINCT_TRAILING_EDGE there is no trailing edge to get.', 'K:nf-ks-kspingettrailingedgestreampointer', 'queue/trailing-edge'),
    tested('KsPinGetTrailingEdgeStreamPointer.', 'K:nf-ks-kspingettrailingedgestreampointer', pointers, 'NULL without DISTINCT_TRAILING_EDGE', 'holds the window until it moves', 'does not pass the leading edge, or takes it along (trailingEdgeAtLeading)'),
    shown('Lock, clone, advance, unlock, unlock with Eject, delete of a locked clone.', 'W:introduction-to-stream-pointers', 'queue/driver-operations'),
    tested('A lock without a frame is not ready; a second lock is an error.', 'K:nf-ks-ksstreampointerlock', pointers, 'not ready without a frame', 'a second lock and an unlock of what is unlocked break SPT-02'),
    tested('An unlocked pointer always advances.', 'K:nf-ks-ksstreampointeradvance', pointers, 'unlocked: always succeeds'),
    shown('KsStreamPointerAdvanceOffsets moves within the frame; at 0 remaining or with Eject the pointer goes to the next.', 'K:nf-ks-ksstreampointeradvanceoffsets', 'queue/advance-offsets'),
    tested('… not ready when unlocked, or when the lock afterwards fails.', 'K:nf-ks-ksstreampointeradvanceoffsets', pointers, 'not ready on an unlocked pointer (SPT-08)', 'not ready when the lock on the next frame fails'),
    shown('KsStreamPointerAdvanceOffsetsAndUnlock, by AVStream behind Process of a filter.', 'W:filter-centric-processing', 'filter/bytes-used'),
    tested('… by a driver.', 'K:nf-ks-ksstreampointeradvanceoffsetsandunlock', pointers, '…AndUnlock unlocks on the same frame and on the next'),
    tested('A clone has the lock state and the offsets; an edge cannot be deleted.', 'K:nf-ks-ksstreampointerclone', pointers, 'have the frame, lock state, offsets and context; the frame waits for them', 'an edge and NULL cannot be deleted (SPT-03), a deleted clone not be used (SPT-06), not even when its number is used again'),
    tested('KsStreamPointerSetStatusCode.', 'K:nf-ks-ksstreampointersetstatuscode', pointers, 'the request has the status that was set'),
    shown('KsStreamPointerScheduleTimeout calls back in time; a timeout dies with its pointer.', 'K:nf-ks-ksstreampointerscheduletimeout', 'queue/timeout'),
    tested('… a later one replaces it; KsStreamPointerCancelTimeout has no effect where there is none.', 'K:nf-ks-ksstreampointercanceltimeout', pointers, 'fire in 100 ns units from now, the later one replaces the earlier, and one dies with its pointer', 'are cancelled, without effect where there is none'),
    tested('KsStreamPointerGetIrp and GetMdl need a lock.', 'K:nf-ks-ksstreampointergetirp', pointers, 'KsStreamPointerGetIrp is NULL on an unlocked pointer: SPT-14'),
    tested('KsPinGetAvailableByteCount.', 'K:nf-ks-kspingetavailablebytecount', pointers, 'KsPinGetAvailableByteCount counts from the leading edge, or behind its frame'),
  ],
  pinCentric: [
    shown('Process is called when the pin enters its minimum state, PAUSE or RUN, from below with frames in the queue.', 'W:pin-centric-processing', 'processing/minimum-state-reached-with-frames'),
    shown('… when a frame arrives in that state and none is at or ahead of the leading edge.', 'W:pin-centric-processing', 'processing/arrival-on-an-empty-queue'),
    shown('INITIATE_PROCESSING_ON_EVERY_ARRIVAL drops that condition.', 'W:pin-centric-processing', 'processing/arrival-with-frames-ahead'),
    shown('DO_NOT_INITIATE_PROCESSING removes both; KsPinAttemptProcessing remains.', 'W:pin-centric-processing', 'processing/do-not-initiate'),
    shown('Asynchronous TRUE: always a work item; FALSE: at once up to the level of processing (C-15: option).', 'K:nf-ks-kspinattemptprocessing', 'processing/attempt-asynchronous'),
    shown('ASYNCHRONOUS_PROCESSING makes triggers work items.', 'K:ns-ks-_kspin_descriptor_ex', 'processing/asynchronous-flag'),
    shown('Process runs only while the AND gate is open, and one thread at a time.', 'W:flow-control-gates-in-avstream', 'processing/attempt-while-processing'),
    tested('… a driver can close the gate of its pin.', 'W:flow-control-gates-in-avstream', processing, 'not while the AND gate is closed', 'a gate that stays closed over frames breaks SPT-21'),
    shown('STATUS_PENDING stops processing, regardless of data.', 'W:restarting-processing-in-avstream', 'processing/pending-ends-processing'),
    shown('STATUS_SUCCESS with available data: called again at once; without data it stops.', 'W:restarting-processing-in-avstream', 'processing/success-calls-again'),
  ],
  filterCentric: [
    shown('Process is called when every pin that requires frames has some.', 'W:filter-centric-processing', 'filter/every-pin-has-frames'),
    shown('… and the filter\'s AND gate is open.', 'W:flow-control-gates-in-avstream', 'filter/gates'),
    shown('… and InstancesNecessary pins are at the processing state.', 'W:filter-centric-processing', 'filter/necessary-instances'),
    shown('FRAMES_NOT_REQUIRED takes a pin out of the condition.', 'W:filter-centric-processing', 'filter/frames-not-required'),
    shown('With FRAMES_NOT_REQUIRED a state change alone suffices.', 'W:filter-centric-processing', 'filter/a-state-change-alone'),
    shown('SOME_FRAMES_REQUIRED weakens it to one instance.', 'W:filter-centric-processing', 'filter/some-frames-required'),
    shown('IF_ANY_IN_RUN: any instance in RUN, all that are not stopped at least in PAUSE.', 'W:filter-centric-processing', 'filter/process-if-any-in-run-state'),
    shown('PROCESS_IN_RUN_STATE_ONLY: only after SetDeviceState(RUN) has returned, even if frames arrived before.', 'W:filter-centric-processing', 'filter/process-in-run-state-only'),
    tested('ClientState is updated before that callback.', 'W:filter-centric-processing', processing, 'PROCESS_IN_RUN_STATE_ONLY: only after SetDeviceState(RUN) has returned, though ClientState is RUN before'),
    shown('After Process AVStream advances by BytesUsed and Terminate.', 'K:ns-ks-_ksprocesspin', 'filter/bytes-used'),
    shown('Processing stops when a required pin has no data.', 'W:filter-centric-processing', 'filter/every-pin-has-frames'),
    shown('KsFilterAttemptProcessing; STATUS_PENDING and STATUS_SUCCESS of a filter.', 'W:restarting-processing-in-avstream', 'filter/attempts-and-what-process-returns'),
  ],
  cancellation: [
    shown('A frame with a locked pointer: its IRP cannot be cancelled.', 'W:stream-pointers-and-irp-cancellation', 'cancellation/locked-pointer'),
    shown('Unlocked: AVStream calls the CancelCallback of every unlocked pointer at DISPATCH_LEVEL; one that keeps its clone keeps the IRP.', 'K:nc-ks-pfnksstreampointer', 'cancellation/cancel-callback'),
    shown('A clone without a callback learns of it by its next lock (C-14: option).', 'W:locking-and-unlocking-stream-pointers', 'cancellation/clone-without-callback'),
    shown('KSRESET_BEGIN cancels queued requests and refuses new ones; KSRESET_END is ready again.', 'K:ni-ks-ioctl_ks_reset_state', 'cancellation/reset'),
    shown('The Reset callback deletes the clones.', 'W:resetting-state-in-avstream-codecs', 'cancellation/reset'),
    shown('After an output frame with ENDOFSTREAM, KSRESET_END comes without BEGIN.', 'W:resetting-state-in-avstream-codecs', 'states/end-of-stream'),
    shown('The input gets no new pointers until the end was set on the output.', 'W:handling-end-of-stream-in-avstream-codecs', 'states/end-of-stream'),
    shown('At STOP the minidriver deletes all clones; the samples at PAUSE→ACQUIRE.', 'S:hws', 'states/clean-up-at-stop'),
    shown('Standard-transport pins see steps of at most one, describing the whole pipe.', 'K:nc-ks-pfnkspinsetdevicestate', 'states/one-step-at-a-time'),
    // Pins without a queue are not simulated.
    tested('Others may get jumps.', 'K:nc-ks-pfnkspinsetdevicestate', streams, 'are told step by step on the standard transport, and as they are asked for elsewhere'),
    shown('Whether SetDeviceState comes while Process runs (option).', 'DV:ks-ksprocessingmutex', 'states/state-change-during-process'),
    shown('SurpriseRemoval is called, new requests are refused; those that wait: option.', 'K:ns-ks-_ksdevice_dispatch', 'states/surprise-removal'),
    shown('FLUSHONPAUSE: the buffer is flushed when the stream is paused.', 'K:ns-ks-ksstream_header', 'states/flush-on-pause'),
  ],
  mappings: [
    shown('Built when a pointer is locked on a pin with GENERATE_MAPPINGS; entries longer than MaxMappingsByteCount are split.', 'W:packet-based-dma-in-avstream', 'mappings/built-at-the-lock'),
    shown('… whose device has registered a DMA adapter.', 'W:packet-based-dma-in-avstream', 'mappings/no-registered-adapter'),
    shown('Many locked frames exhaust resources: the lock fails. How AVStream accounts for them is not documented (options).', 'W:supporting-dma-in-64-bit-avstream-drivers', 'mappings/built-at-the-lock', 'mappings/what-is-not-documented'),
    tested('Splits are not at page boundaries; Count and Remaining count mappings.', 'W:packet-based-dma-in-avstream', streams, 'split at MaxMappingsByteCount, not at pages', 'are built when the frame is locked; Count and Remaining count them'),
  ],
  others: [
    shown('The first instance of a splitter owns the pipe; branches that leave data unmodified share its buffers; modifying ones get copies.', 'W:avstream-splitters', 'splitter/branches'),
    shown('A branch without empty frames, and readers behind a modifying first branch (options).', 'W:avstream-splitters', 'splitter/branch-without-frames'),
    shown('A header with TYPECHANGED holds further reads back until the client has fetched the new format.', 'K:ns-ks-ksstream_header', 'states/type-changed'),
    shown('A running graph goes to PAUSE on sleep; on wake SetPower and state callbacks come in either order.', 'W:power-and-state-changes-in-avstream', 'states/sleep-and-wake'),
    tested('The filter mutex is never taken under the processing mutex.', 'DV:ks-ksprocessingmutex', streams, 'are not recursive, and the control mutex is never taken under the processing mutex: DSP-15'),
    tested('ENFORCE_FIFO counts requests, not frames.', 'K:ns-ks-_kspin_descriptor_ex', requests, 'complete with their last frame; ENFORCE_FIFO counts requests, not frames'),
  ],
  whoDecides: [
    shown('Capture to an application: the client decides how many requests are outstanding. Kernel circuits: Frames and the allocator decide.', 'W:specifying-allocator-framing-in-avstream-codecs', 'clients/who-decides'),
    shown('The client decides when a buffer comes back, also an empty one (option).', 'K:ns-ks-ksstream_header', 'clients/empty-buffers'),
  ],
  allocatorCallbacks: [
    shown('InitializeAllocator: by AVStream, when the allocator is created, which means it was selected; at PASSIVE_LEVEL.', 'W:avstream-allocators', 'allocator/selected'),
    shown('… an error status refuses it, and the next candidate is tried.', 'K:nc-ks-pfnkspininitializeallocator', 'allocator/refused'),
    shown('… if it is never chosen, or not eligible, this call never happens.', 'W:avstream-allocators', 'allocator/never-called'),
    shown('Allocate: when a frame is needed, all up front.', 'W:avstream-allocators', 'allocator/eager-frames'),
    shown('… or on demand.', 'W:avstream-allocators', 'allocator/lazy-frames'),
    shown('… NULL is possible.', 'K:nc-ks-pfnksdefaultallocate', 'allocator/allocate-returns-null'),
    shown('Free: when a frame is no longer used.', 'W:avstream-pipes-and-circuits', 'allocator/free-and-delete'),
    shown('DeleteAllocator: once, after which neither Allocate nor Free is called.', 'K:nc-ks-pfnksdeleteallocator', 'allocator/free-and-delete'),
    shown('Times relative to states: from ACQUIRE or PAUSE to STOP or the closing of the handle (options).', 'W:avstream-pipes-and-circuits', 'allocator/times'),
    shown('Who refuses the request, the IRQL of DeleteAllocator, and which of two eligible allocators is simulated (options).', 'K:nf-ks-kscreateallocator', 'allocator/create-and-delete-options'),
    tested('A client by IRP or by function table, which the requestor of a circuit is not.', 'W:ksmethod-streamallocator-alloc', life, 'a request by IRP stays pending and is completed by the next free', 'AllocateFrame returns NULL at once'),
  ],
};

/**
 * Choices of Windows that a document cannot show by an order of calls, with the test that shows them: what decides nothing that a pattern of a driver does, and what
 * changes memory alone. Every other one is stated, other than its default, by some document.
 */
export const choicesTestedBelow: Readonly<Record<string, { readonly file: string; readonly name: string }>> = {
  DataUsedWithMappings: { file: streams, name: 'C-04: the minidriver sets DataUsed, or it becomes Count − Remaining, in mappings' },
  TrailingEdgeAtLeading: { file: pointers, name: 'does not pass the leading edge, or takes it along (trailingEdgeAtLeading)' },
  CloneAheadOfEdge: { file: pointers, name: 'past the leading edge: the frame that it leaves stays, or completes (cloneAheadOfEdge)' },
  AvailableBytes: { file: pointers, name: 'KsPinGetAvailableByteCount counts from the leading edge, or behind its frame' },
  FreedMemory: { file: life, name: 'gives freed memory back at once when the option says so' },
};
