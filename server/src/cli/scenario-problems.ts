import { type LineIndex, type Model, positionAt } from '../document/index';
import type { Severities } from '../findings/index';
import { translate } from '../lsp/localize';
import type { Range } from '../protocol/index';
import { messageOf, placeAt, validate } from '../rules/index';
import type { ScenarioProblem } from '../simulation/index';
import { complain } from './print';
import { sentence } from './simulation-report';

/** What keeps a simulation from being run, at its place; the code is that of the rule, or `Simulations`. */
export interface LocatedProblem { readonly severity: 'error'; readonly code: string; readonly message: string; readonly range: Range }

/** Problems that say no more than that the document is marked there: a terminal has no marks. */
const markedElsewhere: ReadonlySet<string> = new Set(['brokenValue', 'brokenConnection']);

/** What keeps a simulation from being run: the problem, or what is wrong with the value that it is about. At least one. */
export function locatedProblems(model: Model, lines: LineIndex, { key, arguments: values, node }: ScenarioProblem): readonly LocatedProblem[] {
  const range = (start: number, end: number): Range => ({ start: positionAt(lines, start), end: positionAt(lines, end) });
  const [first, last] = [model.tree.start[node]!, model.tree.end[node]!];
  const { start, end } = placeAt(model.tree, node);
  const isMarked = markedElsewhere.has(key);
  // The same sentence may be that of a rule, which has a page.
  const marks = validate(model).filter(({ severity, text, place }) => severity === 'error' && (isMarked ? place.start >= first && place.end <= last : place.start === start && text.endsWith(`.${key}`)));
  if (marks.length > 0) return marks.map((finding) => ({ severity: 'error', code: finding.code, message: messageOf(finding, translate), range: range(finding.place.start, finding.place.end) }));
  return [{ severity: 'error', code: 'Simulations', message: sentence(`scenario.${key}`, values), range: range(start, end) }];
}

/** Tells on standard error that the document has errors, which a run does not show: what cannot be read of it takes no part. */
export function complainOfErrors(file: string, model: Model, severities?: Severities): void {
  const errors = validate(model, severities ? { severities } : {}).filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return;
  const unread = model.problems.length > 0 ? ' What cannot be read of it takes no part here.' : '';
  complain(`${file} has ${errors === 1 ? 'an error' : `${errors} errors`}: see avstream check ${file}.${unread}`);
}

