import { type Instance, instanceIn, isInstanceOf, numberOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { KSDATARANGE_AUDIO, KS_DATARANGE_VIDEO_VBI, KS_VBIINFOHEADER, KS_VIDEO_STREAM_CONFIG_CAPS, SIZE, ddiPage } from '../../ks/index';
import { formatName } from '../facts';
import { defineRule } from '../rule';
import { noBound } from '../vocabulary';
import { dataRangesOf } from './known-ranges';

/** A least and a greatest value of a data range. */
interface Pair { readonly low: Instance; readonly lowField: string; readonly high: Instance; readonly highField: string; readonly name: string }

const pair = (instance: Instance, lowField: string, highField: string): Pair => ({ low: instance, lowField, high: instance, highField, name: `${lowField} and ${highField}` });

/** Bounds of images and frame times. A maximum of 0 there means that the member is not filled in. */
function pairsOfCapabilities(range: Instance): readonly Pair[] {
  const caps = instanceIn(range, 'ConfigCaps', KS_VIDEO_STREAM_CONFIG_CAPS);
  if (!caps) return [];
  const pairs = [pair(caps, 'MinFrameInterval', 'MaxFrameInterval')];
  for (const what of ['CroppingSize', 'OutputSize'] as const) {
    const low = instanceIn(caps, `Min${what}`, SIZE);
    const high = instanceIn(caps, `Max${what}`, SIZE);
    if (low && high) for (const field of ['cx', 'cy'] as const) pairs.push({ low, lowField: field, high, highField: field, name: `Min${what}.${field} and Max${what}.${field}` });
  }
  return pairs;
}

function pairsOfBlanking(range: Instance): readonly Pair[] {
  const signal = isInstanceOf(range, KS_DATARANGE_VIDEO_VBI) ? instanceIn(range, 'VBIInfoHeader', KS_VBIINFOHEADER) : undefined;
  return signal ? [pair(signal, 'StartLine', 'EndLine'), pair(signal, 'MinLineStartTime', 'MaxLineStartTime')] : [];
}

/** Numbers of bits that samples of audio have: none of them is a sampling frequency. */
const bitDepths = new Set([8, 16, 20, 24, 32]);
/** More bits than any sample has: such a number is a frequency in the wrong member. */
const tooManyBits = 1000;

/** The first member of an audio range that holds what belongs into its neighbour. */
function shiftedMember(range: Instance<typeof KSDATARANGE_AUDIO>): { readonly field: 'MinimumBitsPerSample' | 'MaximumBitsPerSample' | 'MinimumSampleFrequency' | 'MaximumSampleFrequency'; readonly value: number } | undefined {
  for (const field of ['MinimumBitsPerSample', 'MaximumBitsPerSample'] as const) {
    const value = numberOf(range, field);
    if (value !== undefined && value >= tooManyBits && value !== noBound) return { field, value };
  }
  for (const field of ['MinimumSampleFrequency', 'MaximumSampleFrequency'] as const) {
    const value = numberOf(range, field);
    if (value !== undefined && bitDepths.has(value)) return { field, value };
  }
  return undefined;
}

/** Bounds that leave nothing between them. */
export const drg10 = defineRule({
  code: 'DRG-10', title: 'Bounds of a data range', area: 'dataRange', defaultSeverity: 'warning', evidence: ['I'], sources: [ddiPage('ksmedia/ns-ksmedia-ksdatarange_audio'), ddiPage('ksmedia/ns-ksmedia-_ks_video_stream_config_caps')], since: '0.1.0', scope: 'element',
  condition: 'A minimum of a data range is greater than its maximum (bits, sampling frequency, time of a frame, sizes of images, lines of vertical blanking), or an audio range has a frequency where bits belong or bits where a frequency belongs. In video a maximum of 0 counts as not filled in.',
  effect: 'No format lies between the bounds, so an intersection finds nothing; usually the members are shifted by one, and those after them are wrong as well (inferred).',
  remedy: 'Compare the initializers with the declaration of the structure, member by member.',
  texts: {
    empty: '{name} of {range} are {low} and {high}: no format lies between them, so an intersection finds nothing (inferred). Correct one of them; often the members before are shifted by one.',
    shifted: '{field} of {range} is {value}, which looks like the value of a neighbour: the members are probably shifted by one, and an intersection finds nothing sensible (inferred). Compare them with MaximumChannels, MinimumBitsPerSample, MaximumBitsPerSample, MinimumSampleFrequency, MaximumSampleFrequency.',
    first: 'The minimum.',
  },
  check(element, report) {
    for (const range of dataRangesOf(element)) {
      const audio = isInstanceOf(range, KSDATARANGE_AUDIO) ? range : undefined;
      const shifted = audio && shiftedMember(audio);
      if (audio && shifted) {
        report([audio, shifted.field], 'shifted', { field: shifted.field, value: grouped(shifted.value), range: formatName(range) });
        continue;
      }
      const pairs = audio ? [pair(audio, 'MinimumBitsPerSample', 'MaximumBitsPerSample'), pair(audio, 'MinimumSampleFrequency', 'MaximumSampleFrequency')] : [...pairsOfCapabilities(range), ...pairsOfBlanking(range)];
      for (const { low, lowField, high, highField, name } of pairs) {
        const least = numberOf(low, lowField);
        const most = numberOf(high, highField);
        if (least === undefined || most === undefined || least <= most || (most === 0 && !audio)) continue;
        report([high, highField], 'empty', { name, range: formatName(range), low: grouped(least), high: grouped(most) }, { related: [{ where: [low, lowField], text: 'first' }] });
      }
    }
  },
});
