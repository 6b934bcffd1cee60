import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
// The file itself: what reads documents is loaded later.
import { type TextChange, joined } from '../document/tree/text-change';

/** What was changed in a document since it had some text. */
interface ChangeLog {
  /** The text of that version. */
  readonly text: string;
  readonly change: TextChange | undefined;
}

const logs = new WeakMap<TextDocument, ChangeLog>();

/** How documents are made and changed so that it is known which stretch of the text an edit touched. */
export const loggedDocuments = {
  create: (uri: string, languageId: string, version: number, text: string): TextDocument => {
    const document = TextDocument.create(uri, languageId, version, text);
    logs.set(document, { text, change: undefined });
    return document;
  },
  update: (document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument => {
    let log = logs.get(document);
    for (const change of changes) {
      const length = document.getText().length;
      let [start, oldEnd] = 'range' in change ? [document.offsetAt(change.range.start), document.offsetAt(change.range.end)] : [0, length];
      // A range that is the wrong way round is turned.
      if (start > oldEnd) [start, oldEnd] = [oldEnd, start];
      TextDocument.update(document, [change], version);
      if (log) log = { text: log.text, change: joined(log.change, { start, oldEnd, newEnd: oldEnd + document.getText().length - length }) };
    }
    if (log) logs.set(document, log);
    return document;
  },
};

/** The stretch that was changed since a document had a text, and from now on is asked about since the text it has. Nothing when it is not known. */
export type ChangeSince = (document: TextDocument, since: string | undefined) => TextChange | undefined;

/** Knows it of {@link loggedDocuments}. What is loaded later has a copy of this module, with logs of its own: it is handed this function by who makes the documents. */
export const changeSince: ChangeSince = (document, since) => {
  const log = logs.get(document);
  if (log === undefined) return undefined;
  logs.set(document, { text: document.getText(), change: undefined });
  return log.text === since ? log.change : undefined;
};
