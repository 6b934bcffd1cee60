import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createLineIndex, findProperty, isPropertyName, lineAt, nodeAtOffset, NodeKind, numberValue, offsetAt, offsetInString, parseTree, positionAt, propertyValue, rawText, scanValue, stringValue,
  type NodeId, type Tree,
} from '../../../server/src/document/tree/index';
import { show } from './show';

/** The innermost node covering an offset, found the slow way. */
function innermost(tree: Tree, offset: number, includeEnd: boolean): NodeId {
  let found = -1;
  for (let node = 0; node < tree.count; node++) {
    const covers = tree.start[node]! <= offset && (offset < tree.end[node]! || (includeEnd && offset === tree.end[node]));
    if (covers) found = node;
  }
  return found;
}

const document = '\n{ "a": [ 1, "x", {} ] , "b":{"c":null,"d":true}, "e": }\n';

test('the node at an offset is the innermost that covers it', () => {
  const tree = parseTree(document);
  for (let offset = -1; offset <= document.length + 1; offset++) {
    expect(nodeAtOffset(tree, offset), `offset ${offset}`).toBe(innermost(tree, offset, false));
  }
});

test('the node before the caret is found with includeEnd', () => {
  const tree = parseTree('{"a": "x"}');
  expect(rawText(tree, nodeAtOffset(tree, 9, true))).toBe('"x"');
  expect(nodeAtOffset(tree, 9)).toBe(0);
  expect(nodeAtOffset(tree, 10, true)).toBe(0);
  expect(nodeAtOffset(tree, 10)).toBe(-1);
  // Where two nodes meet, the one that begins there.
  expect(rawText(parseTree('["x"[]]'), nodeAtOffset(parseTree('["x"[]]'), 4, true))).toBe('[]');
});

test('names are told from values', () => {
  const tree = parseTree(document);
  const isNameAt = (text: string): boolean => isPropertyName(tree, nodeAtOffset(tree, document.indexOf(text)));
  expect(isNameAt('a"')).toBe(true);
  expect(isNameAt('x"')).toBe(false);
  expect(isNameAt('c"')).toBe(true);
  expect(isPropertyName(tree, 0)).toBe(false);
  expect(isPropertyName(tree, -1)).toBe(false);
});

test('a missing value is -1', () => {
  const tree = parseTree(document);
  const property = findProperty(tree, 0, 'e');
  expect(propertyValue(tree, property)).toBe(-1);
  expect(rawText(tree, property)).toBe('"e":');
  expect(stringValue(tree, -1)).toBe('');
  expect(numberValue(tree, -1)).toBeNaN();
});

test('strings decode as JSON.parse does, and every decoded index has its offset', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('\\n', '\\"', '\\\\', '\\/', '\\u0041', '\\uD83C', '\\udfa5', 'a', ' ', '🎥', '\ud800', '\u2028'), fc.string({ maxLength: 2 }).map((s) => JSON.stringify(s).slice(1, -1))), { maxLength: 12 }), (parts) => {
    const raw = `"${parts.join('')}"`;
    const tree = parseTree(` ${raw} `);
    const decoded = JSON.parse(raw) as string;
    expect(tree.problems).toEqual([]);
    expect(stringValue(tree, 0)).toBe(decoded);
    // The escape that begins at the offset of an index stands for the character there.
    for (let index = 0; index < decoded.length; index++) {
      const from = offsetInString(tree, 0, index);
      const to = offsetInString(tree, 0, index + 1);
      expect(JSON.parse(`"${tree.text.slice(from, to)}"`)).toBe(decoded[index]);
    }
    expect(offsetInString(tree, 0, decoded.length)).toBe(tree.end[0]! - 1);
    expect(offsetInString(tree, 0, decoded.length + 5)).toBe(tree.end[0]! - 1);
  }));
});

test('names are found by their decoded text', () => {
  const names = fc.oneof(fc.constantFrom('', '\\', '"', 'a', 'a\\', '\n', '\\n', '\\u0061', '\ud800', 'ab'), fc.string({ maxLength: 3 }));
  fc.assert(fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 5 }), names, (keys, other) => {
    const tree = parseTree(`{${keys.map((key, index) => `${JSON.stringify(key)}: ${index}`).join(',')}}`);
    keys.forEach((key, index) => expect(numberValue(tree, propertyValue(tree, findProperty(tree, 0, key)))).toBe(index));
    if (!keys.includes(other)) expect(findProperty(tree, 0, other)).toBe(-1);
  }));
});

test('numbers in forms JSON lacks keep their value', () => {
  for (const [text, value] of [['0x10', 16], ['+5', 5], ['-0X1F', -31], ['007', 7], ['.5', 0.5], ['5.', 5], ['1e3', 1000]] as const) {
    expect(numberValue(parseTree(text), 0), text).toBe(value);
  }
  expect(numberValue(parseTree('"5"'), 0)).toBeNaN();
});

test('positions and offsets agree with the text document of the language server', () => {
  const line = fc.constantFrom('\n', '\r', '\r\n', 'a', ' ', '🎥', '\u2028', '"');
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }).map((parts) => parts.join('')), (text) => {
    const oracle = TextDocument.create('a:b', 'avstream', 1, text);
    const index = createLineIndex(text);
    expect(index.lineCount).toBe(oracle.lineCount);
    for (let offset = -1; offset <= text.length + 1; offset++) {
      const position = positionAt(index, offset);
      expect(position).toEqual(oracle.positionAt(offset));
      expect(lineAt(index, Math.max(0, offset))).toBeLessThan(index.lineCount);
    }
    for (let row = 0; row <= oracle.lineCount; row++) {
      for (let character = 0; character < 8; character++) {
        expect(offsetAt(index, row, character), `${row}:${character} in ${JSON.stringify(text)}`).toBe(oracle.offsetAt({ line: row, character }));
      }
    }
  }));
});

test('one value can be scanned without its surroundings', () => {
  const text = '{"Filters": [ {"a": [1, 2]}, /* x */ {"b": "c"} , {"d" ]}';
  const second = scanValue(text, text.indexOf('/* x'));
  expect(show(second.tree)).toBe('{b:"c"}');
  expect(text.slice(second.tree.start[0], second.end)).toBe('{"b": "c"}');
  expect(second.isComplete).toBe(true);
  expect(second.tree.problems).toEqual([]);
  // The rows are those of the whole tree, but for the constant distance of ids.
  const whole = parseTree(text);
  const distance = nodeAtOffset(whole, text.indexOf('{"b"'));
  for (let node = 0; node < second.tree.count; node++) {
    expect(second.tree.kind[node]).toBe(whole.kind[node + distance]);
    expect(second.tree.start[node]).toBe(whole.start[node + distance]);
    expect(second.tree.end[node]).toBe(whole.end[node + distance]);
    if (node > 0) expect(second.tree.parent[node]! + distance).toBe(whole.parent[node + distance]);
  }
  expect(scanValue('[1, 2', 0).isComplete).toBe(false);
  const scalar = scanValue('{"a": 12, "b": 3}', 6);
  expect([scalar.end, scalar.tree.count, scalar.tree.kind[0]]).toEqual([8, 1, NodeKind.Number]);
});
