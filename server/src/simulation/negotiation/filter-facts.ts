import { type EffectiveNumber, type FilterView, type PinView, booleanOf, bound, effectiveItems, elementsOf, instanceIn, numberOf } from '../../document/index';
import { KS_COMPRESSION, constantValue, guidNamed } from '../../ks/index';
import type { DecidingPlace } from './cell';
import { type Ratio, keepsSize } from './compression';

const inPlaceModifier = constantValue('KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER');

/** Flags of a pin's framing items after the run-time edits. */
export const declaredFlags = (pin: PinView): readonly EffectiveNumber[] => (pin.framingView?.items ?? []).flatMap((view) => effectiveItems(pin, view).map(({ flags }) => flags));

/** A fact with the place that states it. */
interface Fact<T> {
  readonly value: T;
  readonly from: DecidingPlace;
}

/** Whether the same frames enter and leave a filter between two of its pins; nothing when the document does not say. */
export function inPlaceBetween(input: PinView, output: PinView): Fact<boolean> | undefined {
  const filter = input.filter;
  const stated = booleanOf(filter.filter, 'InPlace');
  if (stated !== undefined) return { value: stated, from: [filter.filter, 'InPlace'] };
  if (bound(filter.filter, 'InPlace').state === 'invalid') return undefined;
  for (const pin of [input, output]) {
    for (const { value, from } of declaredFlags(pin)) if (value !== undefined && (value & inPlaceModifier) !== 0) return { value: true, from };
  }
  return undefined;
}

/** The ratio of frame sizes that the framing of an output pin states; nothing when it is unknown or no ratio. */
export function ratioOf(output: PinView): Fact<Ratio> | undefined {
  if (output.framing.state !== 'present' || booleanOf(output.framing.instance, 'CompressionVaries') === true || bound(output.framing.instance, 'CompressionVaries').state === 'invalid') return undefined;
  const compression = instanceIn(output.framing.instance, 'OutputCompression', KS_COMPRESSION);
  const numerator = compression && numberOf(compression, 'RatioNumerator');
  const denominator = compression && numberOf(compression, 'RatioDenominator');
  const margin = compression && numberOf(compression, 'RatioConstantMargin');
  if (!numerator || !denominator || margin === undefined) return undefined;
  return { value: { numerator, denominator, margin }, from: [output.framing.instance, 'OutputCompression'] };
}

/** What in the framing of an output pin says that frames change their size; nothing when nothing does. */
export function sizeChange(output: PinView): DecidingPlace | undefined {
  if (output.framing.state !== 'present') return undefined;
  if (booleanOf(output.framing.instance, 'CompressionVaries') === true) return [output.framing.instance, 'CompressionVaries'];
  const ratio = ratioOf(output);
  return ratio && !keepsSize(ratio.value) ? ratio.from : undefined;
}

const codecRoles = new Set(['Codec', 'Encoder', 'Decoder']);
const codecCategories = new Set(['KSCATEGORY_DATACOMPRESSOR', 'KSCATEGORY_DATADECOMPRESSOR'].map((name) => guidNamed(name)?.value));

/** True when a filter is known to be a codec, by its role, or else by its categories. */
export function isCodec(filter: FilterView): boolean {
  if (filter.role !== undefined) return codecRoles.has(filter.role);
  return (elementsOf(filter.filter, 'Categories') ?? []).some((element) => element.state === 'present' && element.kind === 'guid' && codecCategories.has(element.value));
}
