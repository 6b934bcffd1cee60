import type { SyntaxProblemKind } from '../../document/index';
import type { RuleDescription } from '../rule';

/** What can be wrong with the text, said for people who write JSON by hand. */
const texts: Readonly<Record<SyntaxProblemKind, string>> = {
  unterminatedString: 'This string has no closing quote on its line, so the rest of the line is read as its text. Add ".',
  unterminatedComment: 'This comment has no end, so the rest of the file belongs to it. Add */.',
  expectedValue: 'A value is missing here. Write a number, a string, an array, an object, true, false or null.',
  expectedComma: 'A comma is missing here, between this value and the next.',
  expectedColon: 'A colon is missing here, between the name of the property and its value.',
  expectedPropertyName: 'The name of a property has to stand here, in double quotes.',
  unexpectedCharacter: 'This character has no meaning here. Remove it; a comment begins with // or stands between /* and */.',
  controlCharacter: 'This control character may not stand here. Inside a string write it as an escape, such as \\t for a tab; elsewhere remove it.',
  trailingContent: 'The document has ended before this text: a descriptor is one object. Remove the text, or move it into the object.',
  emptyDocument: 'The file is empty. A descriptor is one object, such as { "FormatVersion": 1 }.',
  unclosedObject: 'This object is not closed. Add } where it ends.',
  unclosedArray: 'This array is not closed. Add ] where it ends.',
  mismatchedBracket: 'This bracket does not match the one that is open. An array ends with ], an object with }.',
  invalidEscape: 'JSON has no such escape. Write \\\\ for a backslash, and \\u with four hexadecimal digits for a character by its number.',
  invalidNumber: 'JSON has no number of this form. Write it in decimal, or as a C expression in quotes, such as "0x10".',
  invalidLiteral: 'This word stands without quotes. Names of constants and C expressions are strings: put it in double quotes.',
  singleQuotes: 'Strings stand in double quotes. Replace the single quotes.',
  tooManyProblems: 'The text has more syntax errors than are listed. Correct the first ones, and the rest will be read.',
};

/** The text is no JSON. */
export const doc01: RuleDescription = {
  code: 'DOC-01', title: 'Syntax error', area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0',
  condition: 'The text is no JSON with comments and trailing commas.',
  effect: 'What stands at that place cannot be read and counts as unknown: rules about it stay silent, everything else is checked all the same.',
  remedy: 'Correct the text at that place. C expressions and names of constants are strings in double quotes.',
  texts,
};
