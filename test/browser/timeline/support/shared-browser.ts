import type { Browser } from 'playwright-core';
import { launch } from './timeline-page';

let browser: Promise<Browser> | undefined;

/** The browser that all tests of a process share; it ends with the process. To start one takes as long as several tests. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}
