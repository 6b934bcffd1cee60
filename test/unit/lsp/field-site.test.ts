import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NodeKind, pathOf, readModel, siteAt } from '../../../server/src/document/index';

test('every value of the samples is known to the catalog, and bound to what stands there', () => {
  for (const name of ['avshws', 'pcie-4k-grabber']) {
    const model = readModel(readFileSync(`samples/${name}.avstream.json`, 'utf8'));
    const { tree } = model;
    for (let node = 0; node < tree.count; node++) {
      const kind = tree.kind[node]!;
      if (kind === NodeKind.Property || tree.parent[node] === -1) continue;
      const parent = tree.parent[node]!;
      if (tree.kind[parent] === NodeKind.Property && tree.firstChild[parent] === node) continue;
      const site = siteAt(model, node);
      const path = pathOf(tree, node);
      // Inside a distribution or remarks there are no fields.
      if (path.includes('Notes') || path.some((segment) => ['Uniform', 'Triangular', 'Table'].includes(String(segment)))) continue;
      expect(site.type, path.join('/')).toBeDefined();
      expect(site.node).toBe(node);
      if (site.type!.kind === 'flags' && site.isElement) continue;
      expect(site.bound, path.join('/')).toMatchObject({ state: expect.stringMatching(/present|null/) as unknown, node });
    }
  }
});

test('of a property written twice only the last has a value', () => {
  const text = '{ "FormatVersion": 1, "FormatVersion": 1 }';
  const model = readModel(text);
  const { tree } = model;
  const [first, second] = [tree.firstChild[0]!, tree.next[tree.firstChild[0]!]!];
  expect(siteAt(model, first).bound).toBeUndefined();
  expect(siteAt(model, second).bound).toMatchObject({ state: 'present', value: 1 });
});
