import { type Model, type TextEdit, applyEdits, readModel } from '../../document/index';
import type { Finding } from '../../findings/index';
import { fixesOf } from './fixes-of';

/** A text with what could be fixed without asking. */
export interface FixedText {
  readonly text: string;
  /** Findings that were fixed, by code. */
  readonly fixed: ReadonlyMap<string, number>;
  /** The edits of the text that was given, where one round was enough; otherwise one edit of the stretch that changed. None: nothing was to be fixed. */
  readonly edits: readonly TextEdit[];
}

/** What a fix brings to light is fixed as well; more rounds than anything takes. */
const mostRounds = 10;

/**
 * Applies the safe fixes of what is found, until there are none. Of fixes that meet, the first counts; the others have their turn in the next round. A text
 * with syntax errors stays as it is.
 * @param findingsOf what is to be fixed: what the reader of a text is shown of it
 */
export function fixAll(text: string, findingsOf: (model: Model) => readonly Finding[]): FixedText {
  const fixed = new Map<string, number>();
  const seen = new Set([text]);
  let current = text;
  let rounds = 0;
  let edits: readonly TextEdit[] = [];
  while (rounds < mostRounds) {
    const model = readModel(current);
    if (model.tree.problems.length > 0) break;
    const round = safeEdits(model, findingsOf(model));
    if (round.edits.length === 0) break;
    const next = applyEdits(current, round.edits);
    // No fix does this; should one, its round does not count.
    if (seen.has(next) || readModel(next).tree.problems.length > 0) break;
    seen.add(next);
    for (const code of round.codes) fixed.set(code, (fixed.get(code) ?? 0) + 1);
    edits = rounds === 0 ? round.edits : difference(text, next);
    current = next;
    rounds += 1;
  }
  return { text: current, fixed, edits };
}

function safeEdits(model: Model, findings: readonly Finding[]): { readonly edits: readonly TextEdit[]; readonly codes: readonly string[] } {
  const edits: TextEdit[] = [];
  const codes: string[] = [];
  for (const finding of findings) {
    const fix = fixesOf(finding, model).find(({ isSafe }) => isSafe);
    // Edits that touch at one place are kept apart, too: their order would matter.
    if (!fix || fix.edits.some((edit) => edits.some((other) => edit.start <= other.end && other.start <= edit.end))) continue;
    edits.push(...fix.edits);
    codes.push(finding.code);
  }
  return { edits: edits.sort((one, other) => one.start - other.start), codes };
}

/** One edit that makes a text of another. */
function difference(before: string, after: string): readonly TextEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = before.length;
  let afterEnd = after.length;
  while (end > start && afterEnd > start && before[end - 1] === after[afterEnd - 1]) {
    end--;
    afterEnd--;
  }
  return start === end && start === afterEnd ? [] : [{ start, end, text: after.slice(start, afterEnd) }];
}
