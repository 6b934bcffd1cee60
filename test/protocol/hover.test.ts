import { readFileSync } from 'node:fs';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { type Session, editorCapabilities, marked, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

/** What a hover over the mark says; nothing when there is none. */
async function said(text: string): Promise<string | undefined> {
  const { text: plain, positions } = marked(text);
  session = await openSession();
  const uri = await session.open(plain);
  const found = await session.hover(uri, positions[0]!);
  return found === null ? undefined : (found.contents as MarkupContent).value;
}
const item = (fields: string): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { ${fields} } ] } } }`;

describe('a field', () => {
  test('its name says structure, type, place in memory, meaning, evidence and source', async () => {
    const text = await said(item('"Fr¦ames": 2'));
    expect(text).toContain('**KS_FRAMING_ITEM.Frames**');
    expect(text).toContain('ULONG Frames;  // offset 44, 4 bytes on x64');
    expect(text).toMatch(/Greatest number of frames/);
    expect(text).toMatch(/Evidence: documented by Microsoft, read off the header/);
    expect(text).toMatch(/\]\(https:\/\/learn\.microsoft\.com\//);
    expect(text).toMatch(/Value: 2 = `0x2`/);
  });

  test('the place in memory is that of the target', async () => {
    const pin = (architecture: string): string => `{ "FormatVersion": 1, "Target": { "Architecture": "${architecture}" }, "Filters": [ { "PinDescriptors": [ { "Fl¦ags": 0 } ] } ] }`;
    expect(await said(pin('x86'))).toContain('offset 56, 4 bytes on x86');
    session?.close();
    expect(await said(pin('x64'))).toContain('offset 104, 4 bytes on x64');
    session?.close();
    expect(await said(pin('ARM64'))).toContain('offset 104, 4 bytes on ARM64');
  });

  test('what holds when it is left out', async () => {
    expect(await said(item('"Mem¦oryTypeWeight": 3'))).toMatch(/When left out: `0` \(`DECLARE_SIMPLE_FRAMING_EX`\)/);
    session?.close();
    expect(await said(`{ "FormatVersion": 1, "Framings": { "F": { "Count¦Items": 1, "FramingItem": [{}, {}] } } }`)).toMatch(/Follows from `FramingItem`: 2/);
  });

  test('a structure tells its size', async () => {
    expect(await said('{ "FormatVersion": 1, "Filters": [ { "Pin¦Descriptors": [] } ] }')).toMatch(/Size: 80 bytes on x86 \(aligned to 8\), 136 bytes on x64/);
  });

  test('an unknown property says so', async () => {
    expect(await said(item('"No¦nsense": 1'))).toContain('no such property');
  });
});

describe('what a name stands for', () => {
  const shared = (pin: string): string => `{ "FormatVersion": 1, "MediumTables": { "Wires": [{ "Set": "KSMEDIUMSETID_Standard", "Id": 1 }, { "Set": "GUID_NULL", "Id": 2 }] }, "Filters": [{ "Label": "capture", "PinDescriptors": [{ "Label": "video", "DmaScheme": "None", "PinDescriptor": { ${pin} } }] }] }`;

  test('a table that several share tells its elements', async () => {
    const text = await said(shared('"Mediums": "Wi¦res"'));
    expect(text).toContain('**Wires** – entry of MediumTables');
    expect(text).toMatch(/^- Set KSMEDIUMSETID_Standard, Id 1$/m);
    expect(text).toMatch(/KSPIN_DESCRIPTOR\.Mediums/);
    session?.close();
    expect(await said(shared('').replace('"Wires"', '"Wi¦res"'))).toMatch(/Set GUID_NULL, Id 2[\s\S]*\*\*KSPIN_MEDIUM\*\* \(ks\.h\)/);
  });

  test('a pin tells what it states', async () => {
    expect(await said(shared('').replace('"Filters"', '"Device": { "Dma": { "CommonBuffers": [{ "Pin": "capture/vi¦deo" }] } }, "Filters"'))).toMatch(/\*\*capture\/video\*\* – `KSPIN_DESCRIPTOR_EX`[\s\S]*- `DmaScheme`: `"None"`/);
  });

  test.each([
    ['a suppression', '{ "FormatVersion": 1, "Suppress": [{ "Code": "FRM¦-25" }] }'],
    ['a comment', '{ "FormatVersion": 1 // avstream-disable-line FRM-12, FRM-¦25 -- reason\n }'],
  ])('a code in %s tells the rule', async (_, text) => {
    expect(await said(text)).toMatch(/^\[FRM-25\]\(vscode:[^)]+\/rules\/FRM-25\): FileAlignment is not a mask \(error\)/);
  });

  test('the rule is shown by a command where the client has one', async () => {
    session = await openSession({ initializationOptions: { uriScheme: 'vscode', extensionId: 'a.b', ruleCommand: 'show.rule' } });
    const { text, positions } = marked('{ "FormatVersion": 1, "Suppress": [{ "Code": "FRM¦-25" }] }');
    const found = await session.hover(await session.open(text), positions[0]!);
    expect((found?.contents as MarkupContent).value).toMatch(/^\[FRM-25\]\(command:show\.rule\?%5B%22FRM-25%22%5D\)/);
  });

  test('other words of a comment say nothing', async () => {
    expect(await said('{ "FormatVersion": 1 // avstream-dis¦able-line FRM-25 XXX-99\n }')).toBeUndefined();
    session?.close();
    expect(await said('{ "FormatVersion": 1 // FRM-25 XXX-¦99\n }')).toBeUndefined();
  });
});

test('hints stand above what is said of the structure', async () => {
  const text = await said('{ "FormatVersion": 1, "Filters": [{ "PinDescriptors": [{ "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH", "Interf¦aces": null, "Mediums": null } }] }] }') ?? '';
  expect(text.indexOf('Hint')).toBeGreaterThan(0);
  expect(text.indexOf('Hint')).toBeLessThan(text.indexOf('**KSPIN_INTERFACE**'));
});

describe('a value', () => {
  test('that nobody knows is followed by its field, without a line above it', async () => {
    const text = await said(item('"Flags": ["UNK¦NOWN"]'));
    expect(text).toMatch(/^\*\*KS_FRAMING_ITEM\.Flags\*\*/);
  });

  test.each([
    ['"FileAlignment": 6¦3', /Value: 63 = `0x3F`: 64-byte alignment/],
    ['"FileAlignment": 6¦4', /not of the form 2ⁿ − 1.*64-byte alignment is 0x3F/],
    ['"FileAlignment": "FILE_64_BYTE_ALI¦GNMENT"', /\*\*FILE_64_BYTE_ALIGNMENT\*\* = 63 \(0x3F\)/],
    ['"FramingRange": { "Range": { "MinFrameSize": "2 ¦* PAGE_SIZE" } }', /`2 \* PAGE_SIZE` = 8,192 = `0x2000`: 8 KiB, 2 pages/],
    ['"FramingRange": { "Range": { "MinFrameSize": "2 * PAG¦E_SIZE" } }', /\*\*PAGE_SIZE\*\* = 4,096 \(0x1000\)/],
    ['"PhysicalRange": { "MaxFrameSize": "(ULONG)-¦1" }', /4,294,967,295 = `0xFFFFFFFF`/],
    ['"FramePitch": -¦1920', /-1,920 = `0xFFFFF880`/],
    ['"Flags": 0x¦11', /no name|KSALLOCATOR/],
    ['"MemoryType": "KSMEMORY_TYPE_KERNEL_¦NONPAGED"', /`\{[0-9A-F-]{36}\}`/],
  ])('%s', async (fields, expected) => {
    expect(await said(item(fields))).toMatch(expected);
  });

  test('flags are taken apart, bits without a name too', async () => {
    const text = await said(item('"Fl¦ags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | 0x40000000"'));
    expect(text).toMatch(/Value: `KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY \| 0x40000000` = `0x40000002`/);
    expect(text).toMatch(/- `0x2` `KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY` – /);
    expect(text).toMatch(/- `0x40000000` \*\*no name\*\*/);
  });

  test('a GUID given by digits gets its name', async () => {
    expect(await said(item('"BusType": "{00000000-0000-0000-0000-000000000¦000}"'))).toMatch(/= `GUID_NULL`/);
  });

  test('a name inside an expression is the one under the cursor', async () => {
    const { text: plain, positions } = marked(item('"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | KSALLOCATOR_REQUIRE¦MENTF_PREFERENCES_ONLY"'));
    session = await openSession();
    const uri = await session.open(plain);
    const found = await session.hover(uri, positions[0]!);
    expect((found?.contents as MarkupContent).value).toContain('**KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY**');
    expect(found?.range).toEqual({ start: positionOf(plain, 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'), end: positionOf(plain, 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', 41) });
  });

  test('an enumeration has its name, a reference its entry, a routine its prototype, a word its meaning', async () => {
    const pin = (fields: string): string => `{ "FormatVersion": 1, "Framings": { "Small": { "FramingItem": [ { "Frames": 2 } ] } }, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", ${fields} } ] } ] }`;
    expect(await said(pin('"PinDescriptor": { "DataFlow": ¦2 }'))).toMatch(/Name: `KSPIN_DATAFLOW_OUT`/);
    session?.close();
    const reference = await said(pin('"AllocatorFraming": "Sm¦all"'));
    expect(reference).toMatch(/\*\*Small\*\* – entry of Framings, `KSALLOCATOR_FRAMING_EX`/);
    expect(reference).toMatch(/`FramingItem`: 1 element/);
    expect(reference).toMatch(/Used by f\/p/);
    session?.close();
    expect(await said(pin('"IntersectHandler": "My¦Intersect"'))).toMatch(/NTSTATUS MyIntersect\(PVOID Context/);
    session?.close();
    expect(await said(pin('"RuntimeEdits": [ { "When": "Create", "FrameSize": "Size¦Image" } ]'))).toMatch(/biSizeImage of the connected/);
  });

  test('quiet hints are told with their rule', async () => {
    const { text: plain, positions } = marked(sample.replace('"MinFrameSize"', '"Min¦FrameSize"'));
    expect(plain).toBe(sample);
    session = await openSession();
    const uri = await session.open(plain);
    await session.configure({ hints: true });
    const hint = (await session.diagnostics(uri)).find(({ severity }) => severity === 4);
    expect(hint, 'the sample has at least one hint').toBeDefined();
    const found = await session.hover(uri, hint!.range.start);
    expect((found?.contents as MarkupContent).value).toContain(`[${String(hint!.code)}](vscode://avstream-studio.avstream-studio/rules/${String(hint!.code)})`);
    expect(positions).toHaveLength(1);
  });
});

