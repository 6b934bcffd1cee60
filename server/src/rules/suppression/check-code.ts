import { nearestName } from '../../document/index';
import { isRuleCode, knownCodes } from '../known-codes';
import { reportableRules, silentRules } from '../registry';
import type { SuppressionProblem } from './suppression';

/** Findings that say that the document cannot be read: whoever suppressed them would not know what else is wrong. */
const unreadable: ReadonlySet<string> = new Set(['DOC-01', 'DOC-09']);
/** Findings about suppressions themselves. */
const aboutSuppressions: ReadonlySet<string> = new Set(['DOC-11', 'DOC-12']);

/** Whether findings of a code can be suppressed in the document. */
export const isSuppressible = (code: string): boolean => !unreadable.has(code) && !aboutSuppressions.has(code);

const reportable: ReadonlySet<string> = new Set(reportableRules.map(({ code }) => code));
const silent: ReadonlyMap<string, (typeof silentRules)[number]> = new Map(silentRules.map((rule) => [rule.code, rule]));

/** Whether a code is that of a rule which this version never reports: of its suppression nobody knows whether it is needed. */
export const isUnchecked = (code: string): boolean => isRuleCode(code) && !reportable.has(code);

/** What is wrong with a code that someone wants suppressed, as text and arguments of DOC-12; nothing when it can be. */
export function codeProblem(code: string): Pick<SuppressionProblem, 'variant' | 'arguments'> | undefined {
  if (unreadable.has(code)) return { variant: 'syntax', arguments: { code } };
  if (aboutSuppressions.has(code)) return { variant: 'never', arguments: { code } };
  if (reportable.has(code)) return undefined;
  const because = silent.get(code)?.because;
  if (because?.kind === 'text') return { variant: 'part', arguments: { code, whole: because.partOf } };
  if (isRuleCode(code)) return undefined;
  const nearest = nearestName(code, knownCodes);
  return nearest === undefined ? { variant: 'unknown', arguments: { code } } : { variant: 'nearest', arguments: { code, nearest } };
}
