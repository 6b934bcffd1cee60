import type { Scenario } from '../scenario';
import { longestTime } from '../run/check/checker';
import { defaultPageSize } from '../run/settled';
import type { AdviceRequest, BufferAdvice, Confirmation, Lengthened, SectionAdvice, TriedNumber, Verdict } from './advice';
import { doubtOf, upperBound } from './binomial';
import { bottlenecksOf } from './bounds';
import { type DrawPlan, drawsFrom, orders, planDraws } from './draws';
import { type Experiment, createExperiment, partsOf } from './experiment';
import { type FoundNumbers, findNumbers } from './find-numbers';
import { type Knob, editOf, knobsOf } from './knobs';
import type { Laboratory } from './laboratory';
import { isRandom } from './randomness';
import type { Draw, Sample } from './sample';
import type { AdviceSubject } from './subject';
import { reasonsOf, trialOf } from './trial';

/** Confirmations that are tried before the advice says that none succeeded. */
const mostAttempts = 6;
/** Runs that failed in a confirmation and join the search. */
const mostJoining = 8;

/** Works out how many buffers are enough: what the runs of a search suggest, confirmed by runs with fresh seeds. */
export async function adviseBuffers(subject: AdviceSubject, request: AdviceRequest, laboratory: Laboratory): Promise<{ readonly advice: BufferAdvice; readonly plan: DrawPlan }> {
  const { scenario, seed } = subject;
  const { confidence } = request;
  const knobs = knobsOf(scenario);
  const numbers = knobs.map(({ stated }) => stated);
  const random = isRandom(scenario);
  laboratory.expect(0.02, 1);
  const [first] = await createExperiment(laboratory, '', scenario, knobs, [{ seed }]).samples(numbers);
  const plan = planDraws(first!.events, confidence, request.seeds);
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
  const lengthening = await lengthen(laboratory, scenario, experiment, found);
  laboratory.expect(0.7, random ? plan.confirmation : 1);
  let confirmation: Confirmation | null = null;
  for (let attempt = 1, next = seed + draws.length; random && found.found.some((each) => each !== null) && attempt <= mostAttempts; attempt += 1) {
    const fresh = drawsFrom(next, plan.confirmation);
    next += fresh.length;
    const failing = await failingOf(experiment, found, fresh);
    confirmation = { runs: fresh.length, firstSeed: fresh[0]!.seed, runsWithLoss: failing.length, attempt, share: upperBound(failing.length, fresh.length, doubtOf(confidence, attempt)) };
    if (failing.length === 0 || attempt === mostAttempts) break;
    draws = [...draws, ...failing.slice(0, mostJoining)];
    experiment = createExperiment(laboratory, '', scenario, knobs, draws);
    laboratory.expect(0.7, plan.confirmation);
    found = await findNumbers(scenario, experiment);
  }
  const advised = found.found.every((each) => each === null) ? null : await experiment.samples(found.numbers);
  const sections: SectionAdvice[] = [];
  for (const index of knobs.keys()) sections.push(await sectionOf(subject, experiment, found, index, lengthening.growing, (advised ?? stated)[0]!));
  const late = await found.lateOf(stated, draws.slice(0, stated.length));
  return {
    plan,
    advice: {
      ...common, unfinished: null, stated: trialOf(stated, undefined, late), statedReasons: reasonsOf(stated), takenBack: stated.reduce((sum, sample) => sum + sample.takenBack, 0), sections,
      advised: advised && trialOf(advised, found.lostOf(advised), await found.lateOf(advised, draws)), confirmation, lengthened: lengthening.lengthened, work: { ...laboratory.work },
    },
  };
}

/** The draws with which frames are lost with the numbers found. */
async function failingOf(experiment: Experiment, found: FoundNumbers, draws: readonly Draw[]): Promise<readonly Draw[]> {
  const samples = await experiment.samples(found.numbers, draws);
  const [lost, late] = [found.lostOf(samples), await found.lateOf(samples, draws)];
  return draws.filter((_, index) => lost[index]! + late[index]! > 0);
}

