import type { Finding } from '../../findings/index';
import { messageOf } from '../../rules/index';
import type { RuleLink } from '../diagnostics';
import { localize, translate } from '../localize';
import { type Block, type Span, proseSpans } from '../markup';

/** Quiet hints whose place lies in a stretch: true of almost every driver, and therefore told only to who asks. What is shown as a problem the editor tells itself. */
export function hintBlocks(findings: readonly Finding[], stretch: { readonly start: number; readonly end: number }, ruleLink: RuleLink): readonly Block[] {
  // Findings are in the order of their places.
  let low = 0;
  let high = findings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (findings[middle]!.place.start < stretch.start) low = middle + 1;
    else high = middle;
  }
  const items: Span[][] = [];
  for (let index = low; index < findings.length && findings[index]!.place.start < stretch.end; index++) {
    const finding = findings[index]!;
    if (!finding.quiet || finding.place.end > stretch.end) continue;
    const link = ruleLink(finding.code);
    items.push([`${localize('Hint')} `, link === undefined ? finding.code : { text: finding.code, link }, ': ', ...proseSpans(messageOf(finding, translate))]);
  }
  return items.length === 0 ? [] : [{ kind: 'rule' }, { kind: 'list', items }];
}
