import { type PinView, effectiveItems, standardTransport } from '../../document/index';
import { ksPage } from '../../ks/index';
import { type SizeSet, allSizesOf, hasPair, ratioOf } from '../../simulation/negotiation/index';
import { isBroken, pinNames } from '../facts';
import { sizeNames } from '../negotiation/ends';
import { defineRule } from '../rule';
import { dataFlow, requirement } from '../vocabulary';
import { showsRatio } from './ratio';

/** Flags of every item of a pin's framing after the run-time edits. */
const flagsOf = (pin: PinView): readonly (number | undefined)[] => (pin.framingView?.items ?? []).flatMap((item) => effectiveItems(pin, item).map((state) => state.flags.value));

/** True when every item of a pin's framing is known to insist on the ratio, and not as a wish. */
const insists = (pin: PinView): boolean => {
  const flags = flagsOf(pin);
  return flags.length > 0 && flags.every((value) => value !== undefined && (value & requirement.insistOnRatio) !== 0 && (value & requirement.preferencesOnly) === 0);
};

/** True when a pin may cope with frames of other sizes than those of its ranges. */
const mayCope = (pin: PinView): boolean => flagsOf(pin).some((value) => value === undefined || (value & requirement.preferencesOnly) !== 0);

/** A ratio that no sizes have. */
export const cmp08 = defineRule({
  code: 'CMP-08', title: 'No frame sizes in the demanded ratio', area: 'compression', defaultSeverity: 'error', evidence: ['D', 'I'], sources: [ksPage('ns-ks-ks_compression'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'filter',
  condition: 'An output pin has KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO, and no frame size that an input pin of the filter allows becomes, by OutputCompression, one that the output pin allows. Sizes that depend on an unknown format fire nothing, and neither do ranges that are wishes (KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY).',
  effect: 'The flag says that the ratio must be kept. No pair of sizes keeps it, so that no allocation satisfies both pins (inferred).',
  remedy: 'Widen one of the ranges, correct OutputCompression, or clear the flag if the ratio is only a bound.',
  texts: {
    none: 'The pin insists on frames that are {numerator}/{denominator} of the input{margin}, but none of the sizes that come in ({input}) becomes one that may go out ({output}): no allocation satisfies both pins (inferred). Widen a range, correct the ratio, or clear KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO.',
    input: 'Input pin {pin} of filter {filter} allows {input}.',
  },
  check(filter, report) {
    const outputs = filter.pins.filter((pin) => pin.dataFlow === dataFlow.out && showsRatio(pin) && insists(pin));
    if (outputs.length === 0 || filter.pinsComplete === false || isBroken(filter.filter, 'CreatesPins') || isBroken(filter.filter, 'DynamicPinDescriptors') || filter.pins.some((pin) => pin.dataFlow === undefined)) return;
    // What comes in over a medium of the hardware comes in no frames.
    const inputs = filter.pins.filter((pin) => pin.dataFlow === dataFlow.in && standardTransport(pin) !== 'no');
    // Filters with more inputs stand in no driver; which of them feeds an output is not stated anyway.
    if (inputs.length === 0 || inputs.length > 16 || inputs.some(mayCope)) return;
    const allowed: readonly (SizeSet | undefined)[] = inputs.map(allSizesOf);
    if (allowed.includes(undefined)) return;
    for (const pin of outputs) {
      const ratio = ratioOf(pin);
      const output = allSizesOf(pin);
      if (!ratio || !output || !allowed.every((sizes) => hasPair(sizes!, output, ratio.value, 'up') === false && hasPair(sizes!, output, ratio.value, 'down') === false)) continue;
      const { numerator, denominator, margin } = ratio.value;
      const values = { numerator, denominator, margin: margin === 0 ? '' : ` plus ${margin} bytes`, input: sizeNames(allowed[0]!), output: sizeNames(output) };
      report(ratio.from, 'none', values, { related: [{ where: [inputs[0]!.pin, 'AllocatorFraming'], text: 'input', arguments: { ...values, ...pinNames(inputs[0]!) } }] });
    }
  },
});
