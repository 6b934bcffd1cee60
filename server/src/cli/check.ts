import path from 'node:path';
import { type Baseline, baselineOf, baselineText, compareWithBaseline, isAcceptable, readBaseline } from './check/baseline';
import type { CheckOutput } from './check/check-formats';
import { checkText } from './check/check-text';
import { outputProblem, writeOutputs, writeText } from './check/outputs';
import { type CheckReport, type CheckedFile, type UnreadFile, countOf, exitCodeOf, hasTooManyWarnings } from './check/report';
import { readRuleOptions } from './check/rule-options';
import { type ConfigurationChoice, createCommandConfigurations } from './configurations';
import { findDescriptors } from './find-descriptors';
import { complain } from './print';
import { type ReadResult, readDocument } from './read-document';

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
  const severities = readRuleOptions(options.rules);
  if (typeof severities === 'string') return refuse(`${severities} See avstream check --help.`);
  const configurations = createCommandConfigurations(options.configuration, severities);
  const refusal = await configurations.refusal();
  if (refusal !== undefined) return refuse(refusal);
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline);
  if (typeof baseline === 'string') return refuse(baseline);
  const unread: UnreadFile[] = [];
  const descriptors = await findDescriptors(names, (folder, error) => unread.push({ file: folder, reason: error.code === 'EACCES' || error.code === 'EPERM' ? 'permission denied' : error.message }));
  const problem = await outputProblem([...options.outputs, ...(options.writeBaseline === undefined ? [] : [{ format: 'json', path: options.writeBaseline } as const])], descriptors);
  if (problem !== undefined) return refuse(problem);

  const checked: CheckedFile[] = [];
  for await (const [file, read] of readInOrder(descriptors)) {
    const shown = file === '-' ? (options.stdinFilename ?? file) : file;
    if ('reason' in read) unread.push({ file, reason: read.reason });
    else checked.push(checkText(shown, read.text, await configurations.severitiesOf(shown), options.hints));
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
    showSuppressed: options.showSuppressed, maxWarnings: options.maxWarnings,
  };
  const isWritten = await writeOutputs(report, options.outputs);
  if (hasTooManyWarnings(report)) complain(`too many warnings: ${countOf(report, 'warning')}, where --max-warnings accepts ${options.maxWarnings}.`);
  return !isWritten || written === 'refused' ? 2 : exitCodeOf(report);
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
