import { type ElementView, type Instance, type Model, isStated, numberOf, stringValue, NodeKind, bound, elementsIn, guidOf } from '../../document/index';
import { constantValue, dataRangePage, guidValue, ksPage, sizeOf, guidLabel } from '../../ks/index';
import { decimalAndHex, formatHeader, formatName } from '../facts';
import { defineRule } from '../rule';
import { dataRangesOf, idleRangesOf } from './known-ranges';

const formatPage = ksPage('ns-ks-ksdataformat');
const about = { area: 'dataRange', since: '0.1.0', scope: 'element' } as const;
const headerSize = sizeOf('KSDATAFORMAT', 'x64') ?? 0;

/** Less than the header itself. */
export const drg01 = defineRule({
  ...about, code: 'DRG-01', title: 'FormatSize smaller than the header', defaultSeverity: 'error', evidence: ['D'], sources: [formatPage, dataRangePage],
  condition: `FormatSize is less than sizeof(KSDATAFORMAT), ${String(headerSize)} bytes.`,
  effect: 'The size is documented to be at least that of the header. Whoever copies or intersects the range takes the rest of the header from elsewhere, or refuses the range.',
  remedy: 'Leave FormatSize out, or write sizeof of the structure that Type names.',
  texts: { tooSmall: 'FormatSize is {size} bytes, but the header alone, KSDATAFORMAT, takes {header}: the range is refused or read wrongly. Write {needed}, the size of {structure}, or leave it out.' },
  check(element, report, model) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      const size = header && isStated(header, 'FormatSize') ? numberOf(header, 'FormatSize') : undefined;
      if (header !== undefined && size !== undefined && size < headerSize) report([header, 'FormatSize'], 'tooSmall', { size, header: headerSize, needed: sizeOf(range.structure.name, model.architecture) ?? headerSize, structure: range.structure.name });
    }
  },
});

/** A reserved member. */
export const drg02 = defineRule({
  ...about, code: 'DRG-02', title: 'Reserved member of a data range', defaultSeverity: 'error', evidence: ['D'], sources: [formatPage, dataRangePage],
  condition: 'Reserved is not 0.',
  effect: 'Drivers are documented to have to set the member to zero. What Windows makes of another value is not documented.',
  remedy: 'Write 0, or leave Reserved out. Often the members before it are shifted by one: check SampleSize and Flags as well.',
  texts: { notZero: 'Reserved is {value} ({hex}), but drivers have to set it to 0; what Windows makes of another value is not documented. Write 0, and check that SampleSize and Flags are not shifted by one.' },
  check(element, report) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      const value = header && numberOf(header, 'Reserved');
      if (header !== undefined && value !== undefined && value !== 0) report([header, 'Reserved'], 'notZero', decimalAndHex(value));
    }
  },
});

/**
 * Structure of a data range by its specifier. Those of MPEG are left out: working DVD decoders pair them with a plain KSDATARANGE, and their
 * handlers compare the header only.
 */
const structuresBySpecifier: ReadonlyMap<string, string> = new Map([
  ['KSDATAFORMAT_SPECIFIER_VIDEOINFO', 'KS_DATARANGE_VIDEO'], ['KSDATAFORMAT_SPECIFIER_VIDEOINFO2', 'KS_DATARANGE_VIDEO2'], ['KSDATAFORMAT_SPECIFIER_VBI', 'KS_DATARANGE_VIDEO_VBI'],
  ['KSDATAFORMAT_SPECIFIER_ANALOGVIDEO', 'KS_DATARANGE_ANALOGVIDEO'],
  ['KSDATAFORMAT_SPECIFIER_WAVEFORMATEX', 'KSDATARANGE_AUDIO'], ['KSDATAFORMAT_SPECIFIER_DSOUND', 'KSDATARANGE_AUDIO'],
].map(([specifier, structure]) => [guidValue(specifier!), structure!]));

/** A structure cut short. */
export const drg03 = defineRule({
  ...about, scope: 'document', code: 'DRG-03', title: 'FormatSize smaller than the structure', defaultSeverity: 'warning', evidence: ['H', 'S'], sources: [formatPage, dataRangePage],
  condition: 'FormatSize is less than the size of the structure that Type names, or Type names a structure smaller than the one that goes with the specifier (KS_DATARANGE_VIDEO, 296 bytes, with KSDATAFORMAT_SPECIFIER_VIDEOINFO; KSDATARANGE_AUDIO, 88, with KSDATAFORMAT_SPECIFIER_WAVEFORMATEX; likewise VIDEOINFO2, VBI, ANALOGVIDEO and DSOUND). Not for pins that are never connected.',
  effect: 'Intersect handlers, and clients, take the specifier at its word and read members that the range does not have, past its end.',
  remedy: 'Use the structure that goes with the specifier, and leave FormatSize to it.',
  texts: {
    cut: 'FormatSize is {size} bytes, but {structure} takes {needed}: whoever reads the range by its specifier reads past its end. Write {needed}, or leave it out.',
    specifier: '{name} is a {type} of {size} bytes, but with {specifier} a {structure} of {needed} bytes is expected: intersect handlers read past the end of the range. Use {structure}, or KSDATAFORMAT_SPECIFIER_NONE if nothing follows the header.',
  },
  check(model, report) {
    let idle: ReturnType<typeof idleRangesOf> | undefined;
    for (const element of elementsIn(model)) {
      for (const { range, header, own, size, specifier } of smallRangesOf(element, model.architecture)) {
        if (specifier === undefined) {
          report([header, 'FormatSize'], 'cut', { size: size ?? own, structure: range.structure.name, needed: own });
          continue;
        }
        idle ??= idleRangesOf(model);
        if (!idle.has(range)) report([header, 'Specifier'], 'specifier', { name: formatName(range), type: range.structure.name, size: size ?? own, specifier: guidLabel(specifier.guid, 'formatSpecifier'), structure: specifier.structure, needed: specifier.needed });
      }
    }
  },
});

