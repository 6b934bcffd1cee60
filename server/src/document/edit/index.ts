/** Setting values of a document as edits of its text, everything else left as it is. */
export { applyEdits, setValues, type Assignment, type SetValuesResult, type TextEdit } from './set-values';
export { insertElements, insertFirst, insertMembers, type NewMember } from './insert-members';
export { removeValue, removeValues } from './remove-value';
export { changeFlags, namesOf, type FlagChange } from './change-flags';
export { hasComment } from './entries';
export { writeDuration } from './write-duration';
