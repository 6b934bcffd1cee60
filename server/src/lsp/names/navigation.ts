import { type Definition, type DefinitionLink, type DocumentHighlight, DocumentHighlightKind, type Location, type Position, type Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type Target, declarationsOf, occurrenceAt, occurrencesOf } from '../../document/index';

/** The range of a stretch of the text. */
export const rangeOf = (document: TextDocument, { start, end }: { readonly start: number; readonly end: number }): Range => ({ start: document.positionAt(start), end: document.positionAt(end) });

const nameOf = ({ nameStart: start, nameEnd: end }: Target): { readonly start: number; readonly end: number } => ({ start, end });

/** Where what is named at a position gets its name; with links the client also learns which name was meant, and the whole that it leads to. */
export function definition(document: TextDocument, model: Model, position: Position, takesLinks: boolean): Definition | DefinitionLink[] | null {
  const occurrence = occurrenceAt(model, document.offsetAt(position));
  if (occurrence === undefined) return null;
  const targets = occurrence.things.flatMap((thing) => declarationsOf(model, thing));
  if (targets.length === 0) return null;
  if (!takesLinks) return targets.map((target): Location => ({ uri: document.uri, range: rangeOf(document, nameOf(target)) }));
  const origin = rangeOf(document, occurrence);
  return targets.map((target): DefinitionLink => ({ originSelectionRange: origin, targetUri: document.uri, targetRange: rangeOf(document, target), targetSelectionRange: rangeOf(document, nameOf(target)) }));
}

/** Every place where what is named at a position is named, in document order. */
export function references(document: TextDocument, model: Model, position: Position, includeDeclaration: boolean): Location[] {
  const occurrence = occurrenceAt(model, document.offsetAt(position));
  return (occurrence?.things ?? []).flatMap((thing) => [...occurrencesOf(model, thing)].filter(({ isDeclaration }) => includeDeclaration || !isDeclaration).map((each): Location => ({ uri: document.uri, range: rangeOf(document, each) })));
}

/** The same as {@link references} for the editor to mark; where a name is given is a place where it is written. */
export function highlights(document: TextDocument, model: Model, position: Position): DocumentHighlight[] {
  const occurrence = occurrenceAt(model, document.offsetAt(position));
  return (occurrence?.things ?? []).flatMap((thing) => [...occurrencesOf(model, thing)].map((each): DocumentHighlight => ({ range: rangeOf(document, each), kind: each.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read })));
}
