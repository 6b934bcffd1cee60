import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advicePage } from '../../../client/src/features/advice/page';
import { readModel } from '../../../server/src/document/index';
import { formatText } from '../../../server/src/findings/index';
import type { AdvicePart, AdviceReport } from '../../../server/src/protocol/index';
import { adviceSubject, adviseSimulation, drawChart, readSweep, reportAdvice } from '../../../server/src/simulation/advice/index';
import { compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';
import { axeViolationsInAllThemes } from '../timeline/support/axe';
import { sharedBrowser } from '../timeline/support/shared-browser';
import type { Theme } from '../timeline/support/themes';
import { type TimelinePage, chromiumExecutable } from '../timeline/support/timeline-page';

const texts = { language: 'en', title: 'AVStream advice', workItOutAgain: 'Work It Out Again', edited: 'The descriptor was edited since this was worked out.', showInDescriptor: 'Show in the descriptor', sweep: 'Sweep' };

/** The report of a sample with a sweep, as the server sends it. */
async function reported(): Promise<{ readonly report: AdviceReport; readonly sweep: readonly AdvicePart[] }> {
  const model = readModel(readFileSync('samples/avshws.avstream.json', 'utf8'));
  const simulation = simulationsOf(model)[1]!;
  const compiled = compileScenario(model, simulation, 1);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  const subject = adviceSubject(model, simulation, 1, compiled);
  const order = readSweep(subject, 'Client.Hold');
  if ('problem' in order) throw new Error(order.problem);
  const run = (scenario: Parameters<typeof createSimulation>[0], seed: number) => {
    const started = createSimulation(scenario, seed);
    while (!started.advance(1_000_000).done) { /* goes on */ }
    return Promise.resolve(started.result());
  };
  const partsOf = async (more: object): Promise<readonly AdvicePart[]> => reportAdvice(await adviseSimulation(subject, { confidence: 950_000, ...more }, { run }), '1 s', formatText)
    .map((block, index) => (block.kind === 'chart' ? { kind: 'chart' as const, title: block.chart.title, svg: drawChart(block.chart, `${'onlySweep' in more ? 'sweep' : 'chart'}-${index}`) } : block));
  return { report: { uri: 'file:///a b.avstream.json', scenario: 'slow "application" <&>', sections: [], parts: await partsOf({}) }, sweep: await partsOf({ sweep: order, onlySweep: true }) };
}

describe.skipIf(chromiumExecutable === undefined)('the page of advice', () => {
  it('can be read in every theme and by every means, runs no script, and its links run three commands and no other', async () => {
    const { report, sweep } = await reported();
    const browser = await sharedBrowser();
    const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
    const problems: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    page.on('pageerror', (error) => problems.push(String(error)));
    try {
      const html = advicePage({ report, sweep, isOutdated: true }, texts);
      expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
      await page.setContent(html);
      const setTheme = (theme: Theme): Promise<void> => page.evaluate(({ bodyClass, variables }) => {
        document.body.className = bodyClass;
        for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
      }, theme);
      const shots = process.env['AVSTREAM_SHOTS'];
      expect(await axeViolationsInAllThemes({ page, setTheme } as unknown as TimelinePage, async (theme) => { if (shots !== undefined) await page.screenshot({ path: `${shots}/${theme}.png`, fullPage: true }); })).toEqual([]);
      const hrefs = await page.$$eval('a', (links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(new Set(hrefs.map((href) => href.split('?')[0]))).toEqual(new Set(['command:avstream.advise', 'command:avstream.applyAdvice', 'command:avstream.revealValue']));
      const edit = await page.$eval('a.edit', (link) => link.getAttribute('href') ?? '');
      expect(JSON.parse(decodeURIComponent(edit.split('?')[1]!))).toEqual([{ uri: 'file:///a b.avstream.json', scenario: 'slow "application" <&>', overrides: [{ pointer: '/Simulations/1/Client/Requests', value: 5 }] }]);
      // Everything a chart shows stands in a table too, and each has a name of its own.
      const names = await page.$$eval('svg', (charts) => charts.map((chart) => chart.getAttribute('aria-labelledby') ?? ''));
      expect([names.length, new Set(names).size]).toEqual([3, 3]);
      expect(await page.$$eval('table', (tables) => tables.map((table) => table.caption?.textContent ?? ''))).toEqual(['What each value of Client.Hold gives', 'What each number loses, over 9 runs', 'Frames lost and latency with half and twice each value']);
      // Narrow, tables scroll by themselves and the page does not.
      await page.setViewportSize({ width: 320, height: 600 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(problems).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
