import { NodeKind, findProperty, insertElements, insertMembers, propertyValue, removeValue, stringValue } from '../../document/index';
import { constantName, constantValue } from '../../ks/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, described } from '../fixing/fix';
import { add, bitNames, clear, elsewhere, flagEdits, leaveOut, setTo, takeOut, text, together } from '../fixing/make';
import { around, numberIn, relatedTo, siblingOf, slotAt } from '../fixing/places';
import { requirement } from '../vocabulary';

const knownMask = 0x8000ffff;
const pipeBits = 0x3f00;
const noMeaning = ~constantValue('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE') >>> 0;

/** An alignment mask by the name that the header has for it, or as a number. */
export function alignment(mask: number): ReturnType<typeof text> | number {
  const name = constantName('FILE_ALIGNMENT', mask);
  return name === undefined ? mask : text(name);
}

/** The least mask that is not below a number. */
const maskAbove = (value: number): number => 2 ** Math.ceil(Math.log2(value + 1)) - 1;

/** Bits that an argument of the finding names in hexadecimal. */
const bitsIn = (broken: Broken): number | undefined => numberIn(broken, 'hex');

/** The element of the list around the value that a finding points to. */
const itemOf = (place: (broken: Broken) => number) => (broken: Broken): number => {
  const object = around(place)(broken);
  const list = object === -1 ? -1 : broken.model.tree.parent[object]!;
  // Where items are counted, one fewer would be miscounted.
  const framing = list === -1 ? -1 : broken.model.tree.parent[broken.model.tree.parent[list]!]!;
  return list !== -1 && broken.model.tree.kind[list] === NodeKind.Array && findProperty(broken.model.tree, framing, 'CountItems') === -1 ? object : -1;
};
const here = ({ node }: Broken): number => node;
const indexIn = ({ model: { tree } }: Broken, element: number): number => {
  let index = 0;
  for (let child = tree.firstChild[tree.parent[element]!]!; child !== element && child !== -1; child = tree.next[child]!) index++;
  return index;
};

/** Bits of MemoryFlags that mean something in Flags, moved there. */
const moveToFlags: FixDescription = {
  ...described('move', 'move to Flags', {}),
  apply: (broken) => {
    const from = slotAt(broken.model, broken.node, 'MemoryFlags');
    const to = siblingOf(broken, 'Flags');
    const bits = ((numberIn(broken, 'hex') ?? 0) & knownMask & noMeaning) >>> 0;
    if (!from || !to || bits === 0) return undefined;
    const edits = together(flagEdits(broken.model, from, { clear: noMeaning }), flagEdits(broken.model, to, { set: bits }));
    return edits && { edits, arguments: { names: bitNames(broken.model, to, bits), field: 'Flags' } };
  },
};

/** FileAlignment that is a pitch: renamed, with the flag that gives the member this meaning. */
const takeAsPitch: FixDescription = {
  ...described('pitch', 'pitch', { variants: ['pitch'], brings: 'The pitch is compared with the lines of the formats then (FRM-31).' }),
  apply: (broken) => {
    const { model, node } = broken;
    const slot = slotAt(model, node, 'FileAlignment');
    const flags = siblingOf(broken, 'Flags');
    const property = slot && slot.value !== -1 ? model.tree.parent[slot.value]! : -1;
    // A run-time edit has no FramePitch of its own.
    if (!slot || !flags || property === -1 || !Object.hasOwn(slot.structure.fields, 'FramePitch')) return undefined;
    const name = model.tree.firstChild[property]!;
    const edits = together([{ start: model.tree.start[name]!, end: model.tree.end[name]!, text: '"FramePitch"' }], flagEdits(model, flags, { set: requirement.twoDimensional }));
    return edits && { edits, arguments: { value: broken.finding.arguments['value'] ?? '' } };
  },
};

/** The list of copies of a run-time edit, with one more. */
function copyFirst(word: 'Descriptor' | 'AllocatorFraming', variant: string): FixDescription {
  return {
    ...described('copyFirst', 'copy first', { variants: [variant], preferred: true, tellsOfCode: true }),
    apply: ({ model: { tree }, node }) => {
      if (tree.kind[node] !== NodeKind.Array) return undefined;
      const first = tree.firstChild[node]!;
      // The descriptor is copied before what it points to.
      const edits = word === 'Descriptor' && first !== -1 ? [{ start: tree.start[first]!, end: tree.start[first]!, text: '"Descriptor", ' }] : insertElements(tree, node, [JSON.stringify(word)]);
      return { edits, arguments: { names: word } };
    },
  };
}

/** AllocatorFraming moved from KsEdit to KsEditSized. */
const copySized: FixDescription = {
  ...described('copySized', 'copy sized', { preferred: true, tellsOfCode: true }),
  apply: ({ model: { tree }, node }) => {
    const property = tree.parent[node]!;
    const edit = property === -1 ? -1 : tree.parent[property]!;
    if (edit === -1 || tree.kind[node] !== NodeKind.Array) return undefined;
    let element = tree.firstChild[node]!;
    while (element !== -1 && stringValue(tree, element) !== 'AllocatorFraming') element = tree.next[element]!;
    const sized = findProperty(tree, edit, 'KsEditSized');
    const list = sized === -1 ? -1 : propertyValue(tree, sized);
    if (element === -1 || (list !== -1 && tree.kind[list] !== NodeKind.Array)) return undefined;
    const inserted = list === -1 ? insertMembers(tree, edit, [{ name: 'KsEditSized', value: '["AllocatorFraming"]' }]) : insertElements(tree, list, ['"AllocatorFraming"']);
    const edits = together(removeValue(tree, element), inserted);
    return edits && { edits, arguments: {} };
  },
};

