import { type EffectiveItem, type Instance, type PinView, frameBytesOf } from '../document/index';
import { connectable } from './facts';

/** A frame that a format of a pin needs, in bytes. */
export interface FrameNeed { readonly pin: PinView; readonly range: Instance; readonly bytes: number }

/** The greatest frame that a format of the pins in a state needs; nothing when no size is known. */
export function greatestNeed(state: EffectiveItem): FrameNeed | undefined {
  let greatest: FrameNeed | undefined;
  for (const pin of connectable(state)) {
    for (const range of state.format ? [state.format] : pin.dataRanges) {
      const bytes = frameBytesOf(range);
      if (bytes !== undefined && bytes > (greatest?.bytes ?? 0)) greatest = { pin, range, bytes };
    }
  }
  return greatest;
}
