import type { Trace } from '../../trace/index';

/** A visible stretch of virtual time, in nanoseconds; `to` is always greater than `from`. */
export interface TimeRange { readonly from: number; readonly to: number }

/** The shortest stretch one can zoom to, in nanoseconds: below, a pixel would be a fraction of the clock's own step. */
export const shortestRange = 100;

/** Up to where there is something to see: a limit may have ended the recording before the run. */
export function recordedEnd({ recordedUntil, duration }: Pick<Trace, 'recordedUntil' | 'duration'>): number {
  return recordedUntil > 0 ? recordedUntil : duration;
}

/** The whole run. A run without length still gets a stretch that can be drawn. */
export function fitRange(duration: number): TimeRange {
  return { from: 0, to: Math.max(duration, shortestRange) };
}

/** Moves and shortens a stretch so that it lies within the run; its length is kept where possible. */
export function clampRange(range: TimeRange, duration: number): TimeRange {
  const whole = fitRange(duration);
  if (!Number.isFinite(range.from) || !Number.isFinite(range.to)) return whole;
  const length = Math.min(whole.to, Math.max(shortestRange, range.to - range.from));
  const from = Math.min(Math.max(0, range.from), whole.to - length);
  return { from, to: from + length };
}

/** Makes the stretch `factor` times as long while `about` stays at its place on screen, as far as the run's ends allow. */
export function zoomRange(range: TimeRange, factor: number, about: number, duration: number): TimeRange {
  const length = range.to - range.from;
  const wanted = Math.min(fitRange(duration).to, Math.max(shortestRange, length * factor));
  const share = (about - range.from) / length;
  const from = about - wanted * share;
  return clampRange({ from, to: from + wanted }, duration);
}

/** Moves the stretch by `by` nanoseconds, up to the run's ends. */
export function panRange(range: TimeRange, by: number, duration: number): TimeRange {
  return clampRange({ from: range.from + by, to: range.to + by }, duration);
}

/** A stretch that shows `start` … `end` with some room on both sides. */
export function rangeAround(start: number, end: number, duration: number): TimeRange {
  const room = Math.max((end - start) * 0.5, shortestRange / 2);
  return clampRange({ from: start - room, to: end + room }, duration);
}

/** Moves the stretch only as far as it takes to show `time`, with a tenth of its length as room. */
export function rangeShowing(range: TimeRange, time: number, duration: number): TimeRange {
  const room = (range.to - range.from) * 0.1;
  if (time < range.from) return panRange(range, time - room - range.from, duration);
  if (time > range.to) return panRange(range, time + room - range.to, duration);
  return range;
}

/** Pixels from the left edge of the plot to `time`. */
export function timeToPixel(range: TimeRange, width: number, time: number): number {
  return ((time - range.from) / (range.to - range.from)) * width;
}

/** The time `pixel` pixels right of the plot's left edge. */
export function pixelToTime(range: TimeRange, width: number, pixel: number): number {
  return range.from + (pixel / width) * (range.to - range.from);
}

/**
 * The same stretch with its begin on a whole device pixel of an imaginary picture of the whole run. Drawing from it keeps
 * merged columns from shimmering while one pans.
 */
export function snapRange(range: TimeRange, devicePixels: number): TimeRange {
  const pixelTime = (range.to - range.from) / devicePixels;
  const from = Math.round(range.from / pixelTime) * pixelTime;
  return { from, to: from + (range.to - range.from) };
}