/** Fixes of the rules about framing. */
export const framingFixes: FamilyFixes = {
  'FRM-01': [leaveOut('CountItems', { variants: ['count'], preferred: true })],
  'FRM-02': [leaveOut('CountItems', { preferred: true }), setTo('CountItems', (broken) => numberIn(broken, 'elements'))],
  'FRM-03': [setTo('PinFlags', 0, { preferred: true })],
  'FRM-04': [setTo('PinWeight', 0, { preferred: true })],
  'FRM-05': [setTo('MemoryTypeWeight', 0, { variants: ['single'], preferred: true })],
  'FRM-06': [setTo('MemoryFlags', text('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'))],
  'FRM-07': [moveToFlags, clear(noMeaning, { field: 'MemoryFlags', brings: 'MemoryFlags may be 0 then, which a hint tells (FRM-06).' })],
  'FRM-08': [setTo('BusFlags', 0, { preferred: true, safe: true })],
  'FRM-09': [clear(bitsIn)],
  'FRM-10': [clear(0x10)],
  'FRM-11': [clear(pipeBits, { preferred: true })],
  'FRM-13': [setTo('Frames', 2)],
  'FRM-14': [setTo('Frames', 3)],
  'FRM-15': [add(requirement.systemMemory)],
  'FRM-16': [add(requirement.systemMemory, { preferred: true })],
  'FRM-17': [clear(requirement.systemMemory, { brings: 'KSMEMORY_TYPE_DEVICE_UNKNOWN is for old clients (MEM-10).' }), clear(requirement.deviceSpecific, { variants: ['flag'], brings: 'A memory type of the device asks for the flag (MEM-02).' })],
  'FRM-18': [clear(requirement.preferencesOnly), clear(requirement.mustAllocate)],
  'FRM-19': [clear(requirement.mustAllocate, { brings: 'The default allocator needs host memory (FRM-15).' })],
  'FRM-20': [clear(requirement.canAllocate, { brings: 'The default allocator needs host memory (FRM-15).' })],
  'FRM-21': [clear(requirement.canAllocate), add(requirement.deviceSpecific, { brings: 'Host memory is not that of a device (FRM-22).' })],
  'FRM-22': [clear(requirement.deviceSpecific)],
  'FRM-23': [clear(requirement.inPlaceModifier, { preferred: true })],
  'FRM-24': [clear(requirement.frameIntegrity)],
  'FRM-25': [
    setTo('FileAlignment', (broken) => alignment(numberIn(broken, 'wanted') ?? 0), { variants: ['alignment'], preferred: true }),
    takeAsPitch,
    add(requirement.twoDimensional, { variants: ['flagMissing'], at: around(here), brings: 'The pitch is compared with the lines of the formats then (FRM-31).' }),
    setTo('FileAlignment', (broken) => alignment(maskAbove(numberIn(broken, 'value') ?? 0)), { variants: ['mask'] }),
  ],
  'FRM-27': [setTo('FileAlignment', text('FILE_512_BYTE_ALIGNMENT'))],
  'FRM-28': [setTo('FileAlignment', (broken) => numberIn(broken, 'page'), { brings: 'A page is still more than the constants of the header (FRM-27).' })],
  'FRM-29': [setTo('FileAlignment', text('FILE_LONG_ALIGNMENT'))],
  'FRM-30': [clear(requirement.twoDimensional, { at: (broken) => siblingOf(broken, 'Flags')?.value ?? -1, brings: 'The member is an alignment then, of any byte (FRM-29).' })],
  'FRM-31': [setTo('FramePitch', (broken) => numberIn(broken, 'line'), { variants: ['narrow'] }), setTo('MinFrameSize', (broken) => numberIn(broken, 'needed'), { variants: ['short'] })],
  'FRM-33': [takeOut({ brings: 'A weight may have nothing to decide then (FRM-05).' }, itemOf(here), (broken) => ({ index: indexIn(broken, itemOf(here)(broken)) }), 'removeItem')],
  'FRM-34': [
    elsewhere('setOther', setTo('MemoryTypeWeight', 1, { at: around(relatedTo('specific')) }), (broken) => `FramingItem[${indexIn(broken, around(relatedTo('specific'))(broken))}]`),
    takeOut({ name: 'remove the wildcard', brings: 'A weight may have nothing to decide then (FRM-05).' }, itemOf(here), (broken) => ({ index: indexIn(broken, itemOf(here)(broken)) }), 'removeItem'),
  ],
  'FRM-35': [copyFirst('AllocatorFraming', 'framingNotCopied'), copyFirst('Descriptor', 'descriptorNotCopied')],
  'FRM-37': [copySized],
  'FRM-38': [setTo('When', text('SetDataFormat'), { variants: ['late', 'early'], tellsOfCode: true }), setTo('When', text('Create'), { variants: ['late', 'early'], tellsOfCode: true })],
  'FRM-41': [add(requirement.preferencesOnly)],
  'FRM-42': [leaveOut('PhysicalRange', { preferred: true })],
};

/** Rules about framing without a fix. */
export const framingWithoutFix: FamilyWithoutFix = {
  'FRM-12': 'the number of frames is the driver\'s to know',
  'FRM-39': 'what the framing says is the driver\'s to know',
  'FRM-40': 'what the framing says is the driver\'s to know',
  'FRM-43': 'what the framing says is the driver\'s to know',
};
