import { KS_FRAMING_RANGE, KS_FRAMING_RANGE_WEIGHTED, RuntimeEdit, RuntimeEditRange, type Structure } from '../../ks/index';
import { type FieldName, type Instance, bound, durationOf, elementsOf, instanceIn, isStated, numberOf, wordOf } from './bound';
import { audioBytesIn, formatSize, sampleSize, transportFrameSize, vbiBufferSize } from './format-size';
import type { FramingView, ItemView, PinView } from './views';

/** A number with the place that decides it: a field of the framing, or of a run-time edit. `undefined` is unknown. */
export interface EffectiveNumber {
  readonly value: number | undefined;
  readonly from: readonly [instance: Instance, field: string];
}

/** A range of frame sizes after the run-time edits, in bytes. */
export interface EffectiveRange {
  readonly name: 'PhysicalRange' | 'FramingRange';
  readonly min: EffectiveNumber;
  readonly max: EffectiveNumber;
  readonly stepping: EffectiveNumber;
  /** The member of the item that the range is, whether edited or not. */
  readonly member: readonly [instance: Instance, field: string];
}

/** A framing item as clients of a pin find it, after the declared run-time edits of that pin. */
export interface EffectiveItem {
  readonly item: ItemView;
  /** Pins that find the item so. Pins that edit nothing find it as it is declared, all the same. Empty: no pin uses the framing. */
  readonly pins: readonly PinView[];
  /** Data range whose format decides a frame size taken from the format; nothing when no size is. */
  readonly format: Instance | undefined;
  readonly physicalRange: EffectiveRange;
  readonly framingRange: EffectiveRange;
  readonly frames: EffectiveNumber;
  readonly flags: EffectiveNumber;
  /**
   * The memory that FileAlignment and FramePitch share, as it was stated: unsigned for FileAlignment, signed for FramePitch.
   * KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED in `flags` decides what it means.
   */
  readonly alignmentOrPitch: EffectiveNumber;
}

type Draft = { -readonly [K in keyof EffectiveItem]: EffectiveItem[K] };

const declaredItems = new WeakMap<ItemView, EffectiveItem>();

/** An item as it is declared, before any edit. Each view is read once. */
export function declaredItem(view: ItemView): EffectiveItem {
  let found = declaredItems.get(view);
  if (!found) {
    found = readDeclared(view);
    declaredItems.set(view, found);
  }
  return found;
}

function readDeclared(view: ItemView): EffectiveItem {
  const { item } = view;
  const weighted = instanceIn(item, 'FramingRange', KS_FRAMING_RANGE_WEIGHTED);
  const number = (field: 'Frames' | 'Flags' | 'FileAlignment' | 'FramePitch'): EffectiveNumber => ({ value: numberOf(item, field), from: [item, field] });
  return {
    item: view,
    pins: [],
    format: undefined,
    physicalRange: declaredRange('PhysicalRange', instanceIn(item, 'PhysicalRange', KS_FRAMING_RANGE), [item, 'PhysicalRange']),
    framingRange: declaredRange('FramingRange', weighted && instanceIn(weighted, 'Range', KS_FRAMING_RANGE), [item, 'FramingRange']),
    frames: number('Frames'),
    flags: number('Flags'),
    alignmentOrPitch: bound(item, 'FramePitch').state !== 'absent' && bound(item, 'FileAlignment').state === 'absent' ? number('FramePitch') : number('FileAlignment'),
  };
}

function declaredRange(name: EffectiveRange['name'], range: Instance<typeof KS_FRAMING_RANGE> | undefined, member: EffectiveRange['member']): EffectiveRange {
  const number = (field: 'MinFrameSize' | 'MaxFrameSize' | 'Stepping'): EffectiveNumber => (range ? { value: numberOf(range, field), from: [range, field] } : { value: undefined, from: member });
  return { name, member, min: number('MinFrameSize'), max: number('MaxFrameSize'), stepping: number('Stepping') };
}

/** Sizes that an edit takes from the connected format, by the word that says so. */
const sizesOfFormat: ReadonlyMap<string, (format: Instance, edit: Instance<typeof RuntimeEdit>) => number | undefined> = new Map([
  ['SizeImage', formatSize],
  ['SampleSize', sampleSize],
  ['TransportFrame', transportFrameSize],
  ['VbiBufferSize', vbiBufferSize],
  ['BytesPerSecond', (format: Instance, edit: Instance<typeof RuntimeEdit>): number | undefined => audioBytesIn(format, durationOf(edit, 'FrameDuration'))],
]);

