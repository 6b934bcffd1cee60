import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** NTSTATUS values that routines return and ask for. */
const statusWords = {
  STATUS_SUCCESS: 'All is done.', STATUS_PENDING: 'To be gone on with later; NT_SUCCESS holds.', STATUS_INVALID_PARAMETER: 'A function was called with what it does not take.',
  STATUS_INSUFFICIENT_RESOURCES: 'Memory, map registers or room in the device are missing.', STATUS_DEVICE_NOT_READY: 'There is no frame: the pointer ran off the end of the queue, or its frame was cancelled.',
  STATUS_CANCELLED: 'The request was cancelled.', STATUS_UNSUCCESSFUL: 'Anything else that went wrong.',
};

const status = { kind: 'word', words: words(statusWords) } as const;
const amount = { kind: 'integer', type: 'ULONG', display: 'bytes', words: words({ FrameSize: 'The bytes of a frame of the connected format.', Remaining: 'What Remaining of the offset says.' }) } as const;

/** Functions that a step can call. */
const calls = {
  KsPinGetLeadingEdgeStreamPointer: 'The leading edge goes to As; NULL when it is to be locked and cannot be. Members: State, As.',
  KsPinGetTrailingEdgeStreamPointer: 'The same for the trailing edge, which a pin has with KSPIN_FLAG_DISTINCT_TRAILING_EDGE. Members: State, As.',
  KsPinGetFirstCloneStreamPointer: 'The oldest clone, or NULL, goes to As.',
  KsStreamPointerGetNextClone: 'The clone made after Pointer, or NULL, goes to As.',
  KsStreamPointerLock: 'Locks Pointer, which sets Status. On a pin with KSPIN_FLAG_GENERATE_MAPPINGS the mappings are made now.',
  KsStreamPointerUnlock: 'Unlocks Pointer; with Eject it also advances.',
  KsStreamPointerAdvance: 'Advances Pointer, which sets Status: a locked pointer is locked on the next frame, and STATUS_DEVICE_NOT_READY says that there is none.',
  KsStreamPointerAdvanceOffsets: 'Advances the offsets of Pointer by InUsed and OutUsed, and the pointer at the end of the frame or with Eject. Sets Status.',
  KsStreamPointerAdvanceOffsetsAndUnlock: 'The same, and unlocks Pointer.',
  KsStreamPointerClone: 'Clones Pointer into As, in the same lock state, with the cancel callback CancelCallback. Sets Status.',
  KsStreamPointerDelete: 'Deletes Pointer, a clone. Sets Status.',
  KsStreamPointerSetStatusCode: 'The request of the frame completes with the status To.',
  KsStreamPointerGetIrp: 'The IRP of the frame; NULL for an unlocked pointer. Dereferenced says that the driver does not look whether it is.',
  KsStreamPointerGetMdl: 'The MDL of the frame, likewise.',
  KsStreamPointerScheduleTimeout: 'TimeoutCallback is called with Pointer when Interval is over.',
  KsStreamPointerCancelTimeout: 'Takes the timeout of Pointer back.',
  KsPinGetAvailableByteCount: 'The bytes in the queue from the leading edge on.',
  KsPinAttemptProcessing: 'Asks for Process. Asynchronous runs it from a work item. Pointer NULL stands for a pin that is NULL.',
  KsFilterAcquireControl: 'Acquires the control mutex of the filter.', KsFilterReleaseControl: 'Releases the control mutex of the filter.', KsPinAcquireControl: 'Acquires the control mutex of the filter.', KsPinReleaseControl: 'Releases the control mutex of the filter.',
  KsFilterAcquireProcessingMutex: 'Acquires the processing mutex.', KsFilterReleaseProcessingMutex: 'Releases the processing mutex.', KsPinAcquireProcessingMutex: 'Acquires the processing mutex.', KsPinReleaseProcessingMutex: 'Releases the processing mutex.',
  KsAcquireDevice: 'Acquires the mutex of the device.', KsReleaseDevice: 'Releases the mutex of the device.',
  KeAcquireSpinLock: 'Acquires the spin lock Lock of the driver: the routine runs at DISPATCH_LEVEL until it is released.', KeReleaseSpinLock: 'Releases the spin lock Lock.',
  KsGateTurnInputOn: 'Turns an input of the AND gate of the pin on.', KsGateTurnInputOff: 'Turns one off, which closes the gate.', KsGateAddOffInputToAnd: 'Adds an input that is off.', KsGateRemoveOffInputFromAnd: 'Removes an input that is off.',
  KsPinRegisterFrameReturnCallback: 'Puts the pin into injection mode.',
  KsPinSubmitFrame: 'Injects a frame. Members: Data, Size.',
  KsQueueWorkItem: 'Queues the work item Routine.',
};

