import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { themes } from './themes';
import type { TimelinePage } from './timeline-page';
import { launch, openTimeline } from './timeline-page';

/** Opens a timeline of its own for each test of the group this is called in, hands it over, and expects that nothing went wrong on its page. */
export function eachTimeline(begin: (timeline: TimelinePage, browser: Browser) => Promise<void>): void {
  let browser: Browser;
  let timeline: TimelinePage;
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });
  beforeEach(async () => {
    timeline = await openTimeline(browser, { theme: themes[1]! });
    await begin(timeline, browser);
  });
  afterEach(async () => {
    expect(timeline.problems()).toEqual([]);
    await timeline.page.context().close();
  });
}
