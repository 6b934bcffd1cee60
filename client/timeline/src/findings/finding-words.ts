import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import type { SessionFinding } from './session-findings';
import { findingsOf } from './session-findings';

/** Severity and code of a finding: `Warning STA-04`. */
export function findingTitle({ severity, code }: Pick<SessionFinding, 'severity' | 'code'>): string {
  return code === null ? text(`outcome.severity.${severity}`) : `${text(`outcome.severity.${severity}`)} ${code}`;
}

/** The selected finding for a screen reader; empty when none is selected. */
export function findingWords({ session, reading: { finding }, unit }: Pick<AppState, 'session' | 'reading' | 'unit'>): string {
  if (session === null || finding < 0) return '';
  const findings = findingsOf(session.outcome);
  const selected = findings[finding];
  return selected === undefined ? '' : text('findings.announce', { number: finding + 1, count: findings.length, title: findingTitle(selected), time: formatExact(selected.time, unit), text: selected.text });
}
