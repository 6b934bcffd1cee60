import { type PinView, booleanOf, standardTransport } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { defineRule, type Where } from '../rule';
import { communication, pinFlag } from '../vocabulary';
import { bitsOf, flagNames, hasAll } from './pin-flags';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');
const about = { area: 'pin', defaultSeverity: 'warning', since: '0.1.0', scope: 'pin' } as const;
const queueFlags = pinFlag.generateMappings | pinFlag.distinctTrailingEdge | pinFlag.enforceFifo;

/** True when the flags take the pin off the standard transport. */
const isTakenOff = (pin: PinView): boolean => hasAll(pin, pinFlag.doNotUseStandardTransport) && !hasAll(pin, pinFlag.useStandardTransport);

/** Properties of a queue that is not there. */
export const pin14 = defineRule({
  ...about, code: 'PIN-14', title: 'Queue flags on a pin without a queue', evidence: ['D', 'I'], sources: [pinPage],
  condition: 'Flags has KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT together with KSPIN_FLAG_GENERATE_MAPPINGS, KSPIN_FLAG_DISTINCT_TRAILING_EDGE or KSPIN_FLAG_ENFORCE_FIFO.',
  effect: 'A pin that does not use the standard transport has no queue, and these flags say how a queue behaves. They are expected to have no effect (inferred).',
  remedy: 'Remove the queue flags, or KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT if the pin is meant to have frames.',
  texts: { queueless: 'KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT leaves the pin without a queue, so there is nothing that {names} could act on (inferred). Remove what is not meant.' },
  check(pin, report) {
    const bits = bitsOf(pin, queueFlags);
    if (bits !== 0 && isTakenOff(pin)) report([pin.pin, 'Flags'], 'queueless', { names: flagNames(bits) });
  },
});

/** What takes a pin off the standard transport: the name of a flag or of a kind of communication, or the mediums it offers. */
function cause(pin: PinView): { readonly name: string; readonly where: Where } | undefined {
  if (isTakenOff(pin)) return { name: 'KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT', where: [pin.pin, 'Flags'] };
  if (!pin.descriptor) return undefined;
  if (pin.communication === communication.none) return { name: 'KSPIN_COMMUNICATION_NONE', where: [pin.descriptor, 'Communication'] };
  if (pin.communication === communication.bridge) return { name: 'KSPIN_COMMUNICATION_BRIDGE', where: [pin.descriptor, 'Communication'] };
  return { name: 'Mediums', where: [pin.descriptor, 'Mediums'] };
}

/** Frames are described, and none will come. */
export const pin20 = defineRule({
  ...about, code: 'PIN-20', title: 'Framing or stream pointers off the standard transport', evidence: ['D'], sources: [pinPage, ksPage('nf-ks-kspingetleadingedgestreampointer'), streamTopic('using-hardware-mediums-in-avstream-codecs')],
  condition: 'A pin that is known not to be on the standard transport (by its flags, its Communication, or because every medium it offers is another than the standard one) has AllocatorFraming or an allocator dispatch table, or the driver calls stream pointer functions on it.',
  effect: 'The pin belongs to no pipe section and has no queue: no allocator is chosen for it, no frame arrives, and KsPinGetLeadingEdgeStreamPointer returns NULL.',
  remedy: 'Set AllocatorFraming and Allocator to null and call no stream pointer function; or put the pin back on the standard transport.',
  texts: {
    unused: '{fact} is given, but {cause} takes the pin off the standard transport: it has no pipe section and no queue, so no frame is ever allocated for it. Set {fact} to null, or put the pin back on the standard transport.',
    unusedByMediums: '{fact} is given, but every medium that the pin offers takes it off the standard transport (inferred): it has no pipe section and no queue, so no frame is ever allocated for it. Set {fact} to null, or offer the standard medium as well.',
    pointers: 'The driver calls stream pointer functions on this pin, but {cause} takes it off the standard transport: it has no queue, and KsPinGetLeadingEdgeStreamPointer returns NULL. Handle the data without stream pointers, or put the pin back on the standard transport.',
    pointersByMediums: 'The driver calls stream pointer functions on this pin, but every medium that it offers takes it off the standard transport (inferred): it has no queue, and KsPinGetLeadingEdgeStreamPointer returns NULL. Handle the data without stream pointers, or offer the standard medium as well.',
    cause: 'This takes the pin off the standard transport.',
  },
  check(pin, report) {
    if (standardTransport(pin) !== 'no') return;
    const because = cause(pin);
    if (!because) return;
    const byMediums = because.name === 'Mediums';
    const options = { related: [{ where: because.where, text: 'cause' }] };
    if (pin.framing.state === 'present') report([pin.pin, 'AllocatorFraming'], byMediums ? 'unusedByMediums' : 'unused', { fact: 'AllocatorFraming', cause: because.name }, options);
    else if (pin.allocator.state === 'present') report(pin.allocator.node, byMediums ? 'unusedByMediums' : 'unused', { fact: 'Allocator', cause: because.name }, options);
    else if (booleanOf(pin.pin, 'UsesStreamPointers') === true) report([pin.pin, 'UsesStreamPointers'], byMediums ? 'pointersByMediums' : 'pointers', { cause: because.name }, options);
  },
});
