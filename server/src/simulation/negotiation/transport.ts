import { type Instance, type PinView, elementsOf, guidOf, instancesIn, numberOf, standardTransport } from '../../document/index';
import { type KSPIN_INTERFACE, KSPIN_MEDIUM, constantValue, guidValue } from '../../ks/index';
import type { DecidingPlace } from './cell';

/** Whether a connection is on the standard transport: with queues, stream pointers and an allocator circuit. */
export interface Transport {
  readonly state: 'standard' | 'off' | 'unknown';
  /** What takes it off: a medium of the hardware, a pin flag, or KSPIN_COMMUNICATION_NONE or _BRIDGE. */
  readonly because: 'medium' | 'flag' | 'communication' | undefined;
  /** The value that takes it off. */
  readonly decidedBy: readonly DecidingPlace[];
  /** True when the state is unknown, but a medium or Communication speaks against the standard transport: flags that are not stated, or a medium that cannot be read, decide. */
  readonly isDoubtful?: boolean;
}

const use = constantValue('KSPIN_FLAG_USE_STANDARD_TRANSPORT');
const doNotUse = constantValue('KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT');
const none = constantValue('KSPIN_COMMUNICATION_NONE');
const bridge = constantValue('KSPIN_COMMUNICATION_BRIDGE');
const standardMediumSet = guidValue('KSMEDIUMSETID_Standard');
const standardInterfaceSet = guidValue('KSINTERFACESETID_Standard');

const standard: Transport = { state: 'standard', because: undefined, decidedBy: [] };
/** The transport of a connection of which not enough can be read. */
export const unknownTransport: Transport = { state: 'unknown', because: undefined, decidedBy: [] };

/** Whether a medium is the standard one; nothing when unknown. */
function isStandardMedium(medium: Instance<typeof KSPIN_MEDIUM>): boolean | undefined {
  const set = guidOf(medium, 'Set');
  const id = numberOf(medium, 'Id');
  if (set !== undefined && set !== standardMediumSet) return false;
  return set === undefined || id === undefined ? undefined : id === 0;
}

function isStandardInterface(offer: Instance<typeof KSPIN_INTERFACE>): boolean | undefined {
  const set = guidOf(offer, 'Set');
  const id = numberOf(offer, 'Id');
  return set === undefined || id === undefined ? undefined : set === standardInterfaceSet && id === 0;
}

/** Which mediums a pin offers: the standard one only, others only, or both. A null or empty list means the standard one. */
function mediumsOf({ descriptor }: PinView): 'standard' | 'custom' | 'mixed' | 'unknown' {
  const elements = descriptor && elementsOf(descriptor, 'Mediums');
  if (!descriptor || elements === undefined) return 'unknown';
  if (elements.length === 0) return 'standard';
  const offered = instancesIn(descriptor, 'Mediums', KSPIN_MEDIUM).map(isStandardMedium);
  if (offered.length < elements.length || offered.includes(undefined)) return 'unknown';
  if (!offered.includes(false)) return 'standard';
  return offered.includes(true) ? 'mixed' : 'custom';
}

/**
 * The transport of a connection, as KSPIN_DESCRIPTOR_EX describes KSPIN_FLAG_USE_STANDARD_TRANSPORT: flags first, then Communication, then the medium
 * of the connection (left out: the standard one where every end offers it), then the interface. Both pins have to be on it.
 */
export function transportOf(ends: { readonly from: { readonly pin: PinView | undefined }; readonly to: { readonly pin: PinView | undefined } }, medium: Instance<typeof KSPIN_MEDIUM> | undefined, interfaceOf: Instance<typeof KSPIN_INTERFACE> | undefined, statedAt: DecidingPlace | undefined): Transport {
  const pins = [ends.from.pin, ends.to.pin].filter((pin) => pin !== undefined);
  const results = pins.map((pin) => transportOfPin(pin, pins, medium, interfaceOf, statedAt));
  return results.find(({ state }) => state === 'off') ?? results.find(({ isDoubtful }) => isDoubtful === true) ?? results.find(({ state }) => state === 'unknown') ?? (results.length === 0 ? unknownTransport : standard);
}

function transportOfPin(pin: PinView, pins: readonly PinView[], medium: Instance<typeof KSPIN_MEDIUM> | undefined, interfaceOf: Instance<typeof KSPIN_INTERFACE> | undefined, statedAt: DecidingPlace | undefined): Transport {
  if (pin.flags === undefined) return withoutFlags(pin, pins, medium);
  if ((pin.flags & use) !== 0) return standard;
  if ((pin.flags & doNotUse) !== 0) return { state: 'off', because: 'flag', decidedBy: [[pin.pin, 'Flags']] };
  if (pin.communication === none || pin.communication === bridge) return { state: 'off', because: 'communication', decidedBy: [pin.descriptor ? [pin.descriptor, 'Communication'] : pin.pin.node] };
  const isStandard = medium ? isStandardMedium(medium) : impliedMedium(pins);
  if (isStandard === undefined) return { ...unknownTransport, isDoubtful: medium !== undefined };
  if (!isStandard) return { state: 'off', because: 'medium', decidedBy: statedAt === undefined ? pins.filter((each) => mediumsOf(each) === 'custom').map((each) => [each.descriptor!, 'Mediums'] as const) : [statedAt] };
  if (interfaceOf) return isStandardInterface(interfaceOf) === true ? standard : unknownTransport;
  return pin.communication !== undefined && (standardTransport(pin) === 'yes' || interfacesAreStandard(pin)) ? standard : unknownTransport;
}

/** Only KSPIN_FLAG_USE_STANDARD_TRANSPORT would keep a pin on the standard transport that has another medium, or no connection to pins at all. */
function withoutFlags(pin: PinView, pins: readonly PinView[], medium: Instance<typeof KSPIN_MEDIUM> | undefined): Transport {
  const isOff = pin.communication === none || pin.communication === bridge || (medium ? isStandardMedium(medium) !== true : impliedMedium(pins) === false);
  return isOff ? { ...unknownTransport, isDoubtful: true } : unknownTransport;
}

/** Left out, the medium is the standard one where every pin offers it; where one offers none but its own, it is that. */
function impliedMedium(pins: readonly PinView[]): boolean | undefined {
  const offers = pins.map(mediumsOf);
  if (offers.includes('custom')) return false;
  return offers.includes('unknown') ? undefined : true;
}

/** True when the pin is known to offer the standard streaming interface and no other. */
function interfacesAreStandard({ descriptor }: PinView): boolean {
  const elements = descriptor && elementsOf(descriptor, 'Interfaces');
  return elements?.length === 0;
}
