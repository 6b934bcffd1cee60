/** A way in which streams fail, as developers meet it. */
export interface FailureMode {
  readonly code: string;
  /** What one sees on a machine. */
  readonly symptom: string;
  /** What is behind it, and how a run or a check shows it. */
  readonly shown: string;
  /** Why a run shows nothing of it, where that is so; the table says it behind {@link FailureMode.shown}. */
  readonly run?: string;
  /** Rules that report it; none where losses do. */
  readonly rules: readonly string[];
  /** Public source. */
  readonly source: string;
}

/** The failure modes, in the order of their codes. */
export const failureModes: readonly FailureMode[] = [
  { code: 'F-01', symptom: 'The graph starts, then freezes.', shown: 'Process returned STATUS_PENDING and nobody calls it again: frames wait, and no trigger is left.', rules: ['SPT-17'], source: 'W:restarting-processing-in-avstream' },
  { code: 'F-02', symptom: 'It freezes with frames ahead of the leading edge.', shown: 'Software holds them back: the queue as printed has frames with Refcount 0 ahead of the edge.', rules: ['SPT-17', 'SPT-21'], source: 'DBG:debugging-a-processing-stall' },
  { code: 'F-03', symptom: 'It freezes with frames behind the leading edge that keep a reference.', shown: 'Hardware or DPC does not delete the clones: every buffer is filled or on its way back.', rules: ['STA-04'], source: 'DBG:debugging-a-processing-stall' },
  { code: 'F-04', symptom: 'Bug check when the application exits, for locked pages that are left.', shown: 'Frames that never complete: clones are alive when the pin is closed.', rules: ['STA-04', 'SPT-11'], source: 'DBG:bug-check-0xcb' },
  { code: 'F-05', symptom: 'The process hangs on exit.', shown: 'Nothing deletes the clone of a cancelled request.', rules: ['SPT-11'], source: 'K:nc-ks-pfnksstreampointer' },
  { code: 'F-06', symptom: 'A filter in the middle of the graph starves.', shown: 'Fewer frames go round than pins can hold, which a run shows; or one allocator serves several segments, which the static rule shows: in a run each circuit has frames of its own.', rules: ['NEG-07', 'NEG-08'], source: 'W:allocation-schemes' },
  { code: 'F-07', symptom: 'Garbage in the image, torn frames.', shown: 'The framing is smaller than the image, and buffers of that size are filled as far as they go.', rules: ['RNG-11', 'HDR-06'], source: 'W:specifying-allocator-framing-in-avstream-codecs' },
  { code: 'F-08', symptom: 'DMA writes past the end, or to an unaligned address.', shown: 'An alignment stands where its mask belongs, in the framing or in the create request, or the allocator ignores it.', rules: ['FRM-25', 'CRE-04', 'ALC-03'], source: 'H:ks.h' },
  { code: 'F-09', symptom: "The driver's own allocator is never called.", shown: 'The other end demands its own, or is in user mode: the result names whose frames there are, and why no others.', rules: ['NEG-04', 'DSP-04'], source: 'W:avstream-allocators' },
  { code: 'F-10', symptom: 'Locks fail now and then, on machines with much memory only.', shown: 'A 32-bit device keeps more frames locked than there are map registers.', rules: ['DMA-05'], source: 'W:supporting-dma-in-64-bit-avstream-drivers' },
  { code: 'F-11', symptom: 'Process is called, and the leading-edge pointer is NULL.', shown: 'A lock failed, and the driver uses the pointer all the same.', rules: ['SPT-07'], source: 'K:nf-ks-kspingetleadingedgestreampointer' },
  { code: 'F-12', symptom: 'A processor is busy for good.', shown: 'Process returns STATUS_SUCCESS without consuming anything.', rules: ['SPT-16'], source: 'W:restarting-processing-in-avstream' },
  { code: 'F-13', symptom: 'The counter of dropped frames is wrong.', shown: 'It is set to 0 in the middle of the stream, or the loss is not marked on the next frame.', rules: ['STA-07', 'HDR-04'], source: 'W:ksproperty-droppedframes-current' },
  { code: 'F-14', symptom: 'A reset of a codec hangs.', shown: 'The filter states no connections between its pins, so that a reset has no way through it.', run: 'Shown by the static rule. The run has no more to show: how AVStream passes a reset on from pin to pin is not public, and the model resets the pin that the client asks it of.', rules: ['FLT-14'], source: 'W:resetting-state-in-avstream-codecs' },
  { code: 'F-15', symptom: 'Applications do not find tuner or crossbar.', shown: 'The analog video input has InstancesNecessary 0.', run: 'Shown by the static rule. The run has no more to show: the frames flow all the same, and how applications look for filters is no part of it.', rules: ['PIN-31'], source: 'K:ns-ks-_kspin_descriptor_ex' },
  { code: 'F-16', symptom: 'The second instance of a pin cannot be created.', shown: 'InstancesPossible is reached.', rules: ['PIN-33'], source: 'K:ns-ks-_kspin_descriptor_ex' },
  { code: 'F-17', symptom: 'Deadlock on the processing mutex.', shown: 'The control mutex of the filter is acquired while the processing mutex is held.', rules: ['DSP-15'], source: 'DV:ks-ksprocessingmutex' },
  { code: 'F-18', symptom: 'Driver Verifier stops the system for an invalid stream pointer.', shown: 'KsStreamPointerDelete gets an edge, or NULL.', rules: ['SPT-03'], source: 'DV:ks-ksinvalidstreampointer' },
  { code: 'F-19', symptom: 'Timeouts fire in a burst when the stream starts.', shown: 'They were scheduled while the pin was only paused.', rules: ['SPT-15'], source: 'K:nf-ks-ksstreampointerscheduletimeout' },
  { code: 'F-20', symptom: 'What stands behind a stream header is overwritten.', shown: 'KS_FRAME_INFO is written without a look at Size of the header.', rules: ['HDR-03'], source: 'S:ssamp' },
  { code: 'F-21', symptom: 'An application crashes with frames of the driver.', shown: 'Frames of a kernel allocator are passed to user mode, or named for an end there.', rules: ['ALC-12', 'NEG-16'], source: 'W:avstream-allocators' },
  { code: 'F-22', symptom: 'The framing of a pin changes for all of its instances.', shown: 'The static framing is written to without a copy.', run: 'Shown by the static rule. The run has no more to show: an edit changes what is negotiated from then on, and a simulation negotiates once, before any instance is created.', rules: ['FRM-35'], source: 'K:nf-ks-_ksedit' },
  { code: 'F-23', symptom: 'Capture stalls behind a splitter.', shown: 'A branch has no empty frame, and the filled ones of the others are held until it has.', rules: [], source: 'DBG:analyzing-a-capture-stall' },
  { code: 'F-24', symptom: 'A splitter in user mode ignores the framing.', shown: 'The pin demands what its user-mode peer may not read.', run: 'Shown by the static rule. The run has no more to show: size and number of the frames are those that Client states, as a filter in user mode brings them, with either framing.', rules: ['NEG-17'], source: 'K:ns-ks-ksallocator_framing_ex' },
  { code: 'F-25', symptom: 'Stopping does not return.', shown: 'A frame is still locked, or its clone alive, when the pin comes to STOP.', rules: ['SPT-05', 'STA-04'], source: 'DV:ks-ksstreampointerunlock' },
];

