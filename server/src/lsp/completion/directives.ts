import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { reportableRules, reportedBySimulations } from '../../rules/index';
import { type SuppressionDirective, isSuppressible, suppressionDirectives } from '../../rules/suppression/index';
import { localize } from '../localize';
import { createItemMaker } from './items';
import type { Stretch } from './cursor';

/** What each comment does, in a few words. */
const meanings: Readonly<Record<SuppressionDirective, string>> = {
  'avstream-disable-next-line': 'Suppresses findings on the next line',
  'avstream-disable-line': 'Suppresses findings on this line',
  'avstream-disable-file': 'Suppresses findings in the whole file',
  'avstream-disable': 'Suppresses findings from here on',
  'avstream-enable': 'Ends avstream-disable',
};

const noCommas = { before: undefined, after: false };

/** Inside a comment: the comments that suppress findings, once one is begun, and behind one of them the codes of rules. Other comments are left alone. */
export function directiveItems(document: TextDocument, comment: Stretch, offset: number): CompletionItem[] {
  // A comment may be long; what is wanted stands at its begin, in one line.
  const text = document.getText().slice(comment.start + 2, Math.min(offset, comment.start + 2_000));
  if (comment.start + 2 + text.length !== offset) return [];
  const begun = /^[\s/*!]*(a[a-z-]*)$/.exec(text)?.[1];
  if (begun !== undefined) {
    const make = createItemMaker(document, { start: offset - begun.length, end: offset }, noCommas, { snippets: true, triggersSuggest: false });
    return suppressionDirectives.map((directive, index) => make({ label: directive, kind: CompletionItemKind.Keyword, detail: localize(meanings[directive]), insert: { text: directive }, sort: `0${index}`, isQuoted: false }));
  }
  const list = /^[\s/*!]*avstream-(?:disable(?:-next-line|-line|-file)?|enable)((?:[\s,]+[A-Za-z]+-\d+)*)[\s,]+([A-Za-z]*-?\d*)$/.exec(text);
  if (list === null) return [];
  const present = new Set(list[1]!.match(/[A-Z]+-\d+/g));
  const make = createItemMaker(document, { start: offset - list[2]!.length, end: offset }, noCommas, { snippets: true, triggersSuggest: false });
  return [...reportableRules, ...reportedBySimulations.map((code) => ({ code, title: 'Reported by simulations' }))].filter(({ code }) => isSuppressible(code) && !present.has(code))
    .map(({ code, title }) => make({ label: code, kind: CompletionItemKind.Reference, detail: localize(title), insert: { text: code }, sort: '0', isQuoted: false }));
}
