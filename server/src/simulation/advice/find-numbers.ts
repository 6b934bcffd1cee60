import type { DropReason } from '../result';
import type { Scenario } from '../scenario';
import { type Experiment, partsOf } from './experiment';
import { type LeastEnough, leastEnough } from './least-enough';
import { type Draw, type Sample, lostOf } from './sample';
import { type LossReason, reasonsOf, trialOf } from './trial';

/** The greatest number of requests or frames that is tried. */
export const mostTried = 1_024;
/** From here on a number that is no better than a quarter of it ends the search for one that is. */
const least = 64;
/** The same where all losses have a reason that buffers have no part in. */
const leastIncurable = 4;
const incurable: ReadonlySet<DropReason['key']> = new Set(['buffersTooSmall', 'dataUsedNotSet', 'notDrained', 'notSubmitted', 'hardwareBusy', 'busBusy']);
const isIncurable = (samples: readonly Sample[]): boolean => samples.every(({ reasons }) => reasons.every(({ drop }) => incurable.has(drop.key)));

/** Numbers of buffers, one for each knob, as far as the runs of an experiment show. */
export interface FoundNumbers {
  /** Those that are enough together; the document's own where none is. */
  readonly numbers: readonly number[];
  /** How each was found; `null` where none is enough. */
  readonly found: readonly (LeastEnough | null)[];
  /** The greatest number tried of all alike, and why frames were lost where fewest were. */
  readonly most: number;
  readonly remaining: readonly LossReason[];
  /** Circuits whose allocator gave fewer frames than it was asked for with the greatest numbers. */
  readonly given: readonly { readonly circuit: number; readonly asked: number; readonly given: number }[];
  /** With which numbers each of a knob was tried. */
  readonly triedWith: (knob: number, number: number) => readonly number[];
  /** Whether no number of buffers is enough for the part of the graph that a pin belongs to. */
  readonly isHopeless: (pin: number) => boolean;
  /** Frames that runs lost, those of hopeless parts left out. */
  readonly lostOf: (samples: readonly Sample[]) => readonly number[];
  /** Frames that writers are behind the best pace there was. */
  readonly lateOf: (samples: readonly Sample[], draws: readonly Draw[]) => Promise<readonly number[]>;
}

/** All numbers alike, doubled until nothing is lost and writers gain nothing more; the best of what was tried. */
async function enoughForAll({ knobs, samples }: Experiment): Promise<{ readonly numbers: readonly number[]; readonly samples: readonly Sample[]; readonly most: number; readonly last: { readonly numbers: readonly number[]; readonly sample: Sample } }> {
  const written = (of: readonly Sample[]): number => of.reduce((sum, { writtenByPin }) => sum + writtenByPin.reduce((each, frames) => each + frames, 0), 0);
  const losses: number[] = [];
  let best: { numbers: readonly number[]; samples: readonly Sample[]; lost: number; written: number } | undefined;
  let last: { numbers: readonly number[]; sample: Sample } | undefined;
  let most = 1;
  for (; most <= mostTried; most *= 2) {
    const numbers = knobs.map((knob) => Math.min(knob.most, most));
    const results = await samples(numbers);
    const tried = { numbers, samples: results, lost: results.reduce((sum, sample) => sum + lostOf(sample), 0), written: written(results) };
    losses.push(tried.lost);
    last = { numbers, sample: results[0]! };
    const gains = best === undefined || tried.written > best.written;
    if (best === undefined || tried.lost < best.lost || (tried.lost === best.lost && gains)) best = tried;
    if (tried.lost === 0 && (tried.written === 0 || !gains)) break;
    // The document's own numbers are among what is tried.
    if (tried.lost > 0 && most >= Math.max(isIncurable(results) ? leastIncurable : least, ...knobs.map(({ stated }) => stated)) && tried.lost >= losses.at(-3)!) break;
  }
  return { ...best!, most: Math.min(most, mostTried), last: last! };
}

