import { type Severity, severities } from '../../../findings/index';
import { located } from '../../print';
import { type CheckReport, asideOf, countOf } from '../report';

const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** `2 files checked: 3 errors, 1 warning.`; nothing is said of what is not there. */
export function summaryLine(report: CheckReport): string {
  const { quiet, suppressed, baselined } = asideOf(report);
  const shown = report.showSuppressed ? '' : ' (shown with --show-suppressed)';
  const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info', hint: 'hint' };
  const parts = [
    ...severities.map((severity) => ({ severity, number: countOf(report, severity) })).filter(({ number }) => number > 0).map(({ severity, number }) => plural(number, words[severity])),
    ...(quiet > 0 ? [`${plural(quiet, 'hint')} (shown with --hints)`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed${shown}`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline${shown}`] : []),
    ...(report.baseline !== undefined && report.baseline.gone > 0 ? [`${report.baseline.gone} of the baseline no more found (--write-baseline leaves them out)`] : []),
  ];
  const { fixed } = report;
  const checked = `${plural(report.files.length, 'file')} checked${fixed === undefined ? '' : fixed.findings === 0 ? ', nothing to fix' : `, ${plural(fixed.findings, 'finding')} fixed in ${plural(fixed.files, 'file')}`}`;
  return parts.length === 0 ? `${checked}: nothing found.` : `${checked}: ${parts.join(', ')}.`;
}

/** One finding a line, as editors and build systems read it; then the sum. */
export function textReport(report: CheckReport): string {
  const lines: string[] = [];
  for (const { file, problems } of report.configurations) for (const problem of problems) lines.push(located(file, problem));
  for (const { file, findings, suppressed, baselined } of report.files) {
    for (const finding of findings) lines.push(located(file, finding));
    if (!report.showSuppressed) continue;
    for (const finding of suppressed) lines.push(located(file, finding, 'suppressed '));
    for (const finding of baselined) lines.push(located(file, finding, 'baseline '));
  }
  if (report.files.length > 0) lines.push(`${summaryLine(report)}\n`);
  return lines.join('');
}
