import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { type DocumentLimitParameters, type ListTestsResult, type SimulateResult, limitMethods, methods, testingMethods } from '../../server/src/protocol/index';
import { type Session, documentUri, openSession, positionOf, pushCapabilities } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

async function start(settings: unknown = {}, capabilities?: typeof pushCapabilities): Promise<{ readonly opened: Session; readonly told: DocumentLimitParameters[] }> {
  const opened = await openSession({ settings, initializationOptions: { showsLimits: true }, ...(capabilities === undefined ? {} : { capabilities }) });
  session = opened;
  const told: DocumentLimitParameters[] = [];
  opened.client.onNotification(limitMethods.documentLimit, (parameters: DocumentLimitParameters) => { told.push(parameters); });
  return { opened, told };
}
const codesOf = async (opened: Session, uri = documentUri): Promise<readonly unknown[]> => (await opened.diagnostics(uri)).map(({ code }) => code);
const line = (length: number): string => `{ "FormatVersion": 1, "Notes": "${'x'.repeat(length)}" }`;
const failures = (opened: Session): readonly string[] => opened.log.filter((text) => text.includes('failed'));

describe('documents that are too large', { timeout: 60_000 }, () => {
  test('50 MB get one diagnostic that names the setting, and nothing of them is read', async () => {
    const { opened, told } = await start();
    const small = await opened.open('{ "FormatVersion": 1, "Unknown": 1 }', 'file:///small.avstream.json');
    const uri = await opened.open(line(50_000_000));
    const begin = performance.now();
    expect(await codesOf(opened, uri)).toEqual(['limit']);
    const [diagnostic] = await opened.diagnostics(uri);
    expect(diagnostic?.message).toBe('This descriptor has 50.0 million characters, more than the 20 million up to which descriptors are checked (setting avstream.maxFileSize): nothing is checked in it.');
    expect(diagnostic?.range.start).toEqual({ line: 0, character: 0 });
    const position = { line: 0, character: 5 };
    expect(await opened.hover(uri, position)).toBeNull();
    expect(await opened.completion(uri, position)).toEqual([]);
    expect(await opened.symbols(uri)).toEqual([]);
    expect(await opened.client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: '1' })).toEqual({ kind: 'impossible', text: diagnostic?.message, path: '' });
    expect(told).toEqual([{ uri, problem: diagnostic?.message }]);
    // Keystrokes in it, and what stands beside it.
    for (let key = 0; key < 5; key += 1) await opened.change(uri, key + 2, position, position, ' ');
    expect(await codesOf(opened, small)).toEqual(['DOC-02']);
    // No work was done on it: passing 50 MB on is all it takes.
    expect(performance.now() - begin).toBeLessThan(15_000);
    expect(failures(opened)).toEqual([]);
  });

  test('are checked once they are shorter, or the limit is higher', async () => {
    const { opened, told } = await start({ maxFileSize: 2 });
    const uri = await opened.open(line(2_500_000));
    expect(await codesOf(opened, uri)).toEqual(['limit']);
    await opened.configure({ maxFileSize: 3 });
    await expect.poll(() => codesOf(opened, uri)).toEqual([]);
    expect(told.map(({ problem }) => problem === null)).toEqual([false, true]);
    await opened.configure({ maxFileSize: 1 });
    await expect.poll(() => codesOf(opened, uri)).toEqual(['limit']);
    const from = positionOf(line(0), '"Notes"', 10);
    await opened.change(uri, 2, from, { line: 0, character: from.character + 2_000_000 }, '');
    expect(await codesOf(opened, uri)).toEqual([]);
    await expect.poll(() => told.map(({ problem }) => problem === null)).toEqual([false, true, false, true]);
  });

  test('are told to clients without pull too, and taken back when they are closed', async () => {
    const { opened, told } = await start({ maxFileSize: 1 }, pushCapabilities);
    const uri = await opened.open(line(1_100_000));
    expect((await opened.nextPublished(uri, 1)).diagnostics.map(({ code }) => code)).toEqual(['limit']);
    await opened.closeDocument(uri);
    await expect.poll(() => told.map(({ problem }) => problem === null)).toEqual([false, true]);
    const { tests, problem } = await opened.client.sendRequest<ListTestsResult>(testingMethods.listTests, { uri, text: line(1_100_000) });
    expect([tests, problem]).toEqual([[], expect.stringContaining('1.1 million characters')]);
  });
});

describe('documents below the limit, however they are made', () => {
  test.each([
    ['one line of 19 MB', () => line(19_000_000), []],
    ['a million numbers', () => `{ "FormatVersion": 1, "Notes": [${'1,'.repeat(1_000_000)}1] }`, []],
    ['3 million values', () => `{ "FormatVersion": 1, "Notes": [${'1,'.repeat(3_000_000)}1] }`, ['limit']],
    ['100,000 levels', () => `{ "FormatVersion": 1, "Notes": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`, undefined],
    ['20,000 pins', () => `{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [${'{},'.repeat(20_000)}{}] } ] }`, undefined],
  ] as const)('%s', async (_name, make, codes) => {
    const { opened } = await start();
    const uri = await opened.open(make());
    const found = await codesOf(opened, uri);
    if (codes !== undefined) expect([...new Set(found)]).toEqual(codes);
    await opened.hover(uri, { line: 0, character: 40 });
    expect(failures(opened)).toEqual([]);
  }, 60_000);
});
