import { ksPage, streamTopic } from '../evidence';
import type { Constant, ConstantSet } from '../structure';
import { constant } from './common';

/** KSPROPSETID_Connection. */
export const KSPROPERTY_CONNECTION: ConstantSet = {
  name: 'KSPROPERTY_CONNECTION', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksproperty_connection'),
  summary: 'Properties of KSPROPSETID_Connection.',
  constants: [
    constant('KSPROPERTY_CONNECTION_STATE', 0, 'State of the pin.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_PRIORITY', 1, 'Priority of the connection.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_DATAFORMAT', 2, 'Format of the connection.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_ALLOCATORFRAMING', 3, 'The older framing of the pin (KSALLOCATOR_FRAMING); for stream class drivers.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_PROPOSEDATAFORMAT', 4, 'Asks whether the pin would accept a format.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_ACQUIREORDERING', 5, 'Whether the order in which pins go to ACQUIRE matters.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX', 6, 'The extended framing of the pin (KSALLOCATOR_FRAMING_EX), of varying size.', ['D', 'H']),
    constant('KSPROPERTY_CONNECTION_STARTAT', 7, 'Time at which the stream is to start.', ['D', 'H']),
  ],
};

/** KSPROPSETID_Stream. */
export const KSPROPERTY_STREAM: ConstantSet = {
  name: 'KSPROPERTY_STREAM', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksproperty_stream'),
  summary: 'Properties of KSPROPSETID_Stream.',
  constants: [
    constant('KSPROPERTY_STREAM_ALLOCATOR', 0, 'Handle of the allocator of the connection. Reading it always gives NULL; success only means that it is supported.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_QUALITY', 1, 'Quality statistics.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_DEGRADATION', 2, 'Ways of degradation.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_MASTERCLOCK', 3, 'Handle of the master clock.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_TIMEFORMAT', 4, 'Time format.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_PRESENTATIONTIME', 5, 'Presentation time.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_PRESENTATIONEXTENT', 6, 'Extent of the presentation.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_FRAMETIME', 7, 'Time of a frame.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_RATECAPABILITY', 8, 'Rates that the pin can run at.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_RATE', 9, 'Rate of the stream.', ['D', 'H']),
    constant('KSPROPERTY_STREAM_PIPE_ID', 10, 'Identifier of the pipe that the pin belongs to.', ['D', 'H']),
  ],
};

/** KSPROPSETID_StreamAllocator. */
export const KSPROPERTY_STREAMALLOCATOR: ConstantSet = {
  name: 'KSPROPERTY_STREAMALLOCATOR', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksproperty_streamallocator'),
  summary: 'Properties of KSPROPSETID_StreamAllocator.',
  constants: [
    constant('KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE', 0, 'Functions that allocate and free at up to DISPATCH_LEVEL; kernel mode only.', ['D', 'H']),
    constant('KSPROPERTY_STREAMALLOCATOR_STATUS', 1, 'Framing and number of frames allocated.', ['D', 'H']),
  ],
};

/** KSPROPSETID_Pin. */
export const KSPROPERTY_PIN: ConstantSet = {
  name: 'KSPROPERTY_PIN', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksproperty_pin'),
  summary: 'Properties of KSPROPSETID_Pin.',
  constants: [
    constant('KSPROPERTY_PIN_CINSTANCES', 0, 'Numbers of possible and present instances.', ['D', 'H']),
    constant('KSPROPERTY_PIN_CTYPES', 1, 'Number of pin types.', ['D', 'H']),
    constant('KSPROPERTY_PIN_DATAFLOW', 2, 'Direction of data.', ['D', 'H']),
    constant('KSPROPERTY_PIN_DATARANGES', 3, 'Data ranges.', ['D', 'H']),
    constant('KSPROPERTY_PIN_DATAINTERSECTION', 4, 'First format in the intersection with the given ranges.', ['D', 'H']),
    constant('KSPROPERTY_PIN_INTERFACES', 5, 'Interfaces.', ['D', 'H']),
    constant('KSPROPERTY_PIN_MEDIUMS', 6, 'Mediums.', ['D', 'H']),
    constant('KSPROPERTY_PIN_COMMUNICATION', 7, 'Direction of requests.', ['D', 'H']),
    constant('KSPROPERTY_PIN_GLOBALCINSTANCES', 8, 'Numbers of possible and present instances over all filters.', ['D', 'H']),
    constant('KSPROPERTY_PIN_NECESSARYINSTANCES', 9, 'Number of instances that are needed.', ['D', 'H']),
    constant('KSPROPERTY_PIN_PHYSICALCONNECTION', 10, 'Pin of another filter that a bridge pin is wired to.', ['D', 'H']),
    constant('KSPROPERTY_PIN_CATEGORY', 11, 'Category.', ['D', 'H']),
    constant('KSPROPERTY_PIN_NAME', 12, 'Name.', ['D', 'H']),
    constant('KSPROPERTY_PIN_CONSTRAINEDDATARANGES', 13, 'Data ranges that are possible at present.', ['D', 'H']),
    constant('KSPROPERTY_PIN_PROPOSEDATAFORMAT', 14, 'Asks whether the pin type would accept a format.', ['D', 'H']),
    constant('KSPROPERTY_PIN_PROPOSEDATAFORMAT2', 15, 'Format that the pin type proposes.', ['D', 'H'], { note: 'Only in newer headers.' }),
    constant('KSPROPERTY_PIN_MODEDATAFORMATS', 16, 'Formats by processing mode.', ['H'], { note: 'Only in newer headers.' }),
  ],
};

