/** What a document calls by a name of its own, where it gets its name, where it is referred to, and how it gets another one. */
export type { NameKind, NamePart, NamedThing } from './name-part';
export { partsOfName, partsOfValue, scopeOf } from './parts';
export { type Scope, enter, outermost } from './scope';
export { type Occurrence, occurrenceAt, occurrencesIn, occurrencesOf } from './occurrences';
export { type Target, declarationsOf } from './declarations';
export { type NamedPlace, namedThings } from './named-things';
export { type RenameProblem, type Renameable, type TextReplacement, isRenameProblem, rename, renameableAt } from './rename';
