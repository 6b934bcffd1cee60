import { firstAbove } from '../../trace/levels';
import type { Colour } from '../look/colour';
import type { Palette } from '../look/palette';
import type { FindingMarks } from '../reading';
import { text } from '../texts';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { MarkerShape, Renderer } from './renderer';
import type { Scene } from './scene';

type Severity = FindingMarks['severities'][number];

/** Size of a finding's mark in CSS pixels; closer ones share a mark. */
export const findingSize = 10;
const guideDash: readonly number[] = [5, 3];

/** The shape of a severity: what is graver has more of it. */
export function findingShape(severity: Severity): MarkerShape {
  return severity === 'error' ? 'octagon' : severity === 'warning' ? 'upHollow' : 'circleHollow';
}

/** The colour of a severity. */
export function findingColour(severity: Severity, palette: Palette): Colour {
  return severity === 'error' ? palette.red : severity === 'warning' ? palette.orange : palette.blue;
}

/** The findings that share a mark with the first of them, handed out from left to right; `sink` gets the first and one past the last. */
export function forFindingGroups({ times }: FindingMarks, from: number, to: number, apart: number, sink: (first: number, end: number) => void): void {
  let at = firstAbove(times, from - 0.5, 0, times.length);
  while (at < times.length && times[at]! <= to) {
    const end = Math.max(at + 1, firstAbove(times, times[at]! + apart, at, times.length));
    sink(at, end);
    at = end;
  }
}

/** Draws the line at the axis on which every finding is marked, and from the selected one a line down through the rows. */
export function drawFindings(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { geometry, look: { palette }, reading: { findings, finding } } = scene;
  if (geometry.findingLine === 0) return;
  const middle = geometry.letters + geometry.findingLine / 2 - 1;
  renderer.text(text('stage.findings'), plot.left - 8, middle, plot.left - 12, palette.foreground, 'normal', 'right');
  forFindingGroups(findings, plot.from, plot.from + plot.columns * plot.pixelTime, findingSize * renderer.ratio * plot.pixelTime, (first, end) => {
    const severities = findings.severities.slice(first, end);
    const gravest: Severity = severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : 'info';
    const x = xOf(plot, renderer, findings.times[first]!);
    renderer.marker(findingShape(gravest), x, middle, end - first > 1 ? findingSize + 2 : findingSize, findingColour(gravest, palette), palette.gutter);
    if (finding >= first && finding < end) renderer.outline(x - findingSize, middle - findingSize + 1, 2 * findingSize, 2 * findingSize - 2, palette.focus, 2);
  });
  const selected = findings.times[finding];
  if (selected === undefined) return;
  const x = xOf(plot, renderer, selected);
  if (x >= plot.left && x <= plot.left + plot.width) renderer.line(x, geometry.axis, x, renderer.height, findingColour(findings.severities[finding]!, palette), 1, guideDash);
}
