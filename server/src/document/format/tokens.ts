import { type NodeId, type Tree, NodeKind } from '../tree/index';

/** Kinds of token. */
export const TokenKind = {
  /** Stands for what is before the first token. */
  Begin: 0,
  /** `{` or `[`. */
  Open: 1,
  /** `}` or `]`. */
  Close: 2,
  Comma: 3,
  Colon: 4,
  /** A string, number or literal, names included. */
  Scalar: 5,
  LineComment: 6,
  BlockComment: 7,
  End: 8,
} as const;
/** One of the numbers of {@link TokenKind}. */
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** The tokens of a text, one after the other. */
export interface Tokens {
  /** Place of the token taken last; before the first `end` is where the text begins. */
  start: number;
  end: number;
  /** The node of the tree that it begins, or -1. */
  node: NodeId;
  /** Takes the next token. */
  next(): TokenKind;
}

/** Goes through the tokens of a text without syntax errors. */
export function createTokens(tree: Tree): Tokens {
  const { text, kind, comments } = tree;
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let comment = 0;
  let node = -1;
  const tokens: Tokens = {
    start: 0, end: begin, node: -1,
    next: () => {
      let at = tokens.end;
      let c = 0;
      while (at < text.length && ((c = text.charCodeAt(at)) === 32 || c === 10 || c === 13 || c === 9)) at++;
      tokens.start = at;
      tokens.node = -1;
      if (at >= text.length) {
        tokens.end = at;
        return TokenKind.End;
      }
      const single = c === 44 ? TokenKind.Comma : c === 58 ? TokenKind.Colon : c === 93 || c === 125 ? TokenKind.Close : undefined;
      if (single !== undefined) {
        tokens.end = at + 1;
        return single;
      }
      if (c === 47) {
        while (comments[comment]! < at) comment += 2;
        tokens.end = comments[comment + 1]!;
        return text.charCodeAt(at + 1) === 42 ? TokenKind.BlockComment : TokenKind.LineComment;
      }
      // Nodes are numbered in the order of the text, with unused rows between them; a property begins with its name.
      do node++; while (kind[node] === NodeKind.Property || kind[node] === 0);
      tokens.node = node;
      const isContainer = kind[node] === NodeKind.Object || kind[node] === NodeKind.Array;
      tokens.end = isContainer ? at + 1 : tree.end[node]!;
      return isContainer ? TokenKind.Open : TokenKind.Scalar;
    },
  };
  return tokens;
}
