import type { Model } from '../document/index';
import { grouped, hex } from '../findings/index';
import { type ConstantSet, constantSetNamed, guidLabel, guidValue } from '../ks/index';
import { type Cell, type Demand, type ItemDemand, type Memory, type RangeDemand, type SegmentNegotiation, type SizeSet, greatestSize } from '../simulation/negotiation/index';
import { foundingOf, pathOf, say, sayName } from './ends';
import type { Aspect, CommonEntry, DemandEntry, ReportRow, Said } from './report';

const wildcard = guidValue('KSMEMORY_TYPE_WILDCARD');
const itemFlagSets = ['KSALLOCATOR_REQUIREMENTF', 'KSALLOCATOR_FLAG'].map(constantSetNamed).filter((set): set is ConstantSet => set !== undefined);

const unknown = say('value.unknown');
const bytes = (count: number): Said => (count === 1 ? say('value.oneByte') : say('value.bytes', { bytes: grouped(count) }));

/** A kind of memory; the bus is named only where one is asked for. */
function memoryText({ memoryType, busType }: Memory): Said {
  if (busType === wildcard) return memoryType === wildcard ? say('value.anyMemory') : sayName(guidLabel(memoryType, 'memoryType'));
  return say('value.overBus', { memory: guidLabel(memoryType, 'memoryType'), bus: guidLabel(busType, 'busType') });
}

function rangeText({ min, max }: RangeDemand): Said {
  if (max.value === 0 && (min.value ?? 0) === 0) return say('value.notSet');
  if (min.value === undefined || max.value === undefined) return unknown;
  if (min.value === max.value) return bytes(min.value);
  if (max.value === greatestSize) return min.value <= 1 ? say('value.anySize') : say('value.atLeast', { bytes: grouped(min.value) });
  return min.value <= 1 ? say('value.atMost', { bytes: grouped(max.value) }) : say('value.between', { min: grouped(min.value), max: grouped(max.value) });
}

function steppingText({ min, max, stepping }: RangeDemand): Said {
  if (min.value !== undefined && min.value === max.value) return say('value.oneSize');
  return stepping.value === undefined ? unknown : sayName(grouped(stepping.value));
}

/** Sizes that a segment agrees on, the first few stretches of them. */
const sizeTexts = (sizes: SizeSet): readonly Said[] => sizes.slice(0, 3).map(({ first, last, step }) => {
  if (first === last) return bytes(first);
  if (step > 1) return say('value.progression', { min: grouped(first), max: grouped(last), step: grouped(step) });
  if (last === greatestSize) return first === 1 ? say('value.anySize') : say('value.atLeast', { bytes: grouped(first) });
  return say('value.between', { min: grouped(first), max: grouped(last) });
});

/** A mask of alignment, and what it asks for. */
export const maskText = (mask: number | undefined): Said => (mask === undefined ? unknown : mask === 0 ? say('value.byteMask') : say('value.mask', { hex: hex(mask >>> 0), bytes: grouped((mask >>> 0) + 1) }));

/** Names of the bits of a number; what has no name, in hexadecimal. */
export function bitNames(value: number, sets: readonly ConstantSet[]): string {
  let rest = value >>> 0;
  const names: string[] = [];
  for (const { constants } of sets) {
    for (const { name, value: bits } of constants) {
      if (bits === 0 || ((rest & bits) >>> 0) !== bits >>> 0) continue;
      names.push(name);
      rest = (rest & ~bits) >>> 0;
    }
  }
  return [...names, ...(rest === 0 ? [] : [hex(rest)])].join(' | ');
}

const countText = (count: number | undefined): Said => (count === undefined ? unknown : count === 0 ? say('value.noDemand') : sayName(grouped(count)));

