import { applyBinary, applyUnary, commonType, type ArithmeticProblem, type TypedValue } from './arithmetic';
import { fixedType, integerTypeNamed, isTypeWord, shapes, wrap, type CIntegerType, type FixedIntegerType, type PointerSize } from './integer-type';
import { readCharacter, readInteger } from './literal';
import { isNamePart, isNameStart, tokenize, type Token } from './token';

/** What an expression may refer to. */
export interface ExpressionEnvironment {
  /** Bytes of a pointer on the target. */
  readonly pointerSize: PointerSize;
  /** Value and type of a constant, or `undefined` when there is none of that name. */
  readonly resolve: (name: string) => { readonly value: bigint; readonly type: CIntegerType } | undefined;
  /** Size of a structure or type in bytes, for `sizeof`; asked before the built-in integer types. */
  readonly sizeOf: (name: string) => number | undefined;
}

/**
 * What keeps an expression from having a value:
 * - `empty`, `tooLong` (more than 16,384 characters), `tooDeep` (nested more than 256 deep);
 * - `syntax`: something is missing or too much, see `expected`;
 * - `invalidLiteral`: not an integer or character constant of C; `notRepresentable`: no integer type holds the constant;
 * - `unknownName`, `unknownSize` (of `sizeof`): `name` cannot be resolved;
 * - `divisionByZero`, `overflow` (of a signed operation, `type` says of which type), `shiftRange` (count negative, or not below the width of `type`).
 */
export type ExpressionProblemKind =
  | 'empty' | 'tooLong' | 'tooDeep' | 'syntax' | 'invalidLiteral' | 'notRepresentable' | 'unknownName' | 'unknownSize' | 'divisionByZero' | 'overflow' | 'shiftRange';

/** The first mistake in an expression. The range lies in the decoded text of the expression, UTF-16, `end` exclusive. */
export interface ExpressionProblem {
  readonly kind: ExpressionProblemKind;
  readonly start: number;
  readonly end: number;
  /** The name that is unknown. */
  readonly name?: string;
  /** With `syntax`: what should stand at `start`. */
  readonly expected?: 'operand' | 'operator' | ')' | '(' | ':' | 'type';
  /** With `overflow` and `shiftRange`: the type the operation is done in. */
  readonly type?: FixedIntegerType;
}

/** A name that an expression uses. A `structure` is the operand of `sizeof`. */
export interface ExpressionName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly role: 'constant' | 'structure';
}

/** The value of an expression, in the type C gives it, and the names in it in order. */
export interface Evaluated {
  readonly value: bigint;
  readonly type: FixedIntegerType;
  readonly names: readonly ExpressionName[];
}

const lengthLimit = 16_384;
const depthLimit = 256;
const noNames: readonly ExpressionName[] = [];

/** Evaluates a C constant expression with the arithmetic of the Windows compilers: int and long have 32 bits, long long has 64. Never throws. */
export function evaluateExpression(text: string, environment: ExpressionEnvironment): Evaluated | { readonly problem: ExpressionProblem } {
  return evaluateSimple(text, environment) ?? evaluateTokens(text, environment);
}

/** The commonest expressions by far, a short constant or a single name, without taking them apart. `undefined` for all others. */
function evaluateSimple(text: string, environment: ExpressionEnvironment): Evaluated | { readonly problem: ExpressionProblem } | undefined {
  const { length } = text;
  if (length === 0) return undefined;
  const first = text.charCodeAt(0);
  if (first >= 49 && first <= 57 && length <= 9) {
    let value = 0;
    for (let i = 0; i < length; i++) {
      const c = text.charCodeAt(i);
      if (c < 48 || c > 57) return undefined;
      value = value * 10 + (c - 48);
    }
    return { value: BigInt(value), type: 'int', names: noNames };
  }
  if (first === 48) return simpleHexadecimal(text);
  if (!isNameStart(first) || length > 128) return undefined;
  for (let i = 1; i < length; i++) if (!isNamePart(text.charCodeAt(i))) return undefined;
  const resolved = environment.resolve(text);
  if (resolved) {
    const type = fixedType(resolved.type, environment.pointerSize);
    return { value: wrap(resolved.value, type), type, names: [{ name: text, start: 0, end: length, role: 'constant' }] };
  }
  return undefined;
}

