import { KSPIN_INTERFACE, KSPIN_MEDIUM, constantValue, guidValue } from '../../ks/index';
import { elementsOf, guidOf, instancesIn, numberOf } from './bound';
import type { PinView } from './views';

const doNotUseStandardTransport = constantValue('KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT');
const useStandardTransport = constantValue('KSPIN_FLAG_USE_STANDARD_TRANSPORT');
const noConnection = constantValue('KSPIN_COMMUNICATION_NONE');
const bridge = constantValue('KSPIN_COMMUNICATION_BRIDGE');
const standardMediumSet = guidValue('KSMEDIUMSETID_Standard');
const standardInterfaceSet = guidValue('KSINTERFACESETID_Standard');

/** Whether a pin is on the standard transport. */
type Transport = 'yes' | 'no' | 'unknown';

const transports = new WeakMap<PinView, Transport>();

/**
 * Whether connections of a pin are on the standard transport, with a queue, stream pointers and an allocator circuit: decided by its flags, then by
 * Communication (none and bridge pins have no connection), then by the mediums and interfaces it offers. Mixed lists are decided by each connection,
 * so they are unknown here (KSPIN_DESCRIPTOR_EX on KSPIN_FLAG_USE_STANDARD_TRANSPORT; the rest inferred).
 */
export function standardTransport(pin: PinView): Transport {
  let found = transports.get(pin);
  if (found === undefined) {
    found = decide(pin);
    transports.set(pin, found);
  }
  return found;
}

function decide(pin: PinView): Transport {
  if (pin.flags === undefined) return 'unknown';
  if ((pin.flags & useStandardTransport) !== 0) return 'yes';
  if ((pin.flags & doNotUseStandardTransport) !== 0) return 'no';
  if (pin.communication === noConnection || pin.communication === bridge) return 'no';
  if (pin.communication === undefined || pin.communication > bridge || pin.descriptor === undefined) return 'unknown';
  const mediums = standardShare(pin, 'Mediums');
  if (mediums === 'none') return 'no';
  if (mediums !== 'all') return 'unknown';
  return standardShare(pin, 'Interfaces') === 'all' ? 'yes' : 'unknown';
}

/** How many of the offered mediums or interfaces are the standard one. A null or empty list means the standard one. */
function standardShare({ descriptor }: PinView, field: 'Mediums' | 'Interfaces'): 'all' | 'some' | 'none' | 'unknown' {
  if (!descriptor) return 'unknown';
  const elements = elementsOf(descriptor, field);
  if (elements === undefined) return 'unknown';
  if (elements.length === 0) return 'all';
  const offered = field === 'Mediums' ? instancesIn(descriptor, field, KSPIN_MEDIUM).map((medium) => ({ set: guidOf(medium, 'Set'), id: numberOf(medium, 'Id') }))
    : instancesIn(descriptor, field, KSPIN_INTERFACE).map((offer) => ({ set: guidOf(offer, 'Set'), id: numberOf(offer, 'Id') }));
  const standardSet = field === 'Mediums' ? standardMediumSet : standardInterfaceSet;
  // In another set than the standard one, no id is the standard one.
  if (offered.length < elements.length || offered.some(({ set, id }) => set === undefined || (id === undefined && set === standardSet))) return 'unknown';
  const standard = offered.filter(({ set, id }) => set === standardSet && id === 0).length;
  return standard === offered.length ? 'all' : standard === 0 ? 'none' : 'some';
}
