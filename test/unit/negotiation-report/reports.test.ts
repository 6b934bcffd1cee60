import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Model, readModel } from '../../../server/src/document/index';
import { formatText } from '../../../server/src/findings/index';
import { type NegotiationReport, type ReportSubject, type ReportWriter, findingsOf, formatReport, reportNegotiation, reportTexts, reportWidth, saidText } from '../../../server/src/negotiation-report/index';
import { messageOf } from '../../../server/src/rules/index';
import { resolvePointer } from '../../../server/src/document/index';
import { type NegotiationOptions } from '../../../server/src/simulation/negotiation/index';
import { allocator, documentOf, filter, framing, pin } from '../negotiation/documents';

const root = path.join(import.meta.dirname, '..', '..', '..');
const writer: ReportWriter = { write: formatText, messageOf: (finding) => messageOf(finding) };
const read = (name: string): Model => readModel(readFileSync(path.join(root, name), 'utf8'));
const report = (model: Model, subject: ReportSubject = { kind: 'all' }, options: Partial<NegotiationOptions> = {}): NegotiationReport => reportNegotiation(model, { subject, options, findings: findingsOf(model) });
const told = (found: NegotiationReport): readonly string[] => found.answers.flatMap(({ question, lines }) => [saidText(question, writer), ...lines.map(({ said }) => saidText(said, writer))]);

const golden = ['samples/common-buffer-card.avstream.json', 'samples/avshws.avstream.json', 'test/fixtures/negotiation/transform-chain.avstream.json'];
const all = [...golden, 'samples/avssamp.avstream.json', 'samples/avscamera.avstream.json', 'samples/pcie-4k-grabber.avstream.json'];

describe('the report as text', () => {
  it.each(golden)('of %s', async (name) => {
    const { lines } = formatReport(report(read(name)), path.posix.basename(name), writer);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path.join(root, 'test/fixtures/negotiation', `${path.posix.basename(name, '.avstream.json')}.txt`));
  });

  it.each(all)('of %s is complete and fits: no key, no hole, no line too long, every link leads somewhere', (name) => {
    const model = read(name);
    const { lines, links, tones } = formatReport(report(model), name, writer);
    expect(lines.join('\n')).not.toMatch(/[{}]|undefined|NaN|\b(?:value|because|condition|answer|graph|aspect)\.\w/);
    for (const line of lines) if (line.trim().includes(' ')) expect(line.length, line).toBeLessThanOrEqual(reportWidth);
    expect(links.length).toBeGreaterThan(5);
    for (const { line, start, end, path: pointer } of links) {
      expect(lines[line]!.slice(start, end).trim(), pointer).not.toBe('');
      expect(resolvePointer(model.tree, pointer), pointer).not.toBe(-1);
    }
    for (const { line, start, end } of tones) expect(end <= lines[line]!.length && start < end).toBe(true);
    expect(lines.join(' ')).toMatch(/not been validated against ks\.sys/);
    // Never more than may be said: Windows decides.
    expect(lines.join(' ')).not.toMatch(/will (?:be chosen|be selected|select|choose) (?!:)/);
  });
});