/** `0`, or `0x` and at most eight digits. */
function simpleHexadecimal(text: string): Evaluated | undefined {
  const { length } = text;
  let value = 0;
  if (length > 1) {
    if (length < 3 || length > 10 || (text.charCodeAt(1) | 32) !== 120) return undefined;
    for (let i = 2; i < length; i++) {
      const c = text.charCodeAt(i);
      const digit = c >= 48 && c <= 57 ? c - 48 : (c | 32) >= 97 && (c | 32) <= 102 ? (c | 32) - 87 : 16;
      if (digit === 16) return undefined;
      value = value * 16 + digit;
    }
  }
  return { value: BigInt(value), type: value > 0x7fffffff ? 'UINT' : 'int', names: noNames };
}

/** An operand with its place in the text. */
interface Operand extends TypedValue {
  readonly start: number;
  readonly end: number;
}

/** An evaluation in progress. The first problem ends it: from then on every step returns `undefined`. */
interface Evaluation {
  readonly tokens: readonly Token[];
  readonly environment: ExpressionEnvironment;
  readonly names: ExpressionName[];
  position: number;
  depth: number;
  /** Above 0 inside an operand that C does not evaluate (`0 && …`): arithmetic there cannot go wrong. */
  unevaluated: number;
  problem: ExpressionProblem | undefined;
}

function evaluateTokens(text: string, environment: ExpressionEnvironment): Evaluated | { readonly problem: ExpressionProblem } {
  if (text.length > lengthLimit) return { problem: { kind: 'tooLong', start: lengthLimit, end: text.length } };
  const tokens = tokenize(text);
  if (tokens.length === 0) return { problem: { kind: 'empty', start: 0, end: text.length } };
  const evaluation: Evaluation = { tokens, environment, names: [], position: 0, depth: 0, unevaluated: 0, problem: undefined };
  const result = conditional(evaluation);
  if (result && evaluation.position < tokens.length) failSyntax(evaluation, 'operator');
  if (!result || evaluation.problem) return { problem: evaluation.problem! };
  return { value: result.value, type: result.type, names: evaluation.names };
}

function fail(evaluation: Evaluation, problem: ExpressionProblem): undefined {
  evaluation.problem ??= problem;
  return undefined;
}

/** Reports what is missing at the current token; at the end of the text, behind the last token. */
function failSyntax(evaluation: Evaluation, expected: NonNullable<ExpressionProblem['expected']>): undefined {
  const token = evaluation.tokens[evaluation.position];
  if (token) return fail(evaluation, { kind: 'syntax', start: token.start, end: token.end, expected });
  const end = evaluation.tokens.at(-1)!.end;
  return fail(evaluation, { kind: 'syntax', start: end, end, expected });
}

/** Whether the current token is `text`; if so it is taken. A character constant is never mistaken for it. */
function take(evaluation: Evaluation, text: string): boolean {
  const token = evaluation.tokens[evaluation.position];
  if (token?.text !== text || (token.kind !== 'operator' && token.kind !== 'parenthesis')) return false;
  evaluation.position++;
  return true;
}

/** Counts one level of nesting around `step`. */
function nested(evaluation: Evaluation, step: (evaluation: Evaluation) => Operand | undefined): Operand | undefined {
  if (evaluation.depth >= depthLimit) {
    const token = evaluation.tokens[Math.min(evaluation.position, evaluation.tokens.length - 1)]!;
    return fail(evaluation, { kind: 'tooDeep', start: token.start, end: token.end });
  }
  evaluation.depth++;
  const result = step(evaluation);
  evaluation.depth--;
  return result;
}

/** Runs `step` for an operand that C evaluates only when `isEvaluated`. */
function guarded(evaluation: Evaluation, isEvaluated: boolean, step: () => Operand | undefined): Operand | undefined {
  if (isEvaluated) return step();
  evaluation.unevaluated++;
  const result = step();
  evaluation.unevaluated--;
  return result;
}

