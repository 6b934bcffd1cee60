/** Kinds of tokens, as the language server protocol and every theme name them. */
export const tokenTypes = ['class', 'interface', 'struct', 'enumMember', 'variable', 'parameter', 'property', 'function', 'type', 'keyword', 'number', 'operator', 'macro'] as const;
export type TokenType = (typeof tokenTypes)[number];

/** What more is said of a token, likewise. */
export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

/** A piece of a line that means something. Offsets in the text, `end` exclusive; tokens come in order and do not overlap. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}
