import { type FilterView, elementsOf, pinsOf } from '../../document/index';
import { guidValue, ksPage } from '../../ks/index';
import { relatedPins } from '../facts';
import { defineRule } from '../rule';
import { dataFlow } from '../vocabulary';
import { isOne, meantRatio, ratioText, showsRatio } from './ratio';

const page = ksPage('ns-ks-ks_compression');

/** A ratio where none is looked for. */
export const cmp03 = defineRule({
  code: 'CMP-03', title: 'Compression ratio on an input pin', area: 'compression', defaultSeverity: 'warning', evidence: ['D'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'The framing of an input pin has an OutputCompression whose ratio is not one.',
  effect: 'The structure is documented to state the ratio of the frame size on an output pin to that on the input pin of the same filter. What it does on an input pin is not documented.',
  remedy: 'Write the ratio in the framing of the output pin, and 1/1 (or nothing) in that of the input pin. Pins of both directions need framings of their own then.',
  texts: {
    input: 'OutputCompression is {ratio} in the framing of an input pin, but the ratio is defined on output pins: what it does here is not documented. Write it in the framing of the output pin, and 1/1 here.',
    pin: 'Input pin {pin} of filter {filter} uses this framing.',
  },
  check(view, report) {
    const ratio = meantRatio(view);
    if (!ratio || isOne(ratio)) return;
    const pins = pinsOf(view).filter((pin) => pin.dataFlow === dataFlow.in && showsRatio(pin));
    if (pins.length > 0) report([view.framing, 'OutputCompression'], 'input', { ratio: ratioText(ratio) }, { related: relatedPins(pins, 'pin') });
  },
});

const compressor = guidValue('KSCATEGORY_DATACOMPRESSOR');
const decompressor = guidValue('KSCATEGORY_DATADECOMPRESSOR');

type Direction = 'encoder' | 'decoder';

const directions = new WeakMap<FilterView, Direction | 'unknown'>();

/** Whether a filter compresses or decompresses, by its role or else its categories, when it has one output pin: with several, each may have a ratio of its own kind. */
function directionOf(filter: FilterView): Direction | 'unknown' {
  let found = directions.get(filter);
  if (!found) directions.set(filter, (found = hasOneOutput(filter) ? byRole(filter) : 'unknown'));
  return found;
}

const hasOneOutput = ({ pins, pinsComplete }: FilterView): boolean =>
  pinsComplete !== false && pins.every((pin) => pin.dataFlow !== undefined) && pins.filter((pin) => pin.dataFlow === dataFlow.out).length === 1;

function byRole({ role, filter }: FilterView): Direction | 'unknown' {
  if (role !== undefined) return role === 'Encoder' ? 'encoder' : role === 'Decoder' ? 'decoder' : 'unknown';
  const categories = (elementsOf(filter, 'Categories') ?? []).map((element) => (element.state === 'present' && element.kind === 'guid' ? element.value : ''));
  const compresses = categories.includes(compressor);
  return compresses === categories.includes(decompressor) ? 'unknown' : compresses ? 'encoder' : 'decoder';
}

/** A fraction upside down. */
export const cmp09 = defineRule({
  code: 'CMP-09', title: 'Compression ratio upside down', area: 'compression', defaultSeverity: 'warning', evidence: ['D'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'The only output pin of a decoder has an OutputCompression below one, or that of an encoder one above. What a filter is follows from its Role, or else from its categories.',
  effect: 'The documentation gives 1:3 for a compressor and 3:1 for a decompressor. Turned round, the size of the output frames is computed far too small or too large.',
  remedy: 'Swap RatioNumerator and RatioDenominator.',
  texts: {
    decoder: 'OutputCompression is {ratio} on the output pin of a decoder, which says that frames get smaller: output frames are computed too small. A decompressor has a ratio above one, such as 3/1; swap numerator and denominator.',
    encoder: 'OutputCompression is {ratio} on the output pin of an encoder, which says that frames get larger: output frames are computed too large. A compressor has a ratio below one, such as 1/3; swap numerator and denominator.',
    pin: 'Output pin {pin} of filter {filter} uses this framing.',
  },
  check(view, report) {
    const ratio = meantRatio(view);
    if (!ratio || isOne(ratio)) return;
    const wrong: Direction = ratio.numerator < ratio.denominator ? 'decoder' : 'encoder';
    const pins = pinsOf(view).filter((pin) => pin.dataFlow === dataFlow.out && showsRatio(pin) && directionOf(pin.filter) === wrong);
    if (pins.length > 0) report([view.framing, 'OutputCompression'], wrong, { ratio: ratioText(ratio) }, { related: relatedPins(pins, 'pin') });
  },
});
