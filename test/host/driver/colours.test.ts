import { eventually } from '../expect';
import { test } from './driver';

/** The colour in which a piece of the lines that are drawn is shown. */
const colourOf = (text: string): string => `[...document.querySelectorAll('.view-line span span')].filter((span) => span.textContent.includes(${JSON.stringify(text)})).map((span) => getComputedStyle(span).color)[0]`;

test('names have other colours than text, in light, dark and high contrast', async ({ workbench, page }) => {
  await workbench.openFile('avshws.avstream.json');
  for (const [theme, base] of [['Light Modern', 'vs'], ['Dark Modern', 'vs-dark'], ['Dark High Contrast', 'hc-black']] as const) {
    await workbench.runCommand('Preferences: Color Theme');
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill(theme);
    await page.waitForTimeout(400);
    await workbench.press('Enter');
    // What was there before has other colours too.
    await page.locator(`.monaco-workbench.${base}`).waitFor({ timeout: 15_000 });
    await eventually(async () => {
      const [text, name] = await Promise.all([colourOf('avstream.schema'), colourOf('DispatchCreate')].map((script) => page.evaluate(script)));
      return typeof text === 'string' && typeof name === 'string' && name !== text;
    }, `${theme} colours the name of a routine unlike other text`);
    await workbench.screenshot(`colours-${theme}`);
  }
}, { timeout: 120_000, flavours: ['desktop'] });
