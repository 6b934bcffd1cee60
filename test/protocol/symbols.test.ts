import { readFileSync } from 'node:fs';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { type Session, editorCapabilities, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

const outline = async (text: string): Promise<readonly DocumentSymbol[]> => {
  session = await openSession({ capabilities: editorCapabilities });
  return session.symbols(await session.open(text));
};

/** Names as an indented list. */
const tree = (symbols: readonly DocumentSymbol[], indent = ''): string => symbols.map((symbol) => `${indent}${symbol.name}${symbol.detail === undefined ? '' : ` – ${symbol.detail}`}\n${tree(symbol.children ?? [], `${indent}  `)}`).join('');

test('the sample', async () => {
  const symbols = await outline(sample);
  const text = tree(symbols);
  expect(text).toMatch(/^Framings – 1$/m);
  expect(text).toMatch(/^ {2}CapturePinAllocatorFraming – \S+\/\S+$/m);
  expect(text).toMatch(/KSMEMORY_TYPE_KERNEL_NONPAGED, 2 frames/);
  expect(text).toMatch(/^Filters – 1$/m);
  expect(text).toMatch(/KSPIN_DATAFLOW_OUT/);
  expect(text).toMatch(/^Simulations – \d+$/m);
  const framings = symbols.find(({ name }) => name === 'Framings')!;
  expect(framings.selectionRange).toEqual({ start: positionOf(sample, '"Framings"'), end: positionOf(sample, '"Framings"', 10) });
});

test('forms, pins that come later, tables that several share, and common buffers', async () => {
  const text = tree(await outline(`{ "FormatVersion": 1,
    "PinDescriptorTables": { "Shared": [{ "Label": "video" }] },
    "Device": { "Dma": { "CommonBuffers": [{ "Label": "descriptors", "Length": 4096 }] } },
    "Filters": [{ "Label": "wave",
      "PinDescriptors": [{ "Label": "bridge", "Variants": [{ "If": "render", "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_IN" } }, { "If": " ", "Flags": 0 }] }],
      "DynamicPinDescriptors": [{ "Label": "late" }],
      "Variants": [{ "If": "#ifdef SHARED", "PinDescriptors": "Shared" }] }] }`));
  expect(text).toBe(`PinDescriptorTables – 1
  Shared – 1
    video
Device
  Dma
    CommonBuffers – 1
      descriptors
Filters – 1
  wave
    PinDescriptors – 1
      bridge
        Variants – 2
          render – KSPIN_DATAFLOW_IN
          [1]
    DynamicPinDescriptors – 1
      late
    Variants – 1
      #ifdef SHARED
`);
});

test('selection lies in its range, children in their parents', async () => {
  const check = (symbols: readonly DocumentSymbol[], outer?: DocumentSymbol): void => {
    for (const symbol of symbols) {
      const inside = (range: DocumentSymbol['range'], of: DocumentSymbol['range']): boolean =>
        (range.start.line > of.start.line || (range.start.line === of.start.line && range.start.character >= of.start.character)) && (range.end.line < of.end.line || (range.end.line === of.end.line && range.end.character <= of.end.character));
      expect(inside(symbol.selectionRange, symbol.range)).toBe(true);
      if (outer !== undefined) expect(inside(symbol.range, outer.range)).toBe(true);
      check(symbol.children ?? [], symbol);
    }
  };
  check(await outline(sample));
});

test('a broken text keeps its outline', async () => {
  expect(tree(await outline('{ "FormatVersion": 1, "Filters": [ { "Label": "a", "PinDescriptors": [ { "Label": "b", "Flags": , } ] }, 7, { "Label":'))).toBe('Filters – 3\n  a\n    PinDescriptors – 1\n      b\n  [2]\n');
});

test('a client that knows no hierarchy gets a list', async () => {
  session = await openSession({ capabilities: { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, documentSymbol: {} } } });
  const uri = await session.open(sample);
  const symbols = await session.symbols(uri) as unknown as readonly SymbolInformation[];
  expect(symbols.find(({ name }) => name === 'CapturePinAllocatorFraming')).toMatchObject({ containerName: 'Framings', location: { uri } });
});

test('an outline ends somewhere', async () => {
  const count = (symbols: readonly DocumentSymbol[]): number => symbols.reduce((sum, symbol) => sum + 1 + count(symbol.children ?? []), 0);
  expect(count(await outline(`{ "FormatVersion": 1, "Filters": [${'{},'.repeat(30_000)} {}] }`))).toBe(10_000);
});
