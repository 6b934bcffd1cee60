import { constantValue } from '../../ks/index';
import { type NodeId, type Tree, NodeKind, childCount, propertyName, rawText } from '../../document/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, described } from '../fixing/fix';
import { add, clear, leaveOut, setTo, takeOut, text, together, writeTo } from '../fixing/make';
import { numberAt, numberIn, relatedTo, slotAt, textIn } from '../fixing/places';

/** The two bounds between which no value lies, wherever they stand. */
const swapBounds: FixDescription = {
  ...described('swap', 'swap', { variants: ['empty'] }),
  apply: (broken) => {
    const { model: { tree }, node } = broken;
    const low = relatedTo('first')(broken);
    const [first, second] = textIn(broken, 'name').split(' and ');
    if (low < 0 || !isScalar(tree, low) || !isScalar(tree, node) || first === undefined || second === undefined) return undefined;
    const edits = together([{ start: tree.start[low]!, end: tree.end[low]!, text: rawText(tree, node) }], [{ start: tree.start[node]!, end: tree.end[node]!, text: rawText(tree, low) }]);
    return edits && { edits, arguments: { first, second } };
  },
};
const isScalar = (tree: Tree, node: NodeId): boolean => tree.kind[node] === NodeKind.Number || tree.kind[node] === NodeKind.String;

/** An element taken out of a list that a member beside it counts is one less there; nothing where the count is no plain number, or wrong already. */
const countedToo = (fix: FixDescription): FixDescription => ({
  ...fix,
  apply: (broken) => {
    const { model, model: { tree }, node } = broken;
    const remedy = fix.apply(broken);
    const list = tree.parent[node]!;
    const property = list === -1 ? -1 : tree.parent[list]!;
    const count = property === -1 || tree.kind[property] !== NodeKind.Property ? undefined : slotAt(model, tree.parent[property]!, `${propertyName(tree, property)}Count`);
    if (!remedy || count === undefined || count.value === -1) return remedy;
    const counted = childCount(tree, list);
    if (tree.kind[count.value] !== NodeKind.Number || numberAt(model, count) !== counted) return undefined;
    const edits = together(remedy.edits, writeTo(model, count, counted - 1));
    return edits && { ...remedy, edits };
  },
});

/** Fixes of the rules about data ranges. */
export const dataRangeFixes: FamilyFixes = {
  'DRG-01': [leaveOut('FormatSize', { preferred: true }), setTo('FormatSize', (broken) => numberIn(broken, 'needed'))],
  'DRG-02': [setTo('Reserved', 0)],
  'DRG-03': [
    leaveOut('FormatSize', { variants: ['cut'], preferred: true }), setTo('FormatSize', (broken) => numberIn(broken, 'needed'), { variants: ['cut'] }),
    // Where the structure is too small for the specifier, another specifier would be another format: the members that are missing are the driver's to know.
  ],
  'DRG-04': [setTo('SubFormat', text('KSDATAFORMAT_SUBTYPE_NONE')), setTo('SubFormat', text('KSDATAFORMAT_SUBTYPE_WILDCARD'))],
  'DRG-06': [add(constantValue('KSDATARANGE_ATTRIBUTES')), clear(constantValue('KSDATARANGE_REQUIRED_ATTRIBUTES'))],
  'DRG-08': [setTo('MaxFrameSize', (broken) => numberIn(broken, 'bytes'), { brings: 'FramingRange may be too small for the format, too (RNG-12).' })],
  'DRG-09': [countedToo(takeOut({ preferred: true }, ({ node }: Broken) => node, (broken) => ({ name: textIn(broken, 'name') })))],
  'DRG-10': [swapBounds],
  'DRG-11': [setTo('biSizeImage', (broken) => numberIn(broken, 'exact'), { variants: ['image'], brings: 'A larger image may not fit into the frames (RNG-12, DRG-08).' }), setTo('SampleSize', (broken) => numberIn(broken, 'exact'), { variants: ['sample'], brings: 'A larger image may not fit into the frames (RNG-12, DRG-08).' })],
};

/** Rules about data ranges without a fix. */
export const dataRangeWithoutFix: FamilyWithoutFix = { 'DRG-05': 'which of the two codes is meant is not known' };
