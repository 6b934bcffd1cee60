import { type Instance, type Model, type PinView, effectiveStates, frameBytesOf, largestFrameBytesOf, standardTransport, wordOf } from '../../document/index';
import type { Where } from '../rule';
import { noBound, pinFlag } from '../vocabulary';
import type { FieldPlace } from './pages';

/** True when the device itself reaches the frames of a pin, each by its pages: by the declared scheme, or by KSPIN_FLAG_GENERATE_MAPPINGS where no scheme speaks against it. */
export function usesScatterGather(pin: PinView): boolean {
  if (standardTransport(pin) === 'no') return false;
  const scheme = wordOf(pin.pin, 'DmaScheme');
  if (scheme === 'PacketScatterGather') return true;
  return (scheme === undefined || scheme === 'VendorAllocator') && pin.flags !== undefined && (pin.flags & pinFlag.generateMappings) !== 0;
}

/** The largest frame of a pin that the device may be given. */
export interface DeviceFrame {
  readonly pin: PinView;
  readonly bytes: number;
  /** What decides the size: MaxFrameSize, an edit of it, or a data range whose images are larger. */
  readonly where: FieldPlace | Exclude<Where, FieldPlace>;
}

const found = new WeakMap<Model, readonly DeviceFrame[]>();

/**
 * For each pin whose frames the device reaches by their pages, its largest frame, after the run-time edits; pins of which no size is known are left
 * out. A range without an upper bound states no size.
 */
export function deviceFramesOf(model: Model): readonly DeviceFrame[] {
  let frames = found.get(model);
  if (!frames) found.set(model, (frames = findFrames(model)));
  return frames;
}

function findFrames(model: Model): readonly DeviceFrame[] {
  const largest = new Map<PinView, DeviceFrame>();
  const consider = (frame: DeviceFrame): void => {
    if (frame.bytes > (largest.get(frame.pin)?.bytes ?? 0)) largest.set(frame.pin, frame);
  };
  for (const item of model.items) {
    for (const { pins, framingRange: { max } } of effectiveStates(item)) {
      if (max.value === undefined || max.value === noBound) continue;
      for (const pin of pins) if (usesScatterGather(pin)) consider({ pin, bytes: max.value, where: max.from });
    }
  }
  // Pins share ranges, so each is measured once.
  const sizes = new Map<Instance, number>();
  for (const { pins } of model.configurations) {
    for (const pin of pins) {
      if (!usesScatterGather(pin)) continue;
      for (const range of pin.dataRanges) {
        let bytes = sizes.get(range);
        if (bytes === undefined) sizes.set(range, (bytes = Math.max(frameBytesOf(range) ?? 0, largestFrameBytesOf(range) ?? 0)));
        consider({ pin, bytes, where: range.node });
      }
    }
  }
  return [...largest.values()];
}
