import { type EffectiveNumber, type Instance, effectiveStates, isAudio, isInstanceOf, numberOf, sampleSize } from '../../document/index';
import { grouped } from '../../findings/index';
import { KSDATARANGE_AUDIO } from '../../ks/index';
import { connectable, formatName, pinNames } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { noBound } from '../vocabulary';

/** More channels than any device has: a range without an explicit limit. */
const channelLimit = 1024;

/** Bytes of one sample of all channels, for the widest format of an audio data range and for its narrowest; nothing when unknown. */
function blocksOf(range: Instance): readonly number[] {
  if (isAudio(range) !== true) return [];
  const stated = sampleSize(range);
  if (stated !== undefined) return [stated];
  if (!isInstanceOf(range, KSDATARANGE_AUDIO)) return [];
  const channels = numberOf(range, 'MaximumChannels');
  const bits = [numberOf(range, 'MaximumBitsPerSample'), numberOf(range, 'MinimumBitsPerSample')];
  if (channels === undefined || channels === 0 || channels > channelLimit) return [];
  return [...new Set(bits.filter((width): width is number => width !== undefined && width > 0 && width <= 64).map((width) => channels * Math.ceil(width / 8)))];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
/** The least size that holds whole samples of every format: advice that suits one format must not break another. */
const commonBlock = (blocks: readonly number[]): number => blocks.reduce((common, block) => common * (block / divisor(common, block)), 1);

/** Buffers that end in the middle of a sample. */
export const rng13 = defineRule({
  code: 'RNG-13', title: 'Audio frame size is not block aligned', area: 'frameSize', defaultSeverity: 'info', evidence: ['S'], sources: [sampleDriver('avssamp')], since: '0.1.0', scope: 'item',
  condition: 'A bound of FramingRange on an audio pin is no multiple of the SampleSize of a data range, or of its block size (channels × bytes of a sample).',
  effect: 'A buffer of that size ends in the middle of a sample; its rest stays empty, or the sample is torn. A comment in the avssamp sample says that the ranges have to be block aligned.',
  remedy: 'Round the size to a multiple of the block size, such as bytes a second × time / block size, rounded up, × block size.',
  texts: {
    torn: '{field} of FramingRange is {size} bytes, no multiple of the {block} bytes of one sample of {format}: a buffer of that size ends in the middle of a sample. Round it to a multiple of {block}, such as {rounded}.',
    pin: 'Pin {pin} of filter {filter} offers {format}.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      const bounds: readonly (readonly [string, EffectiveNumber])[] = [['MaxFrameSize', state.framingRange.max], ['MinFrameSize', state.framingRange.min]];
      for (const pin of connectable(state)) {
        const ranges = state.format ? [state.format] : pin.dataRanges;
        const common = commonBlock(ranges.flatMap(blocksOf));
        for (const range of ranges) {
          for (const block of blocksOf(range)) {
            const torn = bounds.find(([, { value }]) => value !== undefined && value > 1 && value !== noBound && value % block !== 0);
            if (!torn) continue;
            const [field, { value, from }] = torn;
            const format = formatName(range);
            const values = { field, size: grouped(value!), block: grouped(block), format, rounded: grouped(Math.ceil(value! / common) * common) };
            report(from, 'torn', values, { related: [{ where: range.node, text: 'pin', arguments: { ...pinNames(pin), format } }] });
          }
        }
      }
    }
  },
});
