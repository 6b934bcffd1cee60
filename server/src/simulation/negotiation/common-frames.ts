import { type Source, ksPage, streamTopic } from '../../ks/index';
import type { Cell } from './cell';
import type { Demand, ItemDemand, Stated } from './demands';
import type { NegotiationOptions } from './options';

const framesSources: readonly Source[] = [ksPage('ns-ks-ksallocator_framing'), streamTopic('allocation-schemes')];
const alignmentSources: readonly Source[] = [ksPage('ns-ks-ksallocator_framing')];

/** One end with the alternatives that are still in question. */
export interface Offer {
  readonly demand: Demand;
  readonly items: readonly ItemDemand[];
}

/**
 * The number of frames of a segment. Each demand is the total of frames that may be outstanding, 0 none (documented); how several are combined is an
 * option. Unknown when some demand is, or when none is made.
 */
export function commonFrames(offers: readonly Offer[], allocator: Demand | undefined, options: NegotiationOptions): Cell<number> {
  const stated = offers.flatMap(({ items }) => items.map(({ frames }) => frames));
  const isKnown = offers.every(({ demand }) => demand.isComplete) && stated.every(({ value }) => value !== undefined);
  const demands = stated.filter((frames): frames is Stated & { value: number } => frames.value !== undefined && frames.value > 0);
  const own = options.frames === 'allocatorPin' ? allocator?.items.map(({ frames }) => frames).find(({ value }) => value !== undefined && value > 0) : undefined;
  const decides = (a: number, b: number): boolean => (options.frames === 'greatest' ? a > b : a < b);
  const chosen = own ?? demands.reduce<(Stated & { value: number }) | undefined>((best, frames) => (best === undefined || decides(frames.value, best.value) ? frames : best), undefined);
  const isAgreed = demands.length > 0 && demands.every(({ value }) => value === demands[0]!.value);
  const value = isKnown ? chosen?.value : undefined;
  return {
    value, basis: isAgreed ? 'documented' : 'option', ...(isAgreed ? {} : { option: 'frames' as const }), sources: framesSources,
    decidedBy: value === undefined ? [] : demands.filter((frames) => frames.value === value).map(({ from }) => from),
  };
}

/** The alignment mask of a segment: the strictest, all masks together (inferred). Unknown when some mask is. */
export function commonAlignment(offers: readonly Offer[]): Cell<number> {
  const stated = offers.flatMap(({ items }) => items.filter(({ pitch }) => pitch === undefined).map(({ alignment }) => alignment));
  const isKnown = offers.every(({ demand }) => demand.isComplete) && stated.every(({ value }) => value !== undefined);
  const mask = stated.reduce((strictest, { value }) => Math.max(strictest, (value ?? 0) >>> 0), 0);
  return { value: isKnown ? mask : undefined, basis: 'inferred', sources: alignmentSources, decidedBy: isKnown ? stated.filter(({ value }) => value !== undefined && value >>> 0 === mask).map(({ from }) => from) : [] };
}

/** Different pitches that alternatives ask for; one or none is no conflict. */
export function pitchesOf(offers: readonly Offer[]): readonly Stated[] {
  const found = new Map<number, Stated>();
  for (const { items } of offers) for (const { pitch } of items) if (pitch?.value !== undefined && !found.has(pitch.value)) found.set(pitch.value, pitch);
  return [...found.values()];
}