describe('where there is nothing to say', () => {
  test.each([
    ['a comment', '{ // com¦ment\n "FormatVersion": 1 }'],
    ['blanks', '{ "FormatVersion": 1,   ¦   "Framings": {} }'],
    ['a bracket', '{ "FormatVersion": 1, "Filters": [¦ ] }'],
    ['remarks', '{ "FormatVersion": 1, "Nowhere": { "a": { "b": "deep¦er" } } }'],
    ['an empty document', '¦'],
  ])('%s', async (_, text) => {
    expect(await said(text)).toBeUndefined();
  });
});

test('a client without Markdown gets plain text', async () => {
  session = await openSession({ capabilities: { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, hover: { contentFormat: ['plaintext'] } } } });
  const uri = await session.open(sample);
  const found = await session.hover(uri, positionOf(sample, '"Frames"', 2));
  expect(found?.contents).toMatchObject({ kind: 'plaintext' });
  expect((found?.contents as MarkupContent).value).not.toMatch(/\*\*|`|\]\(/);
});

test('positions beyond the text are answered', async () => {
  session = await openSession();
  const uri = await session.open(sample);
  await expect(session.hover(uri, { line: 1_000_000, character: 5 })).resolves.toBeNull();
  await expect(session.hover(uri, { line: 3, character: 1_000_000 })).resolves.toBeDefined();
  await expect(session.hover('file:///unknown.avstream.json', { line: 0, character: 0 })).resolves.toBeNull();
});