/** One step of a routine. */
export const DriverStep = defineStructure({
  name: 'DriverStep',
  origin: 'format',
  summary: 'One step of a routine of the driver: one of Call, If, While, Break, Continue, Return, Set, Header, Device, Wait, and what belongs to it.',
  remarks: 'Names of stream pointers and flags are the author\'s own. A pointer belongs to the call of the routine unless Kept lists it; flags are kept in the context of the pin.',
  evidence: [],
  fields: {
    Call: property({ kind: 'word', words: words(calls) }, 'The function of KS, or of the kernel, that is called.'),
    If: property({ kind: 'text' }, 'Goes on with Then if this holds, else with Else: a stream pointer that is not NULL, a flag that is set, or one of NT_SUCCESS and STATUS_… (of the last status), DeviceHasRoom, DeviceHasFilled, DeviceIsEmpty, FrameFits, HeaderHasFrameInfo, FramesLost, EndOfStream, TypeChanged (of the frame under Pointer), FramesAvailable, PinIsStreaming. `!` before it is its opposite; with Is two pointers are compared.'),
    While: property({ kind: 'text' }, 'Repeats Do while this holds: a condition as of If, or TRUE.'),
    Is: property({ kind: 'text' }, 'Of If and While: the stream pointer to compare with.'),
    Then: property({ kind: 'array', element: { kind: 'structure', structure: 'DriverStep' } }, 'Of If: what is done if it holds.'),
    Else: property({ kind: 'array', element: { kind: 'structure', structure: 'DriverStep' } }, 'Of If: what is done otherwise.'),
    Do: property({ kind: 'array', element: { kind: 'structure', structure: 'DriverStep' } }, 'Of While: what is repeated.'),
    Break: property({ kind: 'boolean' }, 'Leaves the While around it.'),
    Continue: property({ kind: 'boolean' }, 'Asks the condition of the While around it again.'),
    Return: property({ kind: 'word', words: words({ ...statusWords, Status: 'The last status.' }) }, 'Returns with this status.'),
    Set: property({ kind: 'text' }, 'Sets a flag (To), a stream pointer (Pointer) or Status (Status).'),
    Header: property({ kind: 'text' }, 'The stream pointer whose StreamHeader is accessed: written with DataUsed, OptionsFlags or FrameInfo, else read.'),
    Device: property({ kind: 'word', words: words({
      Program: 'Gives the buffer under Pointer to the device; sets Status, which is STATUS_INSUFFICIENT_RESOURCES when the device takes no more.',
      TakeFilled: 'Takes the buffer that the device filled first; its pointer goes to As, NULL without one.',
      Forget: 'The device must not write to the buffer under Pointer any more; without Pointer, to none that was programmed.',
      Copy: 'Copies the oldest frame in the store of the device into the frame under Pointer. Sets Status.',
      Start: 'The source begins, or goes on.', Pause: 'No further frames come; a transfer under way ends as it would.', Stop: 'The device stops at once and forgets what was programmed.',
    }) }, 'What the driver does with its device.'),
    Wait: property({ kind: 'distribution' }, 'Time passes: the driver works, and others come in between.'),

    Pointer: property({ kind: 'text' }, 'The stream pointer that is used; NULL stands for a null pointer.'),
    As: property({ kind: 'text' }, 'The stream pointer that takes the result.'),
    State: property({ kind: 'word', words: words({ Locked: 'Locked on its frame, which cannot be cancelled then: KSSTREAM_POINTER_STATE_LOCKED.', Unlocked: 'As it is, without a lock: KSSTREAM_POINTER_STATE_UNLOCKED.' }) }, 'Of KsPinGet…EdgeStreamPointer: the state asked for.', { default: 'Locked' }),
    Eject: property({ kind: 'boolean' }, 'The argument Eject.', { default: false }),
    InUsed: property(amount, 'The argument InUsed: bytes, or mappings where the offsets count them.', { default: 0 }),
    OutUsed: property(amount, 'The argument OutUsed, likewise.', { default: 0 }),
    CancelCallback: property({ kind: 'text' }, 'Of KsStreamPointerClone: the name of an entry of Callbacks. Left out: NULL.'),
    Interval: property({ kind: 'duration' }, 'Of KsStreamPointerScheduleTimeout.'),
    Asynchronous: property({ kind: 'boolean' }, 'Of KsPinAttemptProcessing.', { default: true }),
    Lock: property({ kind: 'text' }, 'Of KeAcquireSpinLock and KeReleaseSpinLock: the name of the spin lock.'),
    Routine: property({ kind: 'text' }, 'Of KsQueueWorkItem: the name of an entry of WorkItems.'),
    Data: property({ kind: 'boolean' }, 'Of KsPinSubmitFrame: whether Data is not NULL.', { default: true }),
    Size: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Of KsPinSubmitFrame.', { default: 0 }),
    Dereferenced: property({ kind: 'boolean' }, 'Of KsStreamPointerGetIrp and KsStreamPointerGetMdl: the result is used without a test for NULL.', { default: false }),
    To: property({ kind: 'boolean' }, 'Of Set: the value of a flag.'),
    Status: property(status, 'Of Set and KsStreamPointerSetStatusCode: a status.'),
    DataUsed: property(amount, 'Of Header: what DataUsed is set to. FrameSize is a frame of the connected format, or what of it fits.'),
    OptionsFlags: property({ kind: 'flags', type: 'ULONG', set: 'KSSTREAM_HEADER_OPTIONSF' }, 'Of Header: bits that are set in OptionsFlags.'),
    FrameInfo: property({ kind: 'word', words: words({ Checked: 'Only if Size of the header says that it is there.', Unchecked: 'Without a look at Size.' }) }, 'Of Header: KS_FRAME_INFO behind the header is written.'),
    Synchronised: property({ kind: 'boolean' }, 'Of Header: the driver holds off its cancel callback meanwhile, so that the frame of an unlocked pointer cannot go.', { default: false }),
    Notes: notesField,
  },
});

