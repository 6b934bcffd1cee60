import { type Instance, type Model, type NodeId, type PinView, pinsNamed, textOf, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { type CommonBuffer, ksPage, streamTopic } from '../../ks/index';
import { pinNames } from '../facts';
import { frameTotalsOf } from '../frame-totals';
import { defineRule } from '../rule';
import { type SizedBuffer, areCommonBuffersKnown, commonBuffersOf, sizedBuffer } from './common-buffers';

/** Buffers that hold the frames of a pin's allocator. */
interface Carved { readonly pin: PinView; readonly first: Instance<typeof CommonBuffer>; readonly buffers: readonly SizedBuffer[] }

/** Frames of a size and stride, in bytes, that buffers hold: none lies in two of them, and behind the only one in a buffer nothing has to be aligned. */
const framesIn = (buffers: readonly SizedBuffer[], size: number, stride: number): number =>
  buffers.reduce((sum, { length, count }) => sum + count * Math.max(Math.floor(length / stride), length >= size ? 1 : 0), 0);

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

/** The common buffers of vendor allocators, by the node of their pin; nothing for a pin one of whose buffers has no known length. */
function carvedByPin(model: Model): ReadonlyMap<NodeId, Carved> {
  const carved = new Map<NodeId, Carved | undefined>();
  const all = commonBuffersOf(model);
  const buffers = all.filter((buffer) => wordOf(buffer, 'Purpose') === 'VendorAllocator');
  // A buffer of unknown purpose may hold frames, too.
  if (buffers.length === 0 || all.some((buffer) => wordOf(buffer, 'Purpose') === undefined) || !areCommonBuffersKnown(model)) return new Map();
  const only = buffers.some((buffer) => textOf(buffer, 'Pin') === undefined) ? onlyAllocatorPin(model) : undefined;
  for (const buffer of buffers) {
    const pin = pinOf(model, buffer, only);
    // It may be of any pin.
    if (!pin) return new Map();
    const sized = sizedBuffer(buffer);
    const before = carved.get(pin.pin.node);
    const known = sized !== undefined && (before !== undefined || !carved.has(pin.pin.node));
    carved.set(pin.pin.node, known ? { pin, first: before?.first ?? buffer, buffers: [...(before?.buffers ?? []), sized] } : undefined);
  }
  return new Map([...carved].flatMap(([node, each]) => (each ? [[node, each] as const] : [])));
}

/** A buffer that does not hold the frames it is for. */
export const cbf07 = defineRule({
  code: 'CBF-07', title: "Common buffer too small for the allocator's frames", area: 'commonBuffer', defaultSeverity: 'warning', evidence: ['I'], sources: [streamTopic('avstream-allocators'), ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'document',
  condition: 'Common buffers with the purpose VendorAllocator do not hold Frames frames of MaxFrameSize of the framing of their pin, each rounded up to the alignment and none in two buffers. The pin is the one that the buffer names, or the only one with a KSALLOCATOR_DISPATCH.',
  effect: 'The framing offers frames that the allocator has no room for: it has to refuse the framing, or Allocate returns NULL before all frames are there (inferred).',
  remedy: 'Allocate Frames × size rounded up to the alignment, or offer fewer or smaller frames. If the driver allocates several such buffers, state their Count.',
  texts: {
    short: 'The allocator of pin {pin} of filter {filter} has {bytes} bytes of common buffer, but the framing of the pin offers {frames} frames of up to {stride} bytes, {total} in all: it cannot satisfy its own framing (inferred). Make the buffer larger, offer fewer or smaller frames, or state Count if there are several such buffers.',
    split: 'The common buffers of the allocator of pin {pin} of filter {filter} have {bytes} bytes, but a frame of up to {stride} bytes cannot lie in two of them, so they hold {held} of the {frames} frames that the framing of the pin offers: the allocator cannot satisfy its own framing (inferred). Make each buffer a multiple of the frame, or offer fewer or smaller frames.',
    size: 'Frames of up to {stride} bytes, alignment included.',
    framing: '{frames} frames.',
  },
  check(model, report) {
    const carved = carvedByPin(model);
    if (carved.size === 0) return;
    for (const item of model.items) {
      for (const { state, frames, stride, total } of frameTotalsOf(item)) {
        for (const { pin: { node } } of state.pins) {
          const found = carved.get(node);
          const held = found && framesIn(found.buffers, state.framingRange.max.value ?? stride, stride);
          if (found === undefined || held === undefined || held >= frames) continue;
          const bytes = found.buffers.reduce((sum, { length, count }) => sum + length * count, 0);
          const values = { ...pinNames(found.pin), bytes: grouped(bytes), frames: grouped(frames), stride: grouped(stride), total: grouped(total), held: grouped(held) };
          report([found.first, 'Length'], total > bytes ? 'short' : 'split', values, { related: [
            { where: state.frames.from, text: 'framing', arguments: values }, { where: state.framingRange.max.from, text: 'size', arguments: values },
          ] });
        }
      }
    }
  },
});
