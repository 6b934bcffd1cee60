import { createRegistry, type HostTestResult } from '../registry';
import { createWorkbench, type Workbench } from './workbench';
import type { Page } from 'playwright-core';

/** What a driven test is given. Tests of one file share the window, in order; every file has a window and a workspace of its own. */
export interface DriverContext {
  /** The window as a person uses it. */
  readonly workbench: Workbench;
  /** The same window for Playwright. */
  readonly page: Page;
  /** The opened folder on disk, a copy of samples/; write more files into it if a test needs them. */
  readonly folder: string;
}

const registry = createRegistry<DriverContext>();

/** Registers a test that runs in the runner's process and works the window by keyboard, mouse and eye. */
export const test = registry.test;

/** Opens a window on a fresh copy of the samples; asked for once a file, when its first test begins. */
export type OpenWindow = () => Promise<{ readonly page: Page; readonly folder: string; readonly close: () => Promise<void> }>;

/**
 * Runs every file in a window of its own.
 * @param files by name, how each is loaded
 * @param pictures folder for screenshots; a failed test leaves one named after it
 * @param onResult told after every test
 */
export async function runDriver(
  files: Readonly<Record<string, () => Promise<unknown>>>, openWindow: OpenWindow, pictures: string, onResult: (result: HostTestResult) => void,
): Promise<void> {
  for (const [file, load] of Object.entries(files)) {
    let opened: Awaited<ReturnType<OpenWindow>> | undefined;
    let context: DriverContext | undefined;
    try {
      await registry.runFile(file, load, 'desktop', async () => {
        opened ??= await openWindow();
        context ??= { workbench: await createWorkbench(opened.page, pictures), page: opened.page, folder: opened.folder };
        return context;
      }, async (result) => {
        if (result.status === 'failed') await context?.workbench.screenshot(`failed ${file} ${result.name}`).catch(() => undefined);
        onResult(result);
      });
    } finally {
      await opened?.close();
    }
  }
}
