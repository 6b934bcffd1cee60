import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeDocument } from '../../fuzz/judge-document';
import { judgeSimulations } from '../../fuzz/judge-simulation';
import { createRandom } from '../../fuzz/random';
import { edited, longDocument, randomDocument } from '../../fuzz/random-document';
import { smaller } from '../../fuzz/smaller';
import { readModel } from '../../../server/src/document/index';

const folder = path.join(import.meta.dirname, '../../fuzz/crashes');
const crashes = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')).sort() : [];

describe('what a fuzzer once found', () => {
  it.each(crashes.map((name) => [name] as const))('%s is no longer wrong anywhere', (name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    judgeDocument(text, createRandom(1), text.length < 4000);
  });

  it('is kept', () => {
    expect(crashes.length).toBeGreaterThan(0);
  });
});

describe('what a fuzzer once found in a simulation', () => {
  const simulations = path.join(folder, '../simulation-crashes');
  const found = existsSync(simulations) ? readdirSync(simulations).filter((name) => name.endsWith('.txt')).sort() : [];

  it.each([...found, ''].map((name) => [name] as const))('%s is no longer wrong', (name) => {
    // The last one stands for a document without simulations, so that the list is never empty.
    judgeSimulations(name === '' ? '{}' : readFileSync(path.join(simulations, name), 'utf8'));
  });

  it('would be noticed', () => {
    const wrong = '{ "FormatVersion": 1, "Simulations": [ { "Label": "s" } ] }';
    expect(judgeSimulations(wrong)).toBe(0);
  });
});

describe('the documents of the fuzzer', () => {
  const many = Array.from({ length: 300 }, (_, seed) => randomDocument(createRandom(seed)));

  it('follow from the seed', () => {
    expect(randomDocument(createRandom(7))).toBe(many[7]);
    expect(new Set(many).size).toBeGreaterThan(280);
  });

  it('reach most structures of the catalog, and are often read without a mistake', () => {
    const models = many.map(readModel);
    const structures = new Set(models.flatMap(({ instances }) => instances.map(({ structure }) => structure.name)));
    expect(structures.size).toBeGreaterThan(25);
    expect(models.filter(({ problems }) => problems.length < 3).length).toBeGreaterThan(20);
    expect(many.some((text) => text.includes('avstream-disable'))).toBe(true);
  });

  it('may be long, and may be cut while they are edited', () => {
    expect(longDocument(createRandom(1)).length).toBeGreaterThan(20_000);
    const source = many.find((text) => text.length > 500)!;
    expect(new Set(Array.from({ length: 20 }, (_, seed) => edited(source, createRandom(seed)))).size).toBeGreaterThan(15);
  });
});

describe('a failing text', () => {
  it('is made as small as it gets', () => {
    expect(smaller('some words { and } brackets', (text) => /\{.*\}/.test(text), 5000)).toBe('{}');
    expect(smaller('nothing', () => false, 5000)).toBe('nothing');
  });
});
