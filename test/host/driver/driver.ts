import { createRegistry, type Flavour, type HostTestResult } from '../registry';
import { createWorkbench, type Workbench } from './workbench';
import type { Page } from 'playwright-core';

/** What a driven test is given. Tests of one file share the window, in order; every file has a window and a workspace of its own. */
export interface DriverContext {
  readonly flavour: Flavour;
  /** The window as a person uses it. */
  readonly workbench: Workbench;
  /** The same window for Playwright. */
  readonly page: Page;
  /** The opened folder on disk, a copy of samples/. In the web flavour what VS Code writes stays in its memory. */
  readonly folder: string;
}

const registry = createRegistry<DriverContext>();

/** Registers a test that runs in the runner's process and works the window by keyboard, mouse and eye. */
export const test = registry.test;

/** Opens a window on a fresh copy of the samples; asked for once a file, when its first test begins. */
export type OpenWindow = () => Promise<{ readonly page: Page; readonly folder: string; readonly close: () => Promise<void> }>;

/** What a run of the driven tests needs. */
export interface DriverRun {
  readonly flavour: Flavour;
  /** By name, how each file is loaded. */
  readonly files: Readonly<Record<string, () => Promise<unknown>>>;
  readonly openWindow: OpenWindow;
  /** Folder for screenshots; a failed test leaves one named after it. */
  readonly pictures: string;
  /** Told after every test. */
  readonly onResult: (result: HostTestResult) => void;
}

/** Runs every file in a window of its own. */
export async function runDriver({ flavour, files, openWindow, pictures, onResult }: DriverRun): Promise<void> {
  for (const [file, load] of Object.entries(files)) {
    let opened: Awaited<ReturnType<OpenWindow>> | undefined;
    let context: DriverContext | undefined;
    try {
      await registry.runFile(file, load, flavour, async () => {
        opened ??= await openWindow();
        context ??= { flavour, workbench: await createWorkbench(opened.page, pictures), page: opened.page, folder: opened.folder };
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
