import { type EffectiveItem, type FramingView, effectiveStates } from '../../document/index';
import { grouped } from '../../findings/index';
import { headerLines, ksPage } from '../../ks/index';
import { onlyInputPins } from '../facts';
import { defineRule } from '../rule';
import { noBound, requirement } from '../vocabulary';
import { type Ratio, isOne, meantRatio, ratioText } from './ratio';

const flagLines = headerLines('1678-1698');

/** True when frames are certain to come out larger: of a ratio below one, only when the margin makes up for it even in the largest frame. */
function grows({ numerator, denominator, margin }: Ratio, { framingRange }: EffectiveItem): boolean {
  if (numerator > denominator) return true;
  if (numerator === denominator) return margin > 0;
  const max = framingRange.max.value;
  return max !== undefined && max !== 0 && max !== noBound && (max * numerator) / denominator + margin > max;
}

const growing = new WeakMap<FramingView, EffectiveItem | 'none'>();

/** The first item of a framing, in a state that clients find it in, that modifies in place and whose frames grow; nothing when there is none. A ratio on input pins alone is CMP-03. */
export function growingItem(view: FramingView): EffectiveItem | undefined {
  let found = growing.get(view);
  if (!found) growing.set(view, (found = findGrowing(view) ?? 'none'));
  return found === 'none' ? undefined : found;
}

function findGrowing(view: FramingView): EffectiveItem | undefined {
  const ratio = meantRatio(view);
  if (!ratio || (isOne(ratio) && ratio.margin === 0)) return undefined;
  for (const item of view.items) {
    const state = effectiveStates(item).find((each) => !onlyInputPins(each) && each.flags.value !== undefined && (each.flags.value & requirement.inPlaceModifier) !== 0 && grows(ratio, each));
    if (state) return state;
  }
  return undefined;
}

/** Growing where there is no room. */
export const cmp06 = defineRule({
  code: 'CMP-06', title: 'Frames that grow in place', area: 'compression', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_compression'), flagLines], since: '0.1.0', scope: 'framing',
  condition: 'An item has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER, and OutputCompression makes frames larger: by a ratio above one, or by a RatioConstantMargin.',
  effect: 'In-place modification has the buffer that came in and no other. What is larger than its FrameExtent does not fit, and is cut off or written behind the buffer (inferred).',
  remedy: 'Clear KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER and write to frames of the output pin. If the size does not change, state 1/1 with margin 0.',
  texts: {
    ratio: 'OutputCompression is {ratio}, so frames grow, but the pin modifies them in place (KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER): only what fits into FrameExtent of the frame that came in can be written (inferred). Write to frames of the output pin and clear the flag, or state 1/1 if the size stays.',
    margin: 'RatioConstantMargin adds {margin} bytes, so frames grow, but the pin modifies them in place (KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER): only what fits into FrameExtent of the frame that came in can be written (inferred). Write to frames of the output pin and clear the flag, or state margin 0 if the size stays.',
    framing: 'The flags of the item.',
  },
  check(view, report) {
    const ratio = meantRatio(view);
    const state = growingItem(view);
    if (!ratio || !state) return;
    const related = [{ where: state.flags.from, text: 'framing' }];
    if (ratio.numerator > ratio.denominator) report([view.framing, 'OutputCompression'], 'ratio', { ratio: ratioText(ratio) }, { related });
    else report([ratio.compression, 'RatioConstantMargin'], 'margin', { margin: grouped(ratio.margin) }, { related });
  },
});

/** Insistence on nothing. */
export const cmp07 = defineRule({
  code: 'CMP-07', title: 'Insistence on a ratio of one', area: 'compression', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item'), flagLines], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO, and OutputCompression is 1/1 with margin 0, which it is as well when it is left out.',
  effect: 'The flag says that the ratio in OutputCompression has to be kept. A ratio of one states that the pin does not change the size of frames, so there is nothing to insist on (inferred); probably the ratio has been forgotten.',
  remedy: 'Write the ratio in OutputCompression, or clear KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO.',
  texts: {
    nothing: 'Flags has KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO, but OutputCompression is {ratio}, no change of size: there is nothing to insist on (inferred). Write the ratio that has to be kept, or clear the flag.',
    input: 'Flags has KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO in the framing of an input pin, but the ratio is defined on output pins, and OutputCompression is {ratio} here: there is nothing to insist on (inferred). Clear the flag, and insist in the framing of the output pin.',
    framing: 'The framing with this ratio.',
  },
  check(view, report) {
    const ratio = meantRatio(view.framing);
    if (!ratio || !isOne(ratio) || ratio.margin !== 0) return;
    for (const state of effectiveStates(view)) {
      const { flags } = state;
      if (flags.value === undefined || (flags.value & requirement.insistOnRatio) === 0) continue;
      report(flags.from, onlyInputPins(state) ? 'input' : 'nothing', { ratio: ratioText(ratio) }, { related: [{ where: [view.framing.framing, 'OutputCompression'], text: 'framing' }] });
    }
  },
});
