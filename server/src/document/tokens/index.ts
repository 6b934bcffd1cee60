/** What the pieces of a document are, for editors that colour by meaning. */
export { type SemanticToken, type TokenModifier, type TokenType, tokenModifiers, tokenTypes } from './legend';
export { merged, semanticTokens, tokensOfComments, tokensOfNodes } from './semantic-tokens';
