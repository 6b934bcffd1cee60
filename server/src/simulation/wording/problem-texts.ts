/** Why a simulation cannot be run, by key; `{name}` is filled from arguments. */
export const problemTexts: Readonly<Record<string, string>> = {
  'scenario.brokenValue': '{field} cannot be read; the problem is marked in the document.',
  'scenario.missing': '{field} is missing.',

  // Pins.
  'scenario.noOutputPin': 'No pin has the data flow KSPIN_DATAFLOW_OUT. State DataFlow of the pin to be simulated, or name the pin in Pin.',
  'scenario.unknownPin': 'There is no pin "{pin}". Write one of: {pins}.',
  'scenario.ambiguousPin': 'Several pins are called "{pin}". Write one of: {pins}.',
  'scenario.besidesPins': '{field} describes the only pin of a simulation, but Pins lists several. Write {field} into the entry of Pins that it belongs to.',
  'scenario.tooManyInstances': 'The run has more instances of the pin {pin} than InstancesPossible allows, which is {possible}: creating one more fails.',
  'scenario.noPins': 'There is no pin to simulate.',
  'scenario.tooManyPins': 'At most 12 pins can be simulated at once.',
  'scenario.duplicateLabel': 'Two pins have the same label.',
  'scenario.noQueue': 'By its flags, Communication or Mediums the pin is not on the standard transport: it has no AVStream queue, and only pins with one are simulated.',
  'scenario.noProcess': "The pin's Process is null, and neither its filter nor the pattern of the driver moves its frames, so that nothing does.",

  // Frames, source and client.
  'scenario.unknownDataRange': 'The pin {pin} has no data range "{name}". Write the name of an entry of DataRanges that the pin lists.',
  'scenario.noFrameSize': 'The size of a frame is unknown. State Source.FrameSize, or biSizeImage or SampleSize in the data range of the pin {pin}.',
  'scenario.frameSizeZero': 'FrameSize is 0.',
  'scenario.noPeriod': 'The time between frames is unknown. State Source.Period ("29.97 fps"), or AvgTimePerFrame in the data range of the pin {pin}.',
  'scenario.sourceOfInput': 'Source.{field} says when a device has a frame, but data enters by the pin {pin}. How often its client has one is stated in Client.Period.',
  'scenario.sourceBehindFilter': 'Source.{field} says when a device has a frame, but the frames of the pin {pin} are filled by its filter, from an input pin that takes part in the run. Leave it out.',
  'scenario.noClient': 'The application at the pin {pin} is not described: add Client with Requests and Hold, or connect the pin in kernel mode.',
  'scenario.noRequests': 'Client.Requests is missing: the number of requests that the application keeps outstanding.',
  'scenario.noHold': 'Client.Hold is missing: how long the application keeps a filled buffer before it queues it again, such as "10 ms".',
  'scenario.periodOfReader': 'Client.Period says how often a client fills a buffer, but the client of the pin {pin} reads. How often the device has a frame is stated in Source.Period.',
  'scenario.firstQueuedAt': 'Client.FirstQueuedAt has to be KSSTATE_ACQUIRE, KSSTATE_PAUSE or KSSTATE_RUN: in STOP a pin takes no requests.',
  'scenario.unknownBus': 'There is no bus "{bus}". Buses has: {buses}.',
  'scenario.duplicateBus': 'Two buses are called "{bus}". Give one of them another Label.',
  'scenario.busTooSlow': 'One frame of this pin alone takes longer on its bus than can be simulated, about 27 s. Check BytesPerSecond of the bus and the size of the frame.',
  'scenario.notCopied': 'CommonBufferFrames says that the device fills a common buffer by itself, but this driver gives the device the buffers of its reader. State a Pattern that copies (CopyInProcess or CopyAtDpc), or leave CommonBufferFrames out.',
  'scenario.busWithoutSpeed': 'The bus "{bus}" moves 0 bytes a second: no transfer would end.',

  // Connections, circuits and filters.
  'scenario.brokenConnection': 'The connection cannot be read, or cannot be; the problem is marked in the document.',
  'scenario.unknownPeer': 'Where the other end of the connection runs is not stated: add Peer with its Kind.',
  'scenario.offTransport': 'The connection is not on the standard transport: no frames go over it that could be simulated.',
  'scenario.vram': 'In VRAM KsProxy itself allocates, which is not simulated.',
  'scenario.userModeCircuit': "Frames of an application would travel through more than one filter here, because a filter between them passes the same frames on. Circuits that begin and end in user mode are not simulated; the frames of one pin and its application are, and circuits that stay in kernel mode.",
  'scenario.circle': 'The connections run in a circle: there is no pin or peer that the data begins with.',
  'scenario.clientBesideCircuit': 'The client has no pin: the connections keep {pin} in kernel mode, and which other pin the application reads is not clear. Write Client into an entry of Pins, or leave it out.',
  'scenario.noPeerPeriod': 'Data begins with this peer, but how often it has a frame is unknown. State Period of the peer, or AvgTimePerFrame in the connected data range.',
  'scenario.periodOfSink': 'Period says how often a peer fills a frame, but the data of this circuit does not begin with it. Leave it out.',
  'scenario.noPeerFrames': 'The peer allocates, but how many frames is unknown. State Frames in its AllocatorFraming, or in the framing of the pin.',
  'scenario.noSegmentSize': 'The size of the frames that go round this circuit does not follow from the framings and the connected format. State FrameSize of the connection.',
  'scenario.noInjectedFrames': 'How many frames the driver injects is unknown. State InjectedFrames.',
  'scenario.notInjecting': '{field} belongs to injection mode. Set InjectsFrames to true, or leave it out.',
  'scenario.holderAccess': 'Allocator.Holder.Access describes a client of the handle of the allocator; in a run the requestor of the circuit wants the frames. Leave Access out.',
  'scenario.undecidedAllocator': 'Who allocates the frames of this circuit does not follow from the document: no allocator is eligible, or not enough is stated of them. AVStream: Explain Allocator… says what is missing.',
  'scenario.unknownRequest': 'A member of the create request for the allocator of this circuit is unknown. State it in Allocator.Request.Framing, or in the framings of the connection.',
  'scenario.unknownFilter': 'There is no filter "{filter}". Write one of: {filters}.',
  'scenario.ambiguousFilter': 'Several filters are called "{filter}". Give them labels of their own.',
  'scenario.duplicateFilter': 'Filters has two entries for "{filter}". Put them together.',
  'scenario.ratioZero': 'Ratio.{field} is 0.',
  'scenario.noSuchBranch': 'ModifyingBranches names instance {number}, but {count} instances of the output pin take part in the run. Instances are counted from 1.',

  'scenario.noSuchPin': '{field} names a pin that takes no part in the run.',
  'scenario.sharedPin': '{field} has a pin that stands in another place already.',
  'scenario.filterRole': 'A pin of the filter does not fit what its Process does: one that copies has pins with data flow in, and no device fills its outputs; one in place has a single queue; one that captures has outputs that a device fills.',
  'scenario.filterMappings': 'KSPIN_FLAG_GENERATE_MAPPINGS on a pin of a filter with a Process of its own is not simulated: there Process works by bytes.',

  // Events.
  'scenario.eventMember': '{field} does not belong to an event of the kind {kind}, which takes: {members}. Leave it out, or write another Kind.',
  'scenario.eventPin': 'Which pin {kind} concerns is not clear, because several take part in the run. State Pin.',
  'scenario.eventElsewhere': 'Instance {instance} of the pin {pin} takes no part in the run. Its pins are: {pins}.',
  'scenario.unknownInstances': 'Whether the pin {pin} can be opened twice is unknown. State InstancesPossible in its descriptor.',

  // Values that the engine cannot compute with.
  'scenario.notWhole': '{field} is out of the range that can be simulated.',
  'scenario.emptyTable': '{field} is a table without values, or all of its weights are 0.',
  'scenario.order': '{field} is out of order.',
};
