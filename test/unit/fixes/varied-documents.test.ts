import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, readModel } from '../../../server/src/document/index';
import { fixAll } from '../../../server/src/rules/fixing/index';
import { validate } from '../../../server/src/rules/index';
import { judgeFixes } from '../../fuzz/judge-fixes';
import { createRandom } from '../../fuzz/random';
import { edited } from '../../fuzz/random-document';
import { partsOf, variedDocument } from '../../fuzz/varied-document';

const written = ['samples', 'test/fixtures/rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.avstream\.jsonc?$/.test(name)).sort().map((name) => readFileSync(path.join(folder, name), 'utf8')));
const parts = partsOf(written);

describe('fixes of documents that people wrote, changed at random', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index))('keep text and comments whole, remove their finding, and end: %i', (seed) => {
    const random = createRandom(seed);
    const text = seed % 4 === 0 ? edited(random.pick(written), random) : variedDocument(random, parts);
    judgeFixes(text, createRandom(seed));
  });

  it('are as many as findings that have some: a judge that finds nothing to judge would say nothing', () => {
    const texts = Array.from({ length: 60 }, (_, seed) => variedDocument(createRandom(seed), parts));
    const fixed = texts.map((text) => fixAll(text, (model) => validate(model)));
    expect(fixed.filter(({ fixed: codes }) => codes.size > 0).length).toBeGreaterThan(10);
    for (const [index, { text, edits }] of fixed.entries()) {
      expect(applyEdits(texts[index]!, edits)).toBe(text);
      if (text !== texts[index]) expect(readModel(text).tree.problems).toEqual([]);
    }
  });
});

describe('fixing everything', () => {
  const all = (text: string): { readonly text: string; readonly fixed: Record<string, number> } => {
    const { text: made, fixed } = fixAll(text, (model) => validate(model));
    return { text: made, fixed: Object.fromEntries(fixed) };
  };

  it('fixes what a fix brings to light in the next round', () => {
    const text = '{ "FormatVersion": 1, "Framings": { "A": { "FramingItem": [{ "MemoryType": "KSMEMORY_TYPE_SYSTEM", "BusFlag": 3, "Frames": 2, "Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORI" }] } } }';
    expect(all(text)).toEqual({ text: text.replace('"BusFlag": 3', '"BusFlags": 0').replace('MEMORI', 'MEMORY'), fixed: { 'DOC-02': 1, 'DOC-05': 1, 'FRM-08': 1 } });
  });

  it('guesses no names that the author gave, and no names with another number', () => {
    const text = '{ "FormatVersion": 1, "Framings": { "Video1": {}, "Video2": {} }, "Filters": [{ "PinDescriptors": [{ "AllocatorFraming": "Video3" }, { "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_IM" } }] }] }';
    expect(all(text)).toEqual({ text: text.replace('FLOW_IM', 'FLOW_IN'), fixed: { 'DOC-05': 1 } });
    const numbers = '{ "FormatVersion": 1, "Framings": { "A": { "FramingItem": [{ "MemoryType": "KSMEMORY_TYPE_SYSTEM", "FileAlignment": "FILE_65_BYTE_ALIGNMENT" }] } } }';
    expect(all(numbers).text).toBe(numbers);
  });

  it('does nothing to a text with syntax errors', () => {
    const text = '{ "FormatVersion": 1 "Target": { "PageSiz": 4096 } }';
    expect(all(text)).toEqual({ text, fixed: {} });
  });
});
