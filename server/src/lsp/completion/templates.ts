/** A whole object to begin with. */
export interface Template {
  readonly label: string;
  /** What it is, in a sentence. */
  readonly detail: string;
  /** Snippet of the object, indented with tabs. */
  readonly body: string;
  /** Name proposed for an entry of the top-level table. */
  readonly entryName?: string;
}

/** Templates by the structure they are of. Their values are those of ordinary capture drivers; a test holds them free of errors and warnings. */
export const templates: Readonly<Record<string, Template>> = {
  KS_FRAMING_ITEM: {
    label: 'framing item',
    detail: 'System memory, two frames, sizes of two pages',
    body: [
      '{',
      '\t"MemoryType": "${1|KSMEMORY_TYPE_KERNEL_NONPAGED,KSMEMORY_TYPE_KERNEL_PAGED|}",',
      '\t"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"],',
      '\t"Frames": ${2:2},',
      '\t"FileAlignment": ${3:0},',
      '\t"FramingRange": { "Range": { "MinFrameSize": "${4:2 * PAGE_SIZE}", "MaxFrameSize": "${5:2 * PAGE_SIZE}", "Stepping": 1 } }',
      '}',
    ].join('\n'),
  },
  KSALLOCATOR_FRAMING_EX: {
    label: 'framing',
    detail: 'A framing with one item in system memory',
    entryName: 'CaptureFraming',
    body: [
      '{',
      '\t"FramingItem": [',
      '\t\t{',
      '\t\t\t"MemoryType": "${1|KSMEMORY_TYPE_KERNEL_NONPAGED,KSMEMORY_TYPE_KERNEL_PAGED|}",',
      '\t\t\t"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"],',
      '\t\t\t"Frames": ${2:2},',
      '\t\t\t"FileAlignment": ${3:0},',
      '\t\t\t"FramingRange": { "Range": { "MinFrameSize": "${4:2 * PAGE_SIZE}", "MaxFrameSize": "${5:2 * PAGE_SIZE}", "Stepping": 1 } }',
      '\t\t}',
      '\t]',
      '}',
    ].join('\n'),
  },
  KSPIN_DISPATCH: {
    label: 'pin dispatch',
    detail: 'Callbacks of a pin that processes its data itself',
    entryName: 'CapturePinDispatch',
    body: ['{', '\t"Create": "${1:PinCreate}",', '\t"Process": "${2:PinProcess}",', '\t"SetDataFormat": "${3:PinSetDataFormat}",', '\t"SetDeviceState": "${4:PinSetDeviceState}"', '}'].join('\n'),
  },
  KSPIN_DESCRIPTOR_EX: {
    label: 'capture pin',
    detail: 'An output pin that captures video',
    body: [
      '{',
      '\t"Label": "${1:video}",',
      '\t"Dispatch": { "Create": "PinCreate", "Process": "PinProcess", "SetDataFormat": "PinSetDataFormat", "SetDeviceState": "PinSetDeviceState" },',
      '\t"PinDescriptor": {',
      '\t\t"DataRanges": [${2}],',
      '\t\t"DataFlow": "${3|KSPIN_DATAFLOW_OUT,KSPIN_DATAFLOW_IN|}",',
      '\t\t"Communication": "KSPIN_COMMUNICATION_BOTH",',
      '\t\t"Category": "PINNAME_VIDEO_CAPTURE"',
      '\t},',
      '\t"Flags": ["KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY"],',
      '\t"InstancesPossible": 1,',
      '\t"InstancesNecessary": 1,',
      '\t"RuntimeEdits": [{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "SizeImage", "Frames": 2 }]',
      '}',
    ].join('\n'),
  },
  KSFILTER_DESCRIPTOR: {
    label: 'capture filter',
    detail: 'A filter that brings video into the graph',
    body: [
      '{',
      '\t"Label": "${1:capture}",',
      '\t"Version": "KSFILTER_DESCRIPTOR_VERSION",',
      '\t"Flags": [],',
      '\t"ReferenceGuid": "KSNAME_Filter",',
      '\t"Categories": ["KSCATEGORY_VIDEO", "KSCATEGORY_CAPTURE"],',
      '\t"PinDescriptors": [$2]',
      '}',
    ].join('\n'),
  },
  RuntimeEdit: {
    label: 'edit in Create',
    detail: 'Frame size of the connected format, written with KsEdit when the pin is created',
    body: '{ "When": "${1|Create,SetDataFormat|}", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "${2|SizeImage,SampleSize|}", "Frames": ${3:2} }',
  },
  Suppression: {
    label: 'suppression',
    detail: 'A rule that is not to be reported here, and why',
    body: '{ "Code": "$1", "Reason": "$2" }',
  },
  KSPIN_INTERFACE: {
    label: 'standard interface',
    detail: 'Standard streaming',
    body: '{ "Set": "KSINTERFACESETID_Standard", "Id": "KSINTERFACE_STANDARD_STREAMING", "Flags": 0 }',
  },
  KSPIN_MEDIUM: {
    label: 'medium',
    detail: 'Standard medium, or one of your own',
    body: '{ "Set": "${1:KSMEDIUMSETID_Standard}", "Id": ${2:0}, "Flags": 0 }',
  },
  CommonBuffer: {
    label: 'common buffer',
    detail: 'Memory that the device and the processor share',
    body: '{ "Label": "${1:descriptors}", "Length": "${2:PAGE_SIZE}", "Purpose": "${3|Descriptors,VendorAllocator,Copy,RealTime,Other|}", "AllocatedWhen": "${4|DeviceStart,InitializeAllocator,AfterStart|}" }',
  },
  FilterFactory: {
    label: 'filter factory',
    detail: 'Made by the driver, under a name of its own',
    body: '{ "MadeBy": "${1|KsCreateFilterFactory,KSDEVICE_DESCRIPTOR|}", "RefString": "${2:GLOBAL}", "InfReferenceString": "${2:GLOBAL}" }',
  },
  KSDEVICE_DESCRIPTOR: {
    label: 'device descriptor',
    detail: 'Dispatch table and version',
    body: '{ "Dispatch": {$1}, "Version": "KSDEVICE_DESCRIPTOR_VERSION" }',
  },
  SimulationPin: {
    label: 'pin of a run',
    detail: 'A pin with its source and its application',
    body: '{ "Pin": "${1}", "Source": { "Period": "${2:29.97 fps}" }, "Client": { "Requests": ${3:4}, "Hold": "${4:10 ms}" } }',
  },
  SimulationEvent: {
    label: 'event',
    detail: 'Something that happens to the graph from outside',
    body: '{ "Time": "${1:500 ms}", "Kind": "${2|Cancel,Reset,ProcessEnds,FormatChange,SecondOpen,Sleep,SurpriseRemoval|}"$3 }',
  },
  SimulationConnection: {
    label: 'connection',
    detail: 'A pin of this document and a kernel filter outside it',
    body: '{ "From": "${1}", "Peer": { "Kind": "${2|KernelAvStream,KernelKs1,UserMode|}", "AllocatorFraming": null, "HasAllocator": ${3|false,true|}, "Hold": "${4:10 ms}" } }',
  },
  SimulationFilter: {
    label: 'filter of a run',
    detail: 'What a filter needs beyond its descriptor',
    body: '{ "Filter": "${1}", "ProcessTime": "${2:100 us}" }',
  },
  SimulationBus: {
    label: 'bus',
    detail: 'A bus that pins share',
    body: '{ "Label": "${1:link}", "BytesPerSecond": ${2:1000000000} }',
  },
  SimulationBounds: {
    label: 'bounds',
    detail: 'A greatest number',
    body: '{ "AtMost": ${1:0} }',
  },
  SimulationDropBounds: {
    label: 'frames lost for a reason',
    detail: 'A reason, and how many frames it may cost',
    body: '{ "Reason": "${1|BuffersInApplication,BuffersNotProgrammed,BuffersInCompletion,HardwareBusy,BuffersInCircuit|}", "AtMost": ${2:0} }',
  },
  SimulationLatencyLimits: {
    label: 'latencies',
    detail: 'The longest that frames may take',
    body: '{ "P99": "${1:20 ms}", "Maximum": "${2:50 ms}" }',
  },
  SimulationExpectation: {
    label: 'expectations',
    detail: 'No frame lost, none too late, nothing kept for good',
    body: '{ "Drops": { "AtMost": ${1:0} }, "Latency": { "Maximum": "${2:50 ms}" }, "NoLeak": true }',
  },
  SimulationPinExpectation: {
    label: 'expectations',
    detail: 'No frame of the pin lost, none too late',
    body: '{ "Drops": { "AtMost": ${1:0} }, "Latency": { "Maximum": "${2:50 ms}" } }',
  },
  SimulationFindingExpectation: {
    label: 'findings',
    detail: 'The most serious finding that may be reported',
    body: '{ "Worst": "${1|None,Info,Warning|}" }',
  },
  SimulationAllocatorExpectation: {
    label: 'allocators',
    detail: 'Whose allocator has to be eligible',
    body: '{ "Eligible": ["${1}"] }',
  },
  LatencyTable: {
    label: 'latencies',
    detail: 'Latencies as a tool measured them',
    entryName: 'Machine',
    body: '{ "Machine": "${1:which machine, and its load}", "MeasuredWith": "${2:which tool}", "DpcLatency": { "Histogram": [["${3:0 us}", "${4:8 us}", ${5:990}], ["${4:8 us}", "${6:64 us}", ${7:10}]] } }',
  },
  Simulation: {
    label: 'simulation',
    detail: 'Frames from a source to an application that keeps some buffers outstanding',
    body: [
      '{',
      '\t"Label": "${1:30 fps to an application}",',
      '\t"Duration": "${2:4 s}",',
      '\t"Source": { "Period": "${3:29.97 fps}", "FrameSize": ${4:614400} },',
      '\t"Hardware": { "ListDepth": ${5:2}, "TransferTime": "${6:5 ms}" },',
      '\t"Client": { "Requests": ${7:4}, "Hold": "${8:10 ms}" }',
      '}',
    ].join('\n'),
  },
};

/** A form of an object that holds under a condition, of whatever structure the object is. */
export const variantTemplate: Template = { label: 'variant', detail: 'A form of this object under a condition: only what differs', body: '{ "If": "${1:condition}", $2 }' };

/** A whole document to begin with. */
export const documentTemplate = [
  '{',
  '\t"FormatVersion": 1,',
  '\t"Target": { "Architecture": "${1|x64,x86,ARM64|}" },',
  '\t"Framings": {$2},',
  '\t"Filters": [$3],',
  '\t"Simulations": [$4]',
  '}',
].join('\n');
