import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type FieldSite, NodeKind, siteAt } from '../../document/index';
import type { Position } from '../../protocol/index';
import type { ClientAbilities } from '../client-abilities';
import { commentAt } from '../comments';
import { localize } from '../localize';
import { wordAt } from '../word-at';
import { type Commas, type Cursor, type Stretch, cursorAt } from './cursor';
import { directiveItems } from './directives';
import { type ItemMaker, type ItemOptions, createItemMaker } from './items';
import { nameItems } from './names';
import { resolveCompletion } from './resolve-completion';
import { quotedSnippet } from './snippet';
import { documentTemplate } from './templates';
import { type ValueDraft, valueDrafts } from './values';

/** How items are written. */
export interface CompletionOptions {
  readonly abilities: Pick<ClientAbilities, 'snippets' | 'resolvesDocumentation' | 'completionMarkup'>;
  /** The client knows VS Code's command that opens the list again. */
  readonly triggersSuggest: boolean;
}

/** Most items sent at once: a table may have tens of thousands of entries. */
const itemLimit = 1_000;

const noCommas: Commas = { before: undefined, after: false };

/** What may be written at a position; also while the text is broken. */
export function completion(document: TextDocument, model: Model, position: Position, options: CompletionOptions): CompletionList | null {
  const offset = document.offsetAt(position);
  const { abilities } = options;
  const comment = commentAt(model.tree, offset);
  if (comment !== undefined) {
    const found = directiveItems(document, comment, offset);
    return found.length === 0 ? null : { isIncomplete: false, items: found };
  }
  const cursor = cursorAt(model, offset);
  const itemOptions: ItemOptions = { snippets: abilities.snippets, triggersSuggest: options.triggersSuggest };
  const maker = (replace: Stretch, commas: Commas): ItemMaker => createItemMaker(document, replace, commas, itemOptions);
  const items = itemsAt(document, model, cursor, maker);
  if (items.length === 0) return null;
  const chosen = items.length > itemLimit ? fitting(items, document, offset) : items;
  return { isIncomplete: chosen.length < items.length, items: abilities.resolvesDocumentation ? chosen : chosen.map((item) => resolveCompletion(item, abilities.completionMarkup)) };
}

/** Of very many items those that contain what was typed, up to the limit; the client asks again as more is typed. */
function fitting(items: readonly CompletionItem[], document: TextDocument, offset: number): CompletionItem[] {
  const { textEdit } = items[0]!;
  const from = textEdit !== undefined && 'range' in textEdit ? document.offsetAt(textEdit.range.start) : offset;
  const typed = document.getText().slice(from, offset).replace(/^"/, '').toLowerCase();
  return items.filter((item) => item.label.toLowerCase().includes(typed)).slice(0, itemLimit);
}

function itemsAt(document: TextDocument, model: Model, cursor: Cursor, maker: (replace: Stretch, commas: Commas) => ItemMaker): CompletionItem[] {
  switch (cursor.kind) {
    case 'nothing': return [];
    case 'document':
      return [maker(cursor.replace, noCommas)({ label: localize('descriptor'), kind: CompletionItemKind.Snippet, detail: localize('A whole document'), insert: { snippet: documentTemplate }, sort: '0', isQuoted: false })];
    case 'name': return nameItems(model, siteAt(model, cursor.object), cursor, maker(cursor.replace, cursor.commas));
    case 'value': {
      const site = valueSite(model, cursor);
      const make = maker(cursor.replace, cursor.commas);
      return inArrayForm(site, valueDrafts(model, site)).map((draft) => outsideString(draft, make));
    }
    case 'string': return stringItems(document, model, cursor, maker);
  }
}

/** The site that a new value will have: of the property, or of an element that is not there yet. */
function valueSite(model: Model, cursor: Extract<Cursor, { readonly kind: 'value' }>): FieldSite {
  const site = siteAt(model, cursor.node);
  if (!cursor.isNewElement) return site;
  if (site.type?.kind === 'array') return { ...site, type: site.type.element, isElement: true };
  return site.type?.kind === 'flags' ? { ...site, isElement: true } : { ...site, type: undefined };
}

/** Flags are written as an array where there is none yet; a name alone is possible, but the next flag needs the array. */
function inArrayForm(site: FieldSite, drafts: readonly ValueDraft[]): readonly ValueDraft[] {
  if (site.type?.kind !== 'flags' || site.isElement) return drafts;
  return [{ label: '[ ]', kind: CompletionItemKind.Snippet, json: '["$1"]', sort: '0', suggestsNext: true, detail: localize('list of flags') }, ...drafts];
}

function outsideString(draft: ValueDraft, make: ItemMaker): CompletionItem {
  if ('json' in draft) return make({ ...draft, insert: { snippet: draft.json }, isQuoted: false });
  return make({ ...draft, insert: { snippet: quotedSnippet(draft.text) }, isQuoted: true });
}

/** Items inside quotes: in expressions the name under the caret is replaced, else the whole content. */
function stringItems(document: TextDocument, model: Model, cursor: Extract<Cursor, { readonly kind: 'string' }>, maker: (replace: Stretch, commas: Commas) => ItemMaker): CompletionItem[] {
  const site = siteAt(model, cursor.node);
  const drafts = valueDrafts(model, site).filter((draft): draft is Extract<ValueDraft, { readonly text: string }> => 'text' in draft);
  const { type } = site;
  const isExpression = type?.kind === 'integer' || type?.kind === 'flags' || type?.kind === 'enumeration';
  const make = maker(isExpression ? expressionStretch(document.getText(), cursor) : cursor.content, noCommas);
  // Names that the expression has already help nobody; what is under the caret stays offered.
  const present = type?.kind === 'flags' ? namesIn(model, cursor) : new Set<string>();
  return drafts.filter((draft) => !present.has(draft.text)).map((draft) => make({ ...draft, insert: { text: cursor.isClosed ? draft.text : `${draft.text}"` }, isQuoted: false }));
}

/** The name under the caret, or the caret itself. */
function expressionStretch(text: string, { content, caret }: Extract<Cursor, { readonly kind: 'string' }>): Stretch {
  const word = wordAt(text, caret, content.start, content.end);
  return word === undefined ? { start: caret, end: caret } : { start: word.start, end: word.end };
}

function namesIn(model: Model, { node, content, caret }: Extract<Cursor, { readonly kind: 'string' }>): ReadonlySet<string> {
  const names = new Set<string>();
  const { tree } = model;
  if (tree.kind[node] !== NodeKind.String) return names;
  for (const match of tree.text.slice(content.start, content.end).matchAll(/[A-Za-z_]\w*/g)) {
    const start = content.start + match.index;
    if (caret < start || caret > start + match[0].length) names.add(match[0]);
  }
  return names;
}
