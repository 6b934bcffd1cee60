import { type LineIndex, createLineIndex, pointerOf, positionAt, readModel } from '../document/index';
import { type Finding, type Severity, severities } from '../findings/index';
import { messageOf, validate } from '../rules/index';
import { localize } from '../lsp/localize';
import { complain, print } from './print';
import { readDocument } from './read-document';

/** A finding as `--format json` prints it: `path` is an RFC 6901 pointer, `range` zero-based as in LSP. */
interface PrintedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
}
interface CheckedFile { readonly file: string; readonly findings: readonly PrintedFinding[] }

/** Checks one document's text. */
export function checkText(text: string): readonly PrintedFinding[] {
  const model = readModel(text);
  const lines = createLineIndex(text);
  return validate(model).map((finding) => printed(finding, lines, (node) => pointerOf(model.tree, node)));
}

function printed(finding: Finding, lines: LineIndex, pointer: (node: number) => string): PrintedFinding {
  const { place } = finding;
  return {
    code: finding.code,
    severity: finding.severity,
    message: messageOf(finding, (_, template) => localize(template)),
    path: place.node === -1 ? '' : pointer(place.node),
    range: { start: positionAt(lines, place.start), end: positionAt(lines, place.end) },
  };
}

const count = (files: readonly CheckedFile[], severity: Severity): number => files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);

/** `3 errors, 1 warning`; nothing is said of what is not there. */
function summaryLine(files: readonly CheckedFile[], hintsShown: boolean): string {
  const parts = severities.map((severity) => ({ severity, number: count(files, severity) })).filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${number} ${severity}${number === 1 ? '' : 's'}${severity === 'hint' && !hintsShown ? ' (shown with --hints)' : ''}`);
  const checked = `${files.length} file${files.length === 1 ? '' : 's'} checked`;
  return parts.length === 0 ? `${checked}: nothing found.` : `${checked}: ${parts.join(', ')}.`;
}

/** `avstream check`: exit code 0, 1 (an error was found) or 2 (a file could not be read). */
export async function check(files: readonly string[], format: 'text' | 'json', hints: boolean): Promise<number> {
  const checked: CheckedFile[] = [];
  let unread = false;
  for (const file of files) {
    const read = await readDocument(file);
    if ('reason' in read) {
      complain(`cannot read ${file}: ${read.reason}.`);
      unread = true;
      continue;
    }
    checked.push({ file, findings: checkText(read.text) });
  }
  if (format === 'json') {
    const summary = { errors: count(checked, 'error'), warnings: count(checked, 'warning'), infos: count(checked, 'info'), hints: count(checked, 'hint') };
    await print(`${JSON.stringify({ version: 1, files: checked, summary }, null, 2)}\n`);
  } else {
    for (const { file, findings } of checked) {
      for (const { severity, code, message, range } of findings) {
        if (severity !== 'hint' || hints) await print(`${file}:${range.start.line + 1}:${range.start.character + 1}: ${severity} ${code}: ${message}\n`);
      }
    }
    if (checked.length > 0) await print(`${summaryLine(checked, hints)}\n`);
  }
  return unread ? 2 : count(checked, 'error') > 0 ? 1 : 0;
}
