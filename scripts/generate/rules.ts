import { type Severity, severities } from '../../server/src/findings/index';
import type { RuleIndex, RuleState } from '../../server/src/protocol/index';
import { type Area, reportableRules } from '../../server/src/rules/index';
import type { GeneratedFile } from './support/generated-file';
import { table } from './support/markdown';
import { evidenceTexts, prose, ruleNotice, rulePage } from './support/rule-page';
import { type Page, chapters, pages, reasonOf, stateNames, stateOf } from './support/rule-states';

/** The folder holds nothing but generated files. */
export const folders = ['docs/rules'];

const stateOrder = Object.keys(stateNames) as readonly RuleState[];
const severityOf = (page: Page): Severity | null => ('defaultSeverity' in page ? page.defaultSeverity ?? null : null);

/** The state of a rule in the words of the index. */
function stateText(page: Page): string {
  const severity = severityOf(page);
  switch (stateOf(page)) {
    case 'checked': return `checked: ${severity}`;
    case 'simulated': return `reported by simulations: ${severity}`;
    case 'later': return 'simulated later';
    case 'invariant': return 'invariant of the model';
    case 'said': return 'because' in page && page.because.kind === 'text' ? `said by [${page.because.partOf}](${page.because.partOf}.md)` : '';
    case 'unchecked': return `not checked because ${reasonOf(page) ?? ''}`;
  }
}

/** How many rules of each chapter have which state. */
function countTable(): string {
  const areas = Object.keys(chapters) as readonly Area[];
  const row = (name: string, of: readonly Page[]): readonly string[] => [name, String(of.length), ...stateOrder.map((state) => String(of.filter((page) => stateOf(page) === state).length || ''))];
  const filled = areas.map((area) => [area, pages.filter((page) => page.area === area)] as const).filter(([, list]) => list.length > 0);
  return table(['Chapter', 'Rules', ...stateOrder.map((state) => stateNames[state])], [...filled.map(([area, list]) => row(`[${chapters[area].title}](#${chapters[area].title.toLowerCase().replaceAll(' ', '-')})`, list)), row('**All**', pages)]);
}

/** Severities as a list of several names them. */
const plurals: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', info: 'infos', hint: 'hints' };
const counted = (number: number, severity: Severity): string => `${number} ${number === 1 ? severity : plurals[severity]}`;

/** The index, by chapter. */
function indexPage(): string {
  const counts = severities.map((severity) => counted(reportableRules.filter((rule) => rule.defaultSeverity === severity).length, severity));
  const areas = (Object.keys(chapters) as readonly Area[]).filter((area) => pages.some((page) => page.area === area));
  return [
    ruleNotice, '', '# Rules', '',
    'Every rule that the product knows, with what becomes of it; one page for each. A fact that a document does not state is unknown, and nothing is reported about it. Of two rules that are broken by one mistake only one is reported.', '',
    `${reportableRules.length} rules are checked in the document: ${counts.join(', ')}. A hint is true of almost every driver; it shows in hovers and stays quiet elsewhere.`, '',
    countTable(), '',
    '- **Checked**: reported while you type, and by `avstream check`.',
    '- **Reported by simulations**: only a run shows it, and simulations of this version report it.',
    '- **Simulated later**: only a run shows it; no simulation looks for it yet.',
    '- **Invariant of the model**: a promise of AVStream, which the simulations keep; never a finding about a driver.',
    '- **Said by another rule**: a case of another rule, which tells it in its message.',
    '- **Not checked**: what Windows does is unknown, or no document can sensibly say what it needs; the reason stands beside it.', '',
    `Evidence: ${(['D', 'H', 'S', 'R', 'I'] as const).map((tag) => `**${tag}** ${evidenceTexts[tag]}`).join(', ')}.`, '',
    ...areas.flatMap((area) => [
      `## ${chapters[area].title}`, '', chapters[area].introduction, '',
      table(['Rule', 'State', 'Evidence', ''], pages.filter((page) => page.area === area).map((page) => [`[${page.code}](${page.code}.md)`, stateText(page), page.evidence.join(', '), prose(page.title)])), '',
    ]),
  ].join('\n');
}

/** The same for programs. One rule a line, so that changes read well. */
function indexFile(): string {
  const index: RuleIndex = { version: 1, rules: pages.map((page) => ({ code: page.code, title: page.title, chapter: chapters[page.area].title, state: stateOf(page), severity: severityOf(page) })) };
  return `{ "version": ${index.version}, "rules": [\n${index.rules.map((rule) => JSON.stringify(rule)).join(',\n')}\n] }\n`;
}

/** A page for each rule, and the index. */
export function generate(): readonly GeneratedFile[] {
  return [{ path: 'docs/rules/README.md', text: indexPage() }, { path: 'docs/rules/index.json', text: indexFile() }, ...pages.map((page) => ({ path: `docs/rules/${page.code}.md`, text: rulePage(page) }))];
}