function conditional(evaluation: Evaluation): Operand | undefined {
  const condition = binary(evaluation, 1);
  if (!condition || !take(evaluation, '?')) return condition;
  const chosen = condition.value !== 0n;
  const first = guarded(evaluation, chosen, () => nested(evaluation, conditional));
  if (!first) return undefined;
  if (!take(evaluation, ':')) return failSyntax(evaluation, ':');
  const second = guarded(evaluation, !chosen, () => nested(evaluation, conditional));
  if (!second) return undefined;
  const type = commonType(first.type, second.type);
  return { value: wrap(chosen ? first.value : second.value, type), type, start: condition.start, end: second.end };
}

const precedences = new Map<string, number>([
  ['||', 1], ['&&', 2], ['|', 3], ['^', 4], ['&', 5], ['==', 6], ['!=', 6], ['<', 7], ['>', 7], ['<=', 7], ['>=', 7], ['<<', 8], ['>>', 8], ['+', 9], ['-', 9], ['*', 10], ['/', 10], ['%', 10],
]);

/** Operators of at least the given precedence, from the left. Calls itself once for each of the ten levels at most. */
function binary(evaluation: Evaluation, least: number): Operand | undefined {
  let left = unary(evaluation);
  while (left) {
    const token = evaluation.tokens[evaluation.position];
    const precedence = token?.kind === 'operator' ? precedences.get(token.text) : undefined;
    if (precedence === undefined || precedence < least) return left;
    evaluation.position++;
    const operator = token!.text;
    const before: Operand = left;
    if (operator === '&&' || operator === '||') {
      const decided = (before.value !== 0n) === (operator === '||');
      const right = guarded(evaluation, !decided, () => binary(evaluation, precedence + 1));
      if (!right) return undefined;
      const value = decided ? operator === '||' : right.value !== 0n;
      left = { value: value ? 1n : 0n, type: 'int', start: before.start, end: right.end };
    } else {
      const right = binary(evaluation, precedence + 1);
      if (!right) return undefined;
      const isShift = operator === '<<' || operator === '>>';
      const type = isShift ? commonType(before.type, before.type) : commonType(before.type, right.type);
      left = settle(evaluation, applyBinary(operator, before, right), type, before.start, right.end, right);
    }
  }
  return undefined;
}

/** Gives the result of an operation its place, or reports why there is none: at the right operand when that is to blame. */
function settle(evaluation: Evaluation, result: TypedValue | ArithmeticProblem, type: FixedIntegerType, start: number, end: number, right: Operand | undefined): Operand | undefined {
  if (typeof result !== 'string') return { value: result.value, type: result.type, start, end };
  if (evaluation.unevaluated > 0) return { value: 0n, type, start, end };
  if (result === 'overflow') return fail(evaluation, { kind: result, start, end, type });
  const place = { start: right?.start ?? start, end: right?.end ?? end };
  return fail(evaluation, result === 'shiftRange' ? { kind: result, ...place, type } : { kind: result, ...place });
}

function unary(evaluation: Evaluation): Operand | undefined {
  const token = evaluation.tokens[evaluation.position];
  if (!token) return failSyntax(evaluation, 'operand');
  switch (token.kind) {
    case 'operator': {
      if (!'+-~!'.includes(token.text)) return failSyntax(evaluation, 'operand');
      evaluation.position++;
      const operand = nested(evaluation, unary);
      return operand && settle(evaluation, applyUnary(token.text, operand), commonType(operand.type, operand.type), token.start, operand.end, undefined);
    }
    case 'parenthesis': return token.text === '(' ? parenthesis(evaluation, token) : failSyntax(evaluation, 'operand');
    case 'number':
    case 'character': {
      const literal = token.kind === 'number' ? readInteger(token.text) : readCharacter(token.text);
      if (typeof literal === 'string') return fail(evaluation, { kind: literal, start: token.start, end: token.end });
      evaluation.position++;
      return { value: literal.value, type: literal.type, start: token.start, end: token.end };
    }
    case 'name': return name(evaluation, token);
    case 'keyword': return token.text === 'sizeof' ? sizeOf(evaluation, token) : failSyntax(evaluation, 'operand');
    case 'invalid': return fail(evaluation, { kind: token.text.startsWith("'") ? 'invalidLiteral' : 'syntax', start: token.start, end: token.end, ...(token.text.startsWith("'") ? {} : { expected: 'operand' }) });
    default: return failSyntax(evaluation, 'operand');
  }
}