describe('why is my allocator never called', () => {
  it('is answered first, for a capture pin that an application reads', () => {
    const [question, ...lines] = told(report(read(golden[0]!), { kind: 'simulation', index: 0 }));
    expect(question).toBe('Why is the allocator of card/video not called?');
    expect(lines[0]).toMatch(/^In simulation "720p60 to an application": rejected, because the application is in user mode.*are not called/);
    expect(lines[1]).toMatch(/^If a kernel filter were connected instead: eligible/);
    expect(report(read(golden[0]!), { kind: 'simulation', index: 0 }).answers[0]!.lines[0]!.path).toBe('/Simulations/0/Client');
  });

  it('is answered without any simulation, by graphs that are supposed and say so', () => {
    const model = readModel(`{ "FormatVersion": 1, "Filters": [${filter('source', [pin('out', 'OUT', framing({ range: [1000, 1000, 0] }), allocator)])}] }`);
    const found = report(model);
    expect(found.graphs.map(({ kind }) => kind)).toEqual(['supposedApplication', 'supposedKernelFilter']);
    expect(told(found)[1]).toMatch(/^If an application were connected: rejected, because the application is in user mode/);
    expect(told(found)[2]).toMatch(/^If a kernel filter were connected instead: eligible/);
    expect(formatReport(found, 'x', writer).lines.filter((line) => line.startsWith('Supposed: '))).toHaveLength(2);
  });

  it('is answered for an input pin, which an application writes to', () => {
    const model = readModel(`{ "FormatVersion": 1, "Filters": [${filter('sink', [pin('in', 'IN', framing({}), allocator)])}] }`);
    const { lines } = formatReport(report(model), 'x', writer);
    expect(lines).toContain('If an application wrote to sink/in');
    expect(lines).toContain('Segment 1: the application → sink/in (user mode)');
    expect(lines.join(' ').replace(/ +/g, ' ')).toMatch(/The application brings the buffers that it writes/);
  });

  it('is open where the document does not say enough', () => {
    const model = readModel('{ "FormatVersion": 1, "Filters": [{ "Label": "f", "PinDescriptors": [{ "Label": "p", "Dispatch": { "Allocator": {} }, "PinDescriptor": { "DataFlow": 2 } }] }] }');
    expect(told(report(model))[2]).toMatch(/undecided, since the document does not say whether the connection is on the standard transport/);
  });

  it('names the reason that decides, with its value', () => {
    const peer = (more: string): string => `{ "From": "source/out", "Peer": { "Label": "sink", "Kind": "KernelAvStream", "HasAllocator": false, "InPlace": false, "AllocatorFraming": ${framing({ memory: more })} } }`;
    const model = readModel(documentOf([filter('source', [pin('out', 'OUT', framing({}), allocator)])], [peer('KSMEMORY_TYPE_KERNEL_PAGED')]));
    const found = report(model);
    expect(told(found)).toEqual(['Why is the allocator of source/out not called?', 'In simulation "graph": rejected, because the demands on memory and bus exclude each other.']);
    expect(found.answers[0]!.lines[0]!.path).toBe('/Filters/0/PinDescriptors/0/AllocatorFraming/FramingItem/0/MemoryType');
    const [segment] = found.graphs[0]!.segments;
    expect(segment!.allocators.find(({ kind }) => kind === 'vendor')!.conditions.find(({ name }) => name === 'memory')).toMatchObject({ state: 'notMet', basis: 'inferred' });
    expect(segment!.request).toBeUndefined();
    expect(segment!.findings.map(({ finding }) => finding.code)).toEqual(['MEM-12']);
  });

  it('is answered for the injection mode', () => {
    const model = readModel(documentOf([filter('source', [pin('out', 'OUT', framing({}), allocator)])], [`{ "From": "source/out", "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": null }, "InjectsFrames": true }`]));
    expect(told(report(model))[1]).toMatch(/the driver submits the frames itself \(injection mode\)/);
  });
});

describe('graphs', () => {
  it('that read the same are told once', () => {
    const [first, second] = report(read(golden[0]!)).graphs;
    expect([first!.labels, second!.labels]).toEqual([['720p60 to an application', '720p60, the application pauses'], ['720p60 to a kernel encoder', '720p60 to a kernel encoder that is late']]);
  });

  it('are those that a pin takes part in, when a pin is asked for', () => {
    const kinds = (reference: string): readonly string[] => report(read(golden[2]!), { kind: 'pin', reference }).graphs.map(({ kind }) => kind);
    expect(kinds('denoise/out')).toEqual(['simulation']);
    expect(kinds('encoder/out')).toEqual(['simulation', 'supposedKernelFilter']);
    expect(kinds('nobody/out')).toEqual([]);
  });

  it('stand once for each form of a pin, with its condition', () => {
    const variants = '"Variants": [{ "If": "A", "AllocatorFraming": "Small" }, { "If": "B", "AllocatorFraming": "Large" }], ';
    const model = readModel(documentOf([filter('source', [pin('out', 'OUT', undefined, variants)])], ['{ "From": "source/out", "Peer": { "Kind": "KernelKs1", "AllocatorFraming": null } }'], `"Framings": { "Small": ${framing({ range: [100, 100, 0] })}, "Large": ${framing({ range: [900, 900, 0] })} }, `));
    expect(report(model).graphs.map(({ conditions }) => conditions)).toEqual([['A'], ['B']]);
  });
});

