import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream, root } from './avstream';

const card = 'samples/common-buffer-card.avstream.json';
const chain = 'test/fixtures/negotiation/transform-chain.avstream.json';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream negotiate '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string): string => {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
};

interface Printed {
  readonly version: number; readonly validated: boolean;
  readonly answers: readonly { readonly question: { readonly text: string }; readonly lines: readonly { readonly said: { readonly text: string }; readonly path: string }[] }[];
  readonly graphs: readonly { readonly labels: readonly string[]; readonly options: readonly { readonly name: string; readonly word: string; readonly from: string }[]; readonly segments: readonly { readonly request?: { readonly bytes: string }; readonly findings: readonly { readonly finding: { readonly code: string; readonly message: string } }[] }[] }[];
}
const json = async (...parameters: string[]): Promise<Printed> => {
  const { out, err } = await avstream(['negotiate', '--format', 'json', ...parameters]);
  expect(err).toBe('');
  return JSON.parse(out) as Printed;
};

describe('negotiate', () => {
  it('prints the report, the answer first, within 100 columns', async () => {
    const { code, out, err } = await avstream(['negotiate', card]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').slice(1)).toEqual(readFileSync(path.join(root, 'test/fixtures/negotiation/common-buffer-card.txt'), 'utf8').split('\n').slice(1));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('takes the simulation that is named', async () => {
    const { out } = await avstream(['negotiate', card, '--scenario', '720p60 to an application']);
    expect(out.split('\n')[2]).toBe('Why is the allocator of card/video not called?');
    expect(out).toMatch(/If a kernel filter were connected to card\/video/);
    expect(out).not.toMatch(/kernel encoder/);
  });

  it('prints JSON with every text beside its key', async () => {
    const { version, validated, answers, graphs } = await json(card);
    expect([version, validated]).toEqual([1, false]);
    expect(answers[0]!.lines[0]).toMatchObject({ path: '/Simulations/0/Client', said: { text: expect.stringMatching(/rejected, because the application is in user mode/) as unknown } });
    expect(graphs[1]!.segments[0]!.request!.bytes).toBe('02 00 00 00 00 00 00 00 04 00 00 00 00 20 1C 00 7F 00 00 00 00 00 00 00');
    expect(graphs[1]!.segments[0]!.findings.map(({ finding }) => finding.code)).toEqual(['NEG-05']);
    expect(graphs[1]!.segments[0]!.findings[0]!.finding.message).toMatch(/is eligible/);
  });

  it('puts options over those that the file states', async () => {
    const optionsOf = async (...more: string[]): Promise<unknown> => (await json(chain, ...more)).graphs[0]!.options.find(({ name }) => name === 'NegotiatedFrames');
    expect(await optionsOf()).toMatchObject({ word: 'Greatest', from: 'simulation' });
    expect(await optionsOf('--option', 'negotiatedframes=leastnonzero')).toMatchObject({ word: 'LeastNonZero', from: 'request' });
  });

  it('ends with 1 when a finding of level error belongs to a graph', async () => {
    const broken = readFileSync(path.join(root, chain), 'utf8').replaceAll('"KSMEMORY_TYPE_SYSTEM", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"]', '"KSMEMORY_TYPE_KERNEL_PAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"]');
    const { code, out } = await avstream(['negotiate', file('broken.avstream.json', broken)]);
    expect(out).toMatch(/error NEG-01/);
    expect(code).toBe(1);
  });
});

describe('what cannot be negotiated', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', ['nowhere.avstream.json'], /there is no such file/],
    ['a simulation that is not there', [card, '--scenario', 'nothing'], /has no simulation "nothing"\. It has: "720p60 to an application"/],
    ['an option that does not exist', [card, '--option', 'Frames=2'], /there is no option 'Frames'\. The options are: NegotiatedFrameSize, /],
    ['a word that an option does not take', [card, '--option', 'PreferredAllocator=Mine'], /PreferredAllocator takes Vendor or Default, not 'Mine'/],
    ['an option without a value', [card, '--option', 'PreferredAllocator'], /--option takes NAME=VALUE/],
    ['no file', [], /takes one file/],
    ['a format that does not exist', [card, '--format', 'xml'], /--format takes text or json/],
  ])('%s', async (_, parameters, reason) => {
    const { code, out, err } = await avstream(['negotiate', ...parameters]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(reason);
  });

  it('a file that holds nothing readable', async () => {
    const { code, err } = await avstream(['negotiate', '-'], '{ "FormatVersion": ');
    expect(code).toBe(2);
    expect(err).toMatch(/avstream check - says what is wrong/);
  });

  it('a file that describes no pin has nothing to report', async () => {
    const { code, out } = await avstream(['negotiate', '-'], '{ "FormatVersion": 1 }');
    expect(code).toBe(0);
    expect(out).toMatch(/There is no pin here whose frames could be negotiated/);
  });
});
