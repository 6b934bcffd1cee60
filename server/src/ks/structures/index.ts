/** The C structures of a descriptor, one file a structure or tight family. */
export { KSALLOCATOR_DISPATCH } from './allocator-dispatch';
export { KSALLOCATOR_FRAMING, KSALLOCATOR_FRAMING_EX } from './allocator-framing';
export { KSAUTOMATION_TABLE } from './automation-table';
export { KS_COMPRESSION } from './compression';
export { DataRange, KSDATAFORMAT, KSDATARANGE, KSDATARANGE_AUDIO } from './data-range';
export { KS_DATARANGE_VIDEO, KS_VIDEO_STREAM_CONFIG_CAPS } from './data-range-video';
export { KSEVENT_ITEM, KSEVENT_SET } from './event-set';
export { KSFILTER_DESCRIPTOR, KSFILTER_DISPATCH } from './filter-descriptor';
export { KS_FRAMING_ITEM } from './framing-item';
export { KS_FRAMING_RANGE, KS_FRAMING_RANGE_WEIGHTED } from './framing-range';
export { KSMETHOD_ITEM, KSMETHOD_SET } from './method-set';
export { KSPIN_DESCRIPTOR, KSPIN_INTERFACE, KSPIN_MEDIUM } from './pin-descriptor';
export { KSPIN_DESCRIPTOR_EX } from './pin-descriptor-ex';
export { KSCLOCK_DISPATCH, KSPIN_DISPATCH } from './pin-dispatch';
export { KSPROPERTY_ITEM, KSPROPERTY_SET } from './property-set';
export { KSCOMPONENTID, KSNODE_DESCRIPTOR, KSTOPOLOGY_CONNECTION } from './topology';
export { KS_BITMAPINFOHEADER, KS_VIDEOINFOHEADER, RECT, SIZE } from './video-header';
