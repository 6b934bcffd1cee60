import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { sharedBrowser } from './shared-browser';
import { themes } from './themes';
import type { TimelineOptions, TimelinePage } from './timeline-page';
import { openTimeline } from './timeline-page';

/** Opens a timeline anew for each test of the group this is called in, hands it over, and expects that nothing went wrong on its page. */
export function eachTimeline(begin: (timeline: TimelinePage, browser: Browser) => Promise<void>, options: TimelineOptions = { theme: themes[1]! }): void {
  let browser: Browser;
  let timeline: TimelinePage | undefined;
  beforeAll(async () => { browser = await sharedBrowser(); });
  afterAll(async () => { await timeline?.page.context().close(); });
  beforeEach(async () => {
    if (timeline === undefined) timeline = await openTimeline(browser, options);
    else await timeline.reopen();
    await begin(timeline, browser);
  });
  afterEach(() => { expect(timeline?.problems()).toEqual([]); });
}
