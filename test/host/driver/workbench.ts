import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../expect';
import type { Frame, Page } from 'playwright-core';

/** A VS Code window, worked the way a person works it. Every action waits until its effect can be seen. */
export interface Workbench {
  /** Opens a file at the top of the folder from the explorer and waits for its editor. */
  readonly openFile: (name: string) => Promise<void>;
  /** Runs a command of the palette by its whole title, e.g. `View: Close Editor`. */
  readonly runCommand: (title: string) => Promise<void>;
  /** Picks the entry of an open quick pick whose label contains the text. */
  readonly pick: (label: string) => Promise<void>;
  /** Selects the first (or a later) occurrence of a text in the active editor. */
  readonly select: (text: string, occurrence?: number) => Promise<void>;
  /** Replaces the selection in one go, without auto-closing and suggestions. */
  readonly replaceSelection: (text: string) => Promise<void>;
  /** Types key by key, as fingers do: auto-closing and suggestions take part. */
  readonly type: (text: string) => Promise<void>;
  /** Presses a key, e.g. `Escape` or `ControlOrMeta+S`. */
  readonly press: (key: string) => Promise<void>;
  /** The text of the hover at the cursor. */
  readonly hover: () => Promise<string>;
  /** The labels completion offers at the cursor, as far as they are drawn; the list stays open. */
  readonly suggestions: () => Promise<string[]>;
  /** The rows of the Problems view, as a screen reader hears them; expanded, in the order shown. */
  readonly problems: () => Promise<string[]>;
  /** How many squiggles of a severity the active editor draws. */
  readonly squiggles: (severity: 'error' | 'warning' | 'info' | 'hint') => Promise<number>;
  /** The text of the active editor, as drawn (long files are drawn in part). */
  readonly editorText: () => Promise<string>;
  /** The text of the status bar. */
  readonly statusBar: () => Promise<string>;
  /** The texts of the notifications on screen. */
  readonly notifications: () => Promise<string[]>;
  /** The document inside a webview: the first whose content answers the predicate, by default any with content. */
  readonly webview: (isWanted?: (frame: Frame) => Promise<boolean>) => Promise<Frame>;
  /** Saves the active editor. */
  readonly save: () => Promise<void>;
  /** Takes a picture of the window. @returns its file */
  readonly screenshot: (name: string) => Promise<string>;
}

const quickInput = '.quick-input-widget:visible';

/**
 * Waits for the workbench of a freshly opened page.
 * @param pictures folder for screenshots, made when needed
 */