describe('options', () => {
  it('are listed where they decided, with where they come from', () => {
    const model = read(golden[2]!);
    const listed = (options: Partial<NegotiationOptions> = {}): readonly string[] => report(model, { kind: 'all' }, options).graphs[0]!.options.map(({ name, word, from }) => `${name} ${word} ${from}`);
    expect(listed()).toEqual(['NegotiatedFrameSize Format default', 'NegotiatedFrames Greatest simulation', 'PreferredAllocator Vendor default', 'DefaultAllocatorPin ByKind default']);
    expect(listed({ frames: 'leastNonZero' })[1]).toBe('NegotiatedFrames LeastNonZero request');
    const frames = (options: Partial<NegotiationOptions>): unknown => report(model, { kind: 'all' }, options).graphs[0]!.segments[0]!.request!.fields.find(({ name }) => name === 'Frames')!.value;
    expect([frames({}), frames({ frames: 'leastNonZero' })]).toEqual([6, 4]);
  });

  it('are not named where nothing was settled', () => {
    const model = readModel('{ "FormatVersion": 1, "Filters": [{ "Label": "f", "PinDescriptors": [{ "Label": "p", "Dispatch": { "Allocator": {} }, "PinDescriptor": { "DataFlow": 2 } }] }] }');
    expect(report(model).graphs.flatMap(({ options }) => options)).toEqual([]);
  });
});

describe('findings', () => {
  it('stand with the segment that they are about, and only there', () => {
    const connection = (label: string, memory: string): string => `{ "From": "${label}/out", "Allocator": "shared", "Peer": { "Kind": "KernelAvStream", "HasAllocator": false, "InPlace": false, "AllocatorFraming": ${framing({ memory })} } }`;
    const model = readModel(documentOf([filter('a', [pin('out', 'OUT', framing({}))]), filter('b', [pin('out', 'OUT', framing({}))])], [connection('a', 'KSMEMORY_TYPE_KERNEL_NONPAGED'), connection('b', 'KSMEMORY_TYPE_KERNEL_PAGED')]));
    expect(report(model).graphs[0]!.segments.map(({ findings }) => findings.map(({ finding }) => finding.code))).toEqual([[], ['MEM-12', 'NEG-07']]);
  });

  it('of hundreds of connections are found in a moment', () => {
    const count = 400;
    const labels = Array.from({ length: count }, (_, index) => `f${index}`);
    const model = readModel(documentOf(labels.map((label) => filter(label, [pin('out', 'OUT', framing({}), allocator)])), labels.map((label) => `{ "From": "${label}/out", "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": ${framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' })} } }`)));
    const findings = findingsOf(model);
    const begin = performance.now();
    expect(reportNegotiation(model, { subject: { kind: 'all' }, findings }).graphs[0]!.segments).toHaveLength(count);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

it('every key has its text, and every text its use', () => {
  const keys = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('key' in value && 'values' in value) keys.add(String(value.key));
    for (const each of Object.values(value)) collect(each);
  };
  for (const name of all) collect(report(read(name)));
  const folder = path.join(root, 'server/src/negotiation-report');
  const sources = readdirSync(folder).filter((name) => name !== 'texts.ts').map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  for (const [, key] of sources.matchAll(/'((?:end|graph|segment|heading|note|value|question|answer|verdict|state|basis|option)\.[\w.]+)'/g)) keys.add(key!);
  for (const key of keys) expect(reportTexts[key], key).toBeDefined();
  // Keys that are put together from a prefix and a name.
  const families = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix!);
  const composed = /^(?:allocator|with|condition|because)\./;
  for (const key of Object.keys(reportTexts)) expect(sources.includes(`'${key}'`) || composed.test(key) || families.some((prefix) => key.startsWith(prefix)), key).toBe(true);
});
