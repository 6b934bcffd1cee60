import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constantNamed, constantSets, guidNamed, guidsByValue, macroNamed } from '../../../server/src/ks/index';

interface Vocabulary { readonly constants: Readonly<Record<string, number>>; readonly guids: Readonly<Record<string, string>>; readonly macros: readonly string[] }

// Names and values collected from the documentation and the official headers, not from the catalog.
const vocabulary = JSON.parse(readFileSync(new URL('../../fixtures/vocabulary.json', import.meta.url), 'utf8')) as Vocabulary;

describe('the vocabulary of kernel streaming', () => {
  it('is all there', () => {
    expect(Object.keys(vocabulary.constants).length).toBe(250);
    expect(Object.keys(vocabulary.guids).length).toBe(62);
  });

  it.each(Object.entries(vocabulary.constants))('%s is %i', (name, value) => {
    expect(constantNamed(name)?.constant.value).toBe(value);
    for (const set of constantSets) for (const constant of set.constants) if (constant.name === name) expect(constant.value, set.name).toBe(value);
  });

  it.each(Object.entries(vocabulary.guids))('%s is %s', (name, value) => {
    expect(guidNamed(name)?.value).toBe(value);
    expect(guidsByValue(value).map((guid) => guid.name)).toContain(name);
  });

  it.each(vocabulary.macros)('%s is a macro of the catalog', (name) => {
    expect(macroNamed(name)?.expansion).toBeTruthy();
  });
});
