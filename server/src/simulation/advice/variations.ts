import type { Parameter, ParameterOverride } from '../parameters/index';
import { roundUp } from '../parameters/parameter';
import type { Laboratory } from './laboratory';
import type { Draw } from './sample';
import { type AdviceSubject, scenarioWith } from './subject';
import { type Trial, trialOf } from './trial';

/** The numbers of one value of a simulation: one, or those of a distribution, which change together. */
export interface Variable {
  /** RFC 6901 pointer of the value. */
  readonly pointer: string;
  readonly name: string;
  readonly owner: string;
  readonly kind: Parameter['kind'];
  readonly numbers: readonly Parameter[];
}

/** A value that has been tried, with what came of it. */
export interface Variation extends Trial {
  /** In the order of the variable's numbers. */
  readonly values: readonly number[];
}

/** How much one value changes the outcome: halved, doubled, and as it is. A value that could not be tried is left out. */
export interface Sensitivity {
  readonly variable: Variable;
  readonly stated: Variation;
  readonly tried: readonly Variation[];
}

/** What is not a property of driver, device or application: the seed, how long the run lasts, and when in it something happens. */
const isNotVaried = (name: string): boolean => name === 'Seed' || name === 'Duration' || name === 'Client.Stalls.Start' || /^Events\..*Time$/.test(name);

/** The values that can be varied. Tables of measured times have no number that could be. */
export function variablesOf({ parameters, frames }: AdviceSubject): readonly Variable[] {
  const byMember = new Map<string, Parameter[]>();
  // The framings stand for what the simulation could state in their place.
  const isReplaced = ({ name, origin }: Parameter): boolean => frames.length > 0 && name === 'Allocator.Request.Framing.Frames' && origin !== 'stated';
  for (const parameter of [...parameters.filter((each) => !isReplaced(each)), ...frames]) {
    if (parameter.kind === 'table' || isNotVaried(parameter.name)) continue;
    const known = byMember.get(parameter.member);
    if (known) known.push(parameter);
    else byMember.set(parameter.member, [parameter]);
  }
  return [...byMember].map(([pointer, numbers]) => ({ pointer, name: numbers[0]!.name, owner: numbers[0]!.owner, kind: numbers[0]!.kind, numbers }));
}

/** The numbers of a variable, each so many halves of what the document says; what says nothing grows to a tenth of what is worth trying. Nothing where that changes nothing. */
function scaled({ numbers, kind }: Variable, halves: number): readonly number[] | undefined {
  const isNothing = numbers.every(({ value }) => value === 0);
  if (isNothing && halves < 2) return undefined;
  const values = numbers.map(({ value, lowest, highest, maximum }) => {
    const wanted = isNothing ? (kind === 'integer' ? 1 : Math.round(maximum / 10)) : Math.round((value * halves) / 2);
    return Math.min(highest, Math.max(lowest, wanted));
  });
  return values.some((value, index) => value !== numbers[index]!.value) ? values : undefined;
}

/** Tries values for a variable; nothing where the simulation could not be run with them. */
async function tryValues(subject: AdviceSubject, laboratory: Laboratory, { numbers, pointer }: Variable, values: readonly number[], draws: readonly Draw[]): Promise<Variation | undefined> {
  const overrides: readonly ParameterOverride[] = numbers.map((number, index) => ({ pointer: number.pointer, value: values[index]! }));
  const isStated = numbers.every(({ value }, index) => value === values[index]);
  const scenario = isStated ? subject.scenario : scenarioWith(subject, overrides);
  if (scenario === undefined) return undefined;
  const samples = [];
  for (const draw of draws) samples.push(await laboratory.sample(isStated ? 'stated' : `${pointer} ${values.join()}`, () => scenario, draw));
  return { values, ...trialOf(samples) };
}

/** Halves and doubles every value for itself, always with the same draws, those that change the share of lost frames most first; then those that change latency. */
export async function rankVariables(subject: AdviceSubject, laboratory: Laboratory, draws: readonly Draw[]): Promise<readonly Sensitivity[]> {
  const variables = variablesOf(subject);
  laboratory.expect(1, variables.length * 3 * draws.length);
  const found: Sensitivity[] = [];
  for (const variable of variables) {
    const stated = await tryValues(subject, laboratory, variable, variable.numbers.map(({ value }) => value), draws);
    const tried: Variation[] = [];
    for (const halves of [1, 4]) {
      const values = scaled(variable, halves);
      const variation = values && await tryValues(subject, laboratory, variable, values, draws);
      if (variation) tried.push(variation);
    }
    if (tried.length > 0) found.push({ variable, stated: stated!, tried });
  }
  return found.sort((first, second) => effectOf(second) - effectOf(first) || latencyEffect(second) - latencyEffect(first));
}

/** Share of frames that were lost, 0 … 1. */
export const lostShare = ({ framesLost, framesProduced }: Trial): number => (framesProduced === 0 ? 0 : framesLost / framesProduced);

/** The greatest change of the share of lost frames. */
export const effectOf = ({ stated, tried }: Sensitivity): number => Math.max(0, ...tried.map((each) => Math.abs(lostShare(each) - lostShare(stated))));

/** The greatest change of the 99th percentile of latency, ns. */
export const latencyEffect = ({ stated, tried }: Sensitivity): number => Math.max(0, ...tried.map((each) => Math.abs((each.latency99 ?? 0) - (stated.latency99 ?? 0))));

/** The stretch over which one value is swept; left out: what is worth trying. */
export interface SweepRange { readonly from: number; readonly to: number }

/** One value over a stretch, with what came of each. */
export interface Sweep {
  readonly variable: Variable;
  readonly draws: number;
  readonly variations: readonly Variation[];
}

/** Points of a sweep, about, beside the value of the document. */
const sweepPoints = 12;

/** Tries a value over a stretch. Of a distribution all numbers are multiplied alike, and the stretch is that of its greatest. */
export async function sweepVariable(subject: AdviceSubject, laboratory: Laboratory, variable: Variable, draws: readonly Draw[], range?: SweepRange): Promise<Sweep> {
  const { numbers } = variable;
  const greatest = numbers.reduce((most, number) => (Math.abs(number.value) >= Math.abs(most.value) ? number : most));
  const from = Math.max(greatest.lowest, range?.from ?? greatest.minimum);
  const to = Math.min(greatest.highest, range?.to ?? greatest.maximum);
  // Round values are what a person would try.
  const step = Math.max(1, roundUp((to - from) / sweepPoints));
  const wanted = new Set([greatest.value, from, to]);
  for (let value = Math.ceil(from / step) * step; value <= to; value += step) wanted.add(value);
  laboratory.expect(1, wanted.size * draws.length);
  const variations: Variation[] = [];
  for (const value of [...wanted].sort((first, second) => first - second)) {
    // Numbers that are 0 together cannot be multiplied: they are all set.
    const values = value === greatest.value ? numbers.map((number) => number.value)
      : numbers.map((number) => Math.min(number.highest, Math.max(number.lowest, number === greatest ? value : greatest.value === 0 ? value : Math.round((number.value / greatest.value) * value))));
    const variation = await tryValues(subject, laboratory, variable, values, draws);
    if (variation) variations.push(variation);
  }
  return { variable, draws: draws.length, variations };
}
