import { type LineIndex, createLineIndex, pointerOf, positionAt, readModel } from '../document/index';
import { type Finding, type Severities, type Severity, severities } from '../findings/index';
import { messageOf, validateDocument } from '../rules/index';
import { localize } from '../lsp/localize';
import { type ConfigurationChoice, type UsedConfiguration, createCommandConfigurations } from './configurations';
import { expandPatterns } from './expand-patterns';
import { complain, located, print } from './print';
import { readDocument } from './read-document';

/** How `avstream check` was asked. */
export interface CheckOptions {
  readonly format: 'text' | 'json';
  /** Print hints that nobody named, too. */
  readonly hints: boolean;
  readonly showSuppressed: boolean;
  readonly configuration: ConfigurationChoice;
}

/** A finding as `--format json` prints it: `path` is an RFC 6901 pointer, `range` zero-based as in LSP. */
interface PrintedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
}
/** What is printed of one file, and how much is not. */
interface CheckedFile {
  readonly file: string;
  readonly findings: readonly PrintedFinding[];
  readonly suppressed: readonly PrintedFinding[];
  /** Hints that nobody named. */
  readonly quiet: number;
}

function checkText(file: string, text: string, configured: Severities, hints: boolean): CheckedFile {
  const model = readModel(text);
  const lines = createLineIndex(text);
  const { findings, suppressed } = validateDocument(model, { severities: configured });
  const write = (finding: Finding): PrintedFinding => printed(finding, lines, (node) => pointerOf(model.tree, node));
  const isShown = ({ quiet }: Finding): boolean => hints || !quiet;
  return { file, findings: findings.filter(isShown).map(write), suppressed: suppressed.filter(isShown).map(write), quiet: findings.filter((finding) => !isShown(finding)).length };
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
const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** `3 errors, 1 warning`; nothing is said of what is not there. */
function summaryLine(files: readonly CheckedFile[], { showSuppressed }: CheckOptions): string {
  const quiet = files.reduce((sum, file) => sum + file.quiet, 0);
  const suppressed = files.reduce((sum, file) => sum + file.suppressed.length, 0);
  const parts = [
    ...severities.map((severity) => ({ severity, number: count(files, severity) })).filter(({ number }) => number > 0).map(({ severity, number }) => plural(number, severity)),
    ...(quiet > 0 ? [`${plural(quiet, 'hint')} (shown with --hints)`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed${showSuppressed ? '' : ' (shown with --show-suppressed)'}`] : []),
  ];
  const checked = `${plural(files.length, 'file')} checked`;
  return parts.length === 0 ? `${checked}: nothing found.` : `${checked}: ${parts.join(', ')}.`;
}

async function printText(checked: readonly CheckedFile[], configurations: readonly UsedConfiguration[], options: CheckOptions): Promise<void> {
  for (const { file, problems } of configurations) for (const problem of problems) await print(located(file, problem));
  for (const { file, findings, suppressed } of checked) {
    for (const finding of findings) await print(located(file, finding));
    if (options.showSuppressed) for (const finding of suppressed) await print(located(file, finding, 'suppressed '));
  }
  if (checked.length > 0) await print(`${summaryLine(checked, options)}\n`);
}

async function printJson(checked: readonly CheckedFile[], configurations: readonly UsedConfiguration[], { showSuppressed }: CheckOptions): Promise<void> {
  const files = checked.map(({ file, findings, suppressed }) => ({ file, findings, ...(showSuppressed ? { suppressed } : {}) }));
  const summary = {
    errors: count(checked, 'error'), warnings: count(checked, 'warning'), infos: count(checked, 'info'), hints: count(checked, 'hint'),
    quietHints: checked.reduce((sum, { quiet }) => sum + quiet, 0), suppressed: checked.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
  };
  await print(`${JSON.stringify({ version: 1, files, configurations, summary }, null, 2)}\n`);
}

/** `avstream check`: exit code 0, 1 (an error was found) or 2 (a file could not be read, or a configuration not wholly). */
export async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  const configurations = createCommandConfigurations(options.configuration);
  const refusal = await configurations.refusal();
  if (refusal !== undefined) {
    complain(refusal);
    return 2;
  }
  const checked: CheckedFile[] = [];
  let unread = false;
  for (const file of await expandPatterns(names)) {
    const read = await readDocument(file);
    if ('reason' in read) {
      complain(`cannot read ${file}: ${read.reason}.`);
      unread = true;
      continue;
    }
    checked.push(checkText(file, read.text, await configurations.severitiesOf(file), options.hints));
  }
  for (const reason of configurations.unread()) complain(reason);
  await (options.format === 'json' ? printJson : printText)(checked, configurations.used(), options);
  return unread || !configurations.areSound() ? 2 : count(checked, 'error') > 0 ? 1 : 0;
}
