import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { firstTree, modelAfter, treeAfter } from '../../../server/src/document/index';
import { generateDescriptor } from '../../bench/support/descriptors';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('elements that were read in many versions keep none of the texts of those versions', () => {
  let text = generateDescriptor(500_000);
  const digits = [...text.matchAll(/"Frames": \d/g)].map(({ index, 0: found }) => index + found.length - 1);
  const edited = digits.filter((_, index) => index % Math.ceil(digits.length / 60) === 0);
  expect(edited.length).toBeGreaterThan(25);
  let tree = firstTree(text);
  let model = modelAfter(undefined, tree);
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for (const at of edited) {
    text = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
    tree = treeAfter(tree, text, { start: at, oldEnd: at + 1, newEnd: at + 1 });
    model = modelAfter(model, tree);
  }
  expect(model.model.tree.text).toBe(text);
  expect((used() - before) / text.length).toBeLessThan(3);
});
