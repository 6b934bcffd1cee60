import type { SemanticTokensLegend } from 'vscode-languageserver';
// Its words alone: what reads documents is loaded later.
import { tokenModifiers, tokenTypes } from '../../document/tokens/legend';

/** What the numbers of types and modifiers mean. */
export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };
