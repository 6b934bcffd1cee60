import type { Scenario } from '../scenario';
import { defaultPageSize } from '../run/settled';
import type { AdviceRequest, BufferAdvice, Confirmation, FewerEnough, SectionAdvice, TriedNumber, Verdict } from './advice';
import { doubtOf, upperBound } from './binomial';
import { bottlenecksOf } from './bounds';
import { type DrawPlan, drawsFrom, orders, planDraws } from './draws';
import { type Experiment, createExperiment, partsOf } from './experiment';
import { type FoundNumbers, findNumbers, mostTried } from './find-numbers';
import { type Knob, editOf, knobsOf } from './knobs';
import type { Laboratory } from './laboratory';
import type { LeastEnough } from './least-enough';
import { canLast } from './longer';
import { isRandom } from './randomness';
import type { Draw, Sample } from './sample';
import type { AdviceSubject } from './subject';
import { reasonsOf, trialOf } from './trial';

/** Confirmations that are tried before the advice says that none succeeded. */
const mostAttempts = 6;
/** Runs that failed in a confirmation and join the search. */
const mostJoining = 48;

/** Works out how many buffers are enough: what the runs of a search suggest, confirmed by runs with fresh seeds. */
export async function adviseBuffers(subject: AdviceSubject, request: AdviceRequest, laboratory: Laboratory): Promise<{ readonly advice: BufferAdvice; readonly plan: DrawPlan }> {
  const { scenario, seed } = subject;
  const { confidence } = request;
  const knobs = knobsOf(scenario);
  const numbers = knobs.map(({ stated }) => stated);
  const random = isRandom(scenario);
  laboratory.expect(0.02, 1);
  const [first] = await createExperiment(laboratory, '', scenario, knobs, [{ seed }]).samples(numbers);
  const plan = planDraws(first!, confidence, request.seeds);
  const common = { scenario: scenario.label, duration: scenario.duration, isRandom: random, confidence, pins: scenario.pins.map(({ label }) => label), pageSize: scenario.pageSize ?? defaultPageSize };
  if (first!.stopReason !== 'completed') {
    const unfinished = first!.stopReason === 'cancelled' ? 'noProgress' : first!.stopReason;
    return { plan, advice: { ...common, unfinished, stated: trialOf([first!]), statedReasons: reasonsOf([first!]), takenBack: first!.takenBack, sections: [], advised: null, confirmation: null, lengthened: null, work: { ...laboratory.work } } };
  }
  let draws = random ? drawsFrom(seed, plan.search) : orders(seed);
  let experiment = createExperiment(laboratory, '', scenario, knobs, draws);
  laboratory.expect(0.4, draws.length * (8 + 8 * knobs.length));
  const stated = await experiment.samples(numbers);
  let found = await findNumbers(scenario, experiment);
  const isLengthened = longerTimes.every((times) => canLast(scenario, times)) && found.found.some((each) => each !== null);
  const lengthening = isLengthened ? await lengthen(scenario, experiment, found) : { joining: [], runs: 0, growing: new Set<number>() };
  const again = async (more: readonly Draw[]): Promise<void> => {
    if (more.length === 0) return;
    draws = [...draws, ...more];
    experiment = createExperiment(laboratory, '', scenario, knobs, draws);
    found = await findNumbers(scenario, experiment);
  };
  await again(lengthening.joining);
  laboratory.expect(0.7, random ? plan.confirmation : 1);
  let confirmation: Confirmation | null = null;
  for (let attempt = 1, next = seed + plan.search; random && found.found.some((each) => each !== null) && attempt <= mostAttempts; attempt += 1) {
    const fresh = drawsFrom(next, plan.confirmation);
    next += fresh.length;
    const failing = await failingOf(experiment, found, fresh);
    confirmation = { runs: fresh.length, firstSeed: fresh[0]!.seed, runsWithLoss: failing.length, attempt, share: upperBound(failing.length, fresh.length, doubtOf(confidence, attempt)) };
    if (failing.length === 0 || attempt === mostAttempts) break;
    laboratory.expect(0.7, plan.confirmation);
    await again(failing.slice(0, mostJoining));
  }
  const own = draws.filter(({ times = 1 }) => times === 1);
  const advised = found.found.every((each) => each === null) ? null : await experiment.samples(found.numbers, own);
  const sections: SectionAdvice[] = [];
  for (const index of knobs.keys()) sections.push(await sectionOf(subject, experiment, found, index, lengthening.growing, (advised ?? stated)[0]!));
  const late = await found.lateOf(stated, draws.slice(0, stated.length));
  return {
    plan,
    advice: {
      ...common, unfinished: null, stated: trialOf(stated, undefined, late), statedReasons: reasonsOf(stated), takenBack: stated.reduce((sum, sample) => sum + sample.takenBack, 0), sections,
      advised: advised && trialOf(advised, found.lostOf(advised), await found.lateOf(advised, own)), confirmation, lengthened: isLengthened ? { times: longerTimes, runs: lengthening.runs } : null, work: { ...laboratory.work },
    },
  };
}

/** The draws with which frames are lost with the numbers found. */
async function failingOf(experiment: Experiment, found: FoundNumbers, draws: readonly Draw[]): Promise<readonly Draw[]> {
  const samples = await experiment.samples(found.numbers, draws);
  const [lost, late] = [found.lostOf(samples), await found.lateOf(samples, draws)];
  return draws.filter((_, index) => lost[index]! + late[index]! > 0);
}

/** Lengths of runs that are looked at beside the scenario's own. */
const longerTimes = [2, 4] as const;

/**
 * Looks at runs twice and four times as long. Where they lose frames with the numbers found, these are too small for a stream that goes on, or there is none: if runs twice
 * as long need half as many buffers again, and runs four times as long half as many as those again, the number grows with the length of the run.
 * @returns draws of longer runs that the search has to take in, and the parts of the graph in which the number grows
 */
