import { nearestName } from '../document/index';
import type { RuleIndex, RuleState, RuleSummary } from '../protocol/index';
import { readRuleIndex, readRulePage } from './explain-pages';
import { pageAsText } from './explain-text';
import { complain, print } from './print';

/** How `avstream explain` prints. */
export type ExplainFormat = 'text' | 'markdown' | 'json';

const stateTexts: Readonly<Record<RuleState, string>> = {
  checked: '', simulated: 'reported by simulations', later: 'simulated later', invariant: 'invariant of the model', said: 'said by another rule', unchecked: 'not checked',
};

/** One rule a line, by chapter. */
function listAsText({ rules }: RuleIndex): string {
  const lines: string[] = [];
  let chapter = '';
  for (const rule of rules) {
    if (rule.chapter !== chapter) lines.push(...(chapter === '' ? [] : ['']), rule.chapter);
    chapter = rule.chapter;
    const state = stateTexts[rule.state];
    lines.push(`  ${rule.code}  ${(rule.severity ?? '').padEnd(7)}  ${rule.title}${state === '' ? '' : ` (${state})`}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What may have been meant by something that is no code: the nearest codes, or rules whose titles have the words. */
function suggestions(word: string, { rules }: RuleIndex): readonly RuleSummary[] {
  const words = word.toLowerCase().split(/\s+/);
  const titled = rules.filter(({ title }) => words.every((each) => title.toLowerCase().includes(each)));
  if (titled.length > 0) return titled.slice(0, 5);
  const nearest = nearestName(word, rules.map(({ code }) => code));
  return rules.filter(({ code }) => code === nearest);
}

function complainAbout(word: string, index: RuleIndex): void {
  const close = suggestions(word, index);
  complain(`there is no rule '${word}'.${close.length === 0 ? ' avstream explain lists them all.' : ` Nearest: ${close.map(({ code, title }) => `${code} (${title})`).join(', ')}.`}`);
}

/** `avstream explain`: pages of rules, or the list of them all. Exit code 0, or 2 when a code is unknown (the others are still printed). */
export async function explain(codes: readonly string[], format: ExplainFormat): Promise<number> {
  let index: RuleIndex;
  try {
    index = await readRuleIndex();
  } catch {
    complain('the pages of rules are missing: docs/rules has to lie beside the folder of this program.');
    return 2;
  }
  const known = new Map(index.rules.map((rule) => [rule.code, rule]));
  const wanted = codes.map((code) => known.get(code.toUpperCase()) ?? code);
  const found = [...new Set(wanted.filter((each): each is RuleSummary => typeof each !== 'string'))];
  if (codes.length === 0) {
    await print(format === 'json' ? `${JSON.stringify(index, null, 2)}\n` : listAsText(index));
    return 0;
  }
  const pages = await Promise.all(found.map(async (rule) => ({ ...rule, markdown: await readRulePage(rule.code) })));
  if (format === 'json') await print(`${JSON.stringify({ version: 1, rules: pages }, null, 2)}\n`);
  else if (pages.length > 0) await print(pages.map(({ markdown }) => (format === 'markdown' ? markdown : pageAsText(markdown, textOptions()))).join('\n'));
  const unknown = wanted.filter((each): each is string => typeof each === 'string');
  for (const code of unknown) complainAbout(code, index);
  return unknown.length > 0 ? 2 : 0;
}

/** As wide as the terminal up to what reads well; 80 where there is none. */
function textOptions(): { readonly width: number; readonly bold: boolean } {
  const { isTTY, columns } = process.stdout as { readonly isTTY?: boolean; readonly columns?: number };
  return { width: Math.max(40, Math.min(columns ?? 80, 100)), bold: isTTY === true && (process.env['NO_COLOR'] ?? '') === '' };
}
