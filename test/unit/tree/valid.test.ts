import fc from 'fast-check';
import * as jsonc from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { childCount, children, NodeKind, parseTree, propertyNameNode, propertyValue, rawText, subtreeEnd, type NodeId, type Tree } from '../../../server/src/document/tree/index';
import { checkTree } from './check-tree';
import { toValue } from './show';

/** Keys that have gone wrong in other parsers, beside arbitrary ones with any code units, lone surrogates included. */
const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', '', 'Flags', 'a/b', 'm~n', '"', '\\'), fc.string({ unit: 'binary' }), fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 0xffffffff, 1e21, 5e-324, 1.7976931348623157e308));
const { value: anyJson } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, fc.constantFrom(null, true, false), number, key, tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 6 }),
  object: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((entries) => {
    const object: Record<string, unknown> = {};
    for (const [name, value] of entries) Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    return object;
  }),
}));

/** Puts blanks, line ends, comments and trailing commas into JSON text wherever they may stand. */
function decorate(text: string, choose: () => number): string {
  let out = '';
  const filler = ['', '', '', ' ', '\n', '\r\n', '\r', '\t', ' /* " */ ', '/**/', ' // [{"\n', '//\r\n'];
  const gap = (): string => filler[choose() % filler.length]!;
  for (let i = 0; i < text.length; ) {
    const c = text[i]!;
    if (c === '"') {
      let end = i + 1;
      while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      out += gap() + text.slice(i, end + 1);
      i = end + 1;
    } else if ('{}[],:'.includes(c)) {
      const closes = (c === '}' && text[i - 1] !== '{') || (c === ']' && text[i - 1] !== '[');
      out += gap() + (closes && choose() % 3 === 0 ? `,${gap()}` : '') + c + gap();
      i++;
    } else {
      out += c;
      i++;
    }
  }
  return gap() + out + gap();
}

/** The kinds of our nodes in the words of jsonc-parser. */
const oracleType = new Map<number, string>([
  [NodeKind.Object, 'object'], [NodeKind.Array, 'array'], [NodeKind.Property, 'property'], [NodeKind.String, 'string'], [NodeKind.Number, 'number'],
  [NodeKind.True, 'boolean'], [NodeKind.False, 'boolean'], [NodeKind.Null, 'null'],
]);

/** Compares kinds and ranges of two trees, node by node. */
function expectSameNodes(tree: Tree, oracle: jsonc.Node): void {
  const pending: [NodeId, jsonc.Node][] = [[tree.root, oracle]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [node, other] = pair;
    expect(oracleType.get(tree.kind[node]!)).toBe(other.type);
    expect([tree.start[node], tree.end[node]]).toEqual([other.offset, other.offset + other.length]);
    const own = [...children(tree, node)];
    expect(own.length).toBe(other.children?.length ?? 0);
    own.forEach((child, index) => pending.push([child, other.children![index]!]));
  }
}

describe('valid documents', () => {
  test('have the value that JSON.parse gives them', () => {
    fc.assert(fc.property(anyJson, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const tree = parseTree(text);
      checkTree(tree);
      expect(tree.problems).toEqual([]);
      expect(toValue(tree)).toEqual(JSON.parse(text));
    }), { numRuns: 400 });
  });

  test('with comments, trailing commas and any line ends have the value, nodes and ranges that jsonc-parser gives them', () => {
    fc.assert(fc.property(anyJson, fc.array(fc.nat(60), { minLength: 1, maxLength: 40 }), (value, choices) => {
      let next = 0;
      const text = decorate(JSON.stringify(value), () => choices[next++ % choices.length]!);
      const tree = parseTree(text);
      checkTree(tree);
      expect(tree.problems).toEqual([]);
      const errors: jsonc.ParseError[] = [];
      const oracle = jsonc.parseTree(text, errors, { allowTrailingComma: true });
      expect(errors).toEqual([]);
      expectSameNodes(tree, oracle!);
      expect(toValue(tree)).toEqual(JSON.parse(JSON.stringify(value)));
      const comments: string[] = [];
      jsonc.visit(text, { onComment: (offset, length) => comments.push(text.slice(offset, offset + length)) }, { allowTrailingComma: true });
      const ours = Array.from({ length: tree.comments.length / 2 }, (_, i) => text.slice(tree.comments[2 * i], tree.comments[2 * i + 1]));
      expect(ours).toEqual(comments);
    }), { numRuns: 400 });
  });

  test('a byte order mark at the begin is no mistake, and offsets count it', () => {
    const tree = parseTree('\ufeff{"a": 1}');
    expect(tree.problems).toEqual([]);
    expect(tree.start[0]).toBe(1);
    expect(parseTree('{}\ufeff').problems).toHaveLength(1);
  });

  test('the subtree of a node is a contiguous range of ids', () => {
    const tree = parseTree('{"a": [1, {"b": []}], "c": {"d": "e"}}');
    for (let node = 0; node < tree.count; node++) {
      const end = subtreeEnd(tree, node);
      for (let other = 0; other < tree.count; other++) {
        let above: NodeId = other;
        while (above !== -1 && above !== node) above = tree.parent[above]!;
        expect(above === node).toBe(other >= node && other < end);
      }
    }
  });

  test('a name comes before its value', () => {
    const tree = parseTree('{ "Frames" : 2 }');
    const property = tree.firstChild[0]!;
    expect(rawText(tree, property)).toBe('"Frames" : 2');
    expect(rawText(tree, propertyNameNode(tree, property))).toBe('"Frames"');
    expect(rawText(tree, propertyValue(tree, property))).toBe('2');
    expect(childCount(tree, 0)).toBe(1);
  });
});
