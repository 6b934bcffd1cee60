import { readFileSync, readdirSync } from 'node:fs';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { type DescribeResolvedResult, resolvedMethods } from '../../server/src/protocol/index';
import { type Session, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

const textOf = (hover: Hover | null): string => (hover?.contents as MarkupContent | undefined)?.value ?? '';
const describe = (uri: string, path: string): Promise<DescribeResolvedResult> => session!.client.sendRequest(resolvedMethods.describeResolved, { uri, path });

test.each(['file:///c%3A/drivers/capture.avstream.json', 'file://server/share/capture.avstream.json', 'vscode-vfs://github/someone/driver/capture.avstream.json'])('hovers of %s tell the bytes of the framing, before and after the edits', async (uri) => {
  session = await openSession({ initializationOptions: { resolvedCommand: 'show.it' } });
  await session.open(sample, uri);
  for (const piece of ['"AllocatorFraming": "Capture', '"CapturePinAllocatorFraming",', '"Label": "video"']) {
    const text = textOf(await session.hover(uri, positionOf(sample, piece, 3)));
    expect(text, piece).toContain('`KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX`: 24 + 88 × 1 = 112 bytes. As declared:');
    expect(text).toContain('0000  01 00 00 00 00 00 00 00 01 00 00 00 01 00 00 00\n');
    expect(text).toContain('After the run-time edits, with format FormatYUY2_Capture:');
    expect(text).toContain('- `005C` FramingRange.Range.MinFrameSize: 8,192 → 153,600');
    expect(text).toContain(`(command:show.it?${encodeURIComponent(JSON.stringify([{ uri, path: '/Filters/0/PinDescriptors/0' }]))})`);
    expect(text).toMatch(/\d+ members stated, \d+ by default, \d+ derived/);
  }
  const entry = textOf(await session.hover(uri, positionOf(sample, '"CapturePinAllocatorFraming"', 3)));
  expect(entry).toContain('As declared:');
  expect(entry).not.toContain('After the run-time edits');
  expect(textOf(await session.hover(uri, positionOf(sample, '"Label": "capture"', 3)))).toContain('`KSFILTER_DESCRIPTOR`: ');
  // Of other values nothing is said of all that.
  expect(textOf(await session.hover(uri, positionOf(sample, '"InstancesPossible"', 3)))).not.toContain('members stated');
});

test('the whole of it as lines with offsets', async () => {
  session = await openSession();
  const uri = await session.open(sample);
  const { subject, lines } = await describe(uri, '/Filters/0/PinDescriptors/0/RuntimeEdits/0/Frames');
  expect(subject).toEqual({ name: 'capture/video', path: '/Filters/0/PinDescriptors/0' });
  expect(lines).toEqual(expect.arrayContaining([
    'KSPIN_DESCRIPTOR_EX, 136 bytes',
    '  0060  00 20 00 00  8,192       FramingItem[0].FramingRange.Range.MaxFrameSize',
    '* 0060  00 84 03 00  230,400     FramingItem[0].FramingRange.Range.MaxFrameSize',
    '  0018  C4 5F 6D 4A  KSMEMORY_TYPE_KERNEL_NONPAGED  FramingItem[0].MemoryType',
    '  001C  95 78 D1 11',
  ]));
  expect(lines.join('\n')).toMatch(/^ +80 12 {2}PhysicalRange +default \(DECLARE_SIMPLE_FRAMING_EX\)$/m);
  expect((await describe(uri, '/Framings/CapturePinAllocatorFraming')).subject?.name).toBe('CapturePinAllocatorFraming');
  // A place in no pin means the first filter with all its pins.
  const filter = await describe(uri, '/Simulations/0');
  expect(filter.subject).toEqual({ name: 'capture', path: '/Filters/0' });
  expect(filter.lines).toContain('## Pin 0: capture/video');
});

test.each(readdirSync('samples').filter((name) => name.endsWith('.json')))('values of %s begin within the half of a window that stands beside the descriptor', async (name) => {
  session = await openSession();
  const text = readFileSync(`samples/${name}`, 'utf8');
  const uri = await session.open(text, `file:///${name}`);
  const columns: number[] = [];
  for (let filter = 0; ; filter++) {
    const { subject, lines } = await describe(uri, `/Filters/${filter}`);
    if (subject?.path !== `/Filters/${filter}`) break;
    expect(Math.max(...lines.slice(0, 4).map(({ length }) => length))).toBeLessThanOrEqual(50);
    for (const line of lines) {
      const start = /^ +\d* +\d* {2} *\w+ {2,}(?=\S)|^[* ] [0-9A-F]{4} {2}(?:(?:[0-9A-F]{2}|\?\?) )+ (?=\S)/.exec(line);
      if (start !== null && !/^(?:not stated|stated|variant|default|derived)/.test(line.slice(start[0].length))) columns.push(start[0].length);
    }
  }
  expect(columns.length).toBeGreaterThan(50);
  expect(Math.max(...columns)).toBeLessThanOrEqual(40);
});

test('each variant with its condition', async () => {
  session = await openSession();
  const uri = await session.open('{ "FormatVersion": 1, "Filters": [{ "PinDescriptors": [{ "Label": "a", "AllocatorFraming": null, "Variants": [{ "If": "#ifdef ONE", "Flags": 1 }, { "If": "otherwise", "Flags": 2 }] }] }] }');
  const { lines } = await describe(uri, '/Filters/0/PinDescriptors/0');
  expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## Variant 1 of 2: #ifdef ONE', '## Variant 2 of 2: otherwise']);
  expect(lines.filter((line) => / Flags /.test(line)).map((line) => line.replace(/ +/g, ' ').trim())).toEqual(['104 4 Flags KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING variant', '104 4 Flags KSPIN_FLAG_CRITICAL_PROCESSING variant']);
  expect(lines).toContain('AllocatorFraming is NULL: KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX is not supported.');
  const text = textOf(await session.hover(uri, { line: 0, character: 60 }));
  expect(text).toContain('(#ifdef ONE)');
});

test('broken documents, and documents without anything to show', async () => {
  session = await openSession();
  const uri = await session.open('{ "Framings": { "F": { "FramingItem": [{ "Frames": 3, "FileAlignment": "x", ');
  const { subject, lines } = await describe(uri, '/Framings/F/FramingItem/0');
  expect(subject?.name).toBe('F');
  expect(lines.join('\n')).toMatch(/68 +4 {2}Frames +3 +stated$/m);
  expect(lines.join('\n')).toMatch(/FileAlignment +\? +unreadable$/m);
  const empty = await session.open('', 'untitled:empty');
  expect(await describe(empty, '/Filters')).toMatchObject({ subject: null });
  expect(await describe('file:///closed.avstream.json', '')).toMatchObject({ subject: null });
});
