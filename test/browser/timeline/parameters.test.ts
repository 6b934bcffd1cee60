import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { applyEdits, modelOf, parseTree } from '../../../server/src/document/index';
import type { FromTimeline, ParameterOverride } from '../../../server/src/protocol/index';
import { compileScenario, editsForOverrides, listParameters, simulationsOf } from '../../../server/src/simulation/index';
import { axeViolationsInAllThemes } from './support/axe';
import { eachTimeline } from './support/each-timeline';
import { type SentRun, simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');

/** A run of the sample's second scenario, with other values where some are tried: what the server does, without the messages. */
function runOf(overrides: readonly ParameterOverride[] = [], text = sample): SentRun {
  const model = modelOf(parseTree(text));
  const simulation = simulationsOf(model)[1]!;
  const plain = compileScenario(model, simulation, 1);
  if (plain.kind !== 'scenario') throw new Error(plain.problem.key);
  const parameters = listParameters(model, simulation, plain.scenario);
  const edits = editsForOverrides(model.tree, parameters, overrides);
  if ('problem' in edits) throw new Error(edits.problem);
  const changed = modelOf(parseTree(applyEdits(text, edits.edits)));
  const compiled = compileScenario(changed, simulationsOf(changed)[1]!, 1);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  const { outcome, trace } = simulated(compiled.scenario, compiled.seed);
  return { outcome: { ...outcome, parameters, overrides }, trace };
}

describe.skipIf(chromiumExecutable === undefined)('the parameters', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(runOf());
    await timeline.page.getByRole('tab', { name: 'Parameters' }).click();
  });

  type Run = Extract<FromTimeline, { type: 'run' }>;
  const runs = async (): Promise<readonly Run[]> => (await timeline.received()).filter((message): message is Run => message.type === 'run');
  const lastRun = async (): Promise<Run> => (await runs()).at(-1)!;
  const answer = async (): Promise<void> => timeline.sendRun(runOf((await lastRun()).overrides));
  const slider = (name: string): Locator => timeline.page.getByRole('slider', { name, exact: true });
  const field = (name: string): Locator => timeline.page.getByRole('spinbutton', { name, exact: true });
  const status = (): Promise<string | null> => timeline.page.locator('.parameters-status').textContent();

  it('are there with their values, where they come from, and what the document writes', async () => {
    const { page } = timeline;
    expect(await field('Client.Requests').inputValue()).toBe('3');
    expect(await field('Client.Hold').inputValue()).toBe('150');
    expect(await slider('Client.Hold').getAttribute('aria-valuetext')).toBe('150 ms');
    expect(await field('System.DpcLatency').isVisible()).toBe(false);
    await page.getByText('Not stated in the simulation').click();
    expect(await field('System.DpcLatency').inputValue()).toBe('20');
    expect(await page.locator('.parameter', { hasText: 'System.DpcLatency' }).textContent()).toContain('20 µs, default of the model');
    await page.getByRole('button', { name: 'Show in descriptor: Client.Hold' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'reveal', path: '/Simulations/1/Client/Hold' });
    expect(await page.getByRole('button', { name: 'Write to Descriptor' }).isDisabled()).toBe(true);
  });

  it('rerun at once when a slider is moved by key, and say what is changed', async () => {
    const { page } = timeline;
    await slider('Client.Requests').focus();
    await page.keyboard.press('ArrowRight');
    expect(await lastRun()).toEqual({ type: 'run', seed: null, overrides: [{ pointer: '/Simulations/1/Client/Requests', value: 4 }], goesOn: false });
    expect(await status()).toBe('Changed here, not in the descriptor: 1 value.');
    const before = await page.locator('.headline').textContent();
    await answer();
    expect(await page.locator('.headline').textContent()).not.toBe(before);
    // Focus and value stay while the run follows.
    expect(await slider('Client.Requests').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field('Client.Requests').inputValue()).toBe('4');
    await page.keyboard.press('ArrowRight');
    expect(await lastRun()).toMatchObject({ overrides: [{ value: 5 }], goesOn: true });
    await answer();
    await page.getByRole('button', { name: 'Reset Client.Requests' }).click();
    expect((await lastRun()).overrides).toEqual([]);
    await answer();
    expect(await status()).toContain('Move a slider');
  });

  it('run one at a time: the latest value waits, and a run that takes long gives way', async () => {
    // All at once, so that no time passes in which the first run takes long.
    expect(await field('Client.Requests').evaluate((input: HTMLInputElement) => {
      for (const value of ['4', '5', '6']) {
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
      return (window as unknown as { receivedMessages: FromTimeline[] }).receivedMessages.filter(({ type }) => type === 'run').length;
    })).toBe(1);
    expect((await runs())[0]!.overrides![0]!.value).toBe(4);
    await timeline.sendRun(runOf([{ pointer: '/Simulations/1/Client/Requests', value: 4 }]));
    expect((await runs()).map(({ overrides }) => overrides![0]!.value)).toEqual([4, 6]);
    // What is newer than the run that has come stays.
    expect(await field('Client.Requests').inputValue()).toBe('6');
    await slider('Client.Requests').press('ArrowRight');
    await expect.poll(async () => (await runs()).map(({ overrides }) => overrides![0]!.value)).toEqual([4, 6, 7]);
    await answer();
    expect(await field('Client.Requests').inputValue()).toBe('7');
  });

  it('take a typed number, however fine, and leave alone what is none', async () => {
    await field('Client.Hold').fill('12.3456');
    expect((await lastRun()).overrides).toEqual([{ pointer: '/Simulations/1/Client/Hold', value: 12_345_600 }]);
    await answer();
    const count = (await runs()).length;
    await field('Client.Hold').fill('');
    expect((await runs()).length).toBe(count);
    expect(await field('Client.Hold').inputValue()).toBe('');
    await field('Client.Requests').fill('0');
    expect((await lastRun()).overrides).toContainEqual({ pointer: '/Simulations/1/Client/Requests', value: 1 });
  });

  it('keep what belongs together in ascending order', async () => {
    const spread = sample.replace('"Hold": "150 ms"', '"Hold": { "Uniform": ["20 ms", "40 ms"] }');
    await timeline.sendRun(runOf([], spread));
    await field('Client.Hold least').fill('60');
    expect((await lastRun()).overrides).toEqual([{ pointer: '/Simulations/1/Client/Hold/Uniform/0', value: 60_000_000 }, { pointer: '/Simulations/1/Client/Hold/Uniform/1', value: 60_000_000 }]);
  });

  it('are written into the document and reset together', async () => {
    const { page } = timeline;
    await field('Client.Requests').fill('9');
    await answer();
    await field('Client.Hold').fill('99');
    await answer();
    expect(await status()).toBe('Changed here, not in the descriptor: 2 values.');
    await page.getByRole('button', { name: 'Write to Descriptor' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'writeParameters', overrides: [{ pointer: '/Simulations/1/Client/Requests', value: 9 }, { pointer: '/Simulations/1/Client/Hold', value: 99_000_000 }] });
    await page.getByRole('button', { name: 'Reset All' }).click();
    expect((await lastRun()).overrides).toEqual([]);
    await answer();
    expect(await field('Client.Requests').inputValue()).toBe('3');
  });

  it('are said above the picture when they are not on show, opened by K, and survive a reload of the page', async () => {
    const { page } = timeline;
    await field('Client.Requests').fill('9');
    await answer();
    await page.getByRole('tab', { name: 'Outcome' }).click();
    await page.locator('.notice.tried').waitFor();
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('range');
    expect((await timeline.kept())!['overrides']).toEqual([{ pointer: '/Simulations/1/Client/Requests', value: 9 }]);
    // Run again keeps what is tried.
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await lastRun()).toMatchObject({ overrides: [{ pointer: '/Simulations/1/Client/Requests', value: 9 }] });
  });

  it('say which are lost', async () => {
    await field('Client.Requests').fill('9');
    await answer();
    await field('Client.Hold').fill('99');
    await timeline.sendRun(runOf([{ pointer: '/Simulations/1/Client/Hold', value: 99_000_000 }]));
    expect(await status()).toContain('Left out, because the descriptor does not have them any more: 1.');
  });

  it('a value of the descriptor leads to the first span it configured', async () => {
    const { page } = timeline;
    await timeline.send({ type: 'show', path: '/Simulations/1/Client/Hold' });
    expect(await page.locator('.selection-facts h2').textContent()).toContain('application');
    await timeline.send({ type: 'show', path: '/FormatVersion' });
    await page.getByText('Nothing on this timeline was configured by /FormatVersion.').waitFor();
  });

  it('look well in four themes, and to axe', async () => {
    const { page } = timeline;
    await field('Client.Requests').fill('9');
    await answer();
    await page.getByText('Not stated in the simulation').click();
    await timeline.settled();
    expect(await axeViolationsInAllThemes(timeline, (theme) => takePicture(page, `parameters-${theme}`))).toEqual([]);
    await page.setViewportSize({ width: 620, height: 900 });
    await timeline.settled();
    for (const theme of themes) {
      await timeline.setTheme(theme);
      await takePicture(page, `parameters-narrow-${theme.name}`);
    }
  });
});
