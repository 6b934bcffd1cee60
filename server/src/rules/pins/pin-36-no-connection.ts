import { type PinView, pointerIn, standardTransport } from '../../document/index';
import { KSCLOCK_DISPATCH, ddiPage, ksPage } from '../../ks/index';
import { type ReportOptions, type Where, defineRule } from '../rule';
import { communication, pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

const about = { area: 'pin', defaultSeverity: 'warning', evidence: ['D'], since: '0.1.0', scope: 'pin' } as const;
/** Where the kinds of communication are described without the mistake of the page of KSPROPERTY_PIN_COMMUNICATION. */
export const communicationPage = { ...ddiPage('ksproxy/nf-ksproxy-ikspin-ksgetcurrentcommunication'), name: 'IKsPin::KsGetCurrentCommunication (ksproxy.h)' };

/** Something that a pin states and that only a connection would use. */
export interface Fact { readonly name: string; readonly where: Where }

function framingAndAllocator(pin: PinView): Fact[] {
  const facts: Fact[] = [];
  if (pin.framing.state === 'present') facts.push({ name: 'AllocatorFraming', where: [pin.pin, 'AllocatorFraming'] });
  if (pin.allocator.state === 'present') facts.push({ name: 'Allocator', where: pin.allocator.node });
  return facts;
}

/** Facts that are used only where a pin has instances. */
export function factsOfInstances(pin: PinView): readonly Fact[] {
  const facts = framingAndAllocator(pin);
  const clock = pin.dispatch.state === 'present' ? pointerIn(pin.dispatch.instance, 'Clock', KSCLOCK_DISPATCH) : undefined;
  if (clock?.state === 'present') facts.push({ name: 'Clock', where: clock.node });
  if (hasAll(pin, pinFlag.generateMappings)) facts.push({ name: 'KSPIN_FLAG_GENERATE_MAPPINGS', where: [pin.pin, 'Flags'] });
  return facts;
}

const namesOf = (facts: readonly Fact[]): string => facts.map(({ name }) => name).join(', ');
const placesOf = (facts: readonly Fact[]): NonNullable<ReportOptions['related']> => facts.map(({ name, where }) => ({ where, text: 'unused', arguments: { name } }));

/** A pin without instances. */
export const pin36 = defineRule({
  ...about, code: 'PIN-36', title: 'Facts of a pin that makes no instances', sources: [communicationPage, ksPage('ns-ks-kspin_descriptor')],
  condition: 'Communication is KSPIN_COMMUNICATION_NONE, and the pin has AllocatorFraming, a Clock or Allocator in its dispatch table, or KSPIN_FLAG_GENERATE_MAPPINGS.',
  effect: 'The factory of such a pin makes no instances, so these facts are never used.',
  remedy: 'Set them to null and clear the flag; or write how the pin is really connected.',
  texts: {
    none: 'Communication is KSPIN_COMMUNICATION_NONE, so no instance of the pin is ever made and nothing uses {facts}. Remove what is not used, or state how the pin is connected.',
    unused: '{name} is never used.',
  },
  check(pin, report) {
    if (pin.communication !== communication.none || !pin.descriptor) return;
    const facts = factsOfInstances(pin);
    if (facts.length > 0) report([pin.descriptor, 'Communication'], 'none', { facts: namesOf(facts) }, { related: placesOf(facts) });
  },
});

/** A pin that leads out of kernel streaming. */
export const pin37 = defineRule({
  ...about, code: 'PIN-37', title: 'Framing or allocator on a bridge pin', sources: [communicationPage, ksPage('ns-ks-kspin_descriptor')],
  condition: 'Communication is KSPIN_COMMUNICATION_BRIDGE, and the pin has AllocatorFraming or an Allocator in its dispatch table.',
  effect: 'A bridge pin cannot be connected to another pin, so no allocator is ever negotiated for it.',
  remedy: 'Set AllocatorFraming and Allocator to null; or write how the pin is really connected.',
  texts: {
    bridge: 'Communication is KSPIN_COMMUNICATION_BRIDGE: such a pin has no connection to another pin, so nothing ever negotiates with {facts}. Remove what is not used, or state how the pin is connected.',
    unused: '{name} is never used.',
  },
  check(pin, report) {
    if (pin.communication !== communication.bridge || !pin.descriptor || standardTransport(pin) === 'yes') return;
    const facts = framingAndAllocator(pin);
    if (facts.length > 0) report([pin.descriptor, 'Communication'], 'bridge', { facts: namesOf(facts) }, { related: placesOf(facts) });
  },
});
