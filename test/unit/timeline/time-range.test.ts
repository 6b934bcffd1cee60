import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampRange, fitRange, panRange, pixelToTime, rangeAround, rangeShowing, shortestRange, snapRange, timeToPixel, zoomRange } from '../../../server/src/picture/view/time-range';

const hour = 3_600e9;
const inside = fc.record({ duration: fc.integer({ min: 1_000_000, max: hour }), a: fc.double({ min: 0, max: 1, noNaN: true }), b: fc.double({ min: 0, max: 1, noNaN: true }), at: fc.double({ min: 0, max: 1, noNaN: true }) });

/** A stretch somewhere within a run, away from its ends by its own length, so that small zooms do not reach them. */
function middle({ duration, a, b }: { duration: number; a: number; b: number }) {
  const length = shortestRange * 10 + b * (duration / 5);
  const from = duration / 3 + a * (duration / 5);
  return { from, to: from + length };
}

describe('the visible stretch', () => {
  it('turns times into pixels and back', () => {
    fc.assert(fc.property(inside, (given) => {
      const range = middle(given);
      const time = range.from + given.at * (range.to - range.from);
      expect(pixelToTime(range, 1237, timeToPixel(range, 1237, time))).toBeCloseTo(time, 2);
      expect(timeToPixel(range, 1237, range.from)).toBe(0);
      expect(timeToPixel(range, 1237, range.to)).toBe(1237);
    }));
  });

  it('keeps the point one zooms about where it is, and comes back when zoomed out again', () => {
    fc.assert(fc.property(inside, fc.double({ min: 0.7, max: 1.4, noNaN: true }), (given, factor) => {
      const range = middle(given);
      const about = range.from + given.at * (range.to - range.from);
      const zoomed = zoomRange(range, factor, about, given.duration);
      expect(timeToPixel(zoomed, 1000, about)).toBeCloseTo(timeToPixel(range, 1000, about), 3);
      expect(zoomed.to - zoomed.from).toBeCloseTo((range.to - range.from) * factor, 2);
      const back = zoomRange(zoomed, 1 / factor, about, given.duration);
      expect(Math.abs(back.from - range.from)).toBeLessThan((range.to - range.from) * 1e-6 + 1e-2);
    }));
  });

  it('never leaves the run and never becomes shorter than the shortest', () => {
    fc.assert(fc.property(inside, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: -1e13, max: 1e13, noNaN: true }), (given, factor, by) => {
      for (const range of [zoomRange(middle(given), factor, given.at * given.duration, given.duration), panRange(middle(given), by, given.duration), rangeAround(by, by + 5, given.duration)]) {
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeLessThanOrEqual(given.duration + 0.01);
        expect(range.to - range.from).toBeGreaterThanOrEqual(shortestRange - 0.01);
      }
    }));
  });

  it('panning keeps its length, up to the ends of the run', () => {
    expect(panRange({ from: 100, to: 1100 }, 500, 10_000)).toEqual({ from: 600, to: 1600 });
    expect(panRange({ from: 100, to: 1100 }, -500, 10_000)).toEqual({ from: 0, to: 1000 });
    expect(panRange({ from: 100, to: 1100 }, 1e9, 10_000)).toEqual({ from: 9000, to: 10_000 });
  });

  it('shows a whole run, and something even of one without length', () => {
    expect(fitRange(5e9)).toEqual({ from: 0, to: 5e9 });
    expect(fitRange(0)).toEqual({ from: 0, to: shortestRange });
    expect(clampRange({ from: Number.NaN, to: 3 }, 1000)).toEqual({ from: 0, to: 1000 });
  });

  it('moves no further than it takes to show a time', () => {
    const range = { from: 1000, to: 2000 };
    expect(rangeShowing(range, 1500, 10_000)).toBe(range);
    expect(rangeShowing(range, 2500, 10_000)).toEqual({ from: 1600, to: 2600 });
    expect(rangeShowing(range, 500, 10_000)).toEqual({ from: 400, to: 1400 });
  });

  it('begins on a whole pixel of the whole run when drawn, less than a pixel away', () => {
    fc.assert(fc.property(inside, (given) => {
      const range = middle(given);
      const pixelTime = (range.to - range.from) / 1600;
      const snapped = snapRange(range, 1600);
      expect(Math.abs(snapped.from - range.from)).toBeLessThanOrEqual(pixelTime / 2 + 1e-6);
      // As whole as a double of that size can be.
      const pixel = snapped.from / pixelTime;
      expect(Math.abs(pixel - Math.round(pixel))).toBeLessThan(1e-6 + pixel * Number.EPSILON);
      // A shift by whole pixels moves the picture by exactly those.
      const shifted = snapRange({ from: range.from + 7 * pixelTime, to: range.to + 7 * pixelTime }, 1600);
      expect(Math.round((shifted.from - snapped.from) / pixelTime)).toBe(7);
    }));
  });
});
