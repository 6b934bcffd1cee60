/** Fixes: what an editor or the command line can do about a finding, as edits of the text. */
export { type Fix, fixesOf, titleOfFix } from './fixes-of';
export { type FixedText, fixAll } from './fix-all';
export type { FixDescription } from './fix';
export { fixesByCode, reasonsWithoutFix } from './registry';
export { isJudgedByUse } from './sharing';
export { type FixTitle, fixTitles } from './titles';
