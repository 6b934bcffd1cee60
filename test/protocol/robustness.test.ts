import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { type DocumentDiagnosticReport, MarkupContent } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { methods } from '../../server/src/protocol/index';
import { type Session, documentUri, openSession, positionOf, pushCapabilities } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

/** Asks for everything about a place; every answer has to come. */
async function askEverything(opened: Session, uri: string, line: number, character: number): Promise<void> {
  const position = { line, character };
  await Promise.all([
    opened.hover(uri, position), opened.completion(uri, position), opened.symbols(uri),
    opened.client.sendRequest(methods.pointerAt, { uri, position }), opened.client.sendRequest(methods.listScenarios, { uri }),
  ]);
}
const failures = (opened: Session): readonly string[] => opened.log.filter((line) => line.includes('failed'));

test('the sample typed character by character: every prefix is answered', async () => {
  session = await openSession();
  const opened = session;
  const text = sample.slice(0, 4_000);
  const uri = await opened.open('');
  let line = 0;
  let character = 0;
  let pulled: Promise<DocumentDiagnosticReport | null>[] = [];
  for (let index = 0; index < text.length; index++) {
    const at = { line, character };
    void opened.change(uri, index + 2, at, at, text[index]!);
    if (text[index] === '\n') {
      line += 1;
      character = 0;
    } else character += 1;
    if (index % 7 === 0) pulled.push(opened.pull(uri).catch(() => null));
    if (index % 5 === 0) await askEverything(opened, uri, line, character);
    if (pulled.length > 50) {
      await Promise.all(pulled);
      pulled = [];
    }
  }
  expect(failures(opened)).toEqual([]);
  const last = await opened.pull(uri);
  expect(last.kind).toBe('full');
}, 120_000);

test('any text, any position', async () => {
  session = await openSession();
  const opened = session;
  let version = 1;
  const uri = await opened.open('');
  const piece = fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '\\', '\n', '\r\n', ' ', '"Filters"', '"Framings"', '"Flags"', '"KSPIN_FLAG', '| ', '2 *', 'null', '/*', '*/', '//', '\ud800', '\ufeff', '__proto__', '"Simulations": [', '{ "Hold": { "Uniform": [', '0x', '-', '"Type": "KS_DATARANGE_VIDEO"');
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.nat(50), fc.nat(200), async (pieces, line, character) => {
    const text = pieces.join('');
    version += 1;
    await opened.replace(uri, version, text);
    await Promise.all([opened.pull(uri), askEverything(opened, uri, line, character), askEverything(opened, uri, 0, character % (text.length + 1))]);
    return failures(opened).length === 0;
  }), { numRuns: 300 });
  expect(failures(opened)).toEqual([]);
});

describe('large and deep documents', () => {
  const entry = (index: number): string => `"F${index}": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 2, "FileAlignment": "FILE_64_BYTE_ALIGNMENT", "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE", "MaxFrameSize": "2 * PAGE_SIZE", "Stepping": 1 } } } ] }`;
  test('10 MB are answered, and a keystroke in them', async () => {
    const entries: string[] = [];
    for (let size = 0, index = 0; size < 10_000_000; index++) {
      const text = entry(index);
      entries.push(text);
      size += text.length + 2;
    }
    const text = `{ "FormatVersion": 1, "Framings": {\n${entries.join(',\n')}\n} }`;
    session = await openSession();
    const opened = session;
    const uri = await opened.open(text);
    const begin = performance.now();
    const report = await opened.pull(uri);
    expect(report.kind).toBe('full');
    const line = Math.floor(entries.length / 2);
    await askEverything(opened, uri, line, entry(line).indexOf('"Frames"') + 2);
    const at = { line, character: entries[line - 1]!.indexOf('"Frames": 2') + 10 };
    await opened.change(uri, 2, at, { ...at, character: at.character + 1 }, 'x');
    const changed = await opened.pull(uri);
    expect(changed.kind === 'full' && changed.items.some(({ code }) => code === 'DOC-01')).toBe(true);
    expect(failures(opened)).toEqual([]);
    // Generous: a loaded machine is no failure, a quadratic algorithm is.
    expect(performance.now() - begin).toBeLessThan(60_000);
  }, 120_000);

  test.each([['arrays', '[', ']'], ['objects', '{"Notes":', '}'], ['filters', '{"Filters":[', ']}'], ['unclosed', '[{"a":', '']])('100,000 levels of %s', async (_, opening, closing) => {
    session = await openSession();
    const opened = session;
    const text = `{ "FormatVersion": 1, "Notes": ${opening.repeat(100_000)}1${closing.repeat(100_000)} }`;
    const uri = await opened.open(text);
    expect((await opened.pull(uri)).kind).toBe('full');
    await askEverything(opened, uri, 0, 32 + opening.length * 50_000);
    expect(failures(opened)).toEqual([]);
  });
});

