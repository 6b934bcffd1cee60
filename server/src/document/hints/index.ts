/** What the values of a document amount to, in numbers that stand beside them. */
export { type HintKind, hintKinds } from './hint-kinds';
export { type ValueHint, valueHints } from './value-hints';