export async function createWorkbench(page: Page, pictures: string): Promise<Workbench> {
  page.setDefaultTimeout(15_000);
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  // The extension host has started once the explorer shows the folder's files.
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
  const press = async (key: string): Promise<void> => { await page.keyboard.press(key); };
  const quickInputBox = page.locator(`${quickInput} .quick-input-box input`);

  const openQuickInput = async (key: string, text: string): Promise<void> => {
    await eventually(async () => {
      await press(key);
      await quickInputBox.waitFor({ timeout: 2_000 });
      return true;
    }, `${key} opens the quick input`);
    await quickInputBox.fill(text);
  };
  const acceptRow = async (label: string): Promise<void> => {
    const row = page.locator(`${quickInput} .quick-input-list .monaco-list-row`).filter({ hasText: label }).first();
    await row.waitFor({ timeout: 15_000 });
    await row.click();
  };
  const focusEditor = async (): Promise<void> => {
    await runCommand('View: Focus Active Editor Group');
  };
  const runCommand = async (title: string): Promise<void> => {
    const rows = page.locator(`${quickInput} .quick-input-list .monaco-list-row`);
    // The list first shows what matched before; the exact title must be in it.
    const row = rows.filter({ has: page.locator('.label-name', { hasText: new RegExp(`^\\s*${escapeExpression(title)}\\s*$`) }) }).first();
    // The palette lists what is enabled when it opens: a command that waits for the language server needs a second look.
    await eventually(async () => {
      if ((await page.locator(quickInput).count()) > 0) await press('Escape');
      await openQuickInput('F1', `>${title}`);
      await row.waitFor({ timeout: 3_000 });
      await row.click();
      return true;
    }, `the palette offers ${title}`, 30_000);
  };
  const editor = page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
  // As the status bar tells it: `Ln 18, Col 22 (11 selected)`.
  const selectedCharacters = async (): Promise<number> => {
    const position = await page.locator('.part.statusbar .statusbar-item').filter({ hasText: /Ln \d+, Col \d+/ }).first().innerText();
    return Number(/\((\d+) selected\)/.exec(position)?.[1] ?? 0);
  };
  const editorHasFocus = async (): Promise<boolean> => await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null && document.activeElement?.closest('.find-widget') === null);

  return {
    press,
    runCommand,
    openFile: async (name) => {
      // By the explorer: Go to File needs a search provider, which the folder of the web flavour has not.
      await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first().dblclick();
      await page.locator('.tabs-container .tab.active').filter({ hasText: name }).first().waitFor({ timeout: 40_000 });
      await editor.locator('.view-line').first().waitFor({ timeout: 40_000 });
    },
    pick: async (label) => {
      await page.locator(quickInput).waitFor({ timeout: 15_000 });
      await acceptRow(label);
    },
    select: async (text, occurrence = 1) => {
      const count = editor.locator('.find-widget .matchesCount');
      // What comes next writes over the selection: a busy window can close the find widget before it has selected what it counted.
      await eventually(async () => {
        await focusEditor();
        await press('Escape');
        await press('ControlOrMeta+Home');
        await press('ControlOrMeta+F');
        const find = editor.locator('.find-widget.visible textarea').first();
        await find.waitFor({ timeout: 15_000 });
        // The widget remembers what was looked for last, and goes nowhere when it is given the same again.
        await find.fill('');
        await find.fill(text);
        await eventually(async () => /\d+ of \d+|No results/.test(await count.innerText()), 'the find widget counts');
        // The first match is selected while the text is entered; every Enter goes one on. A busy window can still be on its way to the first.
        const isAt = (wanted: number) => async (): Promise<boolean> => new RegExp(`^${wanted} of |No results`).test((await count.innerText()).trim());
        await eventually(isAt(1), 'the first match is selected', 3_000);
        for (let index = 2; index <= occurrence; index += 1) {
          await press('Enter');
          await eventually(isAt(index), `match ${index} is selected`, 3_000);
        }
        const counted = await count.innerText();
        await press('Escape');
        if (counted.includes('No results')) throw new Error(`${JSON.stringify(text)} is not in the editor`);
        await eventually(async () => (await selectedCharacters()) === text.length && (await editorHasFocus()), 'the text is selected', 3_000);
        return true;
      }, `${JSON.stringify(text)} is selected`, 30_000);
    },
    replaceSelection: async (text) => {
      // A paste is the one way to enter text that auto-closing leaves alone; the clipboard itself is not needed for it.
      await page.evaluate((pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    },
    type: async (text) => { await page.keyboard.type(text, { delay: 10 }); },
    hover: async () => {
      const hover = page.locator('.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content');
      return await eventually(async () => {
        await press('Escape');
        await press('ControlOrMeta+K');
        await press('ControlOrMeta+I');
        await hover.first().waitFor({ timeout: 3_000 });
        const text = (await hover.allInnerTexts()).join('\n').trim();
        return text !== '' && !/^Loading\.\.\.$/.test(text) ? text : undefined;
      }, 'a hover shows');
    },
    suggestions: async () => {
      const rows = page.locator('.suggest-widget.visible .monaco-list-row');
      if ((await rows.count()) === 0) await press('Control+Space');
      await rows.first().waitFor({ timeout: 10_000 });
      return await rows.locator('.label-name').allInnerTexts();
    },
    problems: async () => {
      await runCommand('Problems: Focus on Problems View');
      const rows = page.locator('.markers-panel .monaco-list-row');
      await page.locator('.markers-panel').first().waitFor({ timeout: 10_000 });
      await page.waitForTimeout(300);
      return await rows.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? element.textContent));
    },
    squiggles: (severity) => editor.locator(`.squiggly-${severity}`).count(),
    editorText: async () => (await editor.locator('.view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' '),
    statusBar: async () => (await page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '').join(' | '),
    notifications: async () => await page.locator('.notification-list-item .notification-list-item-message').allInnerTexts(),
    webview: (isWanted = async (frame) => (await frame.locator('body').innerText()).trim() !== '') =>
      eventually(async () => {
        for (const frame of page.frames()) {
          if (/\/fake\.html/.test(frame.url()) && (await isWanted(frame))) return frame;
        }
        return undefined;
      }, 'a webview with the wanted content', 30_000),
    save: async () => {
      await press('ControlOrMeta+S');
      await eventually(async () => (await page.locator('.tabs-container .tab.active.dirty').count()) === 0, 'the editor is saved');
    },
    screenshot: async (name) => {
      mkdirSync(pictures, { recursive: true });
      const file = path.join(pictures, `${name.replace(/[^\w-]+/g, '-')}.png`);
      await page.screenshot({ path: file });
      return file;
    },
  };
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