/** How the rows of items are written: what an alternative says, and where. */
const itemRows: readonly (readonly [aspect: Aspect, text: (item: ItemDemand) => Said, place: (item: ItemDemand) => ItemDemand['where']])[] = [
  ['memory', ({ memory }) => (memory ? memoryText(memory) : unknown), ({ memoryFrom }) => memoryFrom],
  ['physicalRange', ({ physicalRange }) => rangeText(physicalRange), ({ physicalRange }) => physicalRange.max.from],
  ['framingRange', ({ framingRange }) => rangeText(framingRange), ({ framingRange }) => framingRange.max.from],
  ['stepping', ({ framingRange }) => steppingText(framingRange), ({ framingRange }) => framingRange.stepping.from],
  ['alignment', ({ alignment, pitch }) => (pitch ? say('value.none') : maskText(alignment.value)), ({ alignment }) => alignment.from],
  ['pitch', ({ pitch }) => (pitch ? (pitch.value === undefined ? unknown : bytes(pitch.value)) : say('value.none')), ({ pitch, alignment }) => pitch?.from ?? alignment.from],
  ['frames', ({ frames }) => countText(frames.value), ({ frames }) => frames.from],
  ['flags', ({ flags }) => (flags.value === undefined ? unknown : flags.value === 0 ? say('value.none') : sayName(bitNames(flags.value, itemFlagSets))), ({ flags }) => flags.from],
  ['preferences', ({ isWish }) => (isWish === undefined ? unknown : say(isWish ? 'value.preferences' : 'value.demands')), ({ flags }) => flags.from],
];

/** Alternatives without repeats: items that differ elsewhere often agree here. */
const distinct = (texts: readonly Said[]): readonly Said[] => [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];

/** The table of a segment: what each end demands, row by row, and what they have in common where frames are negotiated at all. */
export function rowsOf(model: Model, negotiation: SegmentNegotiation): readonly ReportRow[] {
  const { demands, segment } = negotiation;
  const indexOf = (demand: Demand): number => segment.ends.indexOf(demand.end);
  const property: ReportRow = {
    aspect: 'property', common: undefined,
    demands: demands.map((demand) => ({ end: indexOf(demand), alternatives: [say(`property.${demand.property}`)], path: demand.end.framing.state === 'unknown' ? '' : pathOf(model, demand.end.framing.node) })),
  };
  const stating = demands.filter(({ items }) => items.length > 0);
  const common = segment.mode === 'user' ? new Map<Aspect, CommonEntry>() : commonOf(model, negotiation);
  const rows = itemRows.filter(([aspect]) => aspect !== 'pitch' || negotiation.pitches.length > 0).map(([aspect, text, place]): ReportRow => ({
    aspect, common: common.get(aspect),
    demands: stating.map((demand): DemandEntry => ({
      end: indexOf(demand), alternatives: [...distinct(demand.items.map(text)), ...(demand.isComplete ? [] : [unknown])], path: pathOf(model, place(demand.items[0]!)),
    })),
  }));
  const settled = (['frameSize', 'stride', 'total'] as const).flatMap((aspect): ReportRow[] => { const entry = common.get(aspect); return entry ? [{ aspect, demands: [], common: entry }] : []; });
  return [property, ...rows.filter(({ demands: entries, common: entry }) => entries.length > 0 || entry !== undefined), ...settled];
}

function commonOf(model: Model, { memory, size, frames, alignment, stride, total }: SegmentNegotiation): ReadonlyMap<Aspect, CommonEntry> {
  const entry = (cell: Cell<unknown>, alternatives: readonly Said[]): CommonEntry => ({
    ...foundingOf(cell), ...(cell.value === undefined ? { option: undefined } : {}), isKnown: cell.value !== undefined, alternatives, path: pathOf(model, cell.decidedBy[0]),
  });
  const settled = (cell: Cell<number>, text: (value: number) => Said): CommonEntry => entry(cell, [cell.value === undefined ? say('value.notSettled') : text(cell.value)]);
  const found = new Map<Aspect, CommonEntry>();
  const memories = memory.cell.value;
  found.set('memory', entry(memory.cell, memories === undefined ? [unknown] : memories.length === 0 ? [say('value.nothing')] : distinct(memories.map(memoryText))));
  found.set('framingRange', { ...foundingOf({ basis: 'inferred', sources: size.cell.sources }), isKnown: size.sizes !== undefined, path: '', alternatives: size.sizes === undefined ? [unknown] : size.sizes.length === 0 ? [say('value.nothing')] : sizeTexts(size.sizes) });
  found.set('alignment', entry(alignment, [maskText(alignment.value)]));
  found.set('frames', settled(frames, (value) => sayName(grouped(value))));
  found.set('frameSize', settled(size.cell, bytes));
  if (stride.value !== undefined && stride.value !== size.cell.value) found.set('stride', settled(stride, bytes));
  if (total.value !== undefined) found.set('total', settled(total, bytes));
  return found;
}