const rangeNames = ['PhysicalRange', 'FramingRange'] as const;

/** The object that says what an edit writes to one range alone, when there is one. */
const rangeObject = (edit: Instance<typeof RuntimeEdit>, range: EffectiveRange['name']): Instance<typeof RuntimeEditRange> | undefined => instanceIn(edit, range, RuntimeEditRange);

const sizeWordIn = <S extends Structure>(instance: Instance<S>, field: FieldName<S>): boolean => {
  const word = wordOf(instance, field);
  return word !== undefined && sizesOfFormat.has(word);
};

/** True when an edit writes to a range a frame size that depends on the format that is connected; left out: to any range. */
export function takesSizeFromFormat(edit: Instance<typeof RuntimeEdit>, range?: EffectiveRange['name']): boolean {
  if (sizeWordIn(edit, 'FrameSize') && (range === undefined || editedRanges(edit)?.has(range) !== false)) return true;
  return rangeNames.some((name) => {
    const object = range === undefined || range === name ? rangeObject(edit, name) : undefined;
    return object !== undefined && (sizeWordIn(object, 'MinFrameSize') || sizeWordIn(object, 'MaxFrameSize'));
  });
}

/** True when an edit writes a frame size: of the optimal range when `range` says so, else of any. */
export function writesFrameSize(edit: Instance<typeof RuntimeEdit>, range?: EffectiveRange['name']): boolean {
  if (writesCommonSize(edit) && (range === undefined || editedRanges(edit)?.has(range) !== false)) return true;
  return rangeNames.some((name) => {
    if (range !== undefined && range !== name) return false;
    const object = rangeObject(edit, name);
    // An object that cannot be read may write anything.
    return object === undefined ? bound(edit, name).state === 'invalid' : isWritten(object, 'MinFrameSize') || isWritten(object, 'MaxFrameSize');
  });
}

/** True when a field is written down, be it brokenly. */
const isWritten = <S extends Structure>(instance: Instance<S>, field: FieldName<S>): boolean => bound(instance, field).state !== 'absent';

const writesCommonSize = (edit: Instance<typeof RuntimeEdit>): boolean => isStated(edit, 'FrameSize') || isStated(edit, 'MaxFrameSize') || isStated(edit, 'MinFrameSize');

/** Names of the ranges that an edit writes; nothing when that is unknown. */
function editedRanges(edit: Instance<typeof RuntimeEdit>): ReadonlySet<string> | undefined {
  if (bound(edit, 'Ranges').state === 'absent') return new Set(rangeNames);
  const elements = elementsOf(edit, 'Ranges');
  if (elements?.every((element) => element.state === 'present' && element.kind === 'word') !== true) return undefined;
  return new Set(elements.map((element) => (element.state === 'present' && element.kind === 'word' ? element.word : '')));
}

/** Value that a field of an edit (or of its object for one range) writes, or nothing when it leaves that alone. */
function written<S extends Structure>(edit: Instance<typeof RuntimeEdit>, instance: Instance<S>, field: FieldName<S>, format: Instance | undefined): EffectiveNumber | undefined {
  const value = bound(instance, field);
  if (value.state === 'absent') return undefined;
  const from = [instance, field] as const;
  if (value.state === 'present' && value.kind === 'integer') return { value: value.value, from };
  const size = value.state === 'present' && value.kind === 'word' && format ? sizesOfFormat.get(value.word) : undefined;
  return { value: size && format && size(format, edit), from };
}

