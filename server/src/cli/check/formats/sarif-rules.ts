import type { Evidence } from '../../../ks/index';
import { type RuleDescription, ruleNamed } from '../../../rules/index';

/** Where the pages of rules are shown: inside the editor, offline. */
const pageOf = (code: string): string => `vscode://avstream-studio.avstream-studio/rules/${code}`;

/** What a rule rests on, as a word to filter by. */
const evidenceTags: Readonly<Record<Evidence, string>> = { D: 'documented', H: 'headers', S: 'samples', R: 'other-implementation', I: 'inferred', '?': 'uncertain' };

const problemSeverities: Readonly<Record<RuleDescription['defaultSeverity'], string>> = { error: 'error', warning: 'warning', info: 'recommendation', hint: 'recommendation' };
const levels: Readonly<Record<RuleDescription['defaultSeverity'], string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** A rule as a SARIF reportingDescriptor, with what its page says. */
export function sarifRule(code: string): object {
  const rule = ruleNamed(code);
  if (rule === undefined) return { id: code };
  const { title, condition, effect, remedy, defaultSeverity, area, evidence, sources } = rule;
  const parts = [['When', condition], ['What happens on Windows', effect], ['What to write instead', remedy]] as const;
  const read = sources.map(({ name, link }) => (link === undefined ? `- ${name}` : `- [${name}](${link})`));
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: condition },
    helpUri: pageOf(code),
    help: {
      text: parts.map(([heading, text]) => `${heading}: ${text}`).join('\n\n'),
      markdown: [...parts.map(([heading, text]) => `**${heading}**\n\n${text}`), ...(read.length > 0 ? [`**Sources**\n\n${read.join('\n')}`] : [])].join('\n\n'),
    },
    defaultConfiguration: { level: levels[defaultSeverity] },
    properties: {
      tags: [area, ...evidence.map((tag) => evidenceTags[tag])],
      // Only what nothing but reasoning supports is less than sure.
      precision: evidence.every((tag) => tag === 'I' || tag === '?') ? 'medium' : 'very-high',
      'problem.severity': problemSeverities[defaultSeverity],
    },
  };
}
