import { type Instance, type Model, type NodeId, type PinView, pinsNamed, textOf, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { type CommonBuffer, ksPage, streamTopic } from '../../ks/index';
import { pinNames } from '../facts';
import { frameTotalsOf } from '../frame-totals';
import { defineRule } from '../rule';
import { commonBuffersOf, sizedBuffer } from './common-buffers';

/** Buffers that hold the frames of a pin's allocator. */
interface Carved { readonly pin: PinView; readonly first: Instance<typeof CommonBuffer>; readonly bytes: number }

/** The pin whose frames a buffer holds: the one it names, or the only one that has an allocator. */
function pinOf(model: Model, buffer: Instance<typeof CommonBuffer>, only: PinView | undefined): PinView | undefined {
  const name = textOf(buffer, 'Pin');
  if (name === undefined) return only;
  const named = pinsNamed(model, name);
  return named.length === 1 ? named[0] : undefined;
}

/** The only pin that has an allocator of its own; nothing when that is not known. */
function onlyAllocatorPin(model: Model): PinView | undefined {
  const pins = model.filters.flatMap((filter) => filter.pins);
  const [only, ...others] = pins.filter((pin) => pin.allocator.state !== 'null');
  return only?.allocator.state === 'present' && others.length === 0 ? only : undefined;
}

/** Bytes of the common buffers of vendor allocators, by the node of their pin; nothing for a pin one of whose buffers has no known length. */
function carvedByPin(model: Model): ReadonlyMap<NodeId, Carved> {
  const carved = new Map<NodeId, Carved | undefined>();
  const buffers = commonBuffersOf(model).filter((buffer) => wordOf(buffer, 'Purpose') === 'VendorAllocator');
  const only = buffers.some((buffer) => textOf(buffer, 'Pin') === undefined) ? onlyAllocatorPin(model) : undefined;
  for (const buffer of buffers) {
    const pin = pinOf(model, buffer, only);
    if (!pin) continue;
    const sized = sizedBuffer(buffer);
    const before = carved.get(pin.pin.node);
    const known = sized !== undefined && (before !== undefined || !carved.has(pin.pin.node));
    carved.set(pin.pin.node, known ? { pin, first: before?.first ?? buffer, bytes: (before?.bytes ?? 0) + sized.length * sized.count } : undefined);
  }
  return new Map([...carved].flatMap(([node, each]) => (each ? [[node, each] as const] : [])));
}

/** A buffer that does not hold the frames it is for. */
export const cbf07 = defineRule({
  code: 'CBF-07', title: "Common buffer too small for the allocator's frames", area: 'commonBuffer', defaultSeverity: 'warning', evidence: ['I'], sources: [streamTopic('avstream-allocators'), ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', fixable: true, scope: 'document',
  condition: 'Common buffers with the purpose VendorAllocator are shorter than Frames × MaxFrameSize of the framing of their pin, each frame rounded up to the alignment. The pin is the one that the buffer names, or the only one with a KSALLOCATOR_DISPATCH.',
  effect: 'The framing offers frames that the allocator has no room for: it has to refuse the framing, or Allocate returns NULL before all frames are there (inferred).',
  remedy: 'Allocate Frames × size rounded up to the alignment, or offer fewer or smaller frames. If the driver allocates several such buffers, state their Count.',
  texts: {
    short: 'The allocator of pin {pin} of filter {filter} has {bytes} bytes of common buffer, but the framing of the pin offers {frames} frames of up to {stride} bytes, {total} in all: it cannot satisfy its own framing (inferred). Make the buffer larger, offer fewer or smaller frames, or state Count if there are several such buffers.',
    size: 'Frames of up to {stride} bytes, alignment included.',
    framing: '{frames} frames.',
  },
  check(model, report) {
    const carved = carvedByPin(model);
    if (carved.size === 0) return;
    for (const item of model.items) {
      for (const { state, frames, stride, total } of frameTotalsOf(item)) {
        for (const { pin: { node } } of state.pins) {
          const buffers = carved.get(node);
          if (!buffers || total <= buffers.bytes) continue;
          const values = { ...pinNames(buffers.pin), bytes: grouped(buffers.bytes), frames: grouped(frames), stride: grouped(stride), total: grouped(total) };
          report([buffers.first, 'Length'], 'short', values, { related: [
            { where: state.frames.from, text: 'framing', arguments: values }, { where: state.framingRange.max.from, text: 'size', arguments: values },
          ] });
        }
      }
    }
  },
});