function name(evaluation: Evaluation, token: Token): Operand | undefined {
  const { start, end } = token;
  const resolved = evaluation.environment.resolve(token.text);
  if (!resolved) return fail(evaluation, { kind: 'unknownName', start, end, name: token.text });
  evaluation.position++;
  evaluation.names.push({ name: token.text, start, end, role: 'constant' });
  const type = fixedType(resolved.type, evaluation.environment.pointerSize);
  return { value: wrap(resolved.value, type), type, start, end };
}

/** Takes the words of a type's name as far as they go. */
function typeWords(evaluation: Evaluation): string[] {
  const words: string[] = [];
  for (let token = evaluation.tokens[evaluation.position]; token?.kind === 'type'; token = evaluation.tokens[++evaluation.position]) words.push(token.text);
  return words;
}

/** A cast, or an expression in parentheses. */
function parenthesis(evaluation: Evaluation, open: Token): Operand | undefined {
  evaluation.position++;
  if (evaluation.tokens[evaluation.position]?.kind === 'type') {
    const from = evaluation.tokens[evaluation.position]!;
    const named = integerTypeNamed(typeWords(evaluation));
    if (!named) return fail(evaluation, { kind: 'syntax', start: from.start, end: evaluation.tokens[evaluation.position - 1]!.end, expected: 'type' });
    if (!take(evaluation, ')')) return failSyntax(evaluation, ')');
    const operand = nested(evaluation, unary);
    const type = fixedType(named, evaluation.environment.pointerSize);
    return operand && { value: wrap(operand.value, type), type, start: open.start, end: operand.end };
  }
  const inner = nested(evaluation, conditional);
  if (!inner) return undefined;
  const close = evaluation.tokens[evaluation.position];
  if (!take(evaluation, ')')) return failSyntax(evaluation, ')');
  return { value: inner.value, type: inner.type, start: open.start, end: close!.end };
}

/** `sizeof(NAME)`, `sizeof(struct NAME)`, `sizeof(unsigned long)`, `sizeof(NAME *)`. Its type is that of size_t: unsigned, of pointer size. */
function sizeOf(evaluation: Evaluation, keyword: Token): Operand | undefined {
  const { environment, tokens } = evaluation;
  evaluation.position++;
  if (!take(evaluation, '(')) return failSyntax(evaluation, '(');
  if (tokens[evaluation.position]?.text === 'struct') evaluation.position++;
  const from = tokens[evaluation.position];
  if (from?.kind !== 'name' && from?.kind !== 'type') return failSyntax(evaluation, 'type');
  let size: number | undefined;
  let words: string[];
  if (from.kind === 'name') {
    evaluation.position++;
    words = [from.text];
  } else {
    words = typeWords(evaluation);
  }
  const last = tokens[evaluation.position - 1]!;
  const written = words.join(' ');
  const isPointer = take(evaluation, '*');
  if (isPointer) while (take(evaluation, '*'));
  size = isPointer ? environment.pointerSize : environment.sizeOf(written);
  if (size === undefined) {
    const type = integerTypeNamed(words);
    if (type) size = shapes[fixedType(type, environment.pointerSize)].width / 8;
    else if (written === 'PVOID' || written === 'HANDLE') size = environment.pointerSize;
  }
  if (size === undefined) return fail(evaluation, { kind: 'unknownSize', start: from.start, end: last.end, name: written });
  const close = tokens[evaluation.position];
  if (!take(evaluation, ')')) return failSyntax(evaluation, ')');
  if (!words.some(isTypeWord)) evaluation.names.push({ name: written, start: from.start, end: last.end, role: 'structure' });
  return { value: BigInt(size), type: environment.pointerSize === 8 ? 'ULONGLONG' : 'UINT', start: keyword.start, end: close!.end };
}
