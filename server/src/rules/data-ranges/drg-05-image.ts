import { type Instance, contradictsImage, imageBytesOf, instanceIn, largestFrameBytesOf, numberOf } from '../../document/index';
import { grouped, hex } from '../../findings/index';
import { KS_VIDEO_STREAM_CONFIG_CAPS, SIZE, constantSetNamed, ddiPage, streamTopic } from '../../ks/index';
import { formatHeader } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { charactersOf, codeOfSubtype, dataRangesOf, imageHeaderOf } from './known-ranges';

const about = { area: 'dataRange', defaultSeverity: 'warning', since: '0.1.0', scope: 'element' } as const;

/** A code as people read it: the name of its constant, its characters, or the number. */
function spoken(code: number): string {
  const characters = charactersOf(code);
  if (characters !== undefined) return `FOURCC ${characters.trimEnd()}`;
  const named = constantSetNamed('KS_BI')?.constants.find(({ value }) => value === code);
  return named ? `${named.name} (${code})` : hex(code >>> 0);
}

/** Two names for the pixels. */
export const drg05 = defineRule({
  ...about, code: 'DRG-05', title: 'SubFormat and biCompression disagree', evidence: ['D', 'S'], sources: [streamTopic('specifying-stream-formats'), sampleDriver('avshws')],
  condition: 'SubFormat is made of a four-character code (XXXXXXXX-0000-0010-8000-00AA00389B71), and biCompression is another number. RGB subtypes are not made so and have KS_BI_RGB.',
  effect: 'The low-order four bytes of such a subtype are documented to equal biCompression. Clients look at the one or the other, and so take the pixels for different ones.',
  remedy: 'Write the same four-character code in both.',
  texts: {
    differ: 'SubFormat says {subtype}, but biCompression is {compression}: clients look at the one or the other and take the pixels for different ones. Write the same four-character code in both.',
    compression: 'The biCompression of the default format.',
  },
  check(element, report) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      const image = imageHeaderOf(range);
      const subtype = header && codeOfSubtype(header);
      const compression = image && numberOf(image, 'biCompression');
      if (header === undefined || image === undefined || subtype === undefined || compression === undefined || subtype === compression) continue;
      report([header, 'SubFormat'], 'differ', { subtype: spoken(subtype), compression: spoken(compression) }, { related: [{ where: [image, 'biCompression'], text: 'compression' }] });
    }
  },
});

/** Greatest SampleSize that the largest image (MaxOutputSize) accounts for: any where its size is not known. 0 where the member is not filled in. */
function largestSampleOf(range: Instance): number {
  const caps = instanceIn(range, 'ConfigCaps', KS_VIDEO_STREAM_CONFIG_CAPS);
  const size = caps && instanceIn(caps, 'MaxOutputSize', SIZE);
  if (!size || numberOf(size, 'cx') === undefined || numberOf(size, 'cy') === undefined) return Number.POSITIVE_INFINITY;
  return largestFrameBytesOf(range) ?? 0;
}

/** A size that is not that of the image. */
export const drg11 = defineRule({
  ...about, code: 'DRG-11', title: 'Size of an uncompressed image', evidence: ['I'], sources: [ddiPage('ksmedia/ns-ksmedia-tagks_bitmapinfoheader'), streamTopic('specifying-stream-formats')],
  condition: 'Video is uncompressed (KS_BI_RGB with an RGB subtype, or a four-character code of known layout), and biSizeImage, or else SampleSize, is not 0 and is neither the bytes that width, height and pixel layout come to (RGB lines padded to four bytes) nor somewhat more, as hardware that rounds up to 64 pixels and 32 lines needs. SampleSize may also be that of MaxOutputSize.',
  effect: 'Driver and consumer disagree on the size of an image: with too small a size images are cut or written past their buffer, with too large a one memory and bandwidth are wasted (inferred).',
  remedy: 'Write width × height × bits / 8, with the lines of RGB padded to a multiple of four bytes.',
  texts: {
    image: 'An image of {width} × {height} pixels of {bits} bits takes {exact} bytes, but biSizeImage is {stated}: driver and consumer disagree on the size of an image (inferred). Write {exact}, or correct width, height or format.',
    sample: 'An image of {width} × {height} pixels of {bits} bits takes {exact} bytes, but SampleSize is {stated}: driver and consumer disagree on the size of an image (inferred). Write {exact}, or correct width, height or format.',
  },
  check(element, report) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      const bitmap = imageHeaderOf(range);
      if (header === undefined || bitmap === undefined) continue;
      const image = imageBytesOf(range);
      // Where the two names of the pixels disagree (DRG-05), or the subtype is the vendor's own, the layout is not known.
      if (image === undefined) continue;
      const differs = (bytes: number | undefined, most?: number): boolean => bytes !== undefined && bytes > 0 && contradictsImage(bytes, image, most);
      const size = numberOf(bitmap, 'biSizeImage');
      const sample = numberOf(header, 'SampleSize');
      const values = { width: image.width, height: image.height, bits: image.bitsPerPixel, exact: grouped(image.exact) };
      if (differs(size)) report([bitmap, 'biSizeImage'], 'image', { ...values, stated: grouped(size!) });
      else if (differs(sample, largestSampleOf(range))) report([header, 'SampleSize'], 'sample', { ...values, stated: grouped(sample!) });
    }
  },
});