/** One routine. */
export const DriverRoutine = defineStructure({
  name: 'DriverRoutine',
  origin: 'format',
  summary: 'One routine of the driver: what it does, step by step. One step is one thing that nothing comes in between of.',
  evidence: [],
  fields: {
    Name: property({ kind: 'text' }, 'The name of the routine in the source, such as `"CCapturePin::Process"`.'),
    Level: property({ kind: 'word', words: words({ Passive: 'At PASSIVE_LEVEL: it may wait for mutexes.', Dispatch: 'At DISPATCH_LEVEL: it must not wait, and calls only what may be called there.' }) }, 'The IRQL it is called at. Left out: as its place says; Process runs at DISPATCH_LEVEL with KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING.'),
    Steps: property({ kind: 'array', element: { kind: 'structure', structure: 'DriverStep' } }, 'What it does, in order.', { presence: 'required' }),
    Notes: notesField,
  },
});

const routine = { kind: 'structure', structure: 'DriverRoutine' } as const;
const step = (from: string, to: string, more = ''): string => `SetDeviceState on the way from KSSTATE_${from} to KSSTATE_${to}.${more} Left out: as the other members of Driver say.`;

/** The routines of a driver. */
export const DriverRoutines = defineStructure({
  name: 'DriverRoutines',
  origin: 'format',
  summary: "The driver's routines as small programs of KS calls. What is left out is what the pattern and the other members of Driver say.",
  remarks: 'A run carries them out call by call and shows them under their names; a proof tries every order in which they can come together. Before the first step of Process and SetDeviceState ProcessTime and SetDeviceStateTime pass, before that of the DPC DpcTime; further time passes in Wait alone.',
  evidence: [],
  fields: {
    Kept: property({ kind: 'array', element: { kind: 'text' } }, 'Stream pointers that the driver keeps in the context of the pin, so that all routines share them: `["m_PreviousStreamPointer"]`. They begin as NULL.'),
    Process: property(routine, 'Process of the pin. It ends with Return on every way.'),
    Dpc: property(routine, 'The DPC that the interrupt of the device queues.'),
    StopToAcquire: property(routine, step('STOP', 'ACQUIRE')),
    AcquireToPause: property(routine, step('ACQUIRE', 'PAUSE')),
    PauseToRun: property(routine, step('PAUSE', 'RUN', ' It starts the device.')),
    RunToPause: property(routine, step('RUN', 'PAUSE', ' It pauses the device.')),
    PauseToAcquire: property(routine, step('PAUSE', 'ACQUIRE')),
    AcquireToStop: property(routine, step('ACQUIRE', 'STOP')),
    Reset: property(routine, 'Reset with KSRESET_BEGIN. It takes no time. Left out: as ResetDeletesClones says.'),
    SurpriseRemoval: property(routine, 'What the driver does on the pin in PnpSurpriseRemoval. It takes no time. Left out: nothing.'),
    TimeoutCallback: property(routine, 'The callback of KsStreamPointerScheduleTimeout. Its stream pointer is called StreamPointer.'),
    Callbacks: property({ kind: 'array', element: routine }, 'Cancel callbacks of clones, each with its Name, which CancelCallback refers to. They are called with the spin lock of the queue held, and take no time. Their stream pointer is called StreamPointer.'),
    WorkItems: property({ kind: 'array', element: routine }, 'Work items, each with its Name, which KsQueueWorkItem refers to.'),
    Notes: notesField,
  },
});
