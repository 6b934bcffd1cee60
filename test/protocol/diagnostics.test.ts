import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Session, documentUri, editorCapabilities, openSession, positionOf, pushCapabilities } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const broken = sample.replace('"FileAlignment": "FILE_BYTE_ALIGNMENT"', '"FileAlignment": 64');

let session: Session | undefined;
const start = async (options: Parameters<typeof openSession>[0] = {}): Promise<Session> => (session = await openSession(options));
afterEach(() => session?.close());

describe('pull', () => {
  test('a sample has no problem', async () => {
    const { open, diagnostics, initialized } = await start();
    expect(initialized.capabilities.diagnosticProvider).toEqual({ identifier: 'avstream', interFileDependencies: false, workspaceDiagnostics: false });
    const uri = await open(sample);
    expect((await diagnostics(uri)).filter(({ severity }) => severity !== 3)).toEqual([]);
  });

  test('a wrong value is told with code, link, source and place', async () => {
    const { open, diagnostics } = await start({ capabilities: editorCapabilities });
    const uri = await open(broken);
    const found = (await diagnostics(uri)).find(({ code }) => code === 'FRM-25');
    expect(found).toMatchObject({ source: 'avstream', codeDescription: { href: 'vscode://avstream-studio.avstream-studio/rules/FRM-25' }, range: { start: positionOf(broken, '"FileAlignment": 64', 17), end: positionOf(broken, '"FileAlignment": 64', 19) } });
    expect(found?.message).toMatch(/64/);
    expect(found?.message).not.toMatch(/\{\w+\}/);
  });

  test('without a scheme there is no link', async () => {
    const { open, diagnostics } = await start({ initializationOptions: {} });
    const uri = await open(broken);
    expect((await diagnostics(uri)).every((diagnostic) => diagnostic.codeDescription === undefined)).toBe(true);
  });

  test('an unchanged document is answered as unchanged, a changed one is not', async () => {
    const { open, pull, change } = await start();
    const uri = await open(broken);
    const first = await pull(uri);
    expect(first.kind).toBe('full');
    expect(await pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    expect((await pull(uri, 'of another session')).kind).toBe('full');
    const at = positionOf(broken, '"FileAlignment": 64', 17);
    await change(uri, 2, at, { ...at, character: at.character + 2 }, '63');
    const second = await pull(uri, first.resultId);
    expect(second.kind).toBe('full');
    expect(second.kind === 'full' && second.items.some(({ code }) => code === 'FRM-25')).toBe(false);
  });

  test('a document closed and opened again with the same version is not taken for the old one', async () => {
    const { open, pull, closeDocument } = await start();
    const uri = await open(broken);
    const first = await pull(uri);
    await closeDocument(uri);
    await open('{ "FormatVersion": 1, "Nonsense": 1 }');
    const second = await pull(uri, first.resultId);
    expect(second.kind === 'full' && second.items.map(({ code }) => code)).toEqual(['DOC-02']);
  });

  test('an unknown document has no problem', async () => {
    const { pull } = await start();
    expect(await pull('file:///nowhere.avstream.json')).toEqual({ kind: 'full', items: [] });
  });

  test('a change that comes while a pull waits makes it stale, and the next one is right', async () => {
    const { open, pull, change } = await start();
    const uri = await open(broken);
    await pull(uri);
    const at = positionOf(broken, '"FileAlignment": 64', 17);
    const asked = change(uri, 2, at, { ...at, character: at.character + 2 }, '65').then(() => pull(uri));
    const changed = change(uri, 3, at, { ...at, character: at.character + 2 }, '63');
    const [answer] = await Promise.allSettled([asked, changed]);
    if (answer.status === 'fulfilled') expect(answer.value.kind === 'full' && answer.value.items.some(({ code }) => code === 'FRM-25')).toBe(false);
    else expect(answer.reason).toMatchObject({ code: -32802 });
    const last = await pull(uri);
    expect(last.kind === 'full' && last.items.some(({ code }) => code === 'FRM-25')).toBe(false);
  });

  test('a related place says where the other half of the mistake is', async () => {
    const { open, diagnostics } = await start({ capabilities: editorCapabilities });
    const text = '{ "FormatVersion": 1, "Target": {}, "Target": {} }';
    const uri = await open(text);
    const [found] = await diagnostics(uri);
    expect(found?.code).toBe('DOC-03');
    expect(found?.relatedInformation?.[0]?.location).toEqual({ uri, range: { start: positionOf(text, '"Target"'), end: positionOf(text, '"Target"', 8) } });
  });
});

describe('settings', () => {
  test('hints are quiet until the setting asks for them', async () => {
    const opened = await start();
    const uri = await opened.open(sample);
    const quiet = await opened.pull(uri);
    expect(quiet.kind === 'full' && quiet.items.every(({ severity }) => severity !== 4)).toBe(true);
    await opened.configure({ hints: true });
    await opened.refreshed(1);
    const loud = await opened.pull(uri, quiet.resultId);
    expect(loud.kind === 'full' && loud.items.some(({ severity }) => severity === 4)).toBe(true);
  });

  test.each([['pull', undefined], ['push', pushCapabilities]] as const)('that arrive after the first answer hold from then on (%s)', async (_, capabilities) => {
    const opened = await start({ settings: { hints: true }, ...(capabilities === undefined ? {} : { capabilities }) });
    opened.client.onRequest('workspace/configuration', async () => {
      await new Promise((resolve) => { setTimeout(resolve, 700); });
      return [opened.settings];
    });
    const uri = await opened.open(sample);
    if (capabilities === undefined) {
      const early = await opened.pull(uri);
      expect(early.kind === 'full' && early.items.every(({ severity }) => severity !== 4)).toBe(true);
      await opened.refreshed(1);
      const late = await opened.pull(uri, early.resultId);
      expect(late.kind === 'full' && late.items.some(({ severity }) => severity === 4)).toBe(true);
    } else await expect.poll(() => opened.published.at(-1)?.diagnostics.some(({ severity }) => severity === 4), { timeout: 3_000 }).toBe(true);
  });

  test('a limit keeps the gravest and says how many are left out', async () => {
    const { open, diagnostics } = await start({ settings: { maxProblems: 2 } });
    const uri = await open('{ "FormatVersion": 1, "A1": 1, "A2": 1, "A3": 1, "A4": 1, "A5": 1 }');
    const found = await diagnostics(uri);
    expect(found).toHaveLength(3);
    expect(found[2]?.message).toMatch(/^3 more problems/);
  });

  test.each([null, 'x', { hints: 'yes', maxProblems: -1 }, { maxProblems: Number.NaN }])('a client that tells nonsense (%j) gets the defaults', async (settings) => {
    const { open, diagnostics } = await start({ settings });
    const uri = await open(broken);
    expect((await diagnostics(uri)).some(({ code }) => code === 'FRM-25')).toBe(true);
  });
});

describe('push', () => {
  test('a client that cannot pull is told, with the version', async () => {
    const opened = await start({ needs: ['saysThatItDoesNotPull'], capabilities: pushCapabilities });
    expect(opened.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const uri = await opened.open(broken);
    expect((await opened.nextPublished(uri, 1)).diagnostics.map(({ code }) => code)).toContain('FRM-25');
    const at = positionOf(broken, '"FileAlignment": 64', 17);
    await opened.change(uri, 2, at, { ...at, character: at.character + 2 }, '63');
    expect((await opened.nextPublished(uri, 2)).diagnostics.map(({ code }) => code)).not.toContain('FRM-25');
  });

  test('changes that arrive together are checked once, the last one', async () => {
    const opened = await start({ capabilities: pushCapabilities });
    const uri = await opened.open(broken);
    await opened.nextPublished(uri, 1);
    const at = positionOf(broken, '"FileAlignment": 64', 17);
    const changes = Array.from({ length: 20 }, (_, index) => opened.change(uri, index + 2, at, { ...at, character: at.character + 2 }, index === 19 ? '63' : '65'));
    await Promise.all(changes);
    expect((await opened.nextPublished(uri, 21)).diagnostics.map(({ code }) => code)).not.toContain('FRM-25');
    expect(opened.published.length).toBeLessThan(21);
    expect(opened.published.every(({ version }, index) => index === 0 || version! > opened.published[index - 1]!.version!)).toBe(true);
  });

  test('closing takes the problems away', async () => {
    const opened = await start({ capabilities: pushCapabilities });
    const uri = await opened.open(broken);
    await opened.nextPublished(uri, 1);
    await opened.closeDocument(documentUri);
    await expect.poll(() => opened.published.at(-1)).toEqual({ uri, diagnostics: [] });
  });

  test('new settings are taken to open documents', async () => {
    const opened = await start({ capabilities: pushCapabilities });
    const uri = await opened.open(sample);
    await opened.nextPublished(uri, 1);
    await opened.configure({ hints: true });
    await expect.poll(() => opened.published.at(-1)?.diagnostics.some(({ severity }) => severity === 4)).toBe(true);
  });
});
