import type { CompletionItem, MarkupContent, Position, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, describe, expect, test } from 'vitest';
import { readModel } from '../../server/src/document/index';
import { plainText } from '../../server/src/lsp/completion/snippet';
import { templates } from '../../server/src/lsp/completion/templates';
import { validate } from '../../server/src/rules/index';
import { type Session, type SessionOptions, documentUri, editorCapabilities, marked, openSession } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

interface Offered { readonly items: readonly CompletionItem[]; readonly text: string; readonly position: Position; readonly session: Session }

async function offered(marks: string, options: SessionOptions = {}): Promise<Offered> {
  const { text, positions } = marked(marks);
  const opened = await openSession(options);
  session = opened;
  const uri = await opened.open(text);
  return { items: await opened.completion(uri, positions[0]!), text, position: positions[0]!, session: opened };
}

/** What the text is after an item was accepted, placeholders filled with what they suggest. */
function accepted({ text, items }: Offered, label: string): string {
  const item = items.find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`There is no ${label} among ${items.map((candidate) => candidate.label).join(', ')}.`);
  const edit = item.textEdit as TextEdit;
  const newText = item.insertTextFormat === 2 ? plainText(edit.newText) : edit.newText;
  return TextDocument.applyEdits(TextDocument.create(documentUri, 'avstream', 1, text), [{ ...edit, newText }, ...(item.additionalTextEdits ?? [])]);
}

