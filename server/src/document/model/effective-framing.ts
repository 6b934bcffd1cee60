import { KS_FRAMING_RANGE, KS_FRAMING_RANGE_WEIGHTED, RuntimeEdit } from '../../ks/index';
import { type Instance, bound, instanceIn, isStated, numberOf, wordOf, elementsOf } from './bound';
import { formatSize, sampleSize } from './format-size';
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

/** Words that take the frame size from the connected format. */
const sizesOfFormat = { SizeImage: formatSize, SampleSize: sampleSize } as const;

/** True when an edit's frame size depends on the format that is connected. */
export function takesSizeFromFormat(edit: Instance<typeof RuntimeEdit>): boolean {
  const word = wordOf(edit, 'FrameSize');
  return word !== undefined && Object.hasOwn(sizesOfFormat, word);
}

/** True when an edit writes a frame size: of the optimal range when `range` says so, else of any. */
export function writesFrameSize(edit: Instance<typeof RuntimeEdit>, range?: EffectiveRange['name']): boolean {
  if (!isStated(edit, 'FrameSize') && !isStated(edit, 'MaxFrameSize') && !isStated(edit, 'MinFrameSize')) return false;
  return range === undefined || editedRanges(edit)?.has(range) !== false;
}

/** Names of the ranges that an edit writes; nothing when that is unknown. */
function editedRanges(edit: Instance<typeof RuntimeEdit>): ReadonlySet<string> | undefined {
  if (bound(edit, 'Ranges').state === 'absent') return new Set(['PhysicalRange', 'FramingRange']);
  const elements = elementsOf(edit, 'Ranges');
  if (elements?.every((element) => element.state === 'present' && element.kind === 'word') !== true) return undefined;
  return new Set(elements.map((element) => (element.state === 'present' && element.kind === 'word' ? element.word : '')));
}

/** Value that an edit writes, or nothing when the edit leaves the field alone. */
function edited(edit: Instance<typeof RuntimeEdit>, field: 'FrameSize' | 'MinFrameSize' | 'MaxFrameSize' | 'Stepping' | 'Frames' | 'FileAlignment' | 'Flags', format: Instance | undefined): EffectiveNumber | undefined {
  const value = bound(edit, field);
  if (value.state === 'absent') return undefined;
  const from = [edit, field] as const;
  if (value.state === 'present' && value.kind === 'integer') return { value: value.value, from };
  if (value.state === 'present' && value.kind === 'word' && format && Object.hasOwn(sizesOfFormat, value.word)) {
    return { value: sizesOfFormat[value.word as keyof typeof sizesOfFormat](format), from };
  }
  return { value: undefined, from };
}

/**
 * Carries out one edit on one item. What the edit leaves out keeps its value, with these exceptions, where it is unknown: everything in a framing of the
 * driver's own, and of a framing that is copied and of which nothing written is stated; the step beside a FrameSize, and the sizes beside a Stepping alone.
 */
function applyEdit(draft: Draft, edit: Instance<typeof RuntimeEdit>, index: number, format: Instance | undefined): void {
  const item = bound(edit, 'Item');
  const itemKnown = item.state === 'present' && item.kind === 'integer';
  if (itemKnown && item.value !== index) return;
  const unsure = !itemKnown;
  const settle = (old: EffectiveNumber, written: EffectiveNumber | undefined): EffectiveNumber =>
    written === undefined ? old : unsure ? { value: undefined, from: written.from } : written;
  if (wordOf(edit, 'Storage') === 'OwnFraming' || saysNothingWritten(edit)) forget(draft);
  const ranges = editedRanges(edit);
  // Who writes one size writes the step that goes with it, and the other way round: left out, it is not stated rather than not written.
  const beside = (stated: 'FrameSize' | 'Stepping'): EffectiveNumber | undefined => (isStated(edit, stated) ? { value: undefined, from: [edit, stated] } : undefined);
  const size = edited(edit, 'FrameSize', format) ?? (writesFrameSize(edit) ? undefined : beside('Stepping'));
  const min = edited(edit, 'MinFrameSize', format) ?? size;
  const max = edited(edit, 'MaxFrameSize', format) ?? size;
  const stepping = edited(edit, 'Stepping', format) ?? beside('FrameSize');
  for (const name of ['physicalRange', 'framingRange'] as const) {
    const old = draft[name];
    if (ranges !== undefined && !ranges.has(old.name)) continue;
    const range = { ...old, min: settle(old.min, min), max: settle(old.max, max), stepping: settle(old.stepping, stepping) };
    draft[name] = ranges === undefined ? { ...range, min: unknown(range.min), max: unknown(range.max), stepping: unknown(range.stepping) } : range;
  }
  draft.frames = settle(draft.frames, edited(edit, 'Frames', format));
  draft.flags = settle(draft.flags, edited(edit, 'Flags', format));
  draft.alignmentOrPitch = settle(draft.alignmentOrPitch, edited(edit, 'FileAlignment', format));
}

/** Fields of an edit that hold what it writes to the framing. */
const writtenFields = ['FrameSize', 'MinFrameSize', 'MaxFrameSize', 'Stepping', 'Frames', 'FileAlignment', 'Flags'] as const;

/** True when an edit states something that it writes to the framing. */
export const writesFraming = (edit: Instance<typeof RuntimeEdit>): boolean => writtenFields.some((field) => isStated(edit, field));

/** True when an edit is there and nothing of what it writes is stated. A copy of the descriptor alone writes nothing to the framing. */
function saysNothingWritten(edit: Instance<typeof RuntimeEdit>): boolean {
  if (writesFraming(edit)) return false;
  const copied = (['KsEdit', 'KsEditSized'] as const).flatMap((field) => elementsOf(edit, field) ?? []);
  return isStated(edit, 'Storage') || copied.length === 0 || copied.some((element) => element.state !== 'present' || element.kind !== 'word' || element.word !== 'Descriptor');
}

const unknown = (number: EffectiveNumber): EffectiveNumber => ({ value: undefined, from: number.from });

function forget(draft: Draft): void {
  for (const name of ['physicalRange', 'framingRange'] as const) {
    const range = draft[name];
    draft[name] = { ...range, min: unknown(range.min), max: unknown(range.max), stepping: unknown(range.stepping) };
  }
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
  const formats = pin.edits.some(takesSizeFromFormat) ? formatsOf(pin) : [undefined];
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
