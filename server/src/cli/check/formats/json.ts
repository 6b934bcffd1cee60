import { type CheckReport, type ReportedFinding, asideOf, countOf } from '../report';

const printed = ({ code, severity, message, path, range, fingerprint, related }: ReportedFinding): object => ({
  code, severity, message, path, range, fingerprint, ...(related.length > 0 ? { related: related.map(({ message: text, path: pointer, range: stretch }) => ({ message: text, path: pointer, range: stretch })) } : {}),
});

/** Version 1 of the format that `docs/command-line.md` describes. */
export function jsonReport(report: CheckReport): string {
  const { quiet, suppressed, baselined } = asideOf(report);
  const files = report.files.map((checked) => ({
    file: checked.file, findings: checked.findings.map(printed),
    ...(report.showSuppressed ? { suppressed: checked.suppressed.map(printed), ...(report.baseline === undefined ? {} : { baselined: checked.baselined.map(printed) }) } : {}),
  }));
  const summary = {
    errors: countOf(report, 'error'), warnings: countOf(report, 'warning'), infos: countOf(report, 'info'), hints: countOf(report, 'hint'), quietHints: quiet, suppressed,
    ...(report.baseline === undefined ? {} : { baselined, gone: report.baseline.gone }), ...(report.fixed === undefined ? {} : { fixed: report.fixed.findings, fixedFiles: report.fixed.files }),
  };
  return `${JSON.stringify({ version: 1, files, ...(report.unread.length > 0 ? { unread: report.unread } : {}), configurations: report.configurations, summary }, null, 2)}\n`;
}
