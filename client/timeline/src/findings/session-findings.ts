import type { FindingMarks } from '../../../../server/src/picture/index';
import { noFindings } from '../../../../server/src/picture/index';
import type { FindingReference, OutcomeWithoutTrace } from '../../../../server/src/protocol/index';

/** Something the run has found. */
export type SessionFinding = OutcomeWithoutTrace['findings'][number];

interface Ordered { readonly findings: readonly SessionFinding[]; readonly marks: FindingMarks }
const known = new WeakMap<OutcomeWithoutTrace, Ordered>();

function ordered(outcome: OutcomeWithoutTrace): Ordered {
  let found = known.get(outcome);
  if (found === undefined) {
    const findings = [...outcome.findings].sort((a, b) => a.time - b.time);
    found = { findings, marks: findings.length === 0 ? noFindings : { times: Float64Array.from(findings, ({ time }) => time), severities: findings.map(({ severity }) => severity) } };
    known.set(outcome, found);
  }
  return found;
}

/** What a run has found, in order of time; indices of findings are into this list. */
export const findingsOf = (outcome: OutcomeWithoutTrace): readonly SessionFinding[] => ordered(outcome).findings;

/** The same as the picture marks it. */
export const findingMarks = (outcome: OutcomeWithoutTrace): FindingMarks => ordered(outcome).marks;

/** The index of a finding by what tells it from others, or -1; after a rerun, that of the same mistake at another time. */
export function findFinding(outcome: OutcomeWithoutTrace, { key, path, time }: FindingReference): number {
  const findings = findingsOf(outcome);
  const exact = findings.findIndex((finding) => finding.key === key && finding.path === path && finding.time === time);
  return exact >= 0 ? exact : findings.findIndex((finding) => finding.key === key && finding.path === path);
}
