import path from 'node:path';
import type { Range } from '../../../protocol/index';
import { portablePath } from '../../paths';
import type { CheckReport } from '../report';
import { summaryLine } from './text';

/** Escapes what ends a workflow command, and in properties what separates them. */
const data = (value: string): string => value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (value: string): string => data(value).replace(/:/g, '%3A').replace(/,/g, '%2C');

const commands: Readonly<Record<string, string>> = { error: 'error', warning: 'warning' };

interface Annotated { readonly code: string; readonly severity: string; readonly message: string; readonly range: Range }

/** GitHub takes columns only of what stands on one line. */
function annotation(file: string, { code, severity, message, range: { start, end } }: Annotated): string {
  const isOneLine = start.line === end.line;
  const properties: Readonly<Record<string, string | number>> = { file, line: start.line + 1, endLine: end.line + 1, ...(isOneLine ? { col: start.character + 1, endColumn: end.character + 1 } : {}), title: code };
  return `::${commands[severity] ?? 'notice'} ${Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`).join(',')}::${data(message)}\n`;
}

/** Workflow commands of GitHub Actions: each finding becomes an annotation at its line of the pull request. Then the sum, for who reads the log. */
export function githubReport(report: CheckReport, system: path.PlatformPath = path): string {
  const named = (file: string): string => (file === '-' ? file : portablePath(report.folder, file, system));
  return [
    ...report.configurations.flatMap(({ file, problems }) => problems.map((problem) => annotation(named(file), problem))),
    ...report.unreadConfigurations.map((reason) => `::error title=${property('configuration')}::${data(reason)}\n`),
    ...report.unread.map(({ file, reason }) => `::error file=${property(named(file))},title=unread::${data(`cannot read ${file}: ${reason}.`)}\n`),
    ...report.files.flatMap(({ file, findings }) => findings.map((finding) => annotation(named(file), finding))),
    ...(report.files.length > 0 ? [`${data(summaryLine(report))}\n`] : []),
  ].join('');
}