/** A range after an edit. What the edit says of this range alone goes before what it says of both. */
function editedRange(old: EffectiveRange, edit: Instance<typeof RuntimeEdit>, format: Instance | undefined, settle: (old: EffectiveNumber, written: EffectiveNumber | undefined) => EffectiveNumber): EffectiveRange {
  const own = bound(edit, old.name);
  const object = rangeObject(edit, old.name);
  if (own.state !== 'absent' && object === undefined) return unknownRange(old);
  const number = (field: 'FrameSize' | 'MinFrameSize' | 'MaxFrameSize' | 'Stepping'): EffectiveNumber | undefined => written(edit, edit, field, format);
  const ranges = editedRanges(edit);
  let range = old;
  if (ranges?.has(old.name) !== false) {
    // Who writes one size writes the step that goes with it, and the other way round: left out, it is not stated rather than not written.
    const beside = (stated: 'FrameSize' | 'Stepping'): EffectiveNumber | undefined => (isStated(edit, stated) ? { value: undefined, from: [edit, stated] } : undefined);
    const size = number('FrameSize') ?? (writesCommonSize(edit) ? undefined : beside('Stepping'));
    range = {
      ...old,
      min: settle(old.min, number('MinFrameSize') ?? size),
      max: settle(old.max, number('MaxFrameSize') ?? size),
      stepping: settle(old.stepping, number('Stepping') ?? beside('FrameSize')),
    };
    if (ranges === undefined) range = unknownRange(range);
  }
  if (!object) return range;
  return {
    ...range,
    min: settle(range.min, written(edit, object, 'MinFrameSize', format)),
    max: settle(range.max, written(edit, object, 'MaxFrameSize', format)),
    stepping: settle(range.stepping, written(edit, object, 'Stepping', format)),
  };
}

/** FileAlignment or FramePitch as an edit writes it: the same memory. Both at once say nothing. */
function editedAlignment(edit: Instance<typeof RuntimeEdit>): EffectiveNumber | undefined {
  const alignment = written(edit, edit, 'FileAlignment', undefined);
  const pitch = written(edit, edit, 'FramePitch', undefined);
  return alignment && pitch ? unknown(alignment) : alignment ?? pitch;
}

/**
 * Carries out one edit on one item. What the edit leaves out keeps its value, with these exceptions, where it is unknown: everything in a framing of the
 * driver's own, and of a framing that is copied and of which nothing written is stated; the step beside a FrameSize, and the sizes beside a Stepping alone.
 */
function applyEdit(draft: Draft, edit: Instance<typeof RuntimeEdit>, index: number, format: Instance | undefined): void {
  const item = bound(edit, 'Item');
  const itemKnown = item.state === 'present' && item.kind === 'integer';
  // Another framing has other items altogether. What an edit writes is unknown of the item that it names, and of all when it names none.
  if (usesOtherFraming(edit) || (saysNothingWritten(edit) && !isStated(edit, 'Item'))) forget(draft);
  if (itemKnown && item.value !== index) return;
  const unsure = !itemKnown;
  const settle = (old: EffectiveNumber, now: EffectiveNumber | undefined): EffectiveNumber => (now === undefined ? old : unsure ? unknown(now) : now);
  if (replacesFraming(edit)) forget(draft);
  draft.physicalRange = editedRange(draft.physicalRange, edit, format, settle);
  draft.framingRange = editedRange(draft.framingRange, edit, format, settle);
  draft.frames = settle(draft.frames, written(edit, edit, 'Frames', format));
  draft.flags = settle(draft.flags, written(edit, edit, 'Flags', format));
  draft.alignmentOrPitch = settle(draft.alignmentOrPitch, editedAlignment(edit));
}

/** Fields of an edit that hold what it writes to the framing. */
const writtenFields = ['FrameSize', 'MinFrameSize', 'MaxFrameSize', 'Stepping', 'PhysicalRange', 'FramingRange', 'Frames', 'FileAlignment', 'FramePitch', 'Flags'] as const;

/** True when an edit states something that it writes to the framing. */
export const writesFraming = (edit: Instance<typeof RuntimeEdit>): boolean => writtenFields.some((field) => isStated(edit, field));

/** True when an edit is there and nothing of what it writes is stated. A copy of the descriptor alone writes nothing to the framing. */
function saysNothingWritten(edit: Instance<typeof RuntimeEdit>): boolean {
  if (writesFraming(edit)) return false;
  const copied = (['KsEdit', 'KsEditSized'] as const).flatMap((field) => elementsOf(edit, field) ?? []);
  return isStated(edit, 'Storage') || copied.length === 0 || copied.some((element) => element.state !== 'present' || element.kind !== 'word' || element.word !== 'Descriptor');
}

/** True when nothing is known of the framing after an edit but what the edit states: it puts another framing in the place of the declared one, or says nothing. */
const replacesFraming = (edit: Instance<typeof RuntimeEdit>): boolean => usesOtherFraming(edit) || saysNothingWritten(edit);

/** True when an edit puts another framing in the place of the declared one, or when where it writes to cannot be read. */
export const usesOtherFraming = (edit: Instance<typeof RuntimeEdit>): boolean => wordOf(edit, 'Storage') === 'OwnFraming' || bound(edit, 'Storage').state === 'invalid';

