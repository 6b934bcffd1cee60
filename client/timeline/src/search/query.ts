import type { Matcher } from '../../../../server/src/picture/matches';
import type { Session } from '../session/session';

/** One condition of a query. */
export type Term =
  /** A name has to hold it; `whole`: a number at its end may not go on. */
  | { readonly kind: 'word'; readonly word: string; readonly whole: boolean }
  | { readonly kind: 'frame'; readonly frame: number }
  | { readonly kind: 'length'; readonly comparison: '<' | '<=' | '>' | '>=' | '='; readonly value: number; readonly unit: LengthUnit };

/** A unit of a length in a query. */
export type LengthUnit = 'ns' | 'us' | 'ms' | 's' | 'frames';

/** Why a query cannot be asked (yet): a comparison without a number and its unit, or frames where no period is known. */
export type QueryProblem = 'length' | 'frames' | 'tooLong';

/** As many words as there are bits. */
const mostWords = 30;

const token = /["“]([^"”]*)["”]?|(>=|<=|≥|≤|>|<|=)\s*(?:(\d+(?:[.,]\d+)?)\s*(ns|us|µs|μs|ms|s|frames?)?(?![\w.,]))?|(?:#|frame\s+#?)(\d+)(?!\S)|(\S+)/giu;
const comparisons = { '≥': '>=', '≤': '<=' } as const;
const isNumber = /^\d{1,9}$/;

/**
 * Reads a query: conditions with spaces between, all of which have to hold. `names` are the names there are, in lower case: `buffer 3` means a name where there is
 * one like it; else a number alone is that of a frame.
 */
export function readQuery(query: string, names: readonly string[]): readonly Term[] | QueryProblem {
  const terms: Term[] = [];
  for (const [whole, quoted, comparison, digits, unit, frame, word] of query.toLowerCase().matchAll(token)) {
    if (quoted !== undefined) {
      if (quoted.trim() !== '') terms.push({ kind: 'word', word: quoted.trim(), whole: false });
    } else if (comparison !== undefined) {
      if (digits === undefined || unit === undefined) return 'length';
      terms.push({
        kind: 'length', comparison: comparisons[comparison as '≥'] ?? (comparison as '<'), value: Number(digits.replace(',', '.')),
        unit: unit.startsWith('frame') ? 'frames' : /^[µμu]s$/u.test(unit) ? 'us' : unit as LengthUnit,
      });
    } else if (frame !== undefined) {
      terms.push({ kind: 'frame', frame: Number(frame) });
    } else if (isNumber.test(word!)) {
      const before = terms.at(-1);
      const phrase: Term | null = before?.kind === 'word' ? { kind: 'word', word: `${before.word} ${word!}`, whole: true } : null;
      if (phrase !== null && names.some((name) => holds(name, phrase))) terms[terms.length - 1] = phrase;
      else terms.push({ kind: 'frame', frame: Number(word) });
    } else {
      terms.push({ kind: 'word', word: whole, whole: false });
    }
  }
  return terms.filter(({ kind }) => kind === 'word').length > mostWords ? 'tooLong' : terms;
}

/** Whether a name in lower case holds a word. */
function holds(name: string, { word, whole }: Extract<Term, { kind: 'word' }>): boolean {
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) if (!whole || !/\d/.test(name.charAt(at + word.length))) return true;
  return false;
}

/** The names of a run that words are looked for in, in lower case: rows with their pins, states, instants. */
export interface SearchNames { readonly rows: readonly string[]; readonly states: readonly string[]; readonly instants: readonly string[] }

/** Gathers them. */
export function searchNames({ trace, names }: Session): SearchNames {
  const lower = (all: readonly string[]): string[] => all.map((name) => name.toLowerCase());
  return { rows: trace.rows.map(({ group }, row) => `${group} ${names.rows[row]!}`.toLowerCase()), states: lower(names.states), instants: lower(names.instants) };
}

const nanosecondsOf = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

/** Makes a query ready for a run; null when it is empty. `period` is that of a frame, nanoseconds, where one is known. */
export function compileQuery(query: string, names: SearchNames, period: number | null): Matcher | QueryProblem | null {
  const terms = readQuery(query, [...names.rows, ...names.states, ...names.instants]);
  if (typeof terms === 'string') return terms;
  if (terms.length === 0) return null;
  const words = terms.filter((term) => term.kind === 'word');
  const wordsIn = (all: readonly string[]): Uint32Array => Uint32Array.from(all, (name) => words.reduce((bits, word, index) => bits | (holds(name, word) ? 1 << index : 0), 0));
  let frame: number | null = null;
  let length: { least: number; most: number } | null = null;
  for (const term of terms) {
    if (term.kind === 'frame') {
      frame = frame === null || frame === term.frame ? term.frame : -1;
    } else if (term.kind === 'length') {
      const factor = term.unit === 'frames' ? period : nanosecondsOf[term.unit];
      if (factor === null) return 'frames';
      // Times are whole nanoseconds; what the decimals of the query add beyond is noise of their binary form.
      const value = Math.round(term.value * factor * 1000) / 1000;
      length ??= { least: -Infinity, most: Infinity };
      if (term.comparison !== '<' && term.comparison !== '<=') length.least = Math.max(length.least, term.comparison === '>' ? Math.floor(value) + 1 : Math.ceil(value));
      if (term.comparison !== '>' && term.comparison !== '>=') length.most = Math.min(length.most, term.comparison === '<' ? Math.ceil(value) - 1 : Math.floor(value));
    }
  }
  return { allWords: 2 ** words.length - 1, rowWords: wordsIn(names.rows), stateWords: wordsIn(names.states), kindWords: wordsIn(names.instants), frame, length };
}
