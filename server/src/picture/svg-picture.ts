import { drawPicture } from './draw/draw-picture';
import { drawBar } from './draw/draw-row';
import { shapeOf } from './draw/marker';
import type { Scene } from './draw/scene';
import { makeLook, noRowMarks } from './draw/scene';
import type { ReadColour, ThemeKind } from './look/palette';
import { buildPalette } from './look/palette';
import { noMarks } from './marks';
import { plainReading } from './reading';
import type { Subject } from './subject';
import { createSvgRenderer, type MeasureText, type SvgRenderer } from './svg-renderer';
import { text } from './texts';
import { laneMetrics, layoutLanes } from './view/lane-layout';
import { autoUnit, formatExact } from './view/time-format';
import { fitRange, recordedEnd } from './view/time-range';

/** How the picture of a whole run is to look. */
export interface SvgPictureOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly theme: ThemeKind;
  /** A sentence that keeps the picture from being taken for a measurement. */
  readonly statement: string;
}

const fontSize = 13;
const fontFamily = 'Segoe UI, Helvetica, Arial, sans-serif';
/** Device pixels a CSS pixel: what is merged is merged at this resolution. */
const ratio = 2;
const noColours: ReadColour = () => '';

/** Draws a whole run with all of its rows, in a theme of its own, with a legend and a line that says which run it is. */
export function drawRunAsSvg(subject: Subject, { width, theme, statement }: SvgPictureOptions, measure?: MeasureText): string {
  const { trace, names, drops } = subject;
  const palette = buildPalette(theme, false, noColours, fontFamily, fontSize);
  const renderer = createSvgRenderer(measure);
  renderer.setFont(fontFamily, fontSize);
  const layout = layoutLanes(trace, laneMetrics(fontSize));
  const longest = Math.max(0, ...names.rows.map((name) => renderer.measure(name)), ...names.counters.map((name) => renderer.measure(name) + renderer.measure(text('stage.greatest', { value: 1000 }))));
  const gutter = Math.round(Math.min(Math.max(72, longest + 40), width * 0.34));
  const dropLine = drops.times.length > 0 ? Math.round(fontSize * 1.3) : 0;
  const letters = Math.round(fontSize * 1.9);
  const axis = letters + dropLine;
  const height = axis + layout.height;
  const scene: Scene = {
    subject, layout, look: makeLook(subject, palette), geometry: { gutter, axis, letters, findingLine: 0, dropLine, width, height }, range: fitRange(recordedEnd(trace)),
    scrollTop: 0, cursor: null, selection: null, highlight: null, rows: noRowMarks, reading: plainReading, matches: null, zooming: null, unit: autoUnit, marks: noMarks,
  };
  const legend = layOutLegend(renderer, scene, width);
  const line = fontSize * 1.8;
  renderer.resize(width * ratio, Math.ceil(height + legend.height + line) * ratio, ratio);
  // The rows end where the picture does: what follows is drawn over.
  drawPicture(renderer, scene);
  renderer.rectangle(0, height, width, renderer.height - height, palette.background);
  renderer.line(0, height, width, height, palette.border, 1);
  legend.draw(height);
  const identity = text('svg.identity', { scenario: trace.label, seed: trace.seed, fingerprint: trace.fingerprint, statement });
  renderer.text(identity, 8, height + legend.height + line / 2, width - 16, palette.foreground);
  return renderer.toSvg(text('svg.title', { scenario: trace.label }), text('svg.description', { rows: trace.rows.length, counters: trace.counters.length, duration: formatExact(trace.duration), identity }));
}

/** Samples of all states and instants that occur, in lines as wide as the picture. */
function layOutLegend(renderer: SvgRenderer, { subject: { trace, names }, look }: Scene, width: number): { readonly height: number; draw(top: number): void } {
  const used = (columns: Uint8Array, list: readonly unknown[]): number[] => {
    const seen = new Set(columns);
    return list.map((_, index) => index).filter((index) => seen.has(index));
  };
  const line = Math.round(fontSize * 1.7);
  const samples = [
    ...used(trace.spans.state, trace.states).map((state) => ({ name: names.states[state]!, room: 26, draw: (x: number, y: number) => drawBar(renderer, look.states[state]!, trace.states[state]!.basis, x, y - 6, 22, 12) })),
    ...used(trace.instants.kind, trace.instantKinds).map((kind) => ({ name: names.instants[kind]!, room: 16, draw: (x: number, y: number) => renderer.marker(shapeOf(trace.instantKinds[kind]!.key), x + 6, y, 9, look.instants[kind]!, look.palette.background) })),
  ];
  let x = 8;
  let y = line / 2 + 6;
  const placed = samples.map((sample) => {
    const wide = sample.room + renderer.measure(sample.name) + 18;
    if (x > 8 && x + wide > width) {
      x = 8;
      y += line;
    }
    const place = { ...sample, x, y };
    x += wide;
    return place;
  });
  return {
    height: placed.length === 0 ? 0 : Math.ceil(y + line / 2),
    draw(top) {
      for (const sample of placed) {
        sample.draw(sample.x, top + sample.y);
        renderer.text(sample.name, sample.x + sample.room, top + sample.y, width, look.palette.foreground);
      }
    },
  };
}