/** A scenario that lasts longer; nothing where it says itself when its stream ends, or what then happens. */
function longer(scenario: Scenario, factor: number): Scenario | undefined {
  const ends = scenario.pins.some(({ states }) => states?.at(-1)?.state === 'STOP');
  return ends || scenario.duration * factor > longestTime ? undefined : { ...scenario, duration: scenario.duration * factor };
}

/**
 * Looks at runs twice as long, and where they need half as many buffers again, at runs twice as long as those: where these need half as many again too, the number grows
 * with the length of the run.
 */
async function lengthen(laboratory: Laboratory, scenario: Scenario, { knobs, draws }: Experiment, found: FoundNumbers): Promise<{ readonly lengthened: Lengthened | null; readonly growing: ReadonlySet<number> }> {
  const [twice, fourTimes] = [longer(scenario, 2), longer(scenario, 4)];
  const nothing = { lengthened: null, growing: new Set<number>() };
  if (twice === undefined || fourTimes === undefined || found.found.every((each) => each === null)) return nothing;
  const few = draws.slice(0, Math.max(2, draws.length >>> 2));
  const parts = partsOf(scenario);
  const losingParts = async (factor: number, longerOne: Scenario, times: number): Promise<{ readonly runs: number; readonly parts: ReadonlySet<number> }> => {
    const numbers = knobs.map(({ most }, index) => (found.found[index] ? Math.min(most, Math.ceil(found.numbers[index]! * factor) + (factor > 1 ? 1 : 0)) : found.numbers[index]!));
    const samples = await createExperiment(laboratory, `${times} times as long`, longerOne, knobs, few).samples(numbers);
    const losing = samples.map(({ lostByPin }) => lostByPin.flatMap((lost, pin) => (lost > 0 && !found.isHopeless(pin) ? [parts[pin]!] : [])));
    return { runs: losing.filter(({ length }) => length > 0).length, parts: new Set(losing.flat()) };
  };
  const same = await losingParts(1, twice, 2);
  const lengthened = { duration: twice.duration, runs: few.length, runsWithLoss: same.runs };
  if (same.runs === 0) return { lengthened, growing: nothing.growing };
  const more = await losingParts(1.5, twice, 2);
  if (more.runs === 0) return { lengthened, growing: nothing.growing };
  const most = await losingParts(2.25, fourTimes, 4);
  return { lengthened, growing: new Set([...more.parts].filter((part) => most.parts.has(part))) };
}

/** What is said of one section, with all the numbers that were tried for it. */
async function sectionOf(subject: AdviceSubject, experiment: Experiment, found: FoundNumbers, index: number, growing: ReadonlySet<number>, sample: Sample): Promise<SectionAdvice> {
  const { scenario } = subject;
  const parts = partsOf(scenario);
  const knob = experiment.knobs[index]!;
  const part = parts[knob.pins[0] ?? 0];
  const bottlenecks = bottlenecksOf(scenario).filter(({ pins }) => pins.some((pin) => parts[pin] === part));
  const least = found.found[index] ?? null;
  const verdict: Verdict = least === null
    ? { kind: 'never', most: found.most, reasons: found.remaining.filter(({ pin }) => parts[pin] === part), bottlenecks }
    : bottlenecks.length > 0 || growing.has(part!)
      ? { kind: 'usedUp', number: found.numbers[index]!, bottlenecks }
      : { kind: 'enough', number: found.numbers[index]!, exception: least.exception };
  const tried: TriedNumber[] = [];
  for (const number of least?.tried.keys() ?? []) {
    const samples = await experiment.samples(found.triedWith(index, number));
    tried.push({ number, ...trialOf(samples, found.lostOf(samples), await found.lateOf(samples, experiment.draws)) });
  }
  const bufferBytes = strideOf(knob, sample);
  const pageSize = scenario.pageSize ?? defaultPageSize;
  return {
    knob, verdict, tried, bufferBytes, pagedBytes: bufferBytes === null ? null : Math.ceil(bufferBytes / pageSize) * pageSize,
    edit: verdict.kind === 'enough' && verdict.number !== knob.stated ? editOf(subject, knob, verdict.number) : null,
  };
}

const strideOf = ({ kind, index }: Knob, { strideByPin, strideByCircuit }: Sample): number | null => (kind === 'client' ? strideByPin : strideByCircuit)[index] ?? null;
