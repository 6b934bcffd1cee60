import path from 'node:path';
import { type Baseline, baselineOf, baselineText, compareWithBaseline, isAcceptable, readBaseline } from './check/baseline';
import type { CheckOutput } from './check/check-formats';
import { checkText } from './check/check-text';
import { fixFile } from './check/fix-file';
import { outputProblem, writeOutputs } from './check/outputs';
import { type CheckReport, type CheckedFile, type UnreadFile, countOf, exitCodeOf, hasTooManyWarnings } from './check/report';
import { readRuleOptions } from './check/rule-options';
import { type ConfigurationChoice, createCommandConfigurations } from './configurations';
import { findDescriptors } from './find-descriptors';
import { complain } from './print';
import { type ReadResult, readDocument, unreadReason } from './read-document';
import { writeText } from './write-file';

/** How `avstream check` was asked. */
export interface CheckOptions {
  /** What is written where; one of them to standard output. */
  readonly outputs: readonly CheckOutput[];
  /** Print hints that nobody named, too. */
  readonly hints: boolean;
  readonly showSuppressed: boolean;
  readonly configuration: ConfigurationChoice;
  /** Severities over every configuration, as `CODE=SEVERITY`. */
  readonly rules: readonly string[];
  /** Most warnings that are accepted. */
  readonly maxWarnings: number;
  /** File with findings that are accepted. */
  readonly baseline: string | undefined;
  /** File that all findings are written to, which accepts them. */
  readonly writeBaseline: string | undefined;
  /** Fix in the files what is safe to fix before they are reported. */
  readonly fix: boolean;
  /** What standard input is called, and which configuration holds for it. */
  readonly stdinFilename: string | undefined;
}

/** Files that are read ahead while one is checked. */
const ahead = 8;

/** Reads files several at once, and gives them in their order. */
async function* readInOrder(files: readonly string[]): AsyncGenerator<readonly [file: string, read: ReadResult]> {
  const reading: Promise<ReadResult>[] = [];
  for (const [index, file] of files.entries()) {
    while (reading.length < files.length && reading.length <= index + ahead) reading.push(readDocument(files[reading.length]!));
    yield [file, await reading[index]!];
    // A text that was checked needs no room any more.
    reading[index] = unreadAnymore;
  }
}
const unreadAnymore: Promise<ReadResult> = Promise.resolve({ reason: '', isThere: false });

/** `avstream check`: exit code 0, 1 (what was found fails a build) or 2 (something could not be read or written, or a configuration not wholly). */
export async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  if (options.fix && names.includes('-')) return refuse('--fix writes files; standard input is none. Name the file instead of -.');
  const severities = readRuleOptions(options.rules);
  if (typeof severities === 'string') return refuse(`${severities} See avstream check --help.`);
  const configurations = createCommandConfigurations(options.configuration, severities);
  const refusal = await configurations.refusal();
  if (refusal !== undefined) return refuse(refusal);
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline);
  if (typeof baseline === 'string') return refuse(baseline);
  const unread: UnreadFile[] = [];
  const descriptors = await findDescriptors(names, (folder, error) => unread.push({ file: folder, reason: unreadReason(error) }));
  const problem = await outputProblem([...options.outputs, ...(options.writeBaseline === undefined ? [] : [{ format: 'json', path: options.writeBaseline } as const])], descriptors);
  if (problem !== undefined) return refuse(problem);
  const clash = fileOfTwo(options);
  if (clash !== undefined) return refuse(clash);

  const checked: CheckedFile[] = [];
  let isFixed = true;
  const fixes = { findings: 0, files: 0 };
  for await (const [file, read] of readInOrder(descriptors)) {
    const shown = file === '-' ? (options.stdinFilename ?? file) : file;
    if ('reason' in read) {
      unread.push({ file, reason: read.reason });
      continue;
    }
    const configured = await configurations.severitiesOf(shown);
    let { text } = read;
    if (options.fix) {
      const result = await fixFile(file, text, configured, options.hints, baseline);
      isFixed &&= result.isWritten;
      fixes.findings += result.fixed;
      fixes.files += result.fixed > 0 ? 1 : 0;
      ({ text } = result);
    }
    checked.push(checkText(shown, text, configured, options.hints));
  }
  for (const { file, reason } of unread) complain(`cannot read ${file}: ${reason}.`);
  for (const reason of configurations.unread()) complain(reason);

  const written = options.writeBaseline === undefined ? undefined : await writeBaseline(options.writeBaseline, checked, unread);
  const accepted = written ?? baseline;
  const compared = accepted === undefined || accepted === 'refused' ? checked.map((file) => ({ file, gone: 0 })) : checked.map((file) => compareWithBaseline(file, accepted));
  const baselineFile = options.writeBaseline ?? options.baseline;
  const report: CheckReport = {
    folder: process.cwd(), files: compared.map(({ file }) => file), unread, configurations: configurations.used(), unreadConfigurations: configurations.unread(),
    baseline: baselineFile === undefined ? undefined : { file: baselineFile, gone: compared.reduce((sum, { gone }) => sum + gone, 0) },
    showSuppressed: options.showSuppressed, maxWarnings: options.maxWarnings, ...(options.fix ? { fixed: fixes } : {}),
  };
  const isWritten = await writeOutputs(report, options.outputs);
  if (hasTooManyWarnings(report)) complain(`too many warnings: ${countOf(report, 'warning')}, where --max-warnings accepts ${options.maxWarnings}.`);
  return !isWritten || !isFixed || written === 'refused' ? 2 : exitCodeOf(report);
}

/** Why a report cannot go where it should: there is, or will be, something else that the check needs. */
function fileOfTwo({ outputs, baseline, writeBaseline: written, configuration }: CheckOptions): string | undefined {
  const others = [['baseline', baseline], ['baseline', written], ['configuration', configuration.kind === 'file' ? configuration.file : undefined]] as const;
  for (const { path: output } of outputs) {
    const other = output === '-' ? undefined : others.find(([, file]) => file !== undefined && path.resolve(file) === path.resolve(output));
    if (other !== undefined) return `cannot write ${output}: it is the ${other[0]}.`;
  }
  return undefined;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** Writes the baseline that accepts everything that was found. Not where something could not be read: its findings would be missing. */
async function writeBaseline(file: string, checked: readonly CheckedFile[], unread: readonly UnreadFile[]): Promise<Baseline | 'refused'> {
  if (unread.length > 0) {
    complain(`${file} is not written: findings of what cannot be read would be missing in it.`);
    return 'refused';
  }
  const baseline = baselineOf(checked, path.dirname(path.resolve(file)));
  for (const { file: name, findings } of checked) if (findings.some((finding) => !isAcceptable(finding))) complain(`${name} cannot be read wholly; the errors that say so stay out of ${file}.`);
  return (await writeText(file, baselineText(baseline))) ? baseline : 'refused';
}
