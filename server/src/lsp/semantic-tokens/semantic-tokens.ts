import type { CancellationToken, Range, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { merged, semanticTokens, tokensOfComments, tokensOfNodes } from '../../document/index';
import type { Analysis } from '../analysis';
import { answerCodes, answerError } from '../answer-error';
import { localize } from '../localize';
import type { ServerContext } from '../start-server';
import { editBetween, encodeTokens } from './encode';

/** Nodes that are looked at before messages are. */
const slice = 20_000;

/** Tokens of whole documents and of parts of them. */
export interface SemanticTokensFeature {
  whole(document: TextDocument, analysis: Analysis, token: CancellationToken): Promise<SemanticTokens>;
  delta(document: TextDocument, analysis: Analysis, previous: string, token: CancellationToken): Promise<SemanticTokens | SemanticTokensDelta>;
  range(document: TextDocument, analysis: Analysis, range: Range): SemanticTokens;
  forget(uri: string): void;
}

/** Keeps the last tokens of every open document, so that the next answer tells only what has changed. */
export function createSemanticTokensFeature({ runtime, documents }: Pick<ServerContext, 'runtime' | 'documents'>): SemanticTokensFeature {
  const kept = new Map<string, { readonly id: string; readonly data: Uint32Array }>();
  let answers = 0;

  const compute = async (document: TextDocument, analysis: Analysis, token: CancellationToken): Promise<number[]> => {
    const { version } = document;
    const model = analysis.model();
    const data: number[] = [];
    const last = { line: 0, character: 0 };
    // A document may be long: other messages are looked at in between.
    for (let next = 0, from = 0; next !== -1 && next < model.tree.count;) {
      const part = tokensOfNodes(model, next, model.tree.text.length + 1, slice);
      const to = part.next === -1 ? model.tree.text.length : model.tree.start[part.next]!;
      encodeTokens(document, merged(part.tokens, tokensOfComments(model, from, to)), data, last);
      next = part.next;
      from = to;
      if (next === -1) break;
      await runtime.yieldToMessages();
      if (token.isCancellationRequested) throw answerError(answerCodes.requestCancelled, localize('The request was cancelled.'));
      if (documents.get(document.uri)?.version !== version) throw answerError(answerCodes.contentModified, localize('The document has changed meanwhile.'));
    }
    return data;
  };
  const keep = (uri: string, data: number[]): string => {
    const id = String(++answers);
    // Of a document that was closed meanwhile nothing is kept.
    if (documents.get(uri) !== undefined) kept.set(uri, { id, data: Uint32Array.from(data) });
    return id;
  };

  return {
    whole: async (document, analysis, token) => {
      const data = await compute(document, analysis, token);
      return { resultId: keep(document.uri, data), data };
    },
    delta: async (document, analysis, previous, token) => {
      const data = await compute(document, analysis, token);
      const before = kept.get(document.uri);
      const resultId = keep(document.uri, data);
      return before?.id === previous ? { resultId, edits: editBetween(before.data, data) } : { resultId, data };
    },
    range: (document, analysis, range) => {
      const data: number[] = [];
      encodeTokens(document, semanticTokens(analysis.model(), document.offsetAt(range.start), document.offsetAt(range.end)), data, { line: 0, character: 0 });
      return { data };
    },
    forget: (uri) => {
      kept.delete(uri);
    },
  };
}
