/** What a document says should not be reported: comments and `Suppress` lists, and what becomes of findings through them. */
export { suppress, suppressionTest, type Suppressed } from './suppress';
export { codeProblem, isSuppressible } from './check-code';
export { type SuppressionDirective, suppressionDirectives } from './directives';
export { suppressAbove, suppressInObject } from './suppress-here';
