/** Laying out a document anew, as edits of the blanks between its tokens: values and comments stay as they are. */
export { formatEdits, type FormatOptions, type FormatProblem, type FormatResult } from './format';
export { foldingRanges, type FoldingRange } from './folding';
export { selectionsAt } from './selection';
