/**
 * Entries of the record of calls, by key; those of routines and functions that are not here are told by their names. `{about}` is a number of the run: of a request, a
 * clone, a frame or a buffer.
 */
export const callTexts: Readonly<Record<string, string>> = {
  'call.Process': 'Process, call {about}',
  'call.processReturned': 'Process returns, call {about}',
  'call.SetDeviceState': 'SetDeviceState({state})',
  'call.SetPower': 'SetPower(D{about})',
  'call.Reset': 'Reset({reset})',
  'call.CancelCallback': 'cancel callback of clone {about}',
  'call.TimeoutCallback': 'timeout callback of stream pointer {about}',
  'call.FrameReturn': 'frame return callback, frame {about}',
  'call.KsPinRegisterFrameReturnCallback': 'KsPinRegisterFrameReturnCallback in {state}',
  'call.KsPinSubmitFrame': 'KsPinSubmitFrame, frame {about}',
  'call.IoCallDriver': 'IoCallDriver, frame {about}',
  'call.frameArrived': 'a frame of request {about} arrives',
  'call.requestRefused': 'a request is refused',
  'call.requestHeld': 'request {about} is held behind the end of the stream',
  'call.leadingEdgeSet': 'the leading edge moves to the frame of request {about}',
  'call.leadingEdgeAdvanced': 'the leading edge moves on to the frame of request {about}',
  'call.leadingEdgeAdvanced.none': 'the leading edge moves off the end of the queue',
  'call.mappingsBuilt': 'mappings are built for a frame of request {about}',
  'call.lockFailed': 'a lock of a frame of request {about} fails',
  'call.frameCompleted': 'a frame of request {about} completes',
  'call.frameCancelled': 'a frame of request {about} is cancelled',
  'call.frameCopied': 'frame {about} is copied',
  'call.cancelDeferred': 'the cancellation of request {about} waits for a lock',
  'call.requestCompleted': 'request {about} completes',
  'call.requestWithheld': 'request {about} waits for the client to fetch the format',
  'call.workItemQueued': 'a work item is queued for Process',
  'call.createRefused': 'Create is refused: InstancesPossible is reached',
  'call.formatRefused': 'a change of format is refused: KSPIN_FLAG_FIXED_FORMAT',
};
