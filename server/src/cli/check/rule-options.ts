import type { RuleSeverities } from '../../configuration/index';
import { type ConfiguredSeverity, configuredSeverities, isConfiguredSeverity } from '../../findings/index';
import { isRuleCode, knownCodes } from '../../rules/index';
import { isMeant } from '../nearest';

/** Reads what `--rule` was given, `FRM-25=warning`; of one code the last holds. Or a sentence about what is wrong with it. */
export function readRuleOptions(texts: readonly string[]): RuleSeverities | string {
  const severities = new Map<string, ConfiguredSeverity>();
  for (const text of texts) {
    const [, word, severity] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (word === undefined || severity === undefined) return `--rule takes CODE=SEVERITY, such as FRM-25=warning, not '${text}'.`;
    const code = word.trim().toUpperCase();
    if (!isRuleCode(code)) return `--rule ${text}: there is no rule '${word}'.${isMeant(code, knownCodes)} avstream explain lists them.`;
    if (!isConfiguredSeverity(severity)) return `--rule ${text}: '${severity}' is no severity.${isMeant(severity, configuredSeverities)} It is one of ${configuredSeverities.join(', ')}.`;
    severities.set(code, severity);
  }
  return severities;
}
