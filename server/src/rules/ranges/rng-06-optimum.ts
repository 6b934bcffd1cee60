import { type EffectiveItem, type ItemView, effectiveStates } from '../../document/index';
import { grouped } from '../../findings/index';
import { ksPage } from '../../ks/index';
import { onlyInputPins } from '../facts';
import { type ReportOptions, defineRule } from '../rule';
import { noBound } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');
const inputPins = { severity: 'info', when: 'only input pins use the framing' } as const;

interface Pair { readonly state: EffectiveItem; readonly physical: { readonly min: number; readonly max: number }; readonly optimal: { readonly min: number; readonly max: number } }

/**
 * States of an item in which both ranges are known and set. A maximum of 0 means "not set": RNG-08 and RNG-09 speak of that. 0 to (ULONG)-1 is what
 * SetDontCareKsFramingRange writes: an optimum without a wish, of which RNG-14 speaks.
 */
function* pairsOf(view: ItemView): Generator<Pair> {
  for (const state of effectiveStates(view)) {
    const { physicalRange, framingRange } = state;
    const physical = { min: physicalRange.min.value, max: physicalRange.max.value };
    const optimal = { min: framingRange.min.value, max: framingRange.max.value };
    if (physical.min === undefined || physical.max === undefined || optimal.min === undefined || optimal.max === undefined) continue;
    if (physical.max === 0 || (optimal.min === 0 && (optimal.max === 0 || optimal.max === noBound))) continue;
    yield { state, physical: { min: physical.min, max: physical.max }, optimal: { min: optimal.min, max: optimal.max } };
  }
}

const describe = ({ physical, optimal }: Pair): Readonly<Record<string, string>> => ({ min: grouped(optimal.min), max: grouped(optimal.max), physicalMin: grouped(physical.min), physicalMax: grouped(physical.max) });

const meets = ({ physical, optimal }: Pair): boolean => optimal.min <= physical.max && physical.min <= optimal.max;
const inside = ({ physical, optimal }: Pair): boolean => physical.min <= optimal.min && optimal.max <= physical.max;

/** What both rules report besides: the other range, the values they are about, and the severity. */
function options({ state }: Pair, values: Readonly<Record<string, string>>): ReportOptions {
  const { physicalRange, framingRange } = state;
  const shared: ReportOptions = {
    about: [physicalRange.min.from, physicalRange.max.from, framingRange.min.from, framingRange.max.from],
    related: [{ where: physicalRange.member, text: 'physical', arguments: values }],
  };
  return onlyInputPins(state) ? { ...shared, severity: 'info' } : shared;
}

/** An optimum that the hardware cannot do. */
export const rng06 = defineRule({
  code: 'RNG-06', title: 'FramingRange outside PhysicalRange', area: 'frameSize', defaultSeverity: 'warning', otherSeverities: [inputPins], evidence: ['I'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'After the declared run-time edits no size lies in both FramingRange and PhysicalRange. A range of all zeros counts as not set.',
  effect: 'The sizes that are best for the pin are sizes that its hardware cannot handle: one of the two demands has to be broken (inferred).',
  remedy: 'Correct the range that is wrong. FramingRange should lie inside PhysicalRange.',
  texts: {
    apart: 'FramingRange ({min} to {max} bytes) and PhysicalRange ({physicalMin} to {physicalMax} bytes) have no size in common: the best sizes are ones that the hardware cannot handle (inferred). Correct the range that is wrong.',
    physical: 'PhysicalRange: {physicalMin} to {physicalMax} bytes.',
  },
  check(view, report) {
    for (const pair of pairsOf(view)) if (!meets(pair)) report(pair.state.framingRange.max.from, 'apart', describe(pair), options(pair, describe(pair)));
  },
});

/** An optimum that is partly out of reach. */
export const rng07 = defineRule({
  code: 'RNG-07', title: 'FramingRange partly outside PhysicalRange', area: 'frameSize', defaultSeverity: 'warning', otherSeverities: [inputPins], evidence: ['I'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'After the declared run-time edits FramingRange is not wholly inside PhysicalRange. A range of all zeros counts as not set, and a FramingRange of 0 to (ULONG)-1 ("don\'t care") as without a preference.',
  effect: 'Part of the sizes offered as best cannot be used; whoever negotiates has to cut the range, if it does (inferred).',
  remedy: 'Narrow FramingRange to PhysicalRange, or widen PhysicalRange if the hardware can do more.',
  texts: {
    outside: 'FramingRange ({min} to {max} bytes) reaches beyond PhysicalRange ({physicalMin} to {physicalMax} bytes): part of the sizes offered as best cannot be used by the hardware (inferred). Narrow the one, or widen the other.',
    physical: 'PhysicalRange: {physicalMin} to {physicalMax} bytes.',
  },
  check(view, report) {
    for (const pair of pairsOf(view)) if (!inside(pair)) report(pair.state.framingRange.max.from, 'outside', describe(pair), options(pair, describe(pair)));
  },
});
