import { applyEdits, createLineIndex, positionAt, readModel } from '../../../server/src/document/index';
import { type Finding, formatText } from '../../../server/src/findings/index';
import { type Fix, fixesOf, titleOfFix } from '../../../server/src/rules/fixing/index';
import { validate } from '../../../server/src/rules/index';

/** True of every allocator, broken or not: documents of other rules need not say so. */
const alwaysSaid = 'DSP-03';

/** A fix of one finding of a text, and what comes of it. */
export interface Applied {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly after: string;
  readonly findingsAfter: readonly Finding[];
}

/** The name of a fix, as an editor shows it. */
export const titleOf = (fix: Fix): string => titleOfFix(fix, formatText);

/** Every fix of every finding of a text, each applied for itself. */
export function applyEach(text: string): readonly Applied[] {
  const model = readModel(text);
  return validate(model).flatMap((finding) => fixesOf(finding, model).map((fix): Applied => {
    const after = applyEdits(text, fix.edits);
    return { finding, fix, after, findingsAfter: validate(readModel(after)) };
  }));
}

/** How many findings of each code there are; of the codes that are not always there. */
export function countByCode(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, quiet } of findings) if (code !== alwaysSaid && !quiet) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** The comments of a text, markers of the tests left out. */
export function commentsOf(text: string): readonly string[] {
  const { comments } = readModel(text).tree;
  const found: string[] = [];
  for (let index = 0; index < comments.length; index += 2) found.push(text.slice(comments[index], comments[index + 1]));
  return found;
}

/** The lines that differ between two texts, as a reader of changes knows them. */
export function changedLines(before: string, after: string): readonly string[] {
  const [old, made] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < old.length && start < made.length && old[start] === made[start]) start++;
  let end = 0;
  while (end < old.length - start && end < made.length - start && old[old.length - 1 - end] === made[made.length - 1 - end]) end++;
  return [...old.slice(start, old.length - end).map((line) => `- ${line}`), ...made.slice(start, made.length - end).map((line) => `+ ${line}`)];
}

/** Line of a finding, from 1. */
export const lineOf = (text: string, finding: Finding): number => positionAt(createLineIndex(text), finding.place.start).line + 1;
