// A language client that nobody here wrote, in an editor that is not VS Code: what it makes of our answers is what counts.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sharedBrowser } from '../timeline/support/shared-browser';
import { chromiumExecutable } from '../timeline/support/timeline-page';
import type { EditorPage } from './page';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const broken = sample.replace('"FileAlignment": "FILE_BYTE_ALIGNMENT"', '"FileAlignment": 5');
const uri = 'file:///c%3A/drivers/avshws.avstream.json';

declare const window: { readonly editor: EditorPage };

describe.skipIf(chromiumExecutable === undefined)('in CodeMirror, with its own language client', () => {
  let page: Page;
  let scripts: Readonly<Record<string, string>>;
  let problems: string[] = [];

  beforeAll(async () => {
    const bundle = async (entry: string): Promise<string> => (await build({
      entryPoints: [entry], bundle: true, write: false, platform: 'browser', format: 'iife', target: 'es2022', mainFields: ['browser', 'module', 'main'], conditions: ['browser'], logLevel: 'error',
    })).outputFiles[0]!.text;
    const [server, editor] = await Promise.all([bundle('server/src/lsp/browser/server.ts'), bundle('test/browser/language-client/page.ts')]);
    scripts = { '/server.js': server, '/editor.js': editor };
  });
  afterEach(async () => {
    const complaints = await page.evaluate(() => window.editor.complaints);
    await page.close();
    expect([...problems, ...complaints]).toEqual([]);
  });
  afterAll(() => { problems = []; });

  /** Opens a text; gives what the server says it can do. */
  const open = async (text: string): Promise<Readonly<Record<string, unknown>>> => {
    page = await (await sharedBrowser()).newPage({ viewport: { width: 1000, height: 800 } });
    problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.route('**/*', (route) => {
      const script = scripts[new URL(route.request().url()).pathname];
      return route.fulfill(script === undefined ? { contentType: 'text/html', body: '<!doctype html><title>Editor</title><body><script src="editor.js"></script></body>' } : { contentType: 'text/javascript', body: script });
    });
    await page.goto('http://editor.test/');
    return page.evaluate(([address, content]) => window.editor.open(address, content), [uri, text] as const);
  };
  const shown = (): ReturnType<EditorPage['diagnostics']> extends infer D ? Promise<D> : never => page.evaluate(() => window.editor.diagnostics());
  const text = (): Promise<string> => page.evaluate(() => window.editor.text());

  it('findings are underlined where they are, follow edits and go', async () => {
    await open(broken);
    await expect.poll(async () => (await shown()).map((one) => one.text)).toContain('5');
    expect((await shown()).find((one) => one.text === '5')).toMatchObject({ severity: 'error', message: expect.stringContaining('Write the alignment minus one') as unknown });
    await page.evaluate(() => { window.editor.replace('"FileAlignment": 5', '"FileAlignment": 63'); });
    await expect.poll(async () => (await shown()).filter((one) => one.severity === 'error')).toEqual([]);
    await page.evaluate(() => { window.editor.replace('"FormatVersion": 1', '"FormatVersion": 1, "Unknown😀": 1'); });
    await expect.poll(async () => (await shown()).map((one) => one.text)).toContain('"Unknown😀"');
  });

  it('a hover says what a name means', async () => {
    await open(sample);
    await page.evaluate(() => { window.editor.goTo('"FramingItem"', 3); });
    const coordinates = await page.evaluate(() => {
      const range = document.createRange();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf('FramingItem') ?? -1;
        if (at < 0) continue;
        range.setStart(node, at + 2);
        range.setEnd(node, at + 3);
        const { left, top, height } = range.getBoundingClientRect();
        return { x: left + 2, y: top + height / 2 };
      }
      throw new Error('FramingItem is not on screen.');
    });
    await page.mouse.move(coordinates.x, coordinates.y, { steps: 4 });
    const tooltip = page.locator('.cm-lsp-hover-tooltip');
    await tooltip.waitFor();
    expect(await tooltip.innerText()).toContain('KS_FRAMING_ITEM');
    // What is Markdown to the server is structure here and not asterisks.
    expect(await tooltip.innerHTML()).toMatch(/<(?:p|code|strong|em|a)\b/);
  });

  it('completion offers names and values, and inserts what is chosen', async () => {
    await open('{\n  "FormatVersion": 1,\n  "Framings": { "F": { "FramingItem": [ {  } ] } }\n}');
    await page.evaluate(() => {
      window.editor.goTo('{  }', 2);
      window.editor.complete();
    });
    await expect.poll(() => page.evaluate(() => window.editor.completions())).toContain('MemoryType');
    await page.evaluate(() => { window.editor.type('"Mem'); window.editor.complete(); });
    await expect.poll(async () => (await page.evaluate(() => window.editor.completions()))[0]).toContain('MemoryType');
    // The editor takes nothing in its first moments, lest a key meant for the text be one.
    await expect.poll(() => page.evaluate(() => window.editor.accept())).toBe(true);
    expect(await text()).toMatch(/\{ "MemoryType": \S* ?/);
  });

  it('formatting lays the text out and says the same', async () => {
    await open('{"FormatVersion":1,"Framings":{"F":{"FramingItem":[{"Frames":2,\n\n"FileAlignment":63}]}},"Filters":[]}');
    const before = JSON.parse(await text()) as unknown;
    expect(await page.evaluate(() => window.editor.run('format'))).toBe(true);
    await expect.poll(text).toMatch(/^\{ "FormatVersion": 1, "Framings": \{ "F": \{ "FramingItem": \[\{ "Frames": 2,\n\n  "FileAlignment": 63 \}\] \} \}, "Filters": \[\] \}$/);
    expect(JSON.parse(await text())).toEqual(before);
  });

  it('the outline, folds and selections lie within the text', async () => {
    await open(sample);
    const lines = sample.split('\n').length;
    const symbols = await page.evaluate((address) => window.editor.request('textDocument/documentSymbol', { textDocument: { uri: address } }), uri) as readonly { readonly name?: string; readonly location?: unknown }[];
    // This client has not said that it takes trees.
    expect(symbols.every(({ location }) => location !== undefined)).toBe(true);
    const folds = await page.evaluate((address) => window.editor.request('textDocument/foldingRange', { textDocument: { uri: address } }), uri) as readonly { readonly startLine: number; readonly endLine: number }[];
    expect(folds.length).toBeGreaterThan(5);
    expect(folds.every(({ startLine, endLine }) => startLine <= endLine && endLine < lines)).toBe(true);
  });

  it('names lead to their definition, are listed and renamed', async () => {
    await open(sample);
    const name = 'CapturePinAllocatorFraming';
    const isDefinition = ({ line }: { readonly line: string }): boolean => line.trimStart().startsWith(`"${name}": {`);
    const goToUse = (): Promise<void> => page.evaluate((searched) => { window.editor.goTo(`: "${searched}"`, 6); }, name);
    await goToUse();
    expect(await page.evaluate(() => window.editor.run('definition'))).toBe(true);
    await expect.poll(async () => isDefinition(await page.evaluate(() => window.editor.selected()))).toBe(true);
    await page.evaluate(() => window.editor.run('references'));
    await page.locator('.cm-lsp-reference').first().waitFor();
    expect(await page.locator('.cm-lsp-reference').count()).toBeGreaterThan(1);
    await goToUse();
    await page.evaluate(() => window.editor.run('rename'));
    const input = page.locator('.cm-lsp-rename-panel input');
    await input.fill('RenamedFraming');
    await input.press('Enter');
    await expect.poll(text).not.toContain(`"${name}"`);
    expect((await text()).split('"RenamedFraming"').length).toBe(sample.split(`"${name}"`).length);
    await expect.poll(async () => (await shown()).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
