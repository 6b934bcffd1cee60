import { type Model, elementsOf } from '../../document/index';
import type { Finding } from '../../findings/index';
import { isSuppressible, isUnchecked } from './check-code';
import { readDirectives } from './directives';
import { readSuppressProperties } from './suppress-property';
import type { Stretch, Suppression, SuppressionProblem } from './suppression';

/** Findings divided by what the document suppresses. */
export interface Suppressed {
  readonly shown: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Suppressions that do nothing or cannot be read. */
  readonly problems: readonly SuppressionProblem[];
}

/**
 * Divides findings by what the document suppresses.
 * @param findings what would be reported
 * @param possible what the rules found, also where another finding stands for it: a suppression of that is no idle one
 */
export function suppress(model: Model, findings: readonly Finding[], possible: () => readonly Finding[]): Suppressed {
  const comments = readDirectives(model.tree);
  const lists = readSuppressProperties(model);
  const suppressions = [...comments.suppressions, ...lists.suppressions];
  const problems = [...comments.problems, ...lists.problems];
  if (suppressions.length === 0) return { shown: findings, suppressed: [], problems };
  const covers = createCover(suppressions);
  const shown: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) (covers(finding) ? suppressed : shown).push(finding);
  return { shown, suppressed, problems: [...problems, ...idle(model, suppressions, possible())] };
}

/** Tells what a document suppresses of findings that others make, in its places; says nothing of suppressions that do nothing. */
export function suppressionTest(model: Model): (finding: Located) => boolean {
  const suppressions = [...readDirectives(model.tree).suppressions, ...readSuppressProperties(model).suppressions];
  return suppressions.length === 0 ? () => false : createCover(suppressions);
}

/** What decides whether a finding is suppressed. */
type Located = Pick<Finding, 'code' | 'place'>;

const keyOf = (finding: Located, of: Stretch['of']): number => (of === 'offset' ? finding.place.start : finding.place.node);

/** Index of the last of some numbers in ascending order that is at most `key`, or -1. */
function lastAtMost(numbers: readonly number[], key: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Stretches that overlap become one, so that a search needs to look at one only. */
interface Union { readonly from: readonly number[]; readonly to: readonly number[] }

function unite(stretches: readonly { readonly from: number; readonly to: number }[]): Union {
  const from: number[] = [];
  const to: number[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = to.length - 1;
    if (last >= 0 && stretch.from <= to[last]!) to[last] = Math.max(to[last]!, stretch.to);
    else {
      from.push(stretch.from);
      to.push(stretch.to);
    }
  }
  return { from, to };
}

/** Tells whether a finding is suppressed. */
function createCover(suppressions: readonly Suppression[]): (finding: Located) => boolean {
  const byCode = new Map<string, Readonly<Record<Stretch['of'], Union>>>();
  const general = suppressions.filter(({ code }) => code === undefined);
  const particular = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    if (suppression.code === undefined) continue;
    const known = particular.get(suppression.code);
    if (known) known.push(suppression);
    else particular.set(suppression.code, [suppression]);
  }
  const unionsOf = (code: string): Readonly<Record<Stretch['of'], Union>> => {
    const stretches = [...(particular.get(code) ?? []), ...general.map(({ of, from, to, except }) => ({ of, from, to: except.get(code) ?? to }))];
    return { offset: unite(stretches.filter(({ of }) => of === 'offset')), node: unite(stretches.filter(({ of }) => of === 'node')) };
  };
  return (finding) => {
    if (!isSuppressible(finding.code)) return false;
    let unions = byCode.get(finding.code);
    if (!unions) byCode.set(finding.code, (unions = unionsOf(finding.code)));
    for (const of of ['offset', 'node'] as const) {
      const { from, to } = unions[of];
      const index = lastAtMost(from, keyOf(finding, of));
      if (index >= 0 && keyOf(finding, of) < to[index]!) return true;
    }
    return false;
  };
}

/** Suppressions in whose stretch there is nothing to suppress. */
function idle(model: Model, suppressions: readonly Suppression[], possible: readonly Finding[]): readonly SuppressionProblem[] {
  // What cannot be read silences rules, and their suppressions would look idle while someone types.
  if (model.problems.length > 0) return [];
  // What only a run shows may be what a comment for all codes is meant for.
  const isSimulated = model.document !== undefined && (elementsOf(model.document, 'Simulations')?.length ?? 0) > 0;
  const keys = new Map<string, readonly number[]>();
  const keysOf = (code: string | undefined, of: Stretch['of']): readonly number[] => {
    const name = `${of} ${code ?? ''}`;
    let found = keys.get(name);
    if (!found) keys.set(name, (found = possible.filter((finding) => (code === undefined ? isSuppressible(finding.code) : finding.code === code)).map((finding) => keyOf(finding, of)).sort((a, b) => a - b)));
    return found;
  };
  return suppressions.flatMap(({ code, of, from, to, place }): readonly SuppressionProblem[] => {
    if (code === undefined ? isSimulated : isUnchecked(code)) return [];
    const numbers = keysOf(code, of);
    const index = lastAtMost(numbers, to - 1);
    if (index >= 0 && numbers[index]! >= from) return [];
    return [code === undefined ? { code: 'DOC-11', variant: 'all', arguments: {}, place } : { code: 'DOC-11', variant: 'code', arguments: { code }, place }];
  });
}
