/**
 * The small languages inside strings: C constant expressions, evaluated with the arithmetic of the Windows compilers, and durations. Knows nothing of AVStream:
 * names and sizes come in through an environment.
 */
export { convertToField, fixedType, integerTypeNamed, shapes, wrap, type CIntegerType, type FieldRangeProblem, type FixedIntegerType, type IntegerShape, type PointerSize } from './integer-type';
export { tokenize, type Token, type TokenKind } from './token';
export { formAt, type ExpressionForm } from './form';
export { evaluateExpression, type Evaluated, type ExpressionEnvironment, type ExpressionName, type ExpressionProblem, type ExpressionProblemKind } from './evaluate';
export { formatDuration, parseDuration, parsePeriod, type DurationProblem, type DurationProblemKind } from './duration';
