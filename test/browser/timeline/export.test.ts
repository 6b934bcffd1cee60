// The menu of formats, and pictures of the view: what Chromium makes of them, compared with what is on the screen.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromTimeline } from '../../../server/src/protocol/index';
import { axeViolations } from './support/axe';
import { large, simulated } from './support/runs';
import { sharedBrowser } from './support/shared-browser';
import { type Theme, themes } from './support/themes';
import { chromiumExecutable, openTimeline, screenshotOf, takePicture, type TimelinePage } from './support/timeline-page';

const [light, dark, highContrast] = themes as [Theme, Theme, Theme, Theme];
type Picture = Extract<FromTimeline, { type: 'picture' }>;

describe.skipIf(chromiumExecutable === undefined)('exporting from the timeline', () => {
  let browser: Browser;
  /** Looks at what was exported. */
  let reader: Page;
  beforeAll(async () => {
    browser = await sharedBrowser();
    reader = await browser.newPage();
  });
  afterAll(async () => { await reader?.close(); });

  const items = (timeline: TimelinePage): Promise<string[]> => timeline.page.locator('.menu [role=menuitem]').allInnerTexts();
  const pictures = async (timeline: TimelinePage, count: number): Promise<readonly Picture[]> => {
    const found = async (): Promise<readonly Picture[]> => (await timeline.received()).filter((message): message is Picture => message.type === 'picture');
    await expect.poll(async () => (await found()).length).toBe(count);
    return found();
  };
  /** Bytes as the page kept them: Playwright hands typed arrays over as objects. */
  const bytesOf = ({ bytes }: Picture): Buffer => Buffer.from(Object.values(bytes));
  /** Opens a file of its own in the browser, as a reader would; answers its pixels and what the browser has against it. */
  const opened = async (content: Buffer, type: string, width: number, height: number, name: string): Promise<{ readonly pixels: Buffer; readonly errors: number; readonly rects: number }> => {
    await reader.setViewportSize({ width, height });
    await reader.route('http://picture.test/**', (route) => route.fulfill({ contentType: type, body: content }));
    await reader.goto('http://picture.test/picture');
    await takePicture(reader, name);
    const pixels = await screenshotOf(reader);
    const { errors, rects } = await reader.evaluate(() => ({ errors: document.querySelectorAll('parsererror').length, rects: document.querySelectorAll('svg rect, svg path').length }));
    await reader.goto('about:blank');
    await reader.unroute('http://picture.test/**');
    return { pixels, errors, rects };
  };
  /** Share of pixels that differ visibly between two PNG pictures of one size. */
  const difference = async (left: Buffer, right: Buffer): Promise<number> => {
    return reader.evaluate(async ([a, b]) => {
      const read = async (base64: string): Promise<ImageData> => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [one, other] = [await read(a!), await read(b!)];
      // An element may end within a pixel, of which a screenshot has all and a canvas none.
      if (Math.abs(one.width - other.width) > 2 || Math.abs(one.height - other.height) > 2) return 1;
      const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
      let different = 0;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const [at, to] = [4 * (y * one.width + x), 4 * (y * other.width + x)];
          if ([0, 1, 2].reduce((sum, channel) => sum + Math.abs(one.data[at + channel]! - other.data[to + channel]!), 0) > 96) different += 1;
        }
      }
      return different / (width * height);
    }, [left.toString('base64'), right.toString('base64')]);
  };

  it('offers all formats by button and by key, and leaves data to the extension', async () => {
    const timeline = await openTimeline(browser, { theme: light });
    await timeline.sendRun(simulated());
    await timeline.page.locator('button[aria-label^="Export"]').click();
    expect(await items(timeline)).toEqual(['Perfetto trace…', 'Chrome trace (JSON)…', 'Value change dump (VCD)…', 'Table (CSV)…', 'Picture of the view (SVG)…', 'Picture of the view (PNG)…']);
    expect(await timeline.page.locator('[role=menu]').getAttribute('aria-label')).toBe('Export to a file');
    expect(await timeline.page.locator('button[aria-label^="Export"]').getAttribute('aria-expanded')).toBe('true');
    await takePicture(timeline.page, 'export-menu-light');
    expect(await axeViolations(timeline)).toEqual([]);
    await timeline.page.locator('.menu [role=menuitem]').first().focus();
    await timeline.page.keyboard.press('Escape');
    expect(await timeline.page.locator('button[aria-label^="Export"]').getAttribute('aria-expanded')).toBe('false');
    for (const [index, format] of ['perfetto', 'chrome', 'vcd', 'csv'].entries()) {
      await timeline.page.locator('.stage-scroller').focus();
      await timeline.page.keyboard.press('i');
      for (let down = 0; down < index; down += 1) await timeline.page.keyboard.press('ArrowDown');
      await timeline.page.keyboard.press('Enter');
      expect((await timeline.received()).filter(({ type }) => type === 'export').at(-1)).toEqual({ type: 'export', format });
      expect(await timeline.page.evaluate(() => document.activeElement?.className)).toContain('stage-scroller');
    }
    expect(timeline.problems()).toEqual([]);
    await timeline.page.context().close();
  });

  it.each([['light', light, 1], ['dark', dark, 1.5], ['high contrast', highContrast, 1]] as const)('draws the view in %s as it is on the screen', async (_, theme, scale) => {
    const timeline = await openTimeline(browser, { theme, scale });
    await timeline.sendRun(simulated());
    // Something of everything: a stretch with wide and fine spans, a cursor, a selection.
    await timeline.page.locator('.stage-scroller').focus();
    for (const key of ['+', '+', '+', 'ArrowDown', 'ArrowDown', '.']) await timeline.page.keyboard.press(key);
    // Neither the pointer nor the ring around what has the focus belongs to the picture.
    await timeline.page.mouse.move(2, 2);
    await timeline.page.evaluate(() => { (document.activeElement as HTMLElement).blur(); });
    await timeline.settled();
    for (const format of ['svg', 'png'] as const) await timeline.send({ type: 'drawPicture', format });
    const [svg, png] = (await pictures(timeline, 2)).map((picture) => bytesOf(picture)) as [Buffer, Buffer];
    const box = (await timeline.page.locator('.stage-canvas').first().boundingBox())!;
    const device = (value: number): number => Math.round(value * scale) / scale;
    const screen = await screenshotOf(timeline.page, { clip: { x: device(box.x), y: device(box.y), width: device(box.width), height: device(box.height) } });

    // The PNG is the screen itself, pixel for pixel of the device.
    const size = await reader.evaluate(async (base64) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
      return [image.width, image.height];
    }, png.toString('base64'));
    expect(Math.abs(size[0]! - box.width * scale)).toBeLessThanOrEqual(1);
    expect(Math.abs(size[1]! - box.height * scale)).toBeLessThanOrEqual(1);
    // At other scales the page may lie between the pixels of the screenshot.
    expect(await difference(png, screen)).toBeLessThan(scale === 1 ? 0.002 : 0.1);

    const text = svg.toString('utf8');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img" aria-labelledby="title description"/);
    expect(text).toContain('Simulated, not measured.');
    const picture = await opened(svg, 'image/svg+xml', Math.round(box.width), Math.round(box.height), `export-${theme.name}-${scale}`);
    expect(picture.errors).toBe(0);
    expect(picture.rects).toBeGreaterThan(100);
    // Letters are set differently and edges fall between pixels at other scales: little differs, not nothing.
    if (scale === 1) expect(await difference(picture.pixels, screen)).toBeLessThan(0.03);
    expect(timeline.problems()).toEqual([]);
    await timeline.page.context().close();
  });

  it('writes a crowded view as few shapes', async () => {
    const timeline = await openTimeline(browser, { theme: light });
    await timeline.sendRun(large(100_000));
    await timeline.send({ type: 'drawPicture', format: 'svg' });
    const [picture] = await pictures(timeline, 1);
    const svg = bytesOf(picture!);
    expect(svg.length).toBeLessThan(4_000_000);
    expect((await opened(svg, 'image/svg+xml', 1400, 560, 'export-crowded')).errors).toBe(0);
    await timeline.page.context().close();
  });
});