/** How VS Code matches: the text between the begin of the edit and the caret has to be found in the filter text, in order. */
function matches({ text, position }: Offered, item: CompletionItem): boolean {
  const document = TextDocument.create(documentUri, 'avstream', 1, text);
  const { range } = item.textEdit as TextEdit;
  expect(range.start.line).toBe(range.end.line);
  const typed = text.slice(document.offsetAt(range.start), document.offsetAt(position)).toLowerCase();
  let at = 0;
  const filter = (item.filterText ?? item.label).toLowerCase();
  for (const character of typed) {
    at = filter.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const labels = ({ items }: Offered): readonly string[] => items.map(({ label }) => label);
const problems = (text: string): readonly string[] => readModel(text).problems.filter(({ code }) => code === 'DOC-01').map(({ variant }) => variant);
const framing = (inside: string): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { ${inside} } ] } } }`;
const pin = (inside: string): string => `{ "FormatVersion": 1, "Framings": { "Big": {}, "Small": {} }, "DataRanges": { "Nv12": { "Type": "KSDATARANGE" } }, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", ${inside} } ] } ] }`;

describe('names of properties', () => {
  test('those that are missing, required ones first', async () => {
    const found = await offered(framing('"Frames": 2, ¦'));
    expect(labels(found)).toContain('MemoryType');
    expect(labels(found)).not.toContain('Frames');
    const sorted = [...found.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    expect(sorted[0]?.label).toBe('MemoryType');
    expect(sorted.at(-1)?.label).toBe('BusFlags');
  });

  test('of a union only what still can be written', async () => {
    expect(labels(await offered(framing('"FileAlignment": 0, ¦')))).not.toContain('FramePitch');
  });

  test.each([
    ['in an empty object', framing('¦')],
    ['behind a comma', framing('"Frames": 2, ¦')],
    ['before another property', framing('¦ "Frames": 2')],
    ['between two', framing('"Frames": 2, ¦ "FileAlignment": 0')],
    ['where the comma is missing', framing('"Frames": 2\n ¦')],
    ['inside quotes', framing('"¦"')],
    ['inside quotes, begun', framing('"Mem¦"')],
    ['inside quotes before another property', framing('"Mem¦" "Frames": 2')],
    ['without quotes', framing('Mem¦')],
    ['behind a comment', framing('"Frames": 2, /* , */ // {\n ¦')],
  ])('%s: what is inserted is well-formed', async (_, marks) => {
    const found = await offered(marks);
    const item = found.items.find(({ label }) => label === 'MemoryType')!;
    expect(item, labels(found).join()).toBeDefined();
    expect(matches(found, item)).toBe(true);
    const text = accepted(found, 'MemoryType');
    expect(problems(text), text).toEqual([]);
    expect(text).toContain('"MemoryType": ""');
  });

  test('renaming keeps the value', async () => {
    const found = await offered(framing('"Frm¦": 2'));
    expect(accepted(found, 'Frames')).toBe(framing('"Frames": 2'));
  });

  test('at the end of an unfinished text', async () => {
    expect(labels(await offered('{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "Label": "x", ¦'))).toContain('Dispatch');
    session?.close();
    expect(labels(await offered('{ "FormatVersion": 1,\n  "Framings": { "F": { "FramingItem": [ { "Fl¦'))).toContain('Flags');
  });

  test('an object that may be several structures asks which first', async () => {
    expect(labels(await offered('{ "FormatVersion": 1, "DataRanges": { "A": { ¦ } } }'))).toEqual(['Type']);
    session?.close();
    expect(labels(await offered('{ "FormatVersion": 1, "DataRanges": { "A": { "Type": "KS_DATARANGE_VIDEO", ¦ } } }'))).toContain('VideoInfoHeader');
  });

  test('an entry of a table is a whole object under a new name', async () => {
    const found = await offered('{ "FormatVersion": 1, "Framings": { "CaptureFraming": {}, ¦ } }');
    const text = accepted(found, 'framing');
    expect(problems(text), text).toEqual([]);
    expect(text).toContain('"CaptureFraming2": {');
  });

  test('documentation comes when it is asked for', async () => {
    const found = await offered(framing('¦'), { capabilities: editorCapabilities });
    const item = found.items.find(({ label }) => label === 'Frames')!;
    expect(item.documentation).toBeUndefined();
    const resolved = await found.session.client.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect((resolved.documentation as MarkupContent).value).toMatch(/Greatest number of frames/);
    await expect(found.session.client.sendRequest('completionItem/resolve', { label: 'x', data: { kind: 'field', structure: '__proto__', name: 7 } })).resolves.toMatchObject({ label: 'x' });
  });
});

describe('values', () => {
  test.each([
    ['a string', framing('"MemoryType":¦ "KSMEMORY_TYPE_KERNEL_PAGED"')],
    ['an object', framing('"FramingRange": ¦{}')],
    ['an array', framing('"Flags": ¦["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"]')],
    ['an array on the next line', framing('"Flags":¦\n ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"]')],
  ])('none between a colon and %s that is the value already', async (_, marks) => {
    expect(labels(await offered(marks))).toEqual([]);
  });

  test('a value that is missing is offered also where the next property follows', async () => {
    const found = await offered(framing('"MemoryType":¦ "Frames": 2'));
    expect(problems(accepted(found, 'KSMEMORY_TYPE_KERNEL_PAGED'))).toEqual([]);
  });

  test.each([
    ['Flags', 'FRM-11', ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED']],
    ['MemoryFlags', 'FRM-07', ['KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE']],
  ])('%s: flags that a rule then refuses (%s) come last', async (field, code, proper) => {
    const found = await offered(framing(`"${field}": ["¦"]`));
    const isRefused = (label: string): boolean => validate(readModel(accepted(found, label))).some((finding) => finding.code === code);
    const sorted = [...found.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
    const first = sorted.findIndex(isRefused);
    expect(first).toBeGreaterThan(0);
    expect(sorted.slice(first).every(isRefused)).toBe(true);
    expect(sorted.slice(0, first)).toEqual(expect.arrayContaining(proper));
  });

  test('a flag that stands in an expression beside is not offered again', async () => {
    const found = labels(await offered(framing('"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | KSALLOCATOR_FLAG_CAN_ALLOCATE", "¦"]')));
    expect(found).not.toContain('KSALLOCATOR_FLAG_CAN_ALLOCATE');
    expect(found).toContain('KSALLOCATOR_FLAG_DEVICE_SPECIFIC');
  });

  test.each<[string, string, string, string]>([
    ['an enumeration', pin('"PinDescriptor": { "DataFlow": ¦ }'), 'KSPIN_DATAFLOW_OUT', '"DataFlow": "KSPIN_DATAFLOW_OUT" }'],
    ['an enumeration inside quotes', pin('"PinDescriptor": { "DataFlow": "¦" }'), 'KSPIN_DATAFLOW_OUT', '"DataFlow": "KSPIN_DATAFLOW_OUT" }'],
    ['a flag in an array', framing('"Flags": [¦]'), 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', '["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"]'],
    ['another flag in an array', framing('"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", ¦]'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '"KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"]'],
    ['a flag before another', framing('"Flags": [¦ "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"]'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '["KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY", "KSALLOCATOR'],
    ['a flag inside quotes in an array', framing('"Flags": ["PREF¦"]'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '["KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"]'],
    ['the second flag of an expression', framing('"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | ¦"'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', 'SYSTEM_MEMORY | KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"'],
    ['a flag in the middle of an expression', framing('"Flags": "4 | PR¦ | 0x10"'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '"4 | KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY | 0x10"'],
    ['a flag right behind the bar', framing('"Flags": "4 |¦"'), 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '"4 |KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"'],
    ['PAGE_SIZE in an expression', framing('"FramingRange": { "Range": { "MinFrameSize": "2 * PA¦" } }'), 'PAGE_SIZE', '"2 * PAGE_SIZE"'],
    ['an alignment', framing('"FileAlignment": ¦'), 'FILE_64_BYTE_ALIGNMENT', '"FILE_64_BYTE_ALIGNMENT"'],
    ['a GUID', framing('"MemoryType": "KS¦"'), 'KSMEMORY_TYPE_KERNEL_PAGED', '"KSMEMORY_TYPE_KERNEL_PAGED"'],
    ['an entry of a table', pin('"AllocatorFraming": "¦"'), 'Small', '"AllocatorFraming": "Small"'],
    ['null', pin('"AllocatorFraming": ¦'), 'null', '"AllocatorFraming": null'],
    ['an entry in an array of references', pin('"PinDescriptor": { "DataRanges": ["¦"] }'), 'Nv12', '["Nv12"]'],
    ['a routine', pin('"Dispatch": { "SetDataFormat": "¦" }'), 'PinSetDataFormat', '"PinSetDataFormat"'],
    ['a word', pin('"RuntimeEdits": [ { "When": "¦" } ]'), 'SetDataFormat', '"When": "SetDataFormat"'],
    ['a word instead of a number', pin('"RuntimeEdits": [ { "FrameSize": "Si¦" } ]'), 'SizeImage', '"FrameSize": "SizeImage"'],
    ['a truth', '{ "FormatVersion": 1, "Simulations": [ { "Driver": { "SetsDataUsed": ¦ } } ] }', 'false', '"SetsDataUsed": false'],
    ['a period', '{ "FormatVersion": 1, "Simulations": [ { "Source": { "Period": "¦" } } ] }', '29.97 fps', '"Period": "29.97 fps"'],
    ['a distribution', '{ "FormatVersion": 1, "Simulations": [ { "Client": { "Hold": ¦ } } ] }', 'Uniform', '"Hold": { "Uniform": ["1 ms", "2 ms"] }'],
    ['a pin of a simulation', `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p" } ] } ], "Simulations": [ { "Pin": "¦" } ] }`, 'f/p', '"Pin": "f/p"'],
    ['a pin of two with one label', `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p" }, { "Label": "p" } ] } ], "Simulations": [ { "Pin": "¦" } ] }`, 'f/p', '"Pin": "f/p"'],
    ['a rule to suppress', '{ "FormatVersion": 1, "Suppress": [ { "Code": "FRM¦" } ] }', 'FRM-25', '"Code": "FRM-25"'],
    ['a value before another property', framing('"Frames": 2, "FileAlignment": ¦\n "MemoryTypeWeight": 0'), 'FILE_64_BYTE_ALIGNMENT', '"FILE_64_BYTE_ALIGNMENT",'],
    ['a bare name', framing('"FileAlignment": FILE_64¦'), 'FILE_64_BYTE_ALIGNMENT', '"FileAlignment": "FILE_64_BYTE_ALIGNMENT"'],
  ])('%s', async (_, marks, label, expected) => {
    const found = await offered(marks);
    const item = found.items.find((candidate) => candidate.label === label);
    expect(item, labels(found).join()).toBeDefined();
    expect(matches(found, item!)).toBe(true);
    const text = accepted(found, label);
    expect(text).toContain(expected);
    expect(problems(text), text).toEqual([]);
  });

  test('flags that are there are not offered again', async () => {
    expect(labels(await offered(framing('"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "¦"]')))).not.toContain('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY');
    session?.close();
    expect(labels(await offered(framing('"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | ¦"')))).not.toContain('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY');
  });

  test('whole objects', async () => {
    for (const [marks, label] of [[framing('').replace('{  }', '¦'), 'framing item'], ['{ "FormatVersion": 1, "Filters": [¦] }', 'capture filter'], ['{ "FormatVersion": 1, "Simulations": [¦] }', 'simulation'], ['¦', 'descriptor']] as const) {
      const found = await offered(marks);
      const text = accepted(found, label);
      expect(problems(text), text).toEqual([]);
      session?.close();
    }
  });
});

describe('what names others', () => {
  const driver = (more: string): string => `{ "FormatVersion": 1, "MediumTables": { "Wires": [] }, "Filters": [{ "Label": "capture", "PinDescriptors": [{ "Label": "video" }] }], ${more} }`;
  test.each([
    ['entries of a table that several share', driver('"Device": {}').replace('{ "Label": "video"', '{ "PinDescriptor": { "Mediums": ¦ }, "Label": "video"'), 'Wires'],
    ['pins, for a common buffer', driver('"Device": { "Dma": { "CommonBuffers": [{ "Pin": "¦" }] } }'), 'capture/video'],
    ['pins, for a connection', driver('"Simulations": [{ "Connections": [{ "From": "¦" }] }]'), 'capture/video'],
    ['rules, for a suppression', driver('"Suppress": [{ "Code": "¦" }]'), 'FRM-25'],
    ['structures of data ranges', driver('"DataRanges": { "A": { "Type": "¦" } }'), 'KS_DATARANGE_VIDEO_VBI'],
  ])('%s', async (_, marks, label) => {
    const { items } = await offered(marks);
    expect([...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map((item) => item.label)).toContain(label);
  });

  test('a table comes before an object in its place', async () => {
    const { items } = await offered(driver('"Device": {}').replace('{ "Label": "video"', '{ "PinDescriptor": { "Mediums": ¦ }, "Label": "video"'));
    expect([...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1))[0]?.label).toBe('Wires');
  });

  test.each([
    ['a form begins with its condition', driver('"Device": {}').replace('{ "Label": "video"', '{ "Variants": [¦], "Label": "video"'), 'variant', '{ "If": "condition",  }'],
    ['a list of forms', driver('"Device": {}').replace('{ "Label": "video"', '{ ¦, "Label": "video"').replace('¦,', '"Variants": ¦,'), 'variant', '"Variants": [\n\t{ "If": "condition",  }\n]'],
    ['the version of the format', '{ ¦ }', 'FormatVersion', '"FormatVersion": 1'],
    ['a table of GUIDs', '{ "FormatVersion": 1, "CategoryTables": { ¦ } }', 'new entry', '"Name": [""]'],
    ['a table of objects', '{ "FormatVersion": 1, "InterfaceTables": { ¦ } }', 'new entry', '"Name": [\n\t\t{ "Set": "KSINTERFACESETID_Standard", "Id": "KSINTERFACE_STANDARD_STREAMING", "Flags": 0 }\n\t]'],
  ])('%s', async (_, marks, label, expected) => {
    expect(accepted(await offered(marks), label)).toContain(expected);
  });
});

describe('comments that suppress', () => {
  const directives = ['avstream-disable-next-line', 'avstream-disable-line', 'avstream-disable-file', 'avstream-disable', 'avstream-enable'];
  test.each(['{ // a¦\n }', '{ /* avstream-dis¦ */ }', '{ "FormatVersion": 1, // avstream-¦'])('are offered once one is begun: %j', async (marks) => {
    expect(labels(await offered(marks))).toEqual(directives);
  });

  test('are offered the codes they lack', async () => {
    const found = await offered('{ // avstream-disable-line FRM-12, ¦\n }');
    expect(labels(found)).toContain('FRM-25');
    expect(labels(found)).not.toContain('FRM-12');
    expect(labels(found)).not.toContain('DOC-01');
    // What only simulations report can be suppressed as well; what is always told as another rule is not offered.
    expect(labels(found)).toContain('HDR-06');
    expect(labels(found)).not.toContain('DMA-08');
    expect(accepted(found, 'FRM-25')).toBe('{ // avstream-disable-line FRM-12, FRM-25\n }');
    session?.close();
    expect(accepted(await offered('{ /* avstream-disable FR¦ */ }'), 'FRM-25')).toBe('{ /* avstream-disable FRM-25 */ }');
  });

  test.each(['{ // avstream-disable-line FRM-12 -- a reason ¦\n }', '{ // an ordinary remark ¦\n }', '{ // a remark a¦\n }', '{ // avstream-disable-file some words ¦\n }'])('are left alone: %j', async (marks) => {
    expect(labels(await offered(marks))).toEqual([]);
  });
});

describe('nothing is offered', () => {
  test.each([
    ['in a comment', '{ // ¦\n }'],
    ['in a block comment', '{ /* ¦ */ }'],
    ['behind a complete string', '{ "FormatVersion": 1, "$schema": "x"¦ }'],
    ['in remarks', '{ "FormatVersion": 1, "Notes": { "a": "¦" } }'],
    ['inside an unknown object', '{ "FormatVersion": 1, "Unknown": { ¦ } }'],
    ['behind the document', '{ "FormatVersion": 1 } ¦'],
    ['between a name and its colon', '{ "FormatVersion" ¦: 1 }'],
  ])('%s', async (_, marks) => {
    expect(labels(await offered(marks))).toEqual([]);
  });
});

test('a client without snippets gets plain text', async () => {
  session = await openSession({ needs: ['takesNoSnippets'], capabilities: { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, completion: {} } } });
  const { text, positions } = marked(framing('¦'));
  const uri = await session.open(text);
  const items = await session.completion(uri, positions[0]!);
  for (const { textEdit, insertTextFormat, documentation } of items) {
    expect(insertTextFormat).toBe(1);
    expect((textEdit as TextEdit).newText).not.toMatch(/\$[\d{]/);
    // It cannot ask for documentation later.
    expect(documentation).toBeDefined();
  }
});

test('expectations are offered the codes that runs report, and the allocators there are', async () => {
  const document = (expectation: string): string => `{ "FormatVersion": 1, "Filters": [{ "Label": "capture", "PinDescriptors": [{ "Label": "video" }] }], "Simulations": [{ "Label": "s", "Connections": [{ "From": "capture/video", "Peer": { "Label": "mixer" } }], "Expect": { ${expectation} } }] }`;
  const codes = labels(await offered(document('"Findings": { "Occur": ["¦"] }')));
  expect(codes).toContain('SPT-05');
  expect(codes).not.toContain('FRM-25');
  session?.close();
  expect(labels(await offered(document('"Allocators": [{ "Eligible": ["¦"] }]')))).toEqual(['capture/video', 'mixer', 'Default']);
  session?.close();
  expect(labels(await offered(document('"DropReasons": [{ "Reason": "¦" }]')))).toContain('BuffersInApplication');
  session?.close();
  expect(labels(await offered(document('¦')))).toEqual(expect.arrayContaining(['Drops', 'Latency', 'NoLeak', 'Findings', 'Ends']));
});

describe('templates', () => {
  /** A document with one simulation of a filter with one pin. */
  const simulated = (body: string): string => `{ "FormatVersion": 1, "Filters": [ { "Label": "capture", "PinDescriptors": [ { "Label": "video", "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH" } } ] } ], "Simulations": [ { "Label": "s", ${body} } ] }`;
  const wrap: Readonly<Record<string, (body: string) => string>> = {
    KS_FRAMING_ITEM: (body) => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [${body}] } } }`,
    KSALLOCATOR_FRAMING_EX: (body) => `{ "FormatVersion": 1, "Framings": { "F": ${body} } }`,
    KSPIN_DISPATCH: (body) => `{ "FormatVersion": 1, "PinDispatches": { "D": ${body} } }`,
    KSPIN_DESCRIPTOR_EX: (body) => `{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [${body}] } ] }`,
    KSFILTER_DESCRIPTOR: (body) => `{ "FormatVersion": 1, "Filters": [${body}] }`,
    RuntimeEdit: (body) => `{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "RuntimeEdits": [${body}] } ] } ] }`,
    Suppression: (body) => `{ "FormatVersion": 1, "Suppress": [${body.replace('""', '"FRM-25"')}] }`,
    KSPIN_INTERFACE: (body) => `{ "FormatVersion": 1, "InterfaceTables": { "I": [${body}] } }`,
    KSPIN_MEDIUM: (body) => `{ "FormatVersion": 1, "MediumTables": { "M": [${body}] } }`,
    CommonBuffer: (body) => `{ "FormatVersion": 1, "Device": { "Dma": { "CommonBuffers": [${body}] } } }`,
    FilterFactory: (body) => `{ "FormatVersion": 1, "Filters": [ { "Factory": ${body} } ] }`,
    KSDEVICE_DESCRIPTOR: (body) => `{ "FormatVersion": 1, "Device": { "Descriptor": ${body} } }`,
    Simulation: (body) => `{ "FormatVersion": 1, "Simulations": [${body}] }`,
    SimulationPin: (body) => simulated(`"Pins": [${body.replace('""', '"capture/video"')}]`),
    SimulationEvent: (body) => simulated(`"Events": [${body}]`),
    SimulationConnection: (body) => simulated(`"Connections": [${body.replace('""', '"capture/video"')}]`),
    SimulationFilter: (body) => simulated(`"Filters": [${body.replace('""', '"capture"')}]`),
    SimulationBus: (body) => simulated(`"Buses": [${body}]`),
    SimulationBounds: (body) => simulated(`"Expect": { "Drops": ${body} }`),
    SimulationDropBounds: (body) => simulated(`"Expect": { "DropReasons": [${body}] }`),
    SimulationLatencyLimits: (body) => simulated(`"Expect": { "Latency": ${body} }`),
    SimulationExpectation: (body) => simulated(`"Expect": ${body}`),
    SimulationPinExpectation: (body) => simulated(`"Pins": [{ "Pin": "capture/video", "Expect": ${body} }]`),
    SimulationFindingExpectation: (body) => simulated(`"Expect": { "Findings": ${body} }`),
    SimulationAllocatorExpectation: (body) => simulated(`"Expect": { "Allocators": [${body.replace('""', '"Default"')}] }`),
    LatencyTable: (body) => `{ "FormatVersion": 1, "LatencyTables": { "T": ${body} } }`,
  };
  test.each(Object.keys(templates))('%s has neither error nor warning', (structure) => {
    const text = wrap[structure]!(plainText(templates[structure]!.body));
    const found = validate(readModel(text)).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(found.map(({ code, text: key }) => `${code} ${key}`)).toEqual([]);
  });
});
