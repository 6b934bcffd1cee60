import type { RuleIndex, RuleState, RuleSummary } from '../../../../server/src/protocol/index';

/** A line of the list of rules: a chapter, or a rule with what describes it. */
export type RuleChoice =
  | { readonly kind: 'chapter'; readonly label: string }
  | { readonly kind: 'rule'; readonly label: string; readonly state: RuleState; readonly severity: RuleSummary['severity']; readonly code: string };

/** The list of rules as it is offered, by chapter. */
export function ruleChoices({ rules }: RuleIndex): readonly RuleChoice[] {
  const choices: RuleChoice[] = [];
  let chapter: string | undefined;
  for (const rule of rules) {
    if (rule.chapter !== chapter) choices.push({ kind: 'chapter', label: rule.chapter });
    chapter = rule.chapter;
    choices.push({ kind: 'rule', label: `${rule.code}  ${rule.title}`, state: rule.state, severity: rule.severity, code: rule.code });
  }
  return choices;
}

/** A problem at the cursor, as VS Code gives it. */
export interface ProblemAtCursor {
  /** 0 is the gravest. */
  readonly severity: number;
  readonly code?: string | number | { readonly value: string | number } | undefined;
}

/** The code of the gravest problem that has one of ours, or nothing. */
export function gravestCode(problems: readonly ProblemAtCursor[], index: RuleIndex): string | undefined {
  const known = new Set(index.rules.map(({ code }) => code));
  const ordered = [...problems].sort((a, b) => a.severity - b.severity);
  for (const { code } of ordered) {
    const value = String(typeof code === 'object' ? code.value : code);
    if (known.has(value)) return value;
  }
  return undefined;
}
