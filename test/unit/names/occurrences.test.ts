import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../seed';
import { NodeKind, declarationsOf, occurrenceAt, occurrencesIn, occurrencesOf, readModel, renameableAt, semanticTokens } from '../../../server/src/document/index';

const samples = ['avshws', 'avssamp', 'audio-effect'].map((name) => readFileSync(`samples/${name}.avstream.json`, 'utf8'));

/** A sample with a piece cut out, and one of its letters written as an escape. */
const damaged = fc.record({ sample: fc.nat(samples.length - 1), from: fc.double({ min: 0.02, max: 1, noNaN: true }), length: fc.nat(400), escape: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ sample, from, length, escape }) => {
  const text = samples[sample]!;
  const cut = Math.floor(from * text.length);
  const rest = text.slice(0, cut) + text.slice(cut + length);
  const at = rest.indexOf('/video"', Math.floor(escape * rest.length));
  return at === -1 ? rest : `${rest.slice(0, at)}/\\u0076ideo"${rest.slice(at + 7)}`;
});

test('the search finds what a look at every string finds, in damaged documents too', () => {
  let mostThings = 0;
  fc.assert(fc.property(damaged, (text) => {
    const model = readModel(text);
    const all = new Map<string, number[]>();
    const things = new Map<string, ReturnType<typeof occurrencesIn>[number]['things'][number]>();
    for (let node = 0; node < model.tree.count; node++) {
      if (model.tree.kind[node] !== NodeKind.String) continue;
      for (const { things: meant, name, start } of occurrencesIn(model, node)) {
        for (const thing of meant) {
          const key = `${thing.key} ${name}`;
          things.set(key, { ...thing, name });
          all.set(key, [...(all.get(key) ?? []), start]);
        }
      }
    }
    for (const [key, starts] of all) {
      const found = [...occurrencesOf(model, things.get(key)!)];
      expect(found.map(({ start }) => start), key).toEqual(starts);
      for (const { start, end, nameStart, nameEnd } of declarationsOf(model, things.get(key)!)) expect(start <= nameStart && nameStart <= nameEnd && nameEnd <= end, key).toBe(true);
    }
    // A document cut right at its beginning names nothing.
    mostThings = Math.max(mostThings, things.size);
  }), { numRuns: 25 });
  expect(mostThings).toBeGreaterThan(3);
});

test('tokens are in order, apart, within their lines, and those of parts are those of the whole', () => {
  fc.assert(fc.property(damaged, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (text, cuts) => {
    const model = readModel(text);
    const whole = semanticTokens(model, 0, text.length);
    for (const [index, { start, end }] of whole.entries()) {
      expect(start).toBeGreaterThanOrEqual(index === 0 ? 0 : whole[index - 1]!.end);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(text.slice(start, end)).not.toMatch(/[\r\n]/);
    }
    const borders = [0, ...cuts.map((cut) => text.lastIndexOf('\n', Math.floor(cut * text.length)) + 1).sort((a, b) => a - b), text.length];
    expect(borders.slice(1).flatMap((to, index) => semanticTokens(model, borders[index]!, to))).toEqual(whole);
  }), { numRuns: 40 });
});

test('nothing throws at any offset', () => {
  fc.assert(fc.property(damaged, fc.double({ min: 0, max: 1, noNaN: true }), (text, where) => {
    const model = readModel(text);
    const offset = Math.floor(where * text.length);
    const occurrence = occurrenceAt(model, offset);
    expect(occurrence === undefined || (occurrence.start - 1 <= offset && offset <= occurrence.end + 1)).toBe(true);
    renameableAt(model, offset);
  }), { numRuns: 100 });
});