/** True when a pin is known to show what its framing declares wherever its run-time edits write nothing else. */
export const showsDeclared = ({ edits, editsKnown }: PinView): boolean => editsKnown && !edits.some(replacesFraming);

const unknown = (number: EffectiveNumber): EffectiveNumber => ({ value: undefined, from: number.from });
const unknownRange = (range: EffectiveRange): EffectiveRange => ({ ...range, min: unknown(range.min), max: unknown(range.max), stepping: unknown(range.stepping) });

function forget(draft: Draft): void {
  draft.physicalRange = unknownRange(draft.physicalRange);
  draft.framingRange = unknownRange(draft.framingRange);
  draft.frames = unknown(draft.frames);
  draft.flags = unknown(draft.flags);
  draft.alignmentOrPitch = unknown(draft.alignmentOrPitch);
}

/**
 * An item as one pin's clients find it after the pin's run-time edits, in the order in which they are listed: once, or, when an edit takes the
 * frame size from the format, once for each data range of the pin whose size is known (with unknown sizes when there is none).
 */
export function effectiveItems(pin: PinView, view: ItemView): readonly EffectiveItem[] {
  const pins = [pin];
  if (!pin.editsKnown) {
    const draft = { ...declaredItem(view), pins };
    forget(draft);
    return [draft];
  }
  const formats = pin.edits.some((edit) => takesSizeFromFormat(edit)) ? formatsOf(pin) : [undefined];
  return formats.map((format) => {
    const draft = { ...declaredItem(view), pins, format };
    for (const edit of pin.edits) applyEdit(draft, edit, view.index, format);
    return draft;
  });
}

/** More formats than any pin offers: beyond them, a size taken from the format is unknown. */
const formatLimit = 256;

function formatsOf({ dataRanges }: PinView): readonly (Instance | undefined)[] {
  const distinct = new Set(dataRanges);
  return distinct.size === 0 || distinct.size > formatLimit ? [undefined] : [...distinct];
}

/** Steps that all items of one framing may take together; what is beyond stands in no driver, only in documents made to be slow. */
const stepLimit = 200_000;

const considered = new WeakMap<FramingView, readonly PinView[]>();

/** The pins that use a framing: all of them, unless items × pins × formats × edits come to more than any driver has; then the first ones. */
export function pinsOf(framing: FramingView): readonly PinView[] {
  const known = considered.get(framing);
  if (known) return known;
  const share = stepLimit / Math.max(1, framing.items.length);
  let steps = 0;
  const within = framing.pins.findIndex(({ dataRanges, edits }) => {
    steps += 1 + dataRanges.length + edits.length * Math.min(dataRanges.length + 1, formatLimit);
    return steps > share;
  });
  const pins = within === -1 ? framing.pins : framing.pins.slice(0, within);
  considered.set(framing, pins);
  return pins;
}

const cache = new WeakMap<ItemView, readonly EffectiveItem[]>();
const unedited = new WeakMap<FramingView, readonly PinView[]>();

/** Pins of a framing that are known to edit nothing. */
function uneditedPins(framing: FramingView): readonly PinView[] {
  let found = unedited.get(framing);
  if (!found) {
    found = pinsOf(framing).filter((pin) => pin.editsKnown && pin.edits.length === 0);
    unedited.set(framing, found);
  }
  return found;
}

/**
 * Every state in which clients find an item: as declared, for all pins that edit nothing (or when no pin uses the framing), and as edited for each
 * pin that edits it. Each view is computed once.
 */
export function effectiveStates(view: ItemView): readonly EffectiveItem[] {
  const known = cache.get(view);
  if (known) return known;
  const states: EffectiveItem[] = [];
  const pins = pinsOf(view.framing);
  const same = uneditedPins(view.framing);
  if (same.length > 0 || pins.length === 0) states.push(same.length === 0 ? declaredItem(view) : { ...declaredItem(view), pins: same });
  if (same.length < pins.length) for (const pin of pins) if (!pin.editsKnown || pin.edits.length > 0) states.push(...effectiveItems(pin, view));
  cache.set(view, states);
  return states;
}

/** Distance of frames in memory when each begins aligned: the size rounded up to a multiple of the alignment (mask + 1), in bytes. */
export function strideOf(size: number, alignmentMask: number): number {
  const alignment = alignmentMask + 1;
  return Math.ceil(size / alignment) * alignment;
}
