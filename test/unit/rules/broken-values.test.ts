import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NodeKind, propertyName, readModel } from '../../../server/src/document/index';
import { validate } from '../../../server/src/rules/index';

const folder = path.join(import.meta.dirname, '../../fixtures/rules');

/** Fixtures in which a rule is silent because of one field: with that field broken nobody knows, so that the rule has to stay silent. */
const silencing: readonly (readonly [fixture: string, field: string, codes: string])[] = [
  ['CBF-01/keeps-dynamic-pins', 'CreatesPins', 'CBF-01'],
  ['CBF-01/breaks', 'PinDescriptors', 'CBF-01'],
  ['CBF-02/keeps-untranslated', 'TranslatesDmaAddresses', 'CBF-02'],
  ['CBF-07/keeps-two-buffers', 'Purpose', 'CBF-07'],
  ['CBF-07/keeps-two-buffers', 'Pin', 'CBF-07'],
  ['CMP-03/keeps-replaced', 'Storage', 'CMP-03'],
  ['CMP-03/keeps-varies', 'CompressionVaries', 'CMP-03'],
  ['CMP-04/keeps-varies', 'CompressionVaries', 'CMP-04'],
  ['CMP-06/keeps-varies', 'CompressionVaries', 'CMP-06'],
  ['CMP-07/keeps-varies', 'CompressionVaries', 'CMP-07'],
  ['CMP-08/keeps-dynamic-pins', 'CreatesPins', 'CMP-08'],
  ['CMP-08/keeps-own-framing', 'Storage', 'CMP-08'],
  ['DMA-01/keeps-not-registered', 'Registration', 'DMA-01'],
  ['DMA-09/keeps-untranslated', 'TranslatesDmaAddresses', 'DMA-09'],
  ['DMA-10/keeps-in-pieces', 'ProgramsFramesInPieces', 'DMA-10'],
  ['DMA-10/keeps-limit-unclear', 'MaxMappingsByteCount', 'DMA-10'],
  ['DRG-03/keeps-bridge', 'Communication', 'DRG-03'],
  ['DRG-11/keeps-own-subtype', 'SubFormat', 'DRG-11'],
  ['DRG-11/keeps-largest-sample', 'ConfigCaps', 'DRG-11'],
  ['DRG-11/keeps-largest-sample', 'cx', 'DRG-11'],
  ['DSP-01/keeps-filled-later', 'FilledLater', 'DSP-01'],
  ['DSP-04/keeps', 'Connections', 'DSP-04'],
  ['MEM-12/keeps-vendor-medium', 'Medium', 'MEM-12'],
  ['NEG-03/breaks-allocator', 'Flags', 'NEG-04'],
  ['NEG-03/keeps-no-allocator', 'Allocator', 'NEG-03'],
  ['NEG-03/keeps-no-allocator', 'Dispatch', 'NEG-03'],
  ['NEG-05/keeps-failing', 'InitializeAllocatorFails', 'NEG-05'],
  ['NEG-05/keeps-injected', 'InjectsFrames', 'NEG-05'],
  ['NEG-05/keeps-open-graph', 'InPlace', 'NEG-05'],
  ['NEG-09/breaks-in-place', 'InPlace', 'NEG-09'],
  ['NEG-13/keeps-vram', 'MemoryTransport', 'NEG-13'],
  ['NEG-16/breaks', 'AllocatorPin', 'DSP-04'],
  ['FRM-13/keeps-in-place-to-user', 'InPlace', 'FRM-13'],
  ['FRM-13/keeps-in-place-to-user', 'Kind', 'FRM-13'],
  ['MEM-12/keeps-vendor-medium', 'Set', 'MEM-12'],
  ['FRM-13/keeps-injected', 'InjectsFrames', 'FRM-13'],
  ['RNG-11/breaks', 'DataFlow', 'RNG-11'],
  ['RNG-11/keeps-stated-size', 'FrameSize', 'RNG-11'],
  ['DSP-10/keeps-filled-later', 'FilledLater', 'DSP-10'],
  ['DSP-10/keeps-own-handler', 'AutomationTable', 'DSP-10'],
  ['DSP-14/keeps-no-queue', 'Flags', 'DSP-14'],
  ['FLT-05/keeps-no-table', 'PinDescriptorsCount', 'FLT-05'],
  ['FLT-07/breaks-hidden', 'PinDescriptors', 'FLT-08'],
  ['FLT-08/keeps-dynamic', 'DynamicPinDescriptors', 'FLT-08'],
  ['FLT-08/keeps-dynamic', 'LowestWindows', 'FLT-08'],
  ['FLT-09/breaks-hidden', 'Categories', 'FLT-10'],
  ['FLT-12/breaks-connected', 'NodeDescriptors', 'FLT-15'],
  ['FLT-16/keeps-several', 'Count', 'FLT-16'],
  ['FLT-16/keeps-conditions', 'If', 'FLT-16'],
  ['FLT-17/keeps-several', 'Count', 'FLT-17'],
  ['FLT-17/keeps-prioritized', 'ReferenceGuid', 'FLT-17'],
  ['FLT-18/keeps-no-queue', 'Flags', 'FLT-18'],
  ['FLT-23/keeps', 'OpenedFrom', 'FLT-23'],
  ['FLT-23/keeps', 'PinDescriptors', 'FLT-23'],
  ['FRM-13/keeps-still', 'Category', 'FRM-13'],
  ['FRM-25/keeps-own-framing', 'Storage', 'FRM-25'],
  ['FRM-37/keeps-copied-before', 'KsEditSized', 'FRM-37'],
  ['FRM-37/keeps-heap-copy', 'Storage', 'FRM-37'],
  ['FRM-43/keeps-handler', 'PropertyId', 'FRM-43'],
  ['MEM-04/keeps-replaced', 'Storage', 'FRM-35'],
  ['MEM-04/keeps-replaced', 'Storage', 'MEM-04'],
  ['MEM-10/keeps-replaced', 'Storage', 'MEM-10'],
  ['MEM-11/keeps-legacy', 'LegacyFraming', 'FRM-40'],
  ['MEM-11/keeps-replaced', 'Storage', 'MEM-11'],
  ['PIN-10/keeps-hardware-medium', 'Communication', 'PIN-10'],
  ['PIN-10/keeps-hardware-medium', 'Mediums', 'PIN-10'],
  ['PIN-10/keeps-hardware-medium', 'Set', 'PIN-10'],
  ['PIN-24/keeps-none', 'Communication', 'PIN-24'],
  ['PIN-25/keeps-shared', 'Dispatch', 'PIN-25'],
  ['PIN-38/keeps-user-mode', 'Kind', 'PIN-38'],
];

/** Codes that a document is found to break. */
const codesIn = (text: string): readonly string[] => validate(readModel(text)).map(({ code }) => code);

/** The document with one value of a field written so that it cannot be read, once for each place where the field stands. */
function* withBroken(text: string, field: string): Generator<string> {
  const { tree } = readModel(text);
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] !== NodeKind.Property || propertyName(tree, node) !== field) continue;
    // An object nested where none belongs: wrong for scalars, texts, references and tables alike.
    yield `${text.slice(0, tree.start[node])}"${field}": [[{}]]${text.slice(tree.end[node])}`;
  }
}

describe('a rule that a field keeps silent', () => {
  it.each(silencing)('is silent while that is broken: %s, %s', (fixture, field, code) => {
    const text = readFileSync(path.join(folder, `${fixture}.avstream.json`), 'utf8');
    const broken = [...withBroken(text, field)];
    expect(broken.length).toBeGreaterThan(0);
    for (const each of broken) {
      const codes = codesIn(each);
      expect(codes.some((other) => other.startsWith('DOC-'))).toBe(true);
      expect(codes).not.toContain(code);
    }
  });
});
