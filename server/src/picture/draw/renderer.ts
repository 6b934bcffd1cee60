import type { Colour } from '../look/colour';
import type { Pattern } from '../look/state-look';

/** Shapes of instants; each has its own outline, so that they differ without colour. */
export type MarkerShape = 'drop' | 'octagon' | 'up' | 'upHollow' | 'down' | 'right' | 'rightHollow' | 'square' | 'circle' | 'circleHollow' | 'diamond' | 'diamondHollow' | 'squareSolid' | 'plus' | 'minus';

/** A strip of pixels to be written directly: for what is too fine for rectangles. */
export interface PixelStrip {
  /** Device pixels in a line. */
  readonly stride: number;
  readonly lines: number;
  /** One entry a device pixel, as `pixel()` makes them. */
  readonly pixels: Uint32Array;
}

/**
 * All the picture is drawn through this. Coordinates are CSS pixels from the top left corner; edges fall on whole device pixels, so that
 * nothing blurs at fractional display scales.
 */
export interface Renderer {
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  /** Gives the picture its size: device pixels, and how many of them make a CSS pixel. */
  resize(deviceWidth: number, deviceHeight: number, ratio: number): void;
  setFont(family: string, size: number): void;
  /** Fills all of it, or, without a colour, makes it transparent. */
  clear(colour: Colour | null): void;
  rectangle(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** Fills with a pattern in `ink`; `shift` moves the pattern with what it lies on. */
  pattern(x: number, y: number, width: number, height: number, pattern: Pattern | 'hatch', ink: Colour, shift: number): void;
  outline(x: number, y: number, width: number, height: number, colour: Colour, thickness: number, dash?: readonly number[]): void;
  line(x0: number, y0: number, x1: number, y1: number, colour: Colour, thickness: number, dash?: readonly number[]): void;
  /** Draws text, cut with an ellipsis when wider than `room`; `y` is its middle. */
  text(text: string, x: number, y: number, room: number, colour: Colour, weight?: 'normal' | 'bold', align?: 'left' | 'right' | 'center'): void;
  /** Width of a text in CSS pixels. */
  measure(text: string, weight?: 'normal' | 'bold'): number;
  marker(shape: MarkerShape, x: number, y: number, size: number, colour: Colour, edge: Colour): void;
  /** Everything `draw` draws stays inside; pixel strips do not. */
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void;
  /** A strip at least that large, whose content is undefined. The same one is handed out each time. */
  strip(deviceWidth: number, deviceHeight: number): PixelStrip;
  /** Writes columns `first` … `first + columns` of the strip, its column 0 at device pixel `deviceX`. */
  putStrip(deviceX: number, deviceY: number, first: number, columns: number, lines: number): void;
}
