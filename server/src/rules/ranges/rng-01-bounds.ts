import { type EffectiveRange, type ItemView, effectiveStates } from '../../document/index';
import { grouped } from '../../findings/index';
import { headerLines, ksPage } from '../../ks/index';
import { type Where, defineRule } from '../rule';
import { noBound } from '../vocabulary';

const rangePage = ksPage('ns-ks-ks_framing_range');
const common = { area: 'frameSize', since: '0.1.0', scope: 'item' } as const;

/** A range with its three numbers known. */
interface KnownRange { readonly range: EffectiveRange; readonly min: number; readonly max: number; readonly stepping: number | undefined }

/** Both ranges of every state of an item, where minimum and maximum are known. */
function* rangesOf(view: ItemView): Generator<KnownRange> {
  for (const state of effectiveStates(view)) {
    for (const range of [state.physicalRange, state.framingRange]) {
      if (range.min.value !== undefined && range.max.value !== undefined) yield { range, min: range.min.value, max: range.max.value, stepping: range.stepping.value };
    }
  }
}

const describe = ({ range, min, max, stepping = 0 }: KnownRange): Readonly<Record<string, string>> => ({
  range: range.name, min: grouped(min), max: grouped(max), stepping: grouped(stepping), span: grouped(max - min),
});

/** The values that findings about a range have in common. */
const boundsOf = ({ range }: KnownRange): readonly Where[] => [range.min.from, range.max.from];

/** An empty range. */
export const rng01 = defineRule({
  ...common, code: 'RNG-01', title: 'MinFrameSize above MaxFrameSize', defaultSeverity: 'error', evidence: ['D', 'I'], sources: [rangePage],
  condition: 'MinFrameSize is greater than MaxFrameSize, in PhysicalRange or FramingRange, after the declared run-time edits.',
  effect: 'The range is empty: no frame size lies in it, so no negotiation can succeed (inferred).',
  remedy: 'Swap the two values, or correct the wrong one.',
  texts: { empty: 'MinFrameSize of {range} is {min} bytes, above its MaxFrameSize of {max}: no frame size lies in the range, so nothing can be negotiated (inferred). Swap the two, or correct the wrong one.' },
  check(view, report) {
    for (const known of rangesOf(view)) if (known.min > known.max) report(known.range.min.from, 'empty', describe(known), { about: boundsOf(known) });
  },
});

/** A step that does not fit. */
export const rng02 = defineRule({
  ...common, code: 'RNG-02', title: 'Stepping larger than the range', defaultSeverity: 'warning', evidence: ['D'], sources: [rangePage],
  condition: 'Stepping is greater than MaxFrameSize − MinFrameSize; except Stepping 1 with equal bounds, which is RNG-03.',
  effect: 'Documented to give unpredictable behaviour.',
  remedy: 'Write a step that divides the range, or 0 when both bounds are equal.',
  texts: { large: 'Stepping of {range} is {stepping} bytes, more than the {span} between MinFrameSize and MaxFrameSize: documented to give unpredictable behaviour. Write a step that divides the range, or 0 when both bounds are equal.' },
  check(view, report) {
    for (const known of rangesOf(view)) {
      const { range, min, max, stepping } = known;
      if (stepping === undefined || stepping <= max - min || (min === max && stepping === 1)) continue;
      report(range.stepping.from, 'large', describe(known), { about: boundsOf(known) });
    }
  },
});

/** What the macro leaves behind. */
export const rng03 = defineRule({
  ...common, code: 'RNG-03', title: 'Stepping 1 with equal bounds', defaultSeverity: 'hint', evidence: ['H', 'S'], sources: [headerLines('1848-1945'), rangePage],
  condition: 'MinFrameSize equals MaxFrameSize, and Stepping is 1.',
  effect: 'None that is known. The step is formally larger than the range, but DECLARE_SIMPLE_FRAMING_EX always writes 1; Microsoft samples write 0 when they edit the framing.',
  remedy: 'Nothing needs to change. Write 0 to state that there is a single size.',
  texts: { one: 'Stepping of {range} is 1 although MinFrameSize and MaxFrameSize are both {min}. The framing macros write it so, and nothing needs to change; 0 would say that there is a single size.' },
  check(view, report) {
    for (const known of rangesOf(view)) if (known.min === known.max && known.stepping === 1) report(known.range.stepping.from, 'one', describe(known), { about: boundsOf(known) });
  },
});

/** No step between different bounds. */
export const rng04 = defineRule({
  ...common, code: 'RNG-04', title: 'Stepping 0 with different bounds', defaultSeverity: 'warning', evidence: ['I'], sources: [rangePage],
  condition: 'Stepping is 0 although MinFrameSize is below MaxFrameSize.',
  effect: 'With a step of 0 only MinFrameSize is a legal size, and code that divides by the step fails (inferred).',
  remedy: 'Write 1 if any size between the bounds will do, otherwise the granularity of the hardware.',
  texts: { zero: 'Stepping of {range} is 0, but MinFrameSize ({min}) and MaxFrameSize ({max}) differ: only the minimum would be a legal size, and whoever divides by the step fails (inferred). Write 1, or the granularity of the hardware.' },
  check(view, report) {
    for (const known of rangesOf(view)) if (known.stepping === 0 && known.min < known.max) report(known.range.stepping.from, 'zero', describe(known), { about: boundsOf(known) });
  },
});

/** A maximum that no step reaches. */
export const rng05 = defineRule({
  ...common, code: 'RNG-05', title: 'MaxFrameSize is not on a step', defaultSeverity: 'info', evidence: ['I'], sources: [rangePage],
  condition: 'MaxFrameSize − MinFrameSize is not a multiple of Stepping. A maximum of (ULONG)-1 sets no bound and is left alone.',
  effect: 'MaxFrameSize itself is not one of the legal sizes, so the largest frame is smaller than it seems (inferred).',
  remedy: 'Make MaxFrameSize the largest size that is meant, MinFrameSize plus a multiple of Stepping.',
  texts: { off: 'MaxFrameSize of {range} is {max}, which steps of {stepping} from {min} do not reach: the largest legal size is {largest} bytes (inferred). Write that, or change Stepping.' },
  check(view, report) {
    for (const known of rangesOf(view)) {
      const { range, min, max, stepping } = known;
      if (stepping === undefined || stepping === 0 || max < min || max === noBound || (max - min) % stepping === 0) continue;
      report(range.max.from, 'off', { ...describe(known), largest: grouped(max - ((max - min) % stepping)) }, { about: boundsOf(known) });
    }
  },
});
