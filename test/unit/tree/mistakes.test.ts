import { describe, expect, test } from 'vitest';
import { parseTree } from '../../../server/src/document/tree/index';
import { checkTree } from './check-tree';
import { show, showProblems } from './show';

/** Text, the tree that is read from it, the problems with the text each marks. One mistake, one problem. */
type Case = readonly [text: string, tree: string, ...problems: string[]];

const groups: Record<string, readonly Case[]> = {
  'missing values, commas and colons': [
    ['{"Flags": \n "Frames": 2}', '{Flags:?,Frames:2}', 'expectedValue ":"'],
    ['{"Flags": // none yet\n "Frames": 2}', '{Flags:?,Frames:2}', 'expectedValue ":"'],
    ['{"Flags": /* : */ "Frames": 2}', '{Flags:?,Frames:2}', 'expectedValue ":"'],
    ['{"Flags":\n "Frames":\n "Weight": 1}', '{Flags:?,Frames:?,Weight:1}', 'expectedValue ":"', 'expectedValue ":"'],
    ['{"Flags": , "Frames": 2}', '{Flags:?,Frames:2}', 'expectedValue ":"'],
    ['{"Flags":}', '{Flags:?}', 'expectedValue ":"'],
    ['{"a": {"Flags":}, "b": 1}', '{a:{Flags:?},b:1}', 'expectedValue ":"'],
    ['{"Flags"}', '{Flags:?}', 'expectedColon "\\"Flags\\""'],
    ['{"Fl", "b": 1}', '{Fl:?,b:1}', 'expectedColon "\\"Fl\\""'],
    ['{"Flags"\n "Frames": 2}', '{Flags:?,Frames:2}', 'expectedColon "\\"Flags\\""'],
    ['{"a" 1, "b": 2}', '{a:1,b:2}', 'expectedColon "\\"a\\""'],
    ['{"a" = 1}', '{a:1}', 'expectedColon "="'],
    ['{"a": 1\n "b": 2}', '{a:1,b:2}', 'expectedComma "1"'],
    ['{"a": {"x": 1} "b": 2}', '{a:{x:1},b:2}', 'expectedComma "}"'],
    ['{"a": "b" "c": 1}', '{a:"b",c:1}', 'expectedComma "\\""'],
    ['{"a": 1; "b": 2}', '{a:1,b:2}', 'expectedComma ";"'],
    ['[1 2 3]', '[1,2,3]', 'expectedComma "1"', 'expectedComma "2"'],
    ['["A" "B"]', '["A","B"]', 'expectedComma "\\""'],
    ['[{} {}]', '[{},{}]', 'expectedComma "}"'],
    ['[1,,2]', '[1,2]', 'expectedValue ","'],
    ['[,]', '[]', 'expectedValue ","'],
    ['{,}', '{}', 'expectedPropertyName ","'],
    ['{"a":1,,"b":2}', '{a:1,b:2}', 'expectedPropertyName ","'],
    ['{"a":: 1}', '{a:1}', 'unexpectedCharacter ":"'],
    ['{"a" 1 "b" 2}', '{a:1,b:2}', 'expectedColon "\\"a\\""', 'expectedComma "1"', 'expectedColon "\\"b\\""'],
  ],
  names: [
    ['{a: 1}', '{a:1}', 'expectedPropertyName "a"'],
    ["{'a': 1}", '{a:1}', `singleQuotes "'a'"`],
    ['{1: 2}', '{1:2}', 'expectedPropertyName "1"'],
    ['{: 1, "b": 2}', '{:1,b:2}', 'expectedPropertyName ":"'],
    ['{{"a":1}}', '{:{a:1}}', 'expectedPropertyName "{"'],
    ['{* "b": 2}', '{b:2}', 'expectedPropertyName "*"'],
    ['{foo bar, "b": 2}', '{foo:<bar>,b:2}', 'expectedPropertyName "foo"'],
    ['{"__proto__": {"x": 1}, "constructor": 2}', '{__proto__:{x:1},constructor:2}'],
  ],
  strings: [
    ['{"a": "abc,\n "b": 2}', '{a:"abc",b:2}', 'unterminatedString "\\"abc"'],
    ['{"a": "abc}', '{a:"abc"}', 'unterminatedString "\\"abc"'],
    ['{"a": "{0b1ab4e0-8a6f}\n}', '{a:"{0b1ab4e0-8a6f}"}', 'unterminatedString "\\"{0b1ab4e0-8a6f}"'],
    ['{"Flags: 2,\n"b":1}', '{Flags:2,b:1}', 'unterminatedString "\\"Flags"'],
    ['{"Flags: [\n"A"\n], "b":1}', '{Flags:["A"],b:1}', 'unterminatedString "\\"Flags"'],
    ['{"Fl\n "Frames": 2}', '{Fl:?,Frames:2}', 'unterminatedString "\\"Fl"'],
    ['["A\r\n,"B"]', '["A","B"]', 'unterminatedString "\\"A"'],
    ['{"a": 1, Frames": 2, "b": [A", "B", C"]}', '{a:1,Frames:2,b:["A","B","C"]}', 'expectedPropertyName "Frames\\""', 'invalidLiteral "A\\""', 'invalidLiteral "C\\""'],
    ['{"a": 2 * PAGE_SIZE", "b": 1}', '{a:"2 * PAGE_SIZE",b:1}', 'invalidLiteral "2 * PAGE_SIZE\\""'],
    ['["A, "B"]', '["A","B"]', 'unterminatedString "\\"A"'],
    ['{"a": "b, "c": 1}', '{a:"b",c:1}', 'unterminatedString "\\"b"'],
    ['{"a": [{"b": "c}, {"d": 1}]}', '{a:[{b:"c"},{d:1}]}', 'unterminatedString "\\"c"'],
    ['{"Flags: ["A", "B"], "b": 1}', '{Flags:["A","B"],b:1}', 'unterminatedString "\\"Flags"'],
    ['{"Frames: 2, "b": 1}', '{Frames:2,b:1}', 'unterminatedString "\\"Frames"'],
    ['"', '""', 'unterminatedString "\\""'],
    ['"abc\\', '"abc\\\\"', 'unterminatedString "\\"abc\\\\"'],
    ['"abc\\"', '"abc\\""', 'unterminatedString "\\"abc\\\\\\""'],
    ["['a', 'it\\'s']", `["a","it's"]`, `singleQuotes "'a'"`, `singleQuotes "'it\\\\'s'"`],
    ['"C:\\drivers"', '"C:\\\\drivers"', 'invalidEscape "\\\\d"'],
    ['"\\u12"', '"\\\\u12"', 'invalidEscape "\\\\u12"'],
    ['"\\x41"', '"\\\\x41"', 'invalidEscape "\\\\x"'],
    ['"a\tb"', '"a\\tb"', 'controlCharacter "\\t"'],
    ['"a\0\0b"', '"a\\u0000\\u0000b"', 'controlCharacter "\\u0000\\u0000"'],
    ['"\\ud83d"', '"\\ud83d"'],
    ['"\u2028"', '"\u2028"'],
  ],
  'numbers and literals': [
    ['[0x10, +5, 007, .5, 5., -0X1f]', '[16,5,7,0.5,5,-31]', 'invalidNumber "0x10"', 'invalidNumber "+5"', 'invalidNumber "007"', 'invalidNumber ".5"', 'invalidNumber "5."', 'invalidNumber "-0X1f"'],
    ['[1e, 0x, 1.2.3, -, 10u]', '[<1e>,<0x>,<1.2.3>,<->,<10u>]', 'invalidNumber "1e"', 'invalidNumber "0x"', 'invalidNumber "1.2.3"', 'invalidNumber "-"', 'invalidNumber "10u"'],
    ['[NaN, Infinity, -Infinity, True, nul, undefined]', '[<NaN>,<Infinity>,<-Infinity>,<True>,<nul>,<undefined>]',
      'invalidLiteral "NaN"', 'invalidLiteral "Infinity"', 'invalidLiteral "-Infinity"', 'invalidLiteral "True"', 'invalidLiteral "nul"', 'invalidLiteral "undefined"'],
    ['{"a": 2 * PAGE_SIZE, "b": 1}', '{a:<2 * PAGE_SIZE>,b:1}', 'invalidLiteral "2 * PAGE_SIZE"'],
    ['{"a": (ULONG)-1 // all\n}', '{a:<(ULONG)-1>}', 'invalidLiteral "(ULONG)-1"'],
    ['{"a": KSPIN_FLAG_A | 4 }', '{a:<KSPIN_FLAG_A | 4>}', 'invalidLiteral "KSPIN_FLAG_A | 4"'],
    ['{"a": 8 - 4, "b": 1024/2}', '{a:<8 - 4>,b:<1024/2>}', 'invalidLiteral "8 - 4"', 'invalidLiteral "1024/2"'],
    ['[1, -2, -0, 1e5, 1E+5, 1.5e-3]', '[1,-2,0,100000,100000,0.0015]'],
    ['[truefalse]', '[<truefalse>]', 'invalidLiteral "truefalse"'],
    ['{"a": tru, "b": 1}', '{a:<tru>,b:1}', 'invalidLiteral "tru"'],
  ],
  brackets: [
    ['{"a": [1, 2 }, "b": 3}', '{a:[1,2],b:3}', 'mismatchedBracket "}"'],
    ['{"a": {"c": 1 ], "d": 2}', '{a:{c:1},d:2}', 'mismatchedBracket "]"'],
    ['{"a": 1], "d": 2}', '{a:1,d:2}', 'mismatchedBracket "]"'],
    ['{"x": {"y": [1, {"z": 2}}, "w": 1}', '{x:{y:[1,{z:2}]},w:1}', 'unclosedArray "["'],
    ['{"Flags": [}', '{Flags:[]}', 'unclosedArray "["'],
    ['[1, 2}', '[1,2]', 'mismatchedBracket "}"'],
    ['{"a": 1}}', '{a:1}', 'trailingContent "}"'],
    ['{"a": 1}, "b": 2}', '{a:1,b:2}', 'mismatchedBracket "}"'],
    ['{"a": 1} {"b": 2}', '{a:1}', 'trailingContent "{\\"b\\": 2}"'],
    [']', '-', 'mismatchedBracket "]"'],
    ['[1, 2', '[1,2]', 'unclosedArray "["'],
    ['{"a": {"b": [', '{a:{b:[]}}', 'unclosedArray "["'],
    ['["a": 1]', '[{a:1}]', 'unexpectedCharacter ":"'],
    ['{"x": [ "a": 1, "b": [2] }, {"c": 3} ], "d": 4}', '{x:[{a:1,b:[2]},{c:3}],d:4}', 'unexpectedCharacter ":"'],
    ['{"x": [ "a": 1, "b": [2] ], "d": 4}', '{x:[{a:1,b:[2]}],d:4}', 'unexpectedCharacter ":"'],
    // Indentation says where the missing bracket belongs.
    ['{\n  "A": {\n    "x": 1\n  "B": {}\n}', '{A:{x:1},B:{}}', 'unclosedObject "{"'],
    ['{\n  "A": {\n    "x": 1,\n  "B": { "y": 1 },\n  "C": []\n}', '{A:{x:1},B:{y:1},C:[]}', 'unclosedObject "{"'],
    ['{\n  "B": [ {\n    "y": 1\n  ],\n  "C": 1\n}', '{B:[{y:1}],C:1}', 'unclosedObject "{"'],
    ['{\n  "Flags": [\n    "A"\n  "Frames": 2\n}', '{Flags:["A"],Frames:2}', 'unclosedArray "["'],
    ['{\n  "Flags": [\n  "Frames": 2\n}', '{Flags:[],Frames:2}', 'unclosedArray "["'],
    ['{\n  "Flags": [ "A", "B",\n  "Frames": 2\n}', '{Flags:["A","B"],Frames:2}', 'unclosedArray "["'],
    ['{\n  "A": [\n    1,\n    2\n  },\n  "B": 1\n}', '{A:[1,2],B:1}', 'mismatchedBracket "}"'],
    ['{"P": [ {"a": {"x": 1}, {"a": 2}, {"a": 3} ], "b": 4}', '{P:[{a:{x:1}},{a:2},{a:3}],b:4}', 'unclosedObject "{"'],
    ['{"P": [ {"a": {"x": 1}, "b": 2, {"a": 3} ] }', '{P:[{a:{x:1},b:2},{a:3}]}', 'unclosedObject "{"'],
    ['{"P": [ {"a": 1, {"x": 1} } ] }', '{P:[{a:1,:{x:1}}]}', 'expectedPropertyName "{"'],
    ['{\n  "A": {\n    "P": [\n      1\n  },\n  "B": 1\n}', '{A:{P:[1]},B:1}', 'unclosedArray "["'],
  ],
  'other text': [
    ['', '-', 'emptyDocument ""'],
    [' \n', '-', 'emptyDocument " \\n"'],
    ['// nothing', '-', 'emptyDocument "// nothing"'],
    ['/* x', '-', 'unterminatedComment "/*"'],
    ['{"a": 1 /* x', '{a:1}', 'unclosedObject "{"', 'unterminatedComment "/*"'],
    ['{"a":\u00a01}', '{a:1}', 'unexpectedCharacter "\u00a0"'],
    ['[1,\u2028 2]', '[1,2]', 'unexpectedCharacter "\u2028"'],
    ['[\u0000\u00001]', '[1]', 'controlCharacter "\\u0000\\u0000"'],
    ['KSPIN', '<KSPIN>', 'invalidLiteral "KSPIN"'],
    ['{} // end\n', '{}'],
    ['{} x /* y', '{}', 'trailingContent "x /* y"'],
    ['{"a": @, "b": 1}', '{a:<@>,b:1}', 'invalidLiteral "@"'],
    ['{"a": 1 @ 2, "b": 1}', '{a:1,b:1}', 'unexpectedCharacter "@ 2"'],
    ['{\n  / "a": 1,\n  # "b": {\n  "c": 2\n}', '{c:2}', 'unexpectedCharacter "/"', 'unexpectedCharacter "#"'],
    ['{"a": /, "b": 1}', '{a:</>,b:1}', 'invalidLiteral "/"'],
  ],
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(cases)('%j', (text, tree, ...problems) => {
    const parsed = parseTree(text);
    checkTree(parsed);
    expect(show(parsed)).toBe(tree);
    expect(showProblems(parsed)).toEqual(problems);
  });
});

