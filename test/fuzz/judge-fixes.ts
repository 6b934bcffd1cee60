import { type Tree, applyEdits, pointerOf, readModel } from '../../server/src/document/index';
import { type Finding, formatText } from '../../server/src/findings/index';
import { type Fix, fixAll, fixesByCode, fixesOf, titleOfFix } from '../../server/src/rules/fixing/index';
import { validate } from '../../server/src/rules/index';
import type { Random } from './random';

/** Most findings of one text whose fixes are tried. */
const mostFindings = 12;

const fail = (kind: string, what: string): never => {
  throw new Error(`${kind}: ${what}`);
};

/** Every comment of a text. */
export function commentsOf({ text, comments }: Tree): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < comments.length; index += 2) found.push(text.slice(comments[index], comments[index + 1]));
  return found;
}

const titleOf = (fix: Fix): string => titleOfFix(fix, formatText);
/** What a finding says of what; of a comment, whose place moves with the words before it, only what. */
const keyOf = (tree: Tree, { text, place, arguments: values }: Finding): string => `${text} ${place.node === -1 ? '' : pointerOf(tree, place.node)} ${JSON.stringify(values)}`;
/** Whether a code is one of mistakes of the document itself, which no fix of another rule may make. */
const isOfDocument = (code: string): boolean => /^DOC-(?:0\d|10)$/.test(code);

/** Whether a fix leaves more errors of syntax than were there. Of several nothing can be said: mending one, what stands behind it is read otherwise, and told elsewhere. */
function breaksText(after: Tree, before: Tree, { code }: Finding): boolean {
  if (code !== 'DOC-01') return after.problems.length > 0;
  return before.problems.length === 1 && after.problems.length > 1;
}

function judgeFix(text: string, findings: readonly Finding[], tree: Tree, finding: Finding, fix: Fix): void {
  const { code, edits } = fix;
  const what = `${code} ${fix.name} (${titleOf(fix)}) at ${finding.place.start}`;
  const description = fixesByCode.get(code)!.find(({ name }) => name === fix.name)!;
  if (/\{[a-z]\w*\}|\bundefined\b|\bNaN\b/.test(titleOf(fix).replace(/"[^"]*"/g, '')) && !/\{[a-z]\w*\}|\bundefined\b|\bNaN\b/.test(text)) fail('fix title', what);
  edits.forEach((edit, index) => {
    if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length) || (index > 0 && edit.start < edits[index - 1]!.end)) fail('fix edits', what);
  });
  const after = applyEdits(text, edits);
  if (after === text) fail('fix does nothing', what);
  const model = readModel(after);
  if (breaksText(model.tree, tree, finding)) fail('fix breaks the text', what);
  // A suppression is a comment; behind a syntax error comments may be read otherwise.
  if (code !== 'DOC-01' && code !== 'DOC-11' && code !== 'DOC-12' && commentsOf(model.tree).join('\n') !== commentsOf(tree).join('\n')) fail('fix loses a comment', what);
  if (description.brings !== undefined) return;
  const now = validate(model);
  const documentProblems = (list: readonly Finding[]): number => list.filter((each) => isOfDocument(each.code)).length;
  if (documentProblems(now) > documentProblems(findings)) fail('fix makes a mistake in the document', what);
  const count = (list: readonly Finding[], of: Tree): number => list.filter((each) => keyOf(of, each) === keyOf(tree, finding)).length;
  // Where an element of an array is removed, the next one has its place, and may have the same to be said of it.
  const alike = (list: readonly Finding[]): number => list.filter((each) => each.text === finding.text && JSON.stringify(each.arguments) === JSON.stringify(finding.arguments)).length;
  if (count(now, model.tree) >= count(findings, tree) && alike(now) >= alike(findings)) fail('fix leaves its finding', what);
}

/** Tries fixes of a text, each for itself, and all that are safe together. Throws where one breaks the text, loses a comment, leaves its finding or makes another mistake in the document. */
export function judgeFixes(text: string, random: Random): void {
  const model = readModel(text);
  const findings = validate(model);
  const tried = findings.length <= mostFindings ? findings : Array.from({ length: mostFindings }, () => random.pick(findings));
  for (const finding of tried) for (const fix of fixesOf(finding, model)) judgeFix(text, findings, model.tree, finding, fix);
  const { text: fixed, edits } = fixAll(text, (each) => validate(each));
  if (applyEdits(text, edits) !== fixed) fail('fix all', 'its edits do not make its text');
  if (fixed === text) return;
  if (readModel(fixed).tree.problems.length > 0) fail('fix all', 'breaks the text');
  if (fixAll(fixed, (each) => validate(each)).text !== fixed) fail('fix all', 'finds more to fix the second time');
}
