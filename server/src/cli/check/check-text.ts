import { createLineIndex, pointerOf, positionAt, readModel } from '../../document/index';
import type { Finding, Place, Severities } from '../../findings/index';
import { translate } from '../../lsp/localize';
import { messageOf, validateDocument } from '../../rules/index';
import { type ElementNames, fingerprintOf } from './fingerprint';
import type { CheckedFile, ReportedFinding, ReportedPlace } from './report';

/** Checks the text of one document; hints that nobody named are counted, and told with `hints`. */
export function checkText(file: string, text: string, configured: Severities, hints: boolean): CheckedFile {
  const model = readModel(text);
  const lines = createLineIndex(text);
  const names: ElementNames = new Map();
  const placeOf = ({ node, start, end }: Place): ReportedPlace => ({ range: { start: positionAt(lines, start), end: positionAt(lines, end) }, start, end, path: node === -1 ? '' : pointerOf(model.tree, node) });
  const report = (finding: Finding): ReportedFinding => ({
    ...placeOf(finding.place), code: finding.code, severity: finding.severity, message: messageOf(finding, translate), fingerprint: fingerprintOf(model.tree, finding, names),
    related: finding.related.map((related) => ({ ...placeOf(related), message: messageOf(related, translate) })),
  });
  const { findings, suppressed } = validateDocument(model, { severities: configured });
  const isShown = ({ quiet }: Finding): boolean => hints || !quiet;
  return {
    file, bytes: Buffer.byteLength(text), findings: findings.filter(isShown).map(report), suppressed: suppressed.filter(isShown).map(report), baselined: [],
    quiet: findings.reduce((sum, finding) => sum + (isShown(finding) ? 0 : 1), 0),
  };
}