async function lengthen(scenario: Scenario, { knobs, draws, samples }: Experiment, found: FoundNumbers): Promise<{ readonly joining: readonly Draw[]; readonly runs: number; readonly growing: ReadonlySet<number> }> {
  const few = draws.slice(0, Math.max(2, draws.length >>> 2));
  const parts = partsOf(scenario);
  /** Parts that lose frames in runs so many times as long, with `least` buffers at least in each section. */
  const losingParts = async (least: number, times: number): Promise<ReadonlySet<number>> => {
    const numbers = knobs.map(({ most }, index) => (found.found[index] ? Math.max(found.numbers[index]!, Math.min(most, least)) : found.numbers[index]!));
    const results = await samples(numbers, few.map((draw) => ({ ...draw, times })));
    return new Set(results.flatMap(({ lostByPin }) => lostByPin.flatMap((lost, pin) => (lost > 0 && !found.isHopeless(pin) ? [parts[pin]!] : []))));
  };
  /** The least number, from `above` on, with which no frame is lost; more than is tried where there is none. */
  const leastFor = async (above: number, times: number): Promise<number> => {
    let [below, enough] = [above, above];
    while (enough <= mostTried && (await losingParts(enough, times)).size > 0) [below, enough] = [enough, enough * 2];
    while (enough <= mostTried && enough - below > 1) {
      const middle = (below + enough) >>> 1;
      if ((await losingParts(middle, times)).size > 0) below = middle;
      else enough = middle;
    }
    return enough;
  };
  const nothing = { joining: [], runs: few.length, growing: new Set<number>() };
  let isEnough = true;
  for (const times of longerTimes) isEnough = (await losingParts(1, times)).size === 0 && isEnough;
  if (isEnough) return nothing;
  const own = Math.max(...found.numbers.filter((_, index) => found.found[index]));
  const twice = await leastFor(own, 2);
  const isMore = (more: number, than: number): boolean => more > mostTried || 2 * more >= 3 * than + 2;
  if (isMore(twice, own) && isMore(await leastFor(Math.min(twice, mostTried), 4), twice)) return { ...nothing, growing: await losingParts(Math.min(twice, mostTried), 4) };
  return { ...nothing, joining: longerTimes.flatMap((times) => few.map((draw) => ({ ...draw, times }))) };
}

/** What is said of one section, with all the numbers that were tried for it. */
async function sectionOf(subject: AdviceSubject, experiment: Experiment, found: FoundNumbers, index: number, growing: ReadonlySet<number>, sample: Sample): Promise<SectionAdvice> {
  const { scenario } = subject;
  const parts = partsOf(scenario);
  const knob = experiment.knobs[index]!;
  const part = parts[knob.pins[0] ?? 0];
  const bottlenecks = bottlenecksOf(scenario).filter(({ pins }) => pins.some((pin) => parts[pin] === part));
  const least = found.found[index] ?? null;
  const own = experiment.draws.filter(({ times = 1 }) => times === 1);
  const tried: TriedNumber[] = [];
  // The number of the document stands among those that were tried.
  const numbers = least === null ? [] : [...new Set([...least.tried.keys(), ...(knob.stated <= mostTried ? [knob.stated] : [])])].sort((first, second) => first - second);
  for (const number of numbers) {
    const samples = await experiment.samples(found.triedWith(index, number), own);
    tried.push({ number, ...trialOf(samples, found.lostOf(samples), await found.lateOf(samples, own)) });
  }
  const verdict: Verdict = least === null
    ? { kind: 'never', most: found.most, reasons: found.remaining.filter(({ pin }) => parts[pin] === part), bottlenecks, given: found.given.find(({ circuit }) => knob.kind === 'circuit' && knob.index === circuit) ?? null }
    : bottlenecks.length > 0 || growing.has(part!)
      ? { kind: 'usedUp', number: found.numbers[index]!, bottlenecks }
      : { kind: 'enough', number: found.numbers[index]!, exception: least.exception, fewer: await fewerOf(experiment, found, index, least, tried) };
  const bufferBytes = strideOf(knob, sample);
  const pageSize = scenario.pageSize ?? defaultPageSize;
  return {
    knob, verdict, tried, bufferBytes, pagedBytes: bufferBytes === null ? null : Math.ceil(bufferBytes / pageSize) * pageSize,
    edit: verdict.kind === 'enough' && isOffered(knob, verdict.number) ? editOf(subject, knob, verdict.number) : null,
  };
}

/** Why more are advised than some of the numbers tried that lose nothing. */
async function fewerOf(experiment: Experiment, found: FoundNumbers, index: number, least: LeastEnough, tried: readonly TriedNumber[]): Promise<FewerEnough> {
  const own = tried.find(({ number, runsWithLoss }) => runsWithLoss === 0 && least.tried.has(number));
  const inOwnLength = least.exception === null && own !== undefined && own.number < least.number ? own.number : null;
  const number = found.numbers[index]!;
  if (least.number >= number) return { inOwnLength, withPlenty: null };
  const lost = await failingOf(experiment, { ...found, numbers: found.numbers.map((each, at) => (at === index ? number - 1 : each)) }, experiment.draws);
  return { inOwnLength, withPlenty: lost.length > 0 ? least.number : null };
}

/** Fewer buffers of an application cost less memory; a framing may ask for more than one scenario needs, and with good reason. */
const isOffered = ({ decider, stated }: Knob, number: number): boolean => number > stated || (number < stated && decider === 'application');

const strideOf = ({ kind, index }: Knob, { strideByPin, strideByCircuit }: Sample): number | null => (kind === 'client' ? strideByPin : strideByCircuit)[index] ?? null;
