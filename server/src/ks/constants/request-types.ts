import { ksPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

const page = ksPage('ns-ks-ksidentifier');

/** Types of a property request. */
export const KSPROPERTY_TYPE: ConstantSet = {
  name: 'KSPROPERTY_TYPE', kind: 'flags', type: 'ULONG', source: page, knownMask: 0xd801ff07,
  summary: 'Types of a property request (KSPROPERTY.Flags).',
  constants: [
    constant('KSPROPERTY_TYPE_GET', 0x1, 'Reads the property.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_SET', 0x2, 'Writes the property.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_GETPAYLOADSIZE', 0x4, 'Asks for the size of the payload; no public text was found.', ['H', '?'], { note: 'Only in newer headers.' }),
    constant('KSPROPERTY_TYPE_SETSUPPORT', 0x100, 'Asks whether the set is supported.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_BASICSUPPORT', 0x200, 'Asks which requests the property supports.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_RELATIONS', 0x400, 'Asks for the properties that depend on this one.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_SERIALIZESET', 0x800, 'Serialises the set.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_UNSERIALIZESET', 0x1000, 'Restores the set.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_SERIALIZERAW', 0x2000, 'Serialises the set in a form of its own.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_UNSERIALIZERAW', 0x4000, 'Restores the set from a form of its own.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_SERIALIZESIZE', 0x8000, 'Asks for the size of the serialised property.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_DEFAULTVALUES', 0x10000, 'Asks for default values.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_HIGHPRIORITY', 0x8000000, 'High priority; no public text was found.', ['H', '?'], { note: 'Only in newer headers.' }),
    constant('KSPROPERTY_TYPE_TOPOLOGY', 0x10000000, 'The request is about a node (KSP_NODE). Goes with another flag.', ['D', 'H']),
    constant('KSPROPERTY_TYPE_FSFILTERSCOPE', 0x40000000, 'Scope of a filter; no public text was found.', ['H', '?'], { note: 'Only in newer headers.' }),
    constant('KSPROPERTY_TYPE_COPYPAYLOAD', 0x80000000, 'Copies the payload; no public text was found.', ['H', '?'], { note: 'Only in newer headers.' }),
  ],
};

/** Types of an event request. */
export const KSEVENT_TYPE: ConstantSet = {
  name: 'KSEVENT_TYPE', kind: 'flags', type: 'ULONG', source: page, knownMask: 0x10000707,
  summary: 'Types of an event request (KSEVENT.Flags).',
  constants: [
    constant('KSEVENT_TYPE_ENABLE', 0x1, 'Enables the event until it is disabled.', ['D', 'H']),
    constant('KSEVENT_TYPE_ONESHOT', 0x2, 'Enables the event for its next occurrence.', ['D', 'H']),
    constant('KSEVENT_TYPE_ENABLEBUFFERED', 0x4, 'Enables the event and queues its occurrences.', ['D', 'H']),
    constant('KSEVENT_TYPE_SETSUPPORT', 0x100, 'Asks whether the set is supported.', ['D', 'H']),
    constant('KSEVENT_TYPE_BASICSUPPORT', 0x200, 'Asks whether the event is supported.', ['D', 'H']),
    constant('KSEVENT_TYPE_QUERYBUFFER', 0x400, 'Takes the next queued occurrence.', ['D', 'H']),
    constant('KSEVENT_TYPE_TOPOLOGY', 0x10000000, 'The request is about a node (KSE_NODE). Goes with another flag.', ['D', 'H']),
  ],
};

/** Types of a method request. */
export const KSMETHOD_REQUEST: ConstantSet = {
  name: 'KSMETHOD_REQUEST', kind: 'flags', type: 'ULONG', source: page, knownMask: 0x10000301,
  summary: 'Types of a method request (KSMETHOD.Flags).',
  constants: [
    constant('KSMETHOD_TYPE_SEND', 0x1, 'Calls the method.', ['D', 'H']),
    constant('KSMETHOD_TYPE_SETSUPPORT', 0x100, 'Asks whether the set is supported.', ['D', 'H']),
    constant('KSMETHOD_TYPE_BASICSUPPORT', 0x200, 'Asks whether the method is supported.', ['D', 'H']),
    constant('KSMETHOD_TYPE_TOPOLOGY', 0x10000000, 'The request is about a node (KSM_NODE). Goes with another flag.', ['D', 'H']),
  ],
};

/** Flags of a request about a pin type. */
export const KSPROPERTY_PIN_FLAGS: ConstantSet = {
  name: 'KSPROPERTY_PIN_FLAGS', kind: 'flags', type: 'ULONG', source: ksPage('ns-ks-ksp_pin'), knownMask: 0x1,
  summary: 'Flags of a request about a pin type (KSP_PIN.Flags).',
  constants: [constant('KSPROPERTY_PIN_FLAGS_ATTRIBUTE_RANGE_AWARE', 0x1, 'The client knows attributes.', ['D', 'H'])],
};
