import { createCanvasRenderer } from '../draw/canvas-renderer';
import { drawBar } from '../../../../server/src/picture/draw/draw-row';
import type { MarkerShape } from '../../../../server/src/picture/draw/renderer';
import type { Colour } from '../../../../server/src/picture/look/colour';
import type { Palette } from '../../../../server/src/picture/look/palette';
import type { StateLook } from '../../../../server/src/picture/look/state-look';
import type { TraceBasis } from '../../../../server/src/trace/index';
import { element } from './element';

const width = 26;
const height = 16;

function canvasOf(palette: Palette): { readonly canvas: HTMLCanvasElement; readonly renderer: ReturnType<typeof createCanvasRenderer> } {
  const canvas = element('canvas', { class: 'swatch', attributes: { 'aria-hidden': 'true' } });
  const renderer = createCanvasRenderer(canvas, true);
  renderer.resize(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio), devicePixelRatio);
  renderer.setFont(palette.fontFamily, palette.fontSize);
  renderer.clear(null);
  return { canvas, renderer };
}

/** A sample of a state as the timeline draws it. */
export function stateSwatch(look: StateLook, basis: TraceBasis, palette: Palette): HTMLCanvasElement {
  const { canvas, renderer } = canvasOf(palette);
  drawBar(renderer, look, basis, 1, 1, width - 2, height - 2);
  return canvas;
}

/** A sample of an instant's shape. */
export function markerSwatch(shape: MarkerShape, colour: Colour, palette: Palette): HTMLCanvasElement {
  const { canvas, renderer } = canvasOf(palette);
  renderer.marker(shape, width / 2, height / 2, 10, colour, palette.background);
  return canvas;
}