/** Rules of Driver Verifier about ks.sys (DV:ks-*), with what each means. */
export const verifierRules: Readonly<Record<string, string>> = {
  KsDeviceMutex: 'KsAcquireDevice and KsReleaseDevice come in pairs.',
  KsStreamPointerClone: 'Every clone is deleted.',
  KsStreamPointerLock: 'No stream pointer is locked or unlocked twice.',
  KsStreamPointerUnlock: 'Every stream pointer is unlocked before the device stops or the driver is unloaded.',
  KsCallbackReturn: 'A callback returns a status that is allowed.',
  KsIrqlDeviceCallbacks: 'A callback of the device returns at the IRQL at which it was called.',
  KsIrqlFilterCallbacks: 'The same for a filter.',
  KsIrqlPinCallbacks: 'The same for a pin.',
  KsIrqlDDIs: 'A function of ks.sys is called at an IRQL that it allows.',
  KsFilterMutex: 'The control mutex of a filter is not acquired twice, and released by who holds it.',
  KsProcessingMutex: 'The same for the processing mutex; the control mutex is not acquired under it.',
  KsInvalidStreamPointer: 'A stream pointer is an edge or a living clone, and no edge is deleted.',
  KsTimedPinSetDeviceState: 'A state change takes no longer than a limit that is not published.',
  KsTimedDeviceCallbacks: 'A callback of the device takes less than 500 ms.',
  KsTimedFilterCallbacks: 'The same for a filter.',
  KsTimedPinCallbacks: 'The same for a pin.',
  KsTimedProcessingMutex: 'The processing mutex is held for less than 100 ms.',
  KsMarkPendingIrp: 'IoMarkIrpPending is called before Create or Close returns STATUS_PENDING.',
};
