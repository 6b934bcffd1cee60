import { type JunitCase, type JunitSuite, junitXml } from '../../junit-xml';
import { located } from '../../print';
import { type CheckReport, type CheckedFile, type ReportedFinding, hasTooManyWarnings } from '../report';

/**
 * JUnit XML: a suite for each file, a case for each finding, and one that passes for a file without any. What fails the check fails here: errors, and warnings where there are more than are
 * accepted. The rest passes, with its text as output. Times are 0: reports of the same findings are the same.
 */
export function junitReport(report: CheckReport): string {
  const failing = new Set<string>(hasTooManyWarnings(report) ? ['error', 'warning'] : ['error']);
  return junitXml('avstream check', [
    ...report.configurations.filter(({ problems }) => problems.length > 0).map(({ file, problems }): JunitSuite => ({
      name: file, cases: problems.map((problem) => ({ name: problem.code, milliseconds: 0, ...told(located(file, problem), problem.severity === 'error' ? { kind: 'error', message: problem.message, type: problem.code } : undefined) })),
    })),
    ...(report.unreadConfigurations.length > 0 ? [{ name: 'configurations', cases: report.unreadConfigurations.map((reason): JunitCase => ({ name: 'is read', milliseconds: 0, problem: { kind: 'error', message: reason, type: 'unread', text: '' } })) }] : []),
    ...report.files.map((file) => suiteOf(file, failing)),
    ...report.unread.map(({ file, reason }): JunitSuite => ({ name: file, cases: [{ name: 'is read', milliseconds: 0, problem: { kind: 'error', message: reason, type: 'unread', text: '' } }] })),
  ]);
}

type Problem = Omit<NonNullable<JunitCase['problem']>, 'text'>;
const told = (line: string, problem: Problem | undefined): Pick<JunitCase, 'problem' | 'output'> => (problem ? { problem: { ...problem, text: line.trimEnd() } } : { output: line.trimEnd() });

function suiteOf({ file, findings }: CheckedFile, failing: ReadonlySet<string>): JunitSuite {
  if (findings.length === 0) return { name: file, cases: [{ name: 'no findings', milliseconds: 0 }] };
  return { name: file, cases: findings.map((finding) => caseOf(file, finding, failing.has(finding.severity))) };
}

const caseOf = (file: string, finding: ReportedFinding, isFailure: boolean): JunitCase => ({
  name: `${finding.code} ${finding.path === '' ? '/' : finding.path}`, milliseconds: 0,
  ...told(located(file, finding), isFailure ? { kind: 'failure', message: finding.message, type: finding.code } : undefined),
});
