import { nearestName, parseDuration, parsePeriod } from '../../document/index';
import { variableName } from './figures';
import { type SweepRange, type Variable, variablesOf } from './variations';
import type { AdviceSubject } from './subject';

/** A value that is to be swept, and over which stretch; left out: over what is worth trying. */
export interface SweepOrder {
  readonly variable: Variable;
  readonly range?: SweepRange;
}

/** What cannot be swept: `unknown` no such value, with those that there are and the nearest; `ambiguous` several of the name; `range` no stretch of its kind. */
export type SweepProblem =
  | { readonly problem: 'unknown'; readonly name: string; readonly names: readonly string[]; readonly nearest: string | undefined }
  | { readonly problem: 'ambiguous'; readonly name: string; readonly names: readonly string[] }
  | { readonly problem: 'range'; readonly name: string; readonly text: string };

/** Reads what is to be swept: `Client.Hold`, with its owner where several have it (`video: Client.Hold`), or a pointer; with a stretch: `Client.Hold=5 ms..100 ms`. */
export function readSweep(subject: AdviceSubject, text: string): SweepOrder | SweepProblem {
  const [, named = '', stretch] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const name = named.trim();
  const variables = variablesOf(subject);
  const isNamed = (variable: Variable, wanted: string): boolean => variable.pointer === wanted || [variable.name, variableName(variable)].some((each) => each.toLowerCase() === wanted.toLowerCase());
  const found = variables.filter((variable) => isNamed(variable, name));
  const names = variables.map(variableName);
  if (found.length === 0) return { problem: 'unknown', name, names, nearest: nearestName(name, names) };
  const [variable] = found;
  if (found.length > 1) return { problem: 'ambiguous', name, names: found.map(variableName) };
  if (stretch === undefined) return { variable: variable! };
  const ends = stretch.split('..').map((end) => readEnd(variable!, end.trim()));
  const [first, second] = ends;
  if (first === undefined || second === undefined || first === second || ends.length !== 2) return { problem: 'range', name, text: stretch };
  // A greater rate is a shorter period.
  return { variable: variable!, range: { from: Math.min(first, second), to: Math.max(first, second) } };
}

/** One end of a stretch: a time, or a whole number. */
function readEnd({ kind }: Variable, text: string): number | undefined {
  if (kind !== 'time') return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  const time = parseDuration(text);
  if (!('problem' in time)) return time.nanoseconds;
  const period = parsePeriod(text);
  return 'problem' in period ? undefined : period.nanoseconds;
}
