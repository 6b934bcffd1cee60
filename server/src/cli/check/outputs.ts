import { print } from '../print';
import { writeProblem, writeText } from '../write-file';
import { githubReport } from './formats/github';
import { jsonReport } from './formats/json';
import { junitReport } from './formats/junit';
import { sarifReport } from './formats/sarif';
import { textReport } from './formats/text';
import type { CheckFormat, CheckOutput } from './check-formats';
import type { CheckReport } from './report';

declare const __AVSTREAM_VERSION__: string;

const reports: Readonly<Record<CheckFormat, (report: CheckReport) => string>> = {
  text: textReport, json: jsonReport, sarif: (report) => sarifReport(report, __AVSTREAM_VERSION__), junit: junitReport, github: (report) => githubReport(report),
};

/** Why an output cannot be written, as far as that is known before anything is checked. */
export async function outputProblem(outputs: readonly CheckOutput[], descriptors: readonly string[]): Promise<string | undefined> {
  for (const { path } of outputs) {
    const problem = path === '-' ? undefined : await writeProblem(path, descriptors);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Writes every output, files before standard output; answers whether all could be written. */
export async function writeOutputs(report: CheckReport, outputs: readonly CheckOutput[]): Promise<boolean> {
  let isWritten = true;
  for (const { format, path } of [...outputs].sort((first, second) => Number(first.path === '-') - Number(second.path === '-'))) {
    const text = reports[format](report);
    if (path === '-') await print(text);
    else isWritten = (await writeText(path, text)) && isWritten;
  }
  return isWritten;
}
