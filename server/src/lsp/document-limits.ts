import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type DocumentLimitParameters, limitMethods } from '../protocol/index';
import { localize } from './localize';
import type { ServerContext } from './start-server';

/** Documents that are too large to be read: nothing is computed of them, so that the server goes on answering about the others. */
export interface DocumentLimits {
  /** Whether a document is far below every limit; costs nothing. */
  isSmall(document: TextDocument): boolean;
  /** What is too much of a document, in a sentence; `undefined` when nothing is. */
  problemOf(document: TextDocument): Promise<string | undefined>;
  /** The same of a text that no editor shows. */
  problemOfText(uri: string, text: string): Promise<string | undefined>;
  /** A document was opened or edited, or settings changed: tells a client that shows it whether it is too large now. */
  follow(document: TextDocument): Promise<void>;
  closed(uri: string): void;
}

/** Least value of `avstream.maxFileSize`, in characters. */
const least = 1_000_000;
/** Values that a document may have. A text takes two characters for one, so that far more would fit below any limit on its length; each takes memory. */
const mostValues = 2_000_000;

/** Whether a text has more values than a number: each but the first follows a comma. */
function hasMoreValues(text: string, most: number): boolean {
  if (text.length < 2 * most) return false;
  let commas = 0;
  for (let at = text.indexOf(','); at !== -1; at = text.indexOf(',', at + 1)) {
    commas += 1;
    if (commas >= most) return true;
  }
  return false;
}

/** Creates them. */
export function createDocumentLimits(context: ServerContext): DocumentLimits {
  const { connection } = context;
  const counted = new WeakMap<TextDocument, { readonly version: number; readonly isTooMany: boolean }>();
  /** What clients were told; documents within the limits are not in it. */
  const told = new Map<string, string>();

  const describe = async (uri: string, length: number, hasTooMany: () => boolean): Promise<string | undefined> => {
    if (length <= least) return undefined;
    const { maxFileSize } = await context.settings(uri);
    if (length > maxFileSize * 1_000_000) {
      return localize('This descriptor has {size} million characters, more than the {limit} million up to which descriptors are checked (setting avstream.maxFileSize): nothing is checked in it.', { size: (length / 1_000_000).toFixed(1), limit: maxFileSize });
    }
    return hasTooMany() ? localize('This descriptor has more than {most} values: nothing is checked in it.', { most: mostValues }) : undefined;
  };
  const problemOf = (document: TextDocument): Promise<string | undefined> => {
    const text = document.getText();
    return describe(document.uri, text.length, () => {
      const known = counted.get(document);
      if (known?.version === document.version) return known.isTooMany;
      const isTooMany = hasMoreValues(text, mostValues);
      counted.set(document, { version: document.version, isTooMany });
      return isTooMany;
    });
  };

  return {
    isSmall: (document) => document.getText().length <= least,
    problemOf,
    problemOfText: (uri, text) => describe(uri, text.length, () => hasMoreValues(text, mostValues)),
    follow: async (document) => {
      if (context.options.showsLimits !== true) return;
      const { uri, version } = document;
      const problem = document.getText().length <= least ? undefined : await problemOf(document);
      if (context.documents.get(uri)?.version !== version || told.get(uri) === problem) return;
      if (problem === undefined) told.delete(uri);
      else told.set(uri, problem);
      await connection.sendNotification(limitMethods.documentLimit, { uri, problem: problem ?? null } satisfies DocumentLimitParameters);
    },
    closed: (uri) => {
      if (told.delete(uri)) connection.sendNotification(limitMethods.documentLimit, { uri, problem: null } satisfies DocumentLimitParameters).catch(() => undefined);
    },
  };
}