/** Finds for each knob the least number that is enough while the others have plenty, and makes sure of all of them together. */
export async function findNumbers(scenario: Scenario, experiment: Experiment): Promise<FoundNumbers> {
  const { knobs, draws } = experiment;
  const parts = partsOf(scenario);
  const partOf = (pins: readonly number[]): number => parts[pins[0]!]!;
  const plenty = await enoughForAll(experiment);
  const hopeless = new Set<number>();
  let remaining: readonly LossReason[] = [];
  let base = plenty.numbers;
  // What remains lost with the best numbers, no number cures: then those knobs stay as they are, and the others have to do with that.
  for (let results = plenty.samples; ;) {
    const before = hopeless.size;
    results.forEach(({ lostByPin }) => lostByPin.forEach((lost, pin) => { if (lost > 0) hopeless.add(parts[pin]!); }));
    if (before === 0) remaining = reasonsOf(results);
    if (hopeless.size === before) break;
    base = knobs.map(({ stated, pins }, index) => (hopeless.has(partOf(pins)) ? stated : plenty.numbers[index]!));
    results = await experiment.samples(base);
    if (hopeless.size === new Set(parts).size) break;
  }
  const isHopeless = (pin: number): boolean => hopeless.has(parts[pin]!);
  const hasWriters = plenty.samples.some(({ writtenByPin }) => writtenByPin.some((frames) => frames > 0));
  const lateOf: FoundNumbers['lateOf'] = async (samples, of) => {
    if (!hasWriters) return samples.map(() => 0);
    const references = await experiment.samples(base, of);
    return samples.map(({ writtenByPin }, index) => writtenByPin.reduce((sum, frames, pin) => sum + (isHopeless(pin) ? 0 : Math.max(0, references[index]!.writtenByPin[pin]! - frames)), 0));
  };
  const curable: FoundNumbers['lostOf'] = (samples) => samples.map(({ lostByPin }) => lostByPin.reduce((sum, lost, pin) => sum + (isHopeless(pin) ? 0 : lost), 0));
  const losing = async (numbers: readonly number[]): Promise<number> => {
    const samples = await experiment.samples(numbers);
    return trialOf(samples, curable(samples), await lateOf(samples, draws)).runsWithLoss;
  };
  const triedWith = (knob: number, number: number): readonly number[] => base.map((each, index) => (index === knob ? number : each));
  const found: (LeastEnough | null)[] = [];
  for (const [index, { pins, most }] of knobs.entries()) {
    found.push(pins.length === 0 || isHopeless(pins[0]!) ? null : await leastEnough(plenty.numbers[index]!, Math.min(most, mostTried), (number) => losing(triedWith(index, number))));
  }
  // Each was found with plenty elsewhere; together they may need more.
  let numbers = knobs.map(({ stated }, index) => found[index]?.number ?? stated);
  while (found.some((each) => each !== null) && await losing(numbers) > 0) {
    const raised = numbers.map((number, index) => (found[index] ? Math.min(base[index]!, number + 1) : number));
    if (raised.every((number, index) => number === numbers[index])) break;
    numbers = raised;
  }
  numbers = [...await lowered(numbers)];
  const given = plenty.last.sample.givenByCircuit.map((frames, circuit) => ({ circuit, asked: plenty.last.numbers[knobs.findIndex(({ kind, index }) => kind === 'circuit' && index === circuit)]!, given: frames }));
  return { numbers, found, most: plenty.most, remaining, given: given.filter(({ asked, given: had }) => had < asked), triedWith, isHopeless, lostOf: curable, lateOf };

  /** Lowers what was raised together, one by one, as far as nothing is lost. */
  async function lowered(raised: readonly number[]): Promise<readonly number[]> {
    const result = [...raised];
    for (const [index, each] of found.entries()) {
      let [below, above] = [(each?.number ?? result[index]!) - 1, result[index]!];
      while (above - below > 1) {
        const middle = (below + above) >>> 1;
        if (await losing(result.map((number, at) => (at === index ? middle : number))) > 0) below = middle;
        else above = middle;
      }
      result[index] = above;
    }
    return result;
  }
}
