import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type RenameProblem, isRenameProblem, rename, renameableAt } from '../../document/index';
import { reservedNames } from '../../simulation/index';
import { answerCodes, answerError } from '../answer-error';
import { localize } from '../localize';
import { rangeOf } from './navigation';

/** Says why something cannot be renamed. */
function sentence(problem: RenameProblem): string {
  switch (problem.kind) {
    case 'notAName': return localize('Only names that this document gives can be renamed: entries of tables, labels, routines, stream pointers and flags.');
    case 'undeclared': return localize('Nothing in this document is called "{name}".', { name: problem.name });
    case 'ambiguous': return localize('Several things are called "{name}", and the document does not settle which one is meant. Give each a name of its own first.', { name: problem.name });
    case 'unlabelled': return localize('"{name}" is called by its position: it has no Label. Give it one first.', { name: problem.name });
    case 'parameter': return localize('"{name}" is the stream pointer that AVStream passes to the callback; its name is fixed.', { name: problem.name });
    case 'empty': return localize('A name cannot be empty.');
    case 'reserved': return localize('"{name}" means something else where this name stands.', { name: problem.name });
    case 'taken': return localize('"{name}" is taken already.', { name: problem.name });
  }
}

const refuse = (problem: RenameProblem): never => {
  throw answerError(answerCodes.requestFailed, sentence(problem));
};

/** The name at a position that can be changed; throws an answer that says why there is none. */
export function prepareRename(document: TextDocument, model: Model, position: Position): { readonly range: Range; readonly placeholder: string } {
  const target = renameableAt(model, document.offsetAt(position));
  return isRenameProblem(target) ? refuse(target) : { range: rangeOf(document, target.occurrence), placeholder: target.occurrence.name };
}

/** The edit that changes the name at a position everywhere; throws an answer that says why it cannot be. */
export function renameEdit(document: TextDocument, model: Model, position: Position, newName: string, takesVersions: boolean): WorkspaceEdit {
  const target = renameableAt(model, document.offsetAt(position));
  if (isRenameProblem(target)) return refuse(target);
  const replacements = rename(model, target, newName, reservedNames);
  if (isRenameProblem(replacements)) return refuse(replacements);
  const edits = replacements.map((replacement) => ({ range: rangeOf(document, replacement), newText: replacement.text }));
  // With the version a client refuses the edit when the document is another by then.
  return takesVersions ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] } : { changes: { [document.uri]: edits } };
}
