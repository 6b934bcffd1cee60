import { type CompletionItem, type CompletionItemKind, InsertTextFormat, type TextEdit } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Commas, Stretch } from './cursor';
import { plainText } from './snippet';

/** What `completionItem/resolve` needs to write an item's documentation. */
export type CompletionData =
  | { readonly kind: 'field'; readonly structure: string; readonly name: string }
  | { readonly kind: 'constant'; readonly name: string }
  | { readonly kind: 'guid'; readonly name: string }
  | { readonly kind: 'shape'; readonly name: string }
  | { readonly kind: 'prototype'; readonly name: string; readonly irql: string | null; readonly routine: string };

/** An item before it knows where it goes. */
export interface ItemDraft {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** Documentation that costs nothing; else `data` says where it comes from. */
  readonly documentation?: string | undefined;
  readonly data?: CompletionData | undefined;
  readonly insert: { readonly text: string } | { readonly snippet: string };
  readonly sort: string;
  /** The inserted text begins with a quote, which the text it replaces has as well. */
  readonly isQuoted: boolean;
  /** What is matched against the text at the caret; the label if left out. */
  readonly filter?: string;
  /** A list of suggestions helps right after the insertion. */
  readonly suggestsNext?: boolean;
}

export type ItemMaker = (draft: ItemDraft) => CompletionItem;

/** What the client can do with an item. */
export interface ItemOptions { readonly snippets: boolean; readonly triggersSuggest: boolean }

/** Makes items for one place: all of them replace the same stretch and write the same commas. */
export function createItemMaker(document: TextDocument, replace: Stretch, commas: Commas, options: ItemOptions): ItemMaker {
  const range = { start: document.positionAt(replace.start), end: document.positionAt(replace.end) };
  const startsWithQuote = document.getText().charCodeAt(replace.start) === 34 && replace.end > replace.start;
  const additional: TextEdit[] = [];
  if (commas.before !== undefined) {
    const position = document.positionAt(commas.before);
    additional.push({ range: { start: position, end: position }, newText: ',' });
  }
  return (draft) => {
    const isSnippet = 'snippet' in draft.insert && options.snippets;
    const body = 'text' in draft.insert ? draft.insert.text : options.snippets ? draft.insert.snippet : plainText(draft.insert.snippet);
    const filter = draft.filter ?? draft.label;
    const item: CompletionItem = {
      label: draft.label, kind: draft.kind, sortText: draft.sort,
      filterText: draft.isQuoted && startsWithQuote ? `"${filter}"` : filter,
      textEdit: { range, newText: commas.after ? `${body},` : body },
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    };
    if (draft.detail !== undefined && draft.detail !== '') item.detail = draft.detail;
    if (draft.documentation !== undefined) item.documentation = draft.documentation;
    if (draft.data !== undefined) item.data = draft.data;
    if (additional.length > 0) item.additionalTextEdits = additional;
    // A command of VS Code; other editors have not told a scheme and do not get it.
    if (draft.suggestsNext === true && options.triggersSuggest && options.snippets) item.command = { title: '', command: 'editor.action.triggerSuggest' };
    return item;
  };
}
