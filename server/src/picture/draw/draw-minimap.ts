import type { Matches } from '../matches';
import { matchBins } from '../matches';
import type { Skyline } from '../skyline';
import type { Subject } from '../subject';
import { fitRange, timeToPixel } from '../view/time-range';
import type { Renderer } from './renderer';
import type { Look } from './scene';

/** What a minimap shows. */
export interface MinimapScene {
  readonly subject: Subject;
  readonly look: Look;
  /** Not known yet: null. */
  readonly skyline: Skyline | null;
  /** Times of what the run found, ns. */
  readonly findings: readonly { readonly time: number; readonly severity: string }[];
  readonly matches: Matches | null;
  /** CSS pixels left of the strip. */
  readonly left: number;
  /** Stands left of it. */
  readonly label: string;
}

/** Room above the skyline for what is marked, and below it for what is found; CSS pixels. */
const marksHeight = 8;
const foundHeight = 5;

/** Draws the whole run as one strip: shares of states over time, dropped frames and findings above, matches of a search below. */
export function drawMinimap(renderer: Renderer, { subject, look, skyline, findings, matches, left, label }: MinimapScene): void {
  const { palette } = look;
  const { trace, drops } = subject;
  const whole = fitRange(trace.duration);
  const deviceLeft = Math.round(left * renderer.ratio);
  const columns = Math.max(1, Math.round(renderer.width * renderer.ratio) - deviceLeft);
  const width = columns / renderer.ratio;
  const xOf = (time: number): number => deviceLeft / renderer.ratio + Math.round(timeToPixel(whole, columns, time)) / renderer.ratio;
  renderer.clear(palette.background);
  renderer.rectangle(0, 0, left, renderer.height, palette.gutter);
  renderer.text(label, left - 8, renderer.height / 2, left - 12, palette.quiet, 'normal', 'right');
  if (skyline !== null) drawSkyline(renderer, look, skyline, deviceLeft, columns);
  if (trace.recordedUntil < trace.duration) renderer.rectangle(xOf(trace.recordedUntil), 0, left + width - xOf(trace.recordedUntil), renderer.height, palette.gutter);
  let last = -Infinity;
  for (const time of drops.times) {
    const x = xOf(time);
    if (x - last < 1) continue;
    last = x;
    renderer.rectangle(x, 0, 1.5, marksHeight - 1, look.drop);
  }
  for (const { time, severity } of findings) {
    if (severity !== 'info') renderer.marker('down', xOf(time), marksHeight / 2, 7, severity === 'error' ? palette.red : palette.yellow, palette.background);
  }
  if (matches !== null) {
    const y = renderer.height - foundHeight;
    for (let bin = 0; bin < matchBins; bin += 1) {
      if (matches.bins[bin] === 1) renderer.rectangle(xOf((bin * whole.to) / matchBins), y, Math.max(1.5, width / matchBins), foundHeight - 1, palette.foreground);
    }
  }
}

function drawSkyline(renderer: Renderer, look: Look, { columns: known, shares, states }: Skyline, deviceLeft: number, columns: number): void {
  const top = Math.round(marksHeight * renderer.ratio);
  const lines = Math.round((renderer.height - foundHeight) * renderer.ratio) - top;
  if (lines < 1) return;
  const { pixels, stride } = renderer.strip(columns, lines);
  for (let line = 0; line < lines; line += 1) pixels.fill(look.backgroundPixel, line * stride, line * stride + columns);
  for (let column = 0; column < columns; column += 1) {
    const base = Math.min(known - 1, Math.floor((column * known) / columns)) * states;
    let at = (lines - 1) * stride + column;
    let sum = 0;
    let done = 0;
    for (let state = 0; state < states; state += 1) {
      sum += shares[base + state]!;
      for (const until = Math.min(lines, (sum * lines + 0.5) | 0); done < until; done += 1, at -= stride) pixels[at] = look.statePixels[state]!;
    }
  }
  renderer.putStrip(deviceLeft, top, 0, columns, lines);
}
