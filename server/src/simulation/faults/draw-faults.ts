import { type RandomStream, createRandomStream, randomBelow } from '../engine/index';
import type { FaultScenario, Scenario } from '../scenario';

/** Most occasions that one random fault is asked about, and most hits that it has. */
const mostOccasions = 1_000_000;
const mostHits = 10_000;
const million = 1_000_000;

/** The numbers of a fault. They depend on the seed and on its label, and on nothing else of the scenario. */
const streamOf = ({ label }: FaultScenario, seed: number): RandomStream => createRandomStream(seed, `fault/${label}`);

/** Times at which a fault happens, ascending and each once: those stated, the nominal times of the frames counted, and random ones. */
export function timesOf(scenario: Scenario, fault: FaultScenario, seed: number): readonly number[] {
  const { pin, at, atCount, perMillion, every, from, until } = fault;
  const { source, states } = scenario.pins[pin]!;
  const begin = states?.find(({ state }) => state === 'RUN')?.time ?? 0;
  const counted = atCount.map((frame) => begin + frame * (source?.period ?? every));
  const random: number[] = [];
  if (perMillion > 0) {
    const stream = streamOf(fault, seed);
    for (let time = from, occasion = 0; time < until && occasion < mostOccasions && random.length < mostHits; time += every, occasion += 1) {
      const isHit = randomBelow(stream, million) < perMillion;
      const within = randomBelow(stream, every);
      if (isHit && time + within < until) random.push(time + within);
    }
  }
  return [...new Set([...at, ...counted, ...random])].sort((first, second) => first - second);
}

/** Counts at which a fault happens, ascending and each once, up to a greatest one. */
export function countsOf(fault: FaultScenario, seed: number, greatest: number): readonly number[] {
  const { atCount, perMillion } = fault;
  const random: number[] = [];
  if (perMillion > 0) {
    const stream = streamOf(fault, seed);
    for (let count = 1; count <= Math.min(greatest, mostOccasions) && random.length < mostHits; count += 1) if (randomBelow(stream, million) < perMillion) random.push(count);
  }
  return [...new Set([...atCount, ...random])].sort((first, second) => first - second);
}
