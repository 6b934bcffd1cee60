import { type PinView, pointerIn, standardTransport, wordOf } from '../../document/index';
import { KSALLOCATOR_FRAMING, ksPage } from '../../ks/index';
import { handlesProperty, isBroken } from '../facts';
import { defineRule } from '../rule';
import { pinFlag, property } from '../vocabulary';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');

/** Schemes in which the device itself reads and writes the frames. */
const framesOfDevice: ReadonlySet<string | undefined> = new Set([undefined, 'PacketScatterGather', 'VendorAllocator']);

/** True when the driver puts a framing into the descriptor while it runs, or may do so. */
const mayGetFraming = ({ edits, editsKnown }: PinView): boolean => !editsKnown || edits.length > 0;

/** Whether something else answers for the framing: a property handler in the automation table, or a legacy one whose answer is described. */
function answersFraming(pin: PinView): boolean | undefined {
  const legacy = pointerIn(pin.pin, 'LegacyFraming', KSALLOCATOR_FRAMING);
  return legacy.state === 'present' ? true : handlesProperty(pin, property.connection, [property.allocatorFraming, property.allocatorFramingEx]);
}

/** What a framing that is null means for a pin; one mistake gets one finding. Nothing for pins that have no standard connection, and for those that answer in another way. */
function meaningOfNull(pin: PinView): 'allocator' | 'mappings' | 'plain' | undefined {
  if (pin.framing.state !== 'null' || standardTransport(pin) === 'no' || mayGetFraming(pin) || isBroken(pin.pin, 'LegacyFraming')) return undefined;
  const answers = answersFraming(pin);
  if (answers === true) return undefined;
  if (pin.allocator.state === 'present') return 'allocator';
  if (pin.flags !== undefined && (pin.flags & pinFlag.generateMappings) !== 0 && framesOfDevice.has(wordOf(pin.pin, 'DmaScheme'))) return answers === false ? 'mappings' : undefined;
  return 'plain';
}

/** No framing at all. */
export const frm39 = defineRule({
  code: 'FRM-39', title: 'Pin without framing', area: 'framing', defaultSeverity: 'hint', evidence: ['D'], sources: [pinPage], since: '0.1.0', scope: 'pin',
  condition: 'AllocatorFraming is null on a pin that may be connected, and no property handler or run-time edit of the driver is known to supply a framing in its place.',
  effect: 'The pin does not support the framing property, and clients learn of no requirement: they choose number, size and alignment of buffers on their own.',
  remedy: 'Nothing needs to change if any buffer will do. Otherwise declare a framing.',
  texts: { none: 'AllocatorFraming is null: clients learn of no requirement and choose number, size and alignment of buffers on their own. That is fine if any buffer will do; otherwise declare a framing.' },
  check(pin, report) {
    if (meaningOfNull(pin) === 'plain') report([pin.pin, 'AllocatorFraming'], 'none');
  },
});

/** An allocator that nothing is negotiated for. */
export const frm40 = defineRule({
  code: 'FRM-40', title: 'Allocator without framing', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [pinPage, ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'pin',
  condition: 'AllocatorFraming is null, the pin has a KSALLOCATOR_DISPATCH, and no property handler or run-time edit of the driver is known to supply a framing.',
  effect: 'The graph manager weighs allocators by the framing of their pins. Without framing there is nothing that could speak for this one, so its callbacks are expected never to be called (inferred).',
  remedy: 'Declare the framing that the allocator can serve.',
  texts: {
    silent: 'AllocatorFraming is null although the pin has an allocator of its own: with nothing to negotiate with, its callbacks are expected never to be called (inferred). Declare the framing that the allocator can serve.',
    allocator: 'The allocator of the pin.',
  },
  check(pin, report) {
    if (meaningOfNull(pin) !== 'allocator' || pin.allocator.state !== 'present') return;
    report([pin.pin, 'AllocatorFraming'], 'silent', {}, { related: [{ where: pin.allocator.node, text: 'allocator' }] });
  },
});

/** Hardware that reads and writes buffers nobody has described. */
export const frm43 = defineRule({
  code: 'FRM-43', title: 'Scatter/gather DMA without framing', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [pinPage], since: '0.1.0', scope: 'pin',
  condition: 'KSPIN_FLAG_GENERATE_MAPPINGS is set, AllocatorFraming is null, and the pin is known to have no property handler that answers for framing, the legacy one included. Pins whose frames the device does not touch (DmaScheme) are not meant.',
  effect: 'The device transfers straight into buffers whose size and alignment nobody has asked for: it may meet buffers that it cannot address or that do not hold an image (inferred).',
  remedy: 'Declare a framing with the size and alignment that the hardware needs.',
  texts: {
    unstated: 'The pin generates mappings for DMA, but AllocatorFraming is null and no property handler answers in its place: the device gets buffers of any size and alignment (inferred). Declare a framing with what the hardware needs.',
    pin: 'The pin has KSPIN_FLAG_GENERATE_MAPPINGS.',
  },
  check(pin, report) {
    if (meaningOfNull(pin) === 'mappings') report([pin.pin, 'AllocatorFraming'], 'unstated', {}, { related: [{ where: [pin.pin, 'Flags'], text: 'pin' }] });
  },
});
