/** Setting values of a document as edits of its text, everything else left as it is. */
export { applyEdits, setValues, type Assignment, type SetValuesResult, type TextEdit } from './set-values';
export { writeDuration } from './write-duration';
