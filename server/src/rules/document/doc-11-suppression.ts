import type { RuleDescription } from '../rule';

const common = { area: 'document', evidence: [], sources: [], since: '0.1.0' } as const;

/** A suppression that suppresses nothing. */
export const doc11: RuleDescription = {
  ...common, code: 'DOC-11', title: 'Suppression of nothing', defaultSeverity: 'info', unnecessary: true,
  condition: 'A comment or an entry of Suppress names a rule that finds nothing there. Nothing is said while a part of the document cannot be read, because rules about that part stay silent, nor of rules that only simulations report or that this version does not check, nor of a comment without codes in a document that has simulations.',
  effect: 'The suppression does nothing today, and would hide a new mistake that nobody has looked at.',
  remedy: 'Remove the suppression, or the code from its list.',
  texts: {
    code: '{code} is not found here, so there is nothing to suppress; a later mistake would be hidden. Remove {code}.',
    all: 'Nothing is found here, so there is nothing to suppress; a later mistake would be hidden. Remove the comment.',
    enable: 'No comment has disabled this before, so there is nothing to enable. Remove it.',
  },
};

/** A suppression of something that is no rule, or cannot be suppressed. */
export const doc12: RuleDescription = {
  ...common, code: 'DOC-12', title: 'Suppression that cannot be read', defaultSeverity: 'warning',
  condition: 'A comment or an entry of Suppress names a rule that does not exist or cannot be suppressed, or is written in a form that is not known.',
  effect: 'Nothing is suppressed by it: what it was meant for is still reported.',
  remedy: 'Correct the code. Codes are separated by blanks or commas, and a reason stands behind them and "--".',
  texts: {
    unknown: 'There is no rule {code}, so nothing is suppressed. Write the code that the finding shows, such as FRM-25.',
    nearest: 'There is no rule {code}, so nothing is suppressed. Did you mean {nearest}?',
    word: '"{word}" is no code of a rule, so nothing is suppressed by it. Codes look like FRM-25; put a reason behind "--".',
    part: '{code} is never reported by itself: {whole} says it. Write {whole}.',
    never: '{code} cannot be suppressed in the document. Correct what it reports, or set its severity in avstream.config.json.',
    syntax: '{code} cannot be suppressed: what cannot be read cannot be checked either. Correct what it reports.',
    directive: 'There is no comment {directive}, so nothing is suppressed. Did you mean {nearest}?',
    missing: 'This entry names no rule, so it suppresses nothing. Add "Code": with the code that the finding shows.',
  },
};
