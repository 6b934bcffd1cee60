import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { themes } from './themes';
import type { TimelinePage } from './timeline-page';

// axe itself comes with its driver for Playwright, which opens a page of its own for each question and hands over all it has looked at: several times slower.
const ownRequire = createRequire(import.meta.url);
const source = readFileSync(createRequire(ownRequire.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8');

/** What depends on a theme's colours and on nothing else. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page as it is now; nothing is as it should be. `rules`: these alone. */
export async function axeViolations({ page }: TimelinePage, rules?: readonly string[]): Promise<readonly string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(source);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(what: Document, options: RunOptions): Promise<AxeResults> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(only === null ? {} : { runOnly: only }) });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join('; ')}`);
  }, rules === undefined ? null : [...rules]);
}

/** The same in all themes, one after the other: everything in the first, of the others what their colours decide. `look` is called in each. */
export async function axeViolationsInAllThemes(timeline: TimelinePage, look: (theme: string) => Promise<void> = async () => { /* nothing to see */ }): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, theme] of themes.entries()) {
    await timeline.setTheme(theme);
    found.push(...(await axeViolations(timeline, index === 0 ? undefined : colourRules)).map((violation) => `${theme.name}: ${violation}`));
    await look(theme.name);
  }
  return found;
}
