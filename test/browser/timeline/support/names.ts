import type { TimelinePage } from './timeline-page';

/** A name in the column of names, and where it stands in the window, CSS pixels. */
export interface PlacedName { readonly name: string; readonly x: number; readonly y: number }

/** The names from above as a pointer finds them that goes down their column, by what the tooltip says. The pointer is made up, so that no picture has to be waited for in between. */
export function namesOnShow({ page }: TimelinePage): Promise<readonly PlacedName[]> {
  return page.evaluate(() => {
    const scroller = document.querySelector<HTMLElement>('.stage-scroller')!;
    const { left, top, height } = scroller.getBoundingClientRect();
    const x = left + 60;
    const found: { name: string; x: number; y: number }[] = [];
    const nextFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      callback(performance.now());
      return 0;
    };
    for (let y = top + 60; y < top + height - 4; y += 11) {
      scroller.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
      const name = document.querySelector('.tooltip:not([hidden]) .tooltip-title')?.textContent ?? null;
      if (name !== null && found.at(-1)?.name !== name) found.push({ name, x, y: y + 2 });
    }
    scroller.dispatchEvent(new PointerEvent('pointerleave'));
    window.requestAnimationFrame = nextFrame;
    return found;
  });
}

/** Where the picture's times lie in the window, CSS pixels: as the strip of the whole run above it, of which a test of its own knows that it does. */
export async function plotBox({ page }: TimelinePage): Promise<{ readonly x: number; readonly width: number }> {
  return (await page.locator('.minimap-plot').boundingBox())!;
}
