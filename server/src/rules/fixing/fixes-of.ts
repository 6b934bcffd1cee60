import type { Model, TextEdit } from '../../document/index';
import type { Finding, TextArguments } from '../../findings/index';
import type { FixDescription } from './fix';
import { fixesByCode } from './registry';
import { sharingOf } from './sharing';
import { type FixNote, type FixTitle, fixNotes, fixTitles } from './titles';

/** One way to fix one finding. */
export interface Fix {
  readonly code: string;
  readonly name: string;
  /** Key of the title and what is put into it. */
  readonly title: FixTitle;
  readonly arguments: TextArguments;
  /** What is added to the title, the first one first. */
  readonly notes: readonly FixNote[];
  readonly isPreferred: boolean;
  readonly isSafe: boolean;
  /** In the order of the text, none overlapping another. */
  readonly edits: readonly TextEdit[];
}

/** The title of a fix, its templates filled in by `format`. */
export const titleOfFix = ({ title, arguments: values, notes }: Pick<Fix, 'title' | 'arguments' | 'notes'>, format: (template: string, values: TextArguments) => string): string =>
  notes.reduce((told, { note, arguments: of }) => format(fixNotes[note], { ...of, title: told }), format(fixTitles[title], values));

/**
 * The ways to fix a finding of a model, the likeliest first. None while the text has syntax errors, for what stands where cannot be relied on then; but those
 * errors have fixes themselves. Never throws: a fix that cannot be worked out is none.
 */
export function fixesOf(finding: Finding, model: Model): readonly Fix[] {
  const descriptions = fixesByCode.get(finding.code) ?? [];
  if (descriptions.length === 0 || (model.tree.problems.length > 0 && finding.code !== 'DOC-01')) return [];
  const variant = finding.text.slice(finding.code.length + 1);
  const fixes: Fix[] = [];
  for (const description of descriptions) {
    if (description.variants && !description.variants.includes(variant)) continue;
    const fix = fixBy(description, finding, model, variant);
    if (fix) fixes.push(fix);
  }
  return fixes;
}

function fixBy(description: FixDescription, finding: Finding, model: Model, variant: string): Fix | undefined {
  const remedy = description.apply({ finding, model, variant, node: finding.place.node });
  if (!remedy || remedy.edits.length === 0) return undefined;
  const { name, title, isPreferred, isSafe, tellsOfCode } = description;
  const sharing = sharingOf(model, finding, remedy.edits);
  const notes: FixNote[] = [...remedy.notes ?? []];
  if (sharing) notes.push({ note: sharing.of === 'pins' ? 'sharedByPins' : 'sharedByFilters', arguments: { count: sharing.count } });
  if (tellsOfCode) notes.push({ note: 'driver', arguments: {} });
  return {
    code: finding.code, name, title, arguments: remedy.arguments, notes, edits: remedy.edits,
    // What is right of one user may be wrong of another.
    isPreferred: isPreferred && remedy.isPreferred !== false && !sharing, isSafe: isSafe && remedy.isSafe !== false && !sharing,
  };
}
