import { property, words } from './common';

/** Choices about queues, processing and the run that Windows leaves undocumented or documents in two ways. The first word of each is the default. */
export const runOptionFields = {
  CancelledClone: property({ kind: 'word', words: words({
    LastCloneDeleted: 'It holds the request until it is deleted, as the page on the callback has it.',
    WithoutCallbackReleased: 'It holds the request only if it has a cancel callback.',
    AtOnce: 'It does not hold the request, as the page on locking can be read.',
  }) }, 'What an unlocked clone does to a request that is cancelled. The pages contradict each other.', { default: 'LastCloneDeleted' }),
  CancelWhileLocked: property({ kind: 'word', words: words({ AtUnlock: 'It is carried out when the lock goes.', Forgotten: 'It is forgotten.' }) }, 'What becomes of a cancellation that meets a locked stream pointer.', { default: 'AtUnlock' }),
  SynchronousAttempt: property({ kind: 'word', words: words({ AtOrBelow: 'At levels up to and including the highest for processing.', Below: 'Only at levels below it.' }) }, 'When KsPinAttemptProcessing and KsFilterAttemptProcessing with Asynchronous FALSE call Process at once. The pages contradict each other.', { default: 'AtOrBelow' }),
  AttemptDuringProcess: property({ kind: 'word', words: words({ Remembered: 'Process is called again when it has returned.', Lost: 'Nothing follows.' }) }, 'What an attempt to process does while Process runs.', { default: 'Remembered' }),
  DataUsedWithMappings: property({ kind: 'word', words: words({ Minidriver: 'The minidriver does.', CountMinusRemaining: 'AVStream sets it to Count minus Remaining, which count mappings there.' }) }, 'Who sets DataUsed of a frame with mappings. The pages contradict each other.', { default: 'Minidriver' }),
  MappingLifetime: property({ kind: 'word', words: words({ WhileLocked: 'While a stream pointer on the frame is locked.', UntilCompletion: 'Until the frame is completed.' }) }, 'How long the mappings of a frame keep their map registers.', { default: 'WhileLocked' }),
  AdjacentPages: property({ kind: 'word', words: words({ OneMapping: 'They share one, up to its greatest length.', SeparateMappings: 'Each has one of its own.' }) }, 'Whether physically adjacent pages share a mapping.', { default: 'OneMapping' }),
  LockWithoutResources: property({ kind: 'word', words: words({ InsufficientResources: 'It returns STATUS_INSUFFICIENT_RESOURCES.', DeviceNotReady: 'It returns STATUS_DEVICE_NOT_READY.' }) }, 'What a lock returns that finds no map registers.', { default: 'InsufficientResources' }),
  TimeoutBeforeRun: property({ kind: 'word', words: words({ WaitsForRun: 'It fires after another one has been scheduled in RUN.', FiresOnTime: 'It fires on time.' }) }, 'What becomes of a timeout that is scheduled before RUN, which "may not fire".', { default: 'WaitsForRun' }),
  TrailingEdgeAtLeading: property({ kind: 'word', words: words({ Stays: 'It stays.', MovesBoth: 'It takes the leading edge along.' }) }, "What a trailing edge does that is advanced on the leading edge's frame.", { default: 'Stays' }),
  AvailableBytes: property({ kind: 'word', words: words({ FromLeadingEdge: 'It counts.', AfterLeadingEdge: 'It does not count.' }) }, 'Whether KsPinGetAvailableByteCount counts the frame under the leading edge.', { default: 'FromLeadingEdge' }),
  ResetOrder: property({ kind: 'word', words: words({ CallbackFirst: 'The Reset callback.', CancelFirst: 'The cancellation of the requests.' }) }, 'What comes first at KSRESET_BEGIN.', { default: 'CallbackFirst' }),
  EndOfStreamFlush: property({ kind: 'word', words: words({ CancelsWaiting: 'They are cancelled.', KeepsWaiting: 'They stay.' }) }, 'What becomes of requests that wait in an output queue after a frame with ENDOFSTREAM has gone.', { default: 'CancelsWaiting' }),
  FlushOnPause: property({ kind: 'word', words: words({ CancelsRequests: 'Their requests are cancelled.', LeftToMinidriver: 'They are left to the minidriver.' }) }, 'What becomes of frames with FLUSHONPAUSE when the pin goes from RUN to PAUSE.', { default: 'CancelsRequests' }),
  SurpriseRemoval: property({ kind: 'word', words: words({ CancelsRequests: 'They are cancelled.', LeavesRequests: 'They wait until the pins are closed.' }) }, 'What becomes of waiting requests when the device is removed without notice.', { default: 'CancelsRequests' }),
  WakeOrder: property({ kind: 'word', words: words({ PowerFirst: 'SetPower comes first.', StateFirst: 'SetDeviceState comes first, which is documented as possible.' }) }, 'Which callback comes first when the system wakes up.', { default: 'PowerFirst' }),
  CopyWithoutFrame: property({ kind: 'word', words: words({ Waits: 'It waits for one.', LeftOut: 'It is left out.' }) }, 'What becomes of a copy for a branch of a splitter that has no empty frame.', { default: 'Waits' }),
  ReadOnlyBehindModifying: property({ kind: 'word', words: words({ CopyEach: 'Each gets a copy of its own.', ShareOneCopy: 'They share one copy.' }) }, 'What branches of a splitter get that leave the data alone, when the first branch changes it.', { default: 'CopyEach' }),
  StateOrder: property({ kind: 'word', words: words({ SinkFirst: 'From the sink to the source.', SourceFirst: 'From the source to the sink.' }) }, 'In which order the pins of a circuit go up; down is the reverse.', { default: 'SinkFirst' }),
  StateChangeDuringProcess: property({ kind: 'word', words: words({ Waits: 'It waits until Process has returned.', Interrupts: 'SetDeviceState is called at once.' }) }, 'What becomes of a change of state that comes while Process runs.', { default: 'Waits' }),
  EmptyBufferHold: property({ kind: 'word', words: words({ AsFilled: 'As long as a filled one.', None: 'Not at all: it is queued again at once.' }) }, 'How long the application keeps a buffer that came back empty.', { default: 'AsFilled' }),
  PeerFramesAtStop: property({ kind: 'word', words: words({ AtOnce: 'It gives them back at once.', WhenDone: 'Each when it would have been done with it.' }) }, 'When a peer of a circuit gives back the frames it holds once the pins are in STOP.', { default: 'AtOnce' }),
} as const;
