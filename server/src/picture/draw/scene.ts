import type { Colour } from '../look/colour';
import { mix, pixel } from '../look/colour';
import type { Palette } from '../look/palette';
import type { StateLook } from '../look/state-look';
import { stateLooks } from '../look/state-look';
import type { ComparedScene } from './draw-differences';
import type { Marks } from '../marks';
import type { Highlight } from '../highlight';
import type { ReadingMarks } from '../reading';
import type { Subject } from '../subject';
import type { Matches } from '../matches';
import type { Selection } from '../selection';
import type { LaneLayout } from '../view/lane-layout';
import type { TimeUnit } from '../view/time-format';
import type { TimeRange } from '../view/time-range';

/** Where the parts of the picture lie, in CSS pixels. */
export interface StageGeometry {
  /** Width of the column of names. */
  readonly gutter: number;
  /** Height of the axis: its lettering, the line of findings and that of drops. */
  readonly axis: number;
  /** Height of the lettering alone. */
  readonly letters: number;
  /** Height of the line of findings below the lettering; 0 when there are none. */
  readonly findingLine: number;
  /** Height of the drop line alone; 0 when nothing was dropped. */
  readonly dropLine: number;
  readonly width: number;
  readonly height: number;
}

/** Colours worked out once for each subject and theme, so that painting only looks them up. */
export interface Look {
  readonly palette: Palette;
  readonly states: readonly StateLook[];
  /** The states' colours as pixels, by index. */
  readonly statePixels: Uint32Array;
  readonly edgePixels: Uint32Array;
  readonly backgroundPixel: number;
  /** The same for what a search does not find. */
  readonly dimStates: readonly { readonly fill: Colour; readonly edge: Colour }[];
  readonly dimPixels: Uint32Array;
  readonly dimEdgePixels: Uint32Array;
  readonly dimInstants: readonly Colour[];
  /** Lies over counters then. */
  readonly veil: Colour;
  /** Underlines columns that hold something found. */
  readonly matchPixel: number;
  readonly instants: readonly Colour[];
  readonly counterLine: Colour;
  readonly counterArea: Colour;
  readonly counterLinePixel: number;
  readonly counterBandPixel: number;
  readonly counterAreaPixel: number;
  readonly drop: Colour;
  readonly dropGuide: Colour;
  readonly hover: Colour;
}

/** What is marked among the rows. */
export interface RowMarks {
  /** The lane that keys act on, and the list it is a member of; null when that is the selection's. */
  readonly current: string | null;
  readonly currentList: string | null;
  /** Where a row that is being moved would go: CSS pixels from the top of the content, or null. */
  readonly dropTop: number | null;
}

/** Nothing. */
export const noRowMarks: RowMarks = { current: null, currentList: null, dropTop: null };

/** Everything one picture is made from. */
export interface Scene {
  readonly subject: Subject;
  readonly layout: LaneLayout;
  readonly look: Look;
  readonly geometry: StageGeometry;
  readonly range: TimeRange;
  readonly scrollTop: number;
  readonly cursor: number | null;
  readonly selection: Selection | null;
  readonly highlight: Highlight | null;
  readonly rows: RowMarks;
  readonly reading: ReadingMarks;
  /** The stretch one is about to zoom to, or null. */
  readonly zooming: TimeRange | null;
  /** The run beside another one; left out or null: alone. */
  readonly compared?: ComparedScene | null;
  /** What is searched for, or null: all else is drawn dim. */
  readonly matches: Matches | null;
  /** What times are written in. */
  readonly unit: TimeUnit;
  readonly marks: Marks;
}

/** Works out the colours of a subject in a theme. */
export function makeLook(subject: Subject, palette: Palette): Look {
  const counterLine = palette.highContrast ? palette.foreground : palette.blue;
  const counterArea = mix(palette.blue, palette.background, palette.highContrast ? 0.35 : 0.18);
  const states = stateLooks(subject.trace.states.map((state) => state.key), palette);
  const instants = subject.trace.instantKinds.map((kind) => instantColour(kind.key, palette));
  const dim = (colour: Colour): Colour => mix(colour, palette.background, palette.highContrast ? 0.22 : 0.16);
  const dimStates = states.map(({ fill, edge }) => ({ fill: dim(fill), edge: mix(edge, palette.background, 0.3) }));
  return {
    palette, states, dimStates,
    dimPixels: Uint32Array.from(dimStates, ({ fill }) => pixel(fill)),
    dimEdgePixels: Uint32Array.from(dimStates, ({ edge }) => pixel(edge)),
    dimInstants: instants.map(dim),
    veil: { ...palette.background, alpha: 0.65 },
    matchPixel: pixel(palette.foreground),
    statePixels: Uint32Array.from(states, (state) => pixel(state.fill)),
    edgePixels: Uint32Array.from(states, (state) => pixel(state.edge)),
    backgroundPixel: pixel(palette.background),
    instants,
    counterLine, counterArea,
    counterLinePixel: pixel(counterLine), counterBandPixel: pixel(mix(counterLine, palette.background, 0.5)), counterAreaPixel: pixel(counterArea),
    drop: palette.red,
    dropGuide: mix(palette.red, palette.background, 0.55),
    hover: mix(palette.foreground, palette.background, 0.5),
  };
}

function instantColour(key: string, palette: Palette): Colour {
  switch (key) {
    case 'dropped': return palette.red;
    case 'delivered': return palette.green;
    case 'interrupt': return palette.purple;
    case 'completedEmpty': return palette.orange;
    default: return palette.foreground;
  }
}

/** Frame number of what is selected, or -1. */
export function selectedFrame(subject: Subject, selection: Selection | null): number {
  if (selection === null) return -1;
  return (selection.kind === 'span' ? subject.trace.spans.frame : subject.trace.instants.frame)[selection.index] ?? -1;
}