/** A data range whose size is less than its structure, or than the one that goes with its specifier. */
interface SmallRange {
  readonly range: Instance;
  readonly header: NonNullable<ReturnType<typeof formatHeader>>;
  /** Bytes of the structure that it is. */
  readonly own: number;
  /** FormatSize, where it is stated. */
  readonly size: number | undefined;
  /** What the specifier asks for, if that is what it is too small for. */
  readonly specifier: { readonly guid: string; readonly structure: string; readonly needed: number } | undefined;
}

const small = new WeakMap<ElementView, { readonly architecture: Model['architecture']; readonly ranges: readonly SmallRange[] }>();

/** Those of an element. */
function smallRangesOf(element: ElementView, architecture: Model['architecture']): readonly SmallRange[] {
  const before = small.get(element);
  if (before?.architecture === architecture) return before.ranges;
  const ranges = dataRangesOf(element).flatMap((range): readonly SmallRange[] => {
    const header = formatHeader(range);
    const own = sizeOf(range.structure.name, architecture);
    if (header === undefined || own === undefined) return [];
    const size = isStated(header, 'FormatSize') ? numberOf(header, 'FormatSize') : undefined;
    if (size !== undefined && size < headerSize) return [];
    if (size !== undefined && size < own) return [{ range, header, own, size, specifier: undefined }];
    const guid = guidOf(header, 'Specifier');
    const structure = guid === undefined ? undefined : structuresBySpecifier.get(guid);
    const needed = structure === undefined ? undefined : sizeOf(structure, architecture);
    return guid === undefined || structure === undefined || needed === undefined || (size ?? own) >= needed ? [] : [{ range, header, own, size, specifier: { guid, structure, needed } }];
  });
  small.set(element, { architecture, ranges });
  return ranges;
}

const anySubtype = guidValue('KSDATAFORMAT_SUBTYPE_WILDCARD');
const anyType = guidValue('KSDATAFORMAT_TYPE_WILDCARD');

/** No subtype, or any. */
export const drg04 = defineRule({
  ...about, code: 'DRG-04', title: 'SubFormat is GUID_NULL', defaultSeverity: 'info', evidence: ['D'], sources: [formatPage, dataRangePage],
  condition: 'SubFormat is written as GUID_NULL or all zeros, and MajorFormat is not the wildcard.',
  effect: 'GUID_NULL is KSDATAFORMAT_SUBTYPE_WILDCARD: the range matches every subtype of its type. A type without subtypes is documented to have KSDATAFORMAT_SUBTYPE_NONE, which is another GUID.',
  remedy: 'Write KSDATAFORMAT_SUBTYPE_NONE if the type has no subtypes, or KSDATAFORMAT_SUBTYPE_WILDCARD if any subtype is meant.',
  texts: { ambiguous: 'SubFormat is GUID_NULL, which is KSDATAFORMAT_SUBTYPE_WILDCARD: the range matches every subtype. Write KSDATAFORMAT_SUBTYPE_NONE if the type has no subtypes, or KSDATAFORMAT_SUBTYPE_WILDCARD to say that any is meant.' },
  check(element, report, model) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      if (header === undefined || guidOf(header, 'SubFormat') !== anySubtype) continue;
      const type = guidOf(header, 'MajorFormat');
      if (type === undefined || type === anyType) continue;
      // Who writes the name of the wildcard means it.
      const value = bound(header, 'SubFormat');
      if (value.state === 'absent' || model.tree.kind[value.node] !== NodeKind.String || stringValue(model.tree, value.node).includes('WILDCARD')) continue;
      report([header, 'SubFormat'], 'ambiguous');
    }
  },
});

const withAttributes = constantValue('KSDATARANGE_ATTRIBUTES');
const requiredAttributes = constantValue('KSDATARANGE_REQUIRED_ATTRIBUTES');

/** Attributes that are not there. */
export const drg06 = defineRule({
  ...about, code: 'DRG-06', title: 'Required attributes without attributes', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [formatPage, dataRangePage],
  condition: 'Flags has KSDATARANGE_REQUIRED_ATTRIBUTES without KSDATARANGE_ATTRIBUTES.',
  effect: 'KSDATARANGE_ATTRIBUTES is what says that a list of attributes follows the range. Without it nobody looks for a list, so nothing is required of the other side (inferred).',
  remedy: 'Set KSDATARANGE_ATTRIBUTES as well and let a KSATTRIBUTE_LIST follow, or clear both.',
  texts: { missing: 'Flags has KSDATARANGE_REQUIRED_ATTRIBUTES without KSDATARANGE_ATTRIBUTES, which alone says that a list of attributes follows: nobody looks for one, and nothing is required (inferred). Set both, or neither.' },
  check(element, report) {
    for (const range of dataRangesOf(element)) {
      const header = formatHeader(range);
      const flags = header && numberOf(header, 'Flags');
      if (header !== undefined && flags !== undefined && (flags & requiredAttributes) !== 0 && (flags & withAttributes) === 0) report([header, 'Flags'], 'missing');
    }
  },
});
