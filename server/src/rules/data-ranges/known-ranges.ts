import { type ElementView, type Instance, type Model, guidOf, instanceIn } from '../../document/index';
import { DataRange, KS_BITMAPINFOHEADER, KS_VIDEOINFOHEADER, KS_VIDEOINFOHEADER2 } from '../../ks/index';
import { communication } from '../vocabulary';

const names: ReadonlySet<string> = new Set(DataRange.structures);
const found = new WeakMap<ElementView, readonly Instance[]>();

/** Every data range that an element states, each once. */
export function dataRangesOf(element: ElementView): readonly Instance[] {
  let ranges = found.get(element);
  if (!ranges) found.set(element, (ranges = element.instances.filter(({ structure }) => names.has(structure.name))));
  return ranges;
}

/** Data ranges that are used, and only by pins that are never connected, or of which that is not known: nobody intersects those. */
export function idleRangesOf({ configurations }: Model): ReadonlySet<Instance> {
  const idle = new Set<Instance>();
  const used = new Set<Instance>();
  for (const { pins } of configurations) {
    for (const { dataRanges, communication: direction } of pins) {
      const set = direction === undefined || direction === communication.none || direction === communication.bridge ? idle : used;
      for (const range of dataRanges) set.add(range);
    }
  }
  for (const range of used) idle.delete(range);
  return idle;
}

/** The image of a video data range whose header is KS_VIDEOINFOHEADER or KS_VIDEOINFOHEADER2. */
export function imageHeaderOf(range: Instance): Instance<typeof KS_BITMAPINFOHEADER> | undefined {
  const first = instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER);
  if (first) return instanceIn(first, 'bmiHeader', KS_BITMAPINFOHEADER);
  const second = instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER2);
  return second && instanceIn(second, 'bmiHeader', KS_BITMAPINFOHEADER);
}

const fourCharacterCode = /^([0-9a-f]{8})-0000-0010-8000-00aa00389b71$/;

/** The four characters of a number, first one lowest; nothing when they are not all printable. */
export function charactersOf(code: number): string | undefined {
  const text = String.fromCharCode(code & 0xff, (code >>> 8) & 0xff, (code >>> 16) & 0xff, code >>> 24);
  return /^[\x20-\x7e]{4}$/.test(text) ? text : undefined;
}

/** The four-character code that a subtype is made of; nothing for subtypes of another kind, such as those of RGB and of Direct3D formats. */
export function codeOfSubtype(header: Instance): number | undefined {
  const digits = fourCharacterCode.exec(guidOf(header, 'SubFormat') ?? '')?.[1];
  const code = digits === undefined ? undefined : Number.parseInt(digits, 16);
  return code === undefined || charactersOf(code) === undefined ? undefined : code;
}
