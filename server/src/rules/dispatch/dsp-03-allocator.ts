import { type Instance, type PinView, guidOf, instancesIn, standardTransport } from '../../document/index';
import { type KSPIN_DISPATCH, KSPIN_MEDIUM, guidValue, ksPage, streamTopic } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { communication, pinFlag } from '../vocabulary';

const allocatorTopic = streamTopic('avstream-allocators');

/** The dispatch table of a pin that is known to have an allocator in it. */
const tableWithAllocator = (pin: PinView): Instance<typeof KSPIN_DISPATCH> | undefined => (pin.allocator.state === 'present' && pin.dispatch.state === 'present' ? pin.dispatch.instance : undefined);

/** An offer, not a choice. */
export const dsp03 = defineRule({
  code: 'DSP-03', title: 'An allocator is an offer', area: 'dispatch', defaultSeverity: 'hint', evidence: ['D'], sources: [allocatorTopic, ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'pin',
  condition: 'The pin has a KSALLOCATOR_DISPATCH. Of pins that only send IRPs DSP-05 speaks, of pins without queue DSP-06.',
  effect: 'The table only declares the ability to allocate. The graph manager decides at run time and may use another allocator; then InitializeAllocator is never called. Memory from this allocator cannot go to user mode.',
  remedy: 'Nothing needs to change. Write the driver so that it works with frames from any allocator.',
  texts: { offer: 'The allocator is only an offer: the graph manager may use another one, and then none of its callbacks is called. The driver has to work with frames from any allocator; frames from this one cannot go to user mode.' },
  check(pin, report) {
    const table = tableWithAllocator(pin);
    if (table && pin.communication !== communication.source && standardTransport(pin) !== 'no') report([table, 'Allocator'], 'offer');
  },
});

/** An allocator on the other side. */
export const dsp05 = defineRule({
  code: 'DSP-05', title: 'Allocator on a pin that only sends IRPs', area: 'dispatch', defaultSeverity: 'hint', evidence: ['D', 'I'], sources: [ksPage('nf-ks-kscreateallocator'), ksPage('ns-ks-ksallocator_framing'), streamTopic('avstream-pipes-and-circuits')], since: '0.1.0', scope: 'pin',
  condition: 'The pin has a KSALLOCATOR_DISPATCH and its Communication is KSPIN_COMMUNICATION_SOURCE.',
  effect: 'The documentation disagrees with itself: requests to create an allocator go to the handle of an IRP sink, whereas the diagrams of AVStream pipes draw the allocator in the source filter. Whether this allocator can be chosen is doubtful (inferred).',
  remedy: 'Do not count on the allocator. Test on the systems you support whether InitializeAllocator is called.',
  texts: { source: 'The pin only sends IRPs (KSPIN_COMMUNICATION_SOURCE). Requests for an allocator are documented to go to an IRP sink, yet diagrams of AVStream pipes draw the allocator in the source filter: whether this one can be chosen is doubtful (inferred). Do not count on it.' },
  check(pin, report) {
    const table = tableWithAllocator(pin);
    if (table && pin.communication === communication.source && standardTransport(pin) !== 'no') report([table, 'Allocator'], 'source');
  },
});

const standardMedium = guidValue('KSMEDIUMSETID_Standard');

/** What takes a pin off the standard transport. Of pins without connection (NONE, BRIDGE) other rules speak. */
function reasonOf({ flags, communication: direction, descriptor }: PinView): 'flag' | 'medium' | undefined {
  if (flags !== undefined && (flags & pinFlag.doNotUseStandardTransport) !== 0) return 'flag';
  if (direction === communication.none || direction === communication.bridge || descriptor === undefined) return undefined;
  return instancesIn(descriptor, 'Mediums', KSPIN_MEDIUM).some((medium) => guidOf(medium, 'Set') !== standardMedium) ? 'medium' : undefined;
}

/** An allocator without a circuit. */
export const dsp06 = defineRule({
  code: 'DSP-06', title: 'Allocator on a pin without queue', area: 'dispatch', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-_kspin_descriptor_ex'), streamTopic('avstream-pipes-and-circuits'), streamTopic('using-hardware-mediums-in-avstream-codecs')], since: '0.1.0', scope: 'pin',
  condition: 'The pin has a KSALLOCATOR_DISPATCH, but is not on the standard transport, because of KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT or of its mediums.',
  effect: 'Such a pin belongs to no pipe and has no queue, so there is no circuit for the allocator to serve: its callbacks are expected never to be called (inferred).',
  remedy: 'Remove the allocator, or put the pin on the standard transport.',
  texts: {
    flag: 'The pin has an allocator of its own, but KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT keeps it out of every pipe: there is no circuit for the allocator to serve, and its callbacks are expected never to be called (inferred). Remove the one or the other.',
    medium: 'The pin has an allocator of its own, but none of its mediums is the standard one, so it belongs to no pipe: there is no circuit for the allocator to serve, and its callbacks are expected never to be called (inferred). Remove the allocator, or offer the standard medium.',
    pin: 'Pin {pin} of filter {filter} has no queue.',
  },
  check(pin, report) {
    const table = tableWithAllocator(pin);
    if (!table || standardTransport(pin) !== 'no') return;
    const reason = reasonOf(pin);
    if (reason !== undefined) report([table, 'Allocator'], reason, {}, { related: [{ where: reason === 'flag' ? [pin.pin, 'Flags'] : [pin.descriptor!, 'Mediums'], text: 'pin', arguments: pinNames(pin) }] });
  },
});
