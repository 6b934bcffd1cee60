import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Model, NodeKind, type Occurrence, isRenameProblem, occurrenceAt, occurrencesIn, occurrencesOf, readModel, rename, renameableAt, type TextReplacement } from '../../../server/src/document/index';
import { reservedNames } from '../../../server/src/simulation/index';
import { validate } from '../../../server/src/rules/index';

const read = (path: string): string => readFileSync(path, 'utf8');
const folder = (path: string): readonly string[] => readdirSync(path).filter((name) => name.endsWith('.avstream.json')).map((name) => `${path}/${name}`);
const files = [...folder('samples'), ...folder('test/fixtures/drivers'), ...folder('docs/simulation/failures').filter((_, index) => index % 8 === 0)];

const applied = (text: string, replacements: readonly TextReplacement[]): string => [...replacements].reverse().reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);

/** Everything in a document that has a name: one occurrence of each. */
function thingsIn(model: Model): readonly Occurrence[] {
  const found = new Map<string, Occurrence>();
  for (let node = 0; node < model.tree.count; node++) {
    if (model.tree.kind[node] !== NodeKind.String) continue;
    for (const occurrence of occurrencesIn(model, node)) if (occurrence.things[0] !== undefined && !found.has(occurrence.things[0].key)) found.set(occurrence.things[0].key, occurrence);
  }
  return [...found.values()];
}

/** Names in a document as a list of what each means, by the order of first use: equal for documents that differ in names alone. */
function structureOf(model: Model): readonly string[] {
  const numbers = new Map<string, number>();
  const list: string[] = [];
  for (let node = 0; node < model.tree.count; node++) {
    if (model.tree.kind[node] !== NodeKind.String) continue;
    for (const { kind, things, isDeclaration } of occurrencesIn(model, node)) {
      list.push(`${node} ${kind} ${isDeclaration} ${things.map(({ key }) => {
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        return number;
      }).join()}`);
    }
  }
  return list;
}

const findingsOf = (model: Model): readonly string[] => validate(model, {}).map(({ code, place }) => `${code} ${place.node}`);

describe('rename there and back', () => {
  test.each(files)('%s', (file) => {
    const text = read(file);
    const model = readModel(text);
    const before = structureOf(model);
    const all = thingsIn(model);
    const findings = findingsOf(model);
    let renamed = 0;
    for (const occurrence of all) {
      const target = renameableAt(model, occurrence.start);
      if (isRenameProblem(target)) continue;
      const edits = rename(model, target, 'Neu "名前" \\1', reservedNames);
      expect(isRenameProblem(edits), `${occurrence.kind} ${occurrence.name}`).toBe(false);
      if (isRenameProblem(edits)) continue;
      const changed = applied(text, edits);
      const other = readModel(changed);
      expect(structureOf(other), `${occurrence.kind} ${occurrence.name}`).toEqual(before);
      if (renamed++ % 7 === 0) expect(findingsOf(other), `${occurrence.kind} ${occurrence.name}`).toEqual(findings);
      const first = edits[0]!;
      const again = renameableAt(other, first.start + 1);
      expect(isRenameProblem(again)).toBe(false);
      if (isRenameProblem(again)) continue;
      expect([...occurrencesOf(other, again.thing)]).toHaveLength(edits.length);
      const back = rename(other, again, occurrence.name, reservedNames);
      expect(back, `${occurrence.kind} ${occurrence.name}`).not.toHaveProperty("kind");
      if (!isRenameProblem(back)) expect(applied(changed, back)).toBe(text);
    }
    expect(occurrenceAt(model, 0)).toBeUndefined();
  });
});
