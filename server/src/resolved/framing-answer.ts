import { type MemberValue, encode, layoutOf } from '../bytes/index';
import { type EffectiveItem, type EffectiveRange, type FramingView, type Instance, type ItemView, type PinView, bound, declaredItem, effectiveItems, instanceIn, numberOf, usesOtherFraming } from '../document/index';
import { KS_COMPRESSION, KS_FRAMING_RANGE_WEIGHTED } from '../ks/index';

/** A member of the answer. */
export interface AnswerMember {
  /** `FramingItem[0].FramingRange.Range.MinFrameSize`. */
  readonly name: string;
  /** Bytes from the begin of the answer, and its own. */
  readonly offset: number;
  readonly size: number;
  /** Nothing: not known. GUIDs as `8-4-4-4-12` digits. */
  readonly value: MemberValue | undefined;
  /** The bytes in memory order; nothing where the value is not known. */
  readonly bytes: Uint8Array | undefined;
}

/** What the property answers in one state of the pin. */
export interface AnsweredState {
  /** Before any run-time edit, or after all of them. */
  readonly kind: 'declared' | 'edited';
  /** The data range whose format decides sizes that are taken from the format. */
  readonly format: Instance | undefined;
  /** In the order of memory; of members that share a place the one that is stated. */
  readonly members: readonly AnswerMember[];
}

/** The answer to KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX. */
export interface FramingAnswer {
  /** Bytes: 24 + 88 × items. */
  readonly size: number;
  readonly items: number;
  readonly states: readonly AnsweredState[];
  /** An edit puts another framing in the place of the declared one, and the document does not say which: after the edits nothing is known. */
  readonly isReplaced: boolean;
}

/** More items than any driver has. */
const mostItems = 64;
/** More formats than are told apart. */
const mostFormats = 16;

/**
 * What a query of KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX is answered with before the run-time edits of a pin and after them. CountItems decides how many items it holds.
 * @param pin left out: of the framing alone, as it is declared
 */
export function framingAnswer(framing: FramingView, pin?: PinView): FramingAnswer | undefined {
  const count = numberOf(framing.framing, 'CountItems') ?? framing.elementCount;
  if (count === undefined || count > mostItems) return undefined;
  const states: AnsweredState[] = [{ kind: 'declared', format: undefined, members: membersOf(framing, count, framing.items.map(declaredItem)) }];
  const isReplaced = pin?.edits.some(usesOtherFraming) === true;
  if (pin !== undefined && !isReplaced && pin.edits.length > 0 && pin.editsKnown) {
    const perItem = framing.items.map((view) => effectiveItems(pin, view));
    const formats = Math.min(mostFormats, perItem[0]?.length ?? 0);
    for (let index = 0; index < formats; index += 1) states.push({ kind: 'edited', format: perItem[0]?.[index]?.format, members: membersOf(framing, count, perItem.map((each) => each[index] ?? each[0]!)) });
  }
  return { size: 24 + 88 * count, items: count, states, isReplaced };
}

/** Members of a state whose bytes differ from those of another one. */
export const changedMembers = (before: AnsweredState, after: AnsweredState): readonly { readonly before: AnswerMember; readonly after: AnswerMember }[] =>
  after.members.flatMap((member, index) => (member.value === before.members[index]?.value ? [] : [{ before: before.members[index]!, after: member }]));

function membersOf({ framing, items }: FramingView, count: number, effective: readonly EffectiveItem[]): readonly AnswerMember[] {
  const members: AnswerMember[] = [];
  const ulong = (name: string, offset: number, value: number | undefined): void => void members.push({ name, offset, size: 4, value, bytes: value === undefined ? undefined : littleEndian(value) });
  ulong('CountItems', 0, count);
  ulong('PinFlags', 4, numberOf(framing, 'PinFlags'));
  const compression = instanceIn(framing, 'OutputCompression', KS_COMPRESSION);
  for (const [index, name] of (['RatioNumerator', 'RatioDenominator', 'RatioConstantMargin'] as const).entries()) ulong(`OutputCompression.${name}`, 8 + 4 * index, compression && numberOf(compression, name));
  ulong('PinWeight', 20, numberOf(framing, 'PinWeight'));
  for (let index = 0; index < count; index += 1) {
    // What is no object says nothing; positions count all elements.
    const at = items.findIndex((item) => item.index === index);
    members.push(...itemMembers(`FramingItem[${index}].`, 24 + 88 * index, items[at], effective[at]));
  }
  return members;
}

/** The 88 bytes of an item. */
function itemMembers(prefix: string, base: number, view: ItemView | undefined, state: EffectiveItem | undefined): readonly AnswerMember[] {
  const layout = layoutOf('KS_FRAMING_ITEM', 'x64')!;
  const values = view && state ? itemValues(view, state) : {};
  const isPitch = view !== undefined && bound(view.item, 'FramePitch').state !== 'absent' && bound(view.item, 'FileAlignment').state === 'absent';
  return layout.members.filter(({ name }) => name !== (isPitch ? 'FileAlignment' : 'FramePitch')).map(({ name, offset, size }) => {
    const value = values[name];
    const encoded = value === undefined ? undefined : encode(layout, { [name]: value });
    const bytes = encoded?.kind === 'bytes' ? encoded.bytes.subarray(offset, offset + size) : undefined;
    return { name: prefix + name, offset: base + offset, size, value: bytes === undefined ? undefined : value, bytes };
  });
}

/** Values by member, as the layout names them; what is not known is left out. */
function itemValues({ item }: ItemView, state: EffectiveItem): Readonly<Record<string, MemberValue | undefined>> {
  const guid = (field: 'MemoryType' | 'BusType'): string | undefined => {
    const value = bound(item, field);
    return value.state === 'present' && value.kind === 'guid' ? value.value : undefined;
  };
  const weighted = instanceIn(item, 'FramingRange', KS_FRAMING_RANGE_WEIGHTED);
  const range = (prefix: string, { min, max, stepping }: EffectiveRange): Record<string, number | undefined> => ({ [`${prefix}MinFrameSize`]: min.value, [`${prefix}MaxFrameSize`]: max.value, [`${prefix}Stepping`]: stepping.value });
  return {
    MemoryType: guid('MemoryType'), BusType: guid('BusType'),
    MemoryFlags: numberOf(item, 'MemoryFlags'), BusFlags: numberOf(item, 'BusFlags'), MemoryTypeWeight: numberOf(item, 'MemoryTypeWeight'),
    Flags: state.flags.value, Frames: state.frames.value, FileAlignment: state.alignmentOrPitch.value, FramePitch: state.alignmentOrPitch.value,
    ...range('PhysicalRange.', state.physicalRange), ...range('FramingRange.Range.', state.framingRange),
    'FramingRange.InPlaceWeight': weighted && numberOf(weighted, 'InPlaceWeight'), 'FramingRange.NotInPlaceWeight': weighted && numberOf(weighted, 'NotInPlaceWeight'),
  };
}

const littleEndian = (value: number): Uint8Array => new Uint8Array([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