describe('messages out of line', () => {
  test('requests about documents that are not open', async () => {
    session = await openSession();
    const uri = 'file:///closed.avstream.json';
    await session.open(sample, uri);
    await session.closeDocument(uri);
    expect(await session.hover(uri, { line: 10, character: 10 })).toBeNull();
    expect(await session.completion(uri, { line: 10, character: 10 })).toEqual([]);
    expect(await session.symbols(uri)).toEqual([]);
    expect(await session.pull(uri)).toEqual({ kind: 'full', items: [] });
  });

  test('parameters that are none', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    for (const method of ['textDocument/hover', 'textDocument/completion', methods.pointerAt]) {
      for (const position of [null, {}, { line: -1, character: -1 }, { line: 'x', character: {} }]) {
        await expect(session.client.sendRequest(method, { textDocument: { uri }, uri, position })).rejects.toMatchObject({ code: -32602 });
      }
      await expect(session.client.sendRequest(method, { textDocument: { uri }, uri, position: { line: 1e300, character: Number.MAX_SAFE_INTEGER } })).resolves.toBeDefined();
    }
    await session.client.sendRequest(methods.simulate, { uri: 7, runId: null }).catch(() => undefined);
    expect(await session.hover(uri, positionOf(sample, '"Frames"', 2))).not.toBeNull();
    // What is logged tells where it happened and how large the text was, never what it says.
    for (const line of failures(session)) {
      expect(line).toMatch(/on a text of \d+ characters/);
      expect(line).not.toContain('CapturePin');
    }
  });

  test('changes of an unknown document, and of an open one without ranges', async () => {
    session = await openSession({ capabilities: pushCapabilities });
    const at = { line: 0, character: 0 };
    await session.change('file:///unknown.avstream.json', 5, at, at, 'x');
    const uri = await session.open(sample);
    await session.replace(uri, 2, '{ "FormatVersion": 99 }');
    expect((await session.nextPublished(uri, 2)).diagnostics.map(({ code }) => code)).toEqual(['DOC-09']);
  });

  test('several documents do not mix', async () => {
    session = await openSession();
    const first = await session.open('{ "FormatVersion": 1, "A": 1 }', 'file:///a.avstream.json');
    const second = await session.open('{ "FormatVersion": 2 }', 'file:///b.avstream.json');
    const [a, b] = await Promise.all([session.diagnostics(first), session.diagnostics(second)]);
    expect(a.map(({ code }) => code)).toEqual(['DOC-02']);
    expect(b.map(({ code }) => code)).toEqual(['DOC-09']);
  });

  test('after shutdown nothing is answered any more', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    await session.client.sendRequest('shutdown');
    await expect(session.hover(uri, { line: 0, character: 0 })).rejects.toMatchObject({ code: -32600 });
  });

  test('CRLF, CR, BOM and astral characters leave positions right', async () => {
    session = await openSession();
    for (const [index, text] of ['\ufeff{\r\n "FormatVersion": 1,\r\n "😀": 1 }', '{\r "FormatVersion": 1,\r "😀": 1 }'].entries()) {
      const uri = await session.open(text, `file:///${index}.avstream.json`);
      const [found] = await session.diagnostics(uri);
      expect(found?.code).toBe('DOC-02');
      expect(found?.range).toEqual({ start: { line: 2, character: 1 }, end: { line: 2, character: 5 } });
    }
  });
});

test('a hover is written in the markup it says', async () => {
  session = await openSession();
  await session.open(sample);
  const found = await session.hover(documentUri, positionOf(sample, '"Frames"', 2));
  expect(MarkupContent.is(found?.contents)).toBe(true);
});
