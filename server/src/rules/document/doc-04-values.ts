import type { DurationProblemKind, ExpressionProblemKind } from '../../document/index';
import type { RuleDescription } from '../rule';

const common = { area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0' } as const;
const effect = 'The value cannot be read and counts as unknown: rules about it stay silent.';

/** A value of the wrong JSON type. */
export const doc04: RuleDescription = {
  ...common, effect, code: 'DOC-04', title: 'Value of the wrong type',
  condition: 'A value is not of a JSON type that its property takes.',
  remedy: 'Write a value of the type that the message names.',
  texts: {
    type: '{field} wants {expected}; this is {found} and is not looked at.',
    fraction: '{field} is a whole number in C; {value} is not. Round it.',
    root: 'A descriptor is one object, such as { "FormatVersion": 1 }. Nothing else is looked at.',
  },
};

/** A name that nothing has. */
export const doc05: RuleDescription = {
  ...common, effect, code: 'DOC-05', title: 'Unknown name',
  condition: 'A constant, GUID, word of the format, table entry or pin is named that does not exist, or a name is used that several pins have.',
  remedy: 'Correct the name. A GUID without a name is written {xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}, a number as itself.',
  texts: {
    constant: '{field}: there is no constant {name}. Write a name that the header defines, or its value.',
    constantNearest: '{field}: there is no {name}. Did you mean {nearest}?',
    guid: '{field}: there is no GUID named {name}. Write a name that the headers define, or the GUID in braces.',
    word: '{field} cannot be "{name}". It is one of: {words}.',
    wordNearest: '{field} cannot be "{name}". Did you mean "{nearest}"? It is one of: {words}.',
    entry: '{field}: the table {table} has no entry "{name}". Add the entry, or write the structure itself here.',
    entryNearest: '{field}: the table {table} has no entry "{name}". Did you mean "{nearest}"?',
    entryText: '{field}: the table {table} has no entry "{name}". Add the entry, or correct the name.',
    pin: '{field}: no pin is called "{name}". Write the labels of filter and pin, such as "capture/video".',
    pinNearest: '{field}: no pin is called "{name}". Did you mean "{nearest}"?',
    pinAmbiguous: '{field}: {count} pins are called "{name}", so that it is not clear which is meant. Give them labels of their own, or write the labels of filter and pin, such as "capture/video".',
    emptyName: 'An entry of {table} needs a name that is not empty, so that others can refer to it.',
  },
};

/** Forms that are no expressions: GUIDs and distributions. */
type FormProblem = 'guid' | 'distribution' | 'uniform' | 'triangular' | 'table' | 'histogram' | 'samples' | 'count';

/** Expressions and durations share `empty` and `syntax`. */
const expressionTexts: Readonly<Record<Exclude<ExpressionProblemKind, 'unknownName'> | DurationProblemKind | FormProblem, string>> = {
  empty: '{field} is an empty string. Write a value, or leave the property out.',
  syntax: '{field}: "{expression}" cannot be read from here on. Numbers, names, casts and the operators of C may stand in an expression; a duration is a number with a unit, such as "5 ms".',
  tooLong: '{field}: this expression is too long to be read. Write its value.',
  tooDeep: '{field}: this expression is nested too deeply to be read. Write its value.',
  invalidLiteral: '{field}: this is no number of C in "{expression}". Write it in decimal, or in hexadecimal with 0x.',
  notRepresentable: '{field}: this number in "{expression}" fits into no integer type of C.',
  unknownSize: '{field}: the size in "{expression}" is not known. Write the number of bytes.',
  divisionByZero: '{field}: "{expression}" divides by zero, which no compiler accepts.',
  overflow: '{field}: "{expression}" overflows its type, so that its value is not defined in C. Cast an operand to a wider or unsigned type.',
  shiftRange: '{field}: "{expression}" shifts by more bits than the type has, or by a negative number, which has no defined result in C.',
  unitMissing: '{field}: "{expression}" has no unit. Write one, such as "5 ms" (ns, us, ms, s or min).',
  unknownUnit: '{field}: the unit in "{expression}" is not known. Write ns, us, ms, s or min.',
  negative: '{field}: "{expression}" is negative; a duration is not.',
  zero: '{field}: "{expression}" is zero, or divides by zero. Write a duration above 0.',
  tooLarge: '{field}: "{expression}" is longer than can be simulated exactly (104 days).',
  notWholeNanoseconds: '{field}: "{expression}" is no whole number of nanoseconds, the unit of virtual time. Round it.',
  guid: '{field}: "{expression}" is no GUID. Write {xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx} with hexadecimal digits, or a name.',
  distribution: '{field} is one value, or an object with one of Uniform, Triangular, Table, Histogram and Samples, such as { "Uniform": ["1 ms", "3 ms"] }.',
  uniform: '{field}: Uniform takes the least and the greatest value, in this order, such as ["1 ms", "3 ms"].',
  triangular: '{field}: Triangular takes the least, the most likely and the greatest value, in this order.',
  table: '{field}: Table takes rows of a value and a whole weight, such as [["1 ms", 9], ["20 ms", 1]], and not all weights may be 0.',
  histogram: '{field}: Histogram takes rows of the lower bound of a bin, its upper bound and a whole count, such as [["0 us", "1 us", 900], ["1 us", "2 us", 100]], and not all counts may be 0.',
  samples: '{field}: Samples takes the measured values, at least one.',
  count: '{field}: {expression} is no whole number above 0.',
};

/** An expression or duration that cannot be read. */
export const doc06: RuleDescription = {
  ...common, effect, code: 'DOC-06', title: 'Expression that cannot be read',
  condition: 'A C constant expression, a GUID, a duration or a distribution is written in a form that cannot be read.',
  remedy: 'Write an expression of numbers, operators, casts and names of constants, such as "2 * PAGE_SIZE"; a duration as a number with a unit, such as "5 ms".',
  texts: expressionTexts,
};

/** A value that its C type cannot hold. */
export const doc07: RuleDescription = {
  ...common, effect, code: 'DOC-07', title: 'Value out of range',
  condition: 'A value does not fit into the C type of its field.',
  remedy: 'Write a value inside the range that the message names. "(ULONG)-1" stands for 0xFFFFFFFF.',
  texts: {
    range: '{field} is {value}, which does not fit into a {type} ({least} to {greatest}): a compiler would cut it off. Write a value inside the range.',
    negative: '{field} is {value}, but a {type} holds no negative numbers ({least} to {greatest}). For all bits set write "(ULONG)-1".',
  },
};