/** KSPROPSETID_MemoryTransport. */
export const KSPROPERTY_MEMORY_TRANSPORT: ConstantSet = {
  name: 'KSPROPERTY_MEMORY_TRANSPORT', kind: 'constants', type: 'int', source: streamTopic('vram-capture-properties'),
  summary: 'Properties of KSPROPSETID_MemoryTransport.',
  constants: [constant('KSPROPERTY_MEMORY_TRANSPORT', 1, 'Chooses the memory transport of the pin, such as video memory; can only be written.', ['D', 'H'], { remarks: 'KsProxy itself is the allocator then.' })],
};

/** KSPROPSETID_PinMDLCacheClearProp. */
export const KSPROPERTY_ALLOCATOR_MDLCACHING: ConstantSet = {
  name: 'KSPROPERTY_ALLOCATOR_MDLCACHING', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-kspproperty_allocator_mdlcaching'),
  summary: 'Properties of KSPROPSETID_PinMDLCacheClearProp.',
  constants: [constant('KSPROPERTY_ALLOCATOR_CLEANUP_CACHEDMDLPAGES', 1, 'Clears the cached MDLs; internal to Windows.', ['H'], { note: 'Only in newer headers.' })],
};

/** KSMETHODSETID_StreamAllocator. */
export const KSMETHOD_STREAMALLOCATOR: ConstantSet = {
  name: 'KSMETHOD_STREAMALLOCATOR', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksmethod_streamallocator'),
  summary: 'Methods of KSMETHODSETID_StreamAllocator.',
  constants: [
    constant('KSMETHOD_STREAMALLOCATOR_ALLOC', 0, 'Allocates a frame; pending while none is free. Of type KSMETHOD_TYPE_WRITE.', ['D', 'H']),
    constant('KSMETHOD_STREAMALLOCATOR_FREE', 1, 'Frees a frame. Of type KSMETHOD_TYPE_READ.', ['D', 'H']),
  ],
};

/** KSEVENTSETID_StreamAllocator. */
export const KSEVENT_STREAMALLOCATOR: ConstantSet = {
  name: 'KSEVENT_STREAMALLOCATOR', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksevent_streamallocator'),
  summary: 'Events of KSEVENTSETID_StreamAllocator.',
  constants: [
    constant('KSEVENT_STREAMALLOCATOR_INTERNAL_FREEFRAME', 0, 'Internal: never enabled by a client.', ['D', 'H']),
    constant('KSEVENT_STREAMALLOCATOR_FREEFRAME', 1, 'A frame has become free.', ['D', 'H']),
  ],
};

/** KSEVENTSETID_Connection. */
export const KSEVENT_CONNECTION: ConstantSet = {
  name: 'KSEVENT_CONNECTION', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksevent_connection'),
  summary: 'Events of KSEVENTSETID_Connection.',
  constants: [
    constant('KSEVENT_CONNECTION_POSITIONUPDATE', 0, 'The position in the stream has changed.', ['D', 'H']),
    constant('KSEVENT_CONNECTION_DATADISCONTINUITY', 1, 'Data is missing in the stream.', ['D', 'H']),
    constant('KSEVENT_CONNECTION_TIMEDISCONTINUITY', 2, 'The time of the stream has jumped.', ['D', 'H']),
    constant('KSEVENT_CONNECTION_PRIORITY', 3, 'The priority of the connection has changed.', ['D', 'H']),
    constant('KSEVENT_CONNECTION_ENDOFSTREAM', 4, 'The end of the stream has been reached.', ['D', 'H']),
  ],
};

const all = (...sets: readonly ConstantSet[]): readonly Constant[] => sets.flatMap((set) => set.constants);

/** Property identifiers of every set that the catalog knows. */
export const KSPROPERTY_ID: ConstantSet = {
  name: 'KSPROPERTY_ID', kind: 'constants', type: 'ULONG',
  summary: 'Property identifiers; which of them makes sense depends on the property set.',
  constants: all(KSPROPERTY_CONNECTION, KSPROPERTY_STREAM, KSPROPERTY_STREAMALLOCATOR, KSPROPERTY_PIN, KSPROPERTY_MEMORY_TRANSPORT, KSPROPERTY_ALLOCATOR_MDLCACHING),
};

/** Event identifiers of every set that the catalog knows. */
export const KSEVENT_ID: ConstantSet = {
  name: 'KSEVENT_ID', kind: 'constants', type: 'ULONG',
  summary: 'Event identifiers; which of them makes sense depends on the event set.',
  constants: all(KSEVENT_CONNECTION, KSEVENT_STREAMALLOCATOR),
};
