import { type Finding, type Severity, severities } from './finding';

/** What a configuration may say of a rule: a severity, `off`, or `default`, the rule's own whatever a weaker configuration says. */
export type ConfiguredSeverity = Severity | 'off' | 'default';

/** The words of a configuration, from the one that says least to the one that says most, and `default`. */
export const configuredSeverities: readonly ConfiguredSeverity[] = ['off', ...[...severities].reverse(), 'default'];

/** Whether a word is one of {@link configuredSeverities}. */
export const isConfiguredSeverity = (word: unknown): word is ConfiguredSeverity => (configuredSeverities as readonly unknown[]).includes(word);

/** Severities by code that hold instead of the rules' own. A code that is not in it keeps its own. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** Findings as a configuration wants them: without those that are off, and with none quiet that it names. The order stays. */
export function withSeverities(findings: readonly Finding[], configured: Severities): readonly Finding[] {
  if (configured.size === 0) return findings;
  const result: Finding[] = [];
  for (const finding of findings) {
    const severity = configured.get(finding.code);
    if (severity === undefined) result.push(finding);
    else if (severity !== 'off') result.push({ ...finding, severity, quiet: false });
  }
  return result;
}
