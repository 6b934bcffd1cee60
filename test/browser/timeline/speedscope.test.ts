// speedscope as another reader of the trace for Chrome: every row with its time, and nothing to complain of.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportChunks } from '../../../server/src/trace/exports/index';
import { nameTrace } from '../../../server/src/picture/index';
import { decodeTrace } from '../../../server/src/trace/index';
import { simulated } from './support/runs';
import { chromiumExecutable } from './support/timeline-page';

const release = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../node_modules/speedscope/dist/release');
const origin = 'http://speedscope.test';
const units: Readonly<Record<string, number>> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };

describe.skipIf(chromiumExecutable === undefined)('speedscope', () => {
  let browser: Browser;
  // It needs WebGL, which a machine without a GPU has to emulate.
  beforeAll(async () => { browser = await chromium.launch({ executablePath: chromiumExecutable!, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] }); });
  afterAll(() => browser?.close());

  it('finds every row that has spans, with the time they take', async () => {
    const { outcome, trace: bytes } = simulated();
    const trace = decodeTrace(bytes);
    if ('problem' in trace) throw new Error(trace.problem);
    const names = nameTrace(trace, outcome.traceTexts);
    const file = [...exportChunks('chrome', { trace, names, about: { producer: '', document: '', statement: '', assumptions: 0 } })].map(({ data }) => String(data)).join('');
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    page.on('dialog', (dialog) => {
      problems.push(dialog.message());
      void dialog.dismiss();
    });
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const asset = path.join(release, pathname);
      if (pathname === '/run.json') await route.fulfill({ contentType: 'application/json', body: file });
      else if (existsSync(asset)) await route.fulfill({ path: asset });
      else await route.fulfill({ status: 404, body: '' });
    });
    await page.goto(`${origin}/index.html#profileURL=/run.json`);
    await page.getByText('Left Heavy').waitFor();
    await page.keyboard.press('t');
    await page.getByText('Total Weight').waitFor();
    const lines = (await page.evaluate(() => document.body.innerText)).split('\n');
    const found = new Map<string, number>();
    for (const line of lines) {
      const [, name, value, unit] = /^\d+\t(.*)\t([\d.]+)(ns|µs|ms|s)$/.exec(line) ?? [];
      if (name !== undefined) found.set(name, Number(value) * units[unit!]!);
    }
    const expected = new Map([[`${trace.label} (pid 1, tid 0)`, trace.duration]]);
    trace.rows.forEach((row, index) => {
      let sum = 0;
      for (let span = trace.spans.offsets[index]!; span < trace.spans.offsets[index + 1]!; span += 1) sum += trace.spans.end[span]! - trace.spans.start[span]!;
      if (sum > 0) expected.set(`${row.group} (pid 2), ${names.rows[index]!} (tid ${index + 1})`, sum);
    });
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, time] of expected) expect(found.get(name)! / time, name).toBeCloseTo(1, 2);
    expect(problems).toEqual([]);
    await page.close();
  });
});
