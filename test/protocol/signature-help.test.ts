import type { SignatureHelp } from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { type Session, marked, openSession } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

/** The help at the mark in a value of MinFrameSize. */
async function helpAt(value: string, uri = 'file:///c%3A/drivers/capture.avstream.json'): Promise<SignatureHelp | null> {
  session ??= await openSession();
  const { text, positions } = marked(`{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [{ "FramingRange": { "Range": { "MinFrameSize": ${value} } } }] } } }`);
  await session.open(text, uri);
  return session.client.sendRequest('textDocument/signatureHelp', { textDocument: { uri }, position: positions[0] });
}

test.each(['file:///c%3A/drivers/capture.avstream.json', 'file://server/share/capture.avstream.json', 'vscode-vfs://github/someone/driver/capture.avstream.json'])('an expression in %s', async (uri) => {
  session = await openSession();
  expect(session.initialized.capabilities.signatureHelpProvider?.triggerCharacters).toEqual(['(']);
  const help = (await helpAt('"2 * PAGE_SIZE¦"', uri))!;
  expect(help.signatures.map(({ label }) => label)).toEqual(['MinFrameSize: ULONG']);
  expect(help.signatures[0]!.documentation).toMatch(/^= 8,192 = 0x2000 \(8 KiB, 2 pages\)\n\nNumbers as in C/);
});

test('sizeof, casts and conditionals, however unfinished', async () => {
  session = await openSession();
  const size = (await helpAt('"2 * sizeof(KS_FRAMING_ITEM¦"', 'untitled:1'))!;
  expect([size.signatures[0]?.label, size.activeParameter, size.signatures[0]?.parameters?.[0]?.documentation]).toEqual(['sizeof(type)', 0, 'KS_FRAMING_ITEM has 88 bytes.']);
  expect(size.signatures[1]?.documentation).toMatch(/^The expression has no value yet\./);
  const cast = (await helpAt('"(ULONG)¦', 'untitled:2'))!;
  expect([cast.signatures[0]?.label, cast.activeParameter]).toEqual(['(type) operand', 1]);
  const conditional = (await helpAt('"1 ? 2 : ¦"', 'untitled:3'))!;
  expect([conditional.signatures[0]?.label, conditional.activeParameter]).toEqual(['condition ? value : otherwise', 2]);
});

test('a macro of the header has its parameters, and is no expression', async () => {
  session = await openSession();
  const help = (await helpAt('"SetKsFramingRange(Range, ¦"', 'untitled:1'))!;
  expect([help.signatures[0]?.label, help.activeParameter]).toEqual(['SetKsFramingRange(KsFramingRangePointer, P_MinFrameSize, P_MaxFrameSize)', 1]);
  expect(help.signatures[0]?.documentation).toContain('cannot call a macro');
});

test('none outside of expressions', async () => {
  session = await openSession();
  expect(await helpAt('8192¦', 'untitled:1')).toBeNull();
  expect(await helpAt('"2 * 4"¦', 'untitled:2')).toBeNull();
  expect(await helpAt('[ "x" ] // a comment (¦\n', 'untitled:3')).toBeNull();
});
