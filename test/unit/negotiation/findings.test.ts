import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { messageOf, validate } from '../../../server/src/rules/index';
import { allocator, chain, documentOf, filter, framing, pin } from './documents';

const families = /^(NEG|MEM-12|CMP-08|FRM-13|RNG-11|RNG-18|PIN-38|PIN-42|DSP-04)/;
/** Findings of the rules about graphs. */
const found = (text: string): readonly string[] => {
  const model = readModel(text);
  return validate(model, { onInternalProblem: ({ error }) => { throw error; } }).filter(({ code }) => families.test(code)).map(({ code, severity }) => `${code} ${severity}`);
};
/** Codes of all findings that are no hint. */
const codes = (text: string): readonly string[] => validate(readModel(text)).filter(({ severity }) => severity !== 'hint').map(({ code }) => code);
const kernel = (text: string, more = ''): string => `{ "From": "source/out", "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": ${text} }${more} }`;
const source = (framingText?: string, more = ''): string => filter('source', [pin('out', 'OUT', framingText, more)]);

describe('a broken or unstated value fires no rule about graphs', () => {
  const other = framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED', range: [20_000, 30_000, 1] });
  it.each([
    ['an alignment that is no mask', documentOf([source(framing({ alignment: 64, range: [1000, 1000, 0] }))], [kernel('null')])],
    ['bounds in the wrong order', documentOf([source(framing({ range: [9000, 4000, 1] }))], [kernel(framing({ range: [20_000, 30_000, 1] }))])],
    ['ranges that exclude each other already', documentOf([source(framing({ range: [4000, 5000, 1], physical: [6000, 7000, 1] }))], [kernel(framing({ range: [20_000, 30_000, 1] }))])],
    ['an unpredictable step', documentOf([source(framing({ range: [4000, 5000, 9000] }))], [kernel(framing({ range: [20_000, 30_000, 1] }))])],
    ['no memory type', documentOf([source(framing({ range: [20_000, 30_000, 1] }).replace('"MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", ', ''))], [kernel(other)])],
    ['a pin that does not exist', documentOf([source(framing({}))], ['{ "From": "source/aut", "Peer": { "Kind": "KernelKs1" } }'])],
    ['a peer of no known kind', documentOf([source(framing({}))], [kernel(other).replace('KernelAvStream', 'Kernel')])],
    ['a framing that is filled in later', documentOf([source(framing({}), '"FilledLater": ["AllocatorFraming"], ')], [kernel(other)])],
    ['a framing of the driver\'s own', documentOf([source(framing({}), '"RuntimeEdits": [{ "When": "Create", "KsEdit": ["Descriptor"], "Storage": "OwnFraming" }], ')], [kernel(other)])],
    ['a pin without any statement', documentOf([filter('source', ['{ "Label": "out" }'])], [kernel(other)])],
    ['no connections', documentOf([source(framing({}), allocator)], [])],
    ['connections that are no list', documentOf([source(framing({}), allocator)], []).replace('"Connections": []', '"Connections": 5')],
  ])('%s', (_, text) => expect(found(text)).toEqual([]));
});

describe('one mistake, one finding', () => {
  it('in however many simulations and configurations it stands', () => {
    const text = documentOf([source(framing({}), '"Variants": [{ "If": "A", "Flags": 0 }, { "If": "B", "Flags": ["KSPIN_FLAG_ENFORCE_FIFO"] }], ')], [kernel(framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' }))]);
    expect(found(text)).toEqual(['MEM-12 error']);
    expect(found(text.replace(/"Simulations": \[(.*)\] \}$/, '"Simulations": [$1, $1] }'))).toEqual(['MEM-12 error']);
  });

  it('in the only variant that has it', () => {
    const text = documentOf([source(undefined, '"Variants": [{ "If": "A", "AllocatorFraming": "A" }, { "If": "B", "AllocatorFraming": "B" }], ')], [kernel(framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' }))],
      `"Framings": { "A": ${framing({})}, "B": ${framing({ memory: 'KSMEMORY_TYPE_SYSTEM' })} }, `);
    expect(found(text)).toEqual(['MEM-12 error']);
  });

  it('of the segment stands for that of the pair, and of the image for what follows from it', () => {
    expect(found(chain([framing({}), framing({}), framing({}), framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' })]))).toEqual(['NEG-01 error']);
    const image = documentOf([source(framing({ range: [4096, 8000, 1], physical: [4096, 8000, 1] }))], ['{ "From": "source/out", "FrameSize": 9000, "Peer": { "Kind": "UserMode" } }']);
    expect(codes(image).filter((code) => code.startsWith('RNG'))).toEqual(['RNG-11']);
  });

  it('of a vendor allocator is told once: by the mismatch, not by the rejection that follows', () => {
    expect(found(documentOf([source(framing({}), allocator)], [kernel(framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' }))]))).toEqual(['MEM-12 error']);
    expect(found(documentOf([source(framing({ range: [1, 10, 1] }), allocator)], [kernel(framing({ range: [20, 30, 1] }))]))).toEqual(['NEG-02 error']);
  });
});

describe('graphs of drivers that work', () => {
  const medium = '"Mediums": [{ "Set": "{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}", "Id": 0 }]';
  const wired = (label: string, flow: 'IN' | 'OUT'): string => pin(label, flow, 'null').replace('"Mediums": []', medium);
  it('tuner and crossbar, wired in hardware, without framing', () => {
    const text = documentOf([filter('tuner', [wired('out', 'OUT')]), filter('crossbar', [wired('in', 'IN'), wired('out', 'OUT')]), filter('capture', [wired('in', 'IN'), pin('out', 'OUT', framing({ flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'], frames: 2 }))])],
      ['{ "From": "tuner/out", "To": "crossbar/in" }', '{ "From": "crossbar/out", "To": "capture/in" }', '{ "From": "capture/out", "Peer": { "Kind": "UserMode" } }']);
    expect(found(text)).toEqual([]);
  });

  it('a pin that is known to have no framing, with a format', () => {
    expect(found(documentOf([source('null', '"AutomationTable": null, ')], ['{ "From": "source/out", "FrameSize": 5, "Peer": { "Kind": "UserMode" } }']))).toEqual([]);
  });

  it('a capture filter with preview and still pins, to an application', () => {
    const one = framing({ frames: 1, range: [8192, 8192, 0] });
    const text = documentOf([filter('capture', [pin('video', 'OUT', one), pin('preview', 'OUT', one), pin('still', 'OUT', one)])], ['video', 'preview', 'still'].map((label) => `{ "From": "capture/${label}", "Peer": { "Kind": "UserMode" } }`));
    expect(found(text)).toEqual([]);
  });

  it('an encoder whose frames are bounded, behind a capture filter that copies', () => {
    const text = chain([framing({}), framing({}), framing({ range: [64, 20_000, 1] }).replace('{ ', '{ "CompressionVaries": true, '), framing({ range: [64, 65_536, 1] })], { inPlace: false });
    expect(found(text)).toEqual([]);
  });
});

it('every sentence that speaks of an allocator says eligible or rejected, never chosen', () => {
  const text = documentOf([source(framing({}), allocator)], [kernel(framing({}))]);
  const messages = validate(readModel(text)).filter(({ code }) => code === 'NEG-05').map((finding) => messageOf(finding));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/is eligible/);
  expect(messages[0]).not.toMatch(/selected|will be/);
});
