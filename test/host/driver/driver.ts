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
  /** Told of every test after its file. */
  readonly onResult: (result: HostTestResult) => void;
}

/**
 * How many files of a run may be tried a second time. A window on a busy machine can be slower than any patience of a test: what fails twice, or in more
 * files than these, is a failure; what passes the second time is told with what was wrong the first time.
 */
const secondAttempts = 2;

/** Runs every file in a window of its own. */
export async function runDriver(options: DriverRun): Promise<void> {
  let left = secondAttempts;
  for (const file of Object.keys(options.files)) {
    const first = await runFile(file, options);
    const failed = new Map(first.filter(({ status }) => status === 'failed').map(({ name, message }) => [name, message]));
    const results = failed.size === 0 || left === 0 ? first : await runFile(file, options);
    if (results !== first) left -= 1;
    for (const result of results) {
      const messageBefore = results === first ? undefined : failed.get(result.name);
      options.onResult(messageBefore === undefined ? result : { ...result, messageBefore });
    }
  }
}

async function runFile(file: string, { flavour, files, openWindow, pictures }: DriverRun): Promise<HostTestResult[]> {
  const results: HostTestResult[] = [];
  let opened: Awaited<ReturnType<OpenWindow>> | undefined;
  let context: DriverContext | undefined;
  try {
    await registry.runFile(file, files[file]!, flavour, async () => {
      opened ??= await openWindow();
      context ??= { flavour, workbench: await createWorkbench(opened.page, pictures), page: opened.page, folder: opened.folder };
      return context;
    }, async (result) => {
      if (result.status === 'failed') await context?.workbench.screenshot(`failed ${file} ${result.name}`).catch(() => undefined);
      results.push(result);
    });
  } finally {
    await opened?.close();
  }
  return results;
}
