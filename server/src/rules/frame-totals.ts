import { type EffectiveItem, type ItemView, effectiveStates, strideOf } from '../document/index';
import { isMask, noBound, requirement } from './vocabulary';

/** The frames of an item laid end to end, each beginning aligned, in one state that clients find the item in. Sizes in bytes. */
export interface FrameTotal { readonly state: EffectiveItem; readonly frames: number; readonly stride: number; readonly total: number }

/** What the frames of an item take together, in each state in which the document bounds their number and size. */
export function* frameTotalsOf(view: ItemView): Generator<FrameTotal> {
  for (const state of effectiveStates(view)) {
    const frames = state.frames.value;
    const max = state.framingRange.max.value;
    const slot = state.alignmentOrPitch.value;
    const flags = state.flags.value;
    if (frames === undefined || frames === 0 || max === undefined || max === 0 || max === noBound || slot === undefined || flags === undefined) continue;
    const pitched = (flags & requirement.twoDimensional) !== 0;
    if (!pitched && !isMask(slot)) continue;
    const stride = pitched ? max : strideOf(max, slot >>> 0);
    yield { state, frames, stride, total: frames * stride };
  }
}
