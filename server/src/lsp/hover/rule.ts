import { ruleNamed, silentRules } from '../../rules/index';
import type { RuleLink } from '../diagnostics';
import { localize } from '../localize';
import { type Block, type Span, paragraph } from '../markup';
import { prose } from '../describe-catalog';

/** What a code stands for: title, severity, and when the rule is broken. Nothing for a code that no rule has. */
export function ruleBlocks(code: string, ruleLink: RuleLink): readonly Block[] {
  const rule = ruleNamed(code) ?? silentRules.find((silent) => silent.code === code);
  if (rule === undefined) return [];
  const link = ruleLink(code);
  const name: Span = link === undefined ? { strong: code } : { text: code, link };
  return [
    paragraph(name, `: ${localize(rule.title)}`, rule.defaultSeverity === undefined ? '' : ` (${localize(rule.defaultSeverity)})`),
    paragraph(...prose(rule.condition)), paragraph(...prose(rule.effect)),
  ];
}