test('a missing bracket is reported at the container it is missing from, wherever it shows', () => {
  const text = JSON.stringify({ P: [{ a: { b: [{ c: { d: 1 }, e: 2 }], f: 3 }, g: 4 }, { a: 5 }, { a: 6 }], q: [[7], [8]] }, null, 2);
  const whole = parseTree(text);
  expect(whole.problems).toEqual([]);
  let containers = 0;
  for (let node = 1; node < whole.count; node++) {
    // A bracket on a line of its own belongs where the indentation says.
    if (whole.kind[node]! > 2) continue;
    containers++;
    const closer = whole.end[node]! - 1;
    const tree = parseTree(text.slice(0, closer) + text.slice(closer + 1));
    checkTree(tree);
    expect(show(tree)).toBe(show(whole));
    expect(tree.problems.map(({ kind, start }) => [kind, start])).toEqual([[whole.kind[node] === 1 ? 'unclosedObject' : 'unclosedArray', whole.start[node]]]);
  }
  expect(containers).toBe(11);
});

test('a hundred problems are reported, then that there are more', () => {
  const tree = parseTree(`[${'@,'.repeat(500)}]`);
  expect(tree.problems).toHaveLength(101);
  expect(tree.problems.at(-1)!.kind).toBe('tooManyProblems');
  expect(tree.count).toBe(501);
  expect(parseTree(`[${'@,'.repeat(100)}]`).problems.map((problem) => problem.kind)).not.toContain('tooManyProblems');
});

test('a document with Windows line ends has the same tree', () => {
  for (const [text, expected] of groups['brackets']!) expect(show(parseTree(text.replace(/\n/g, '\r\n')))).toBe(expected);
});
