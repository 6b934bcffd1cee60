import type { Colour } from '../../../../server/src/picture/look/colour';
import { css } from '../../../../server/src/picture/look/colour';
import type { Pattern } from '../../../../server/src/picture/look/state-look';
import { traceMarker } from '../../../../server/src/picture/draw/marker';
import { paintTile, tileSize } from './pattern-tile';
import type { MarkerShape, PixelStrip, Renderer } from '../../../../server/src/picture/draw/renderer';

const noDash: readonly number[] = [];

/** Draws on a canvas in two dimensions. Complete by itself: no GPU is needed. */
export function createCanvasRenderer(canvas: HTMLCanvasElement, transparent: boolean): Renderer {
  const context = canvas.getContext('2d', { alpha: transparent })!;
  const patterns = new Map<string, CanvasPattern>();
  const sprites = new Map<string, HTMLCanvasElement>();
  const widths = { normal: new Map<string, number>(), bold: new Map<string, number>() };
  const cut = new Map<string, string>();
  const styles = new WeakMap<Colour, string>();
  const shiftMatrix = new DOMMatrix();
  let width = 0;
  let height = 0;
  let ratio = 1;
  let family = 'sans-serif';
  let fontSize = 13;
  let fontNow = '';
  let image: ImageData | null = null;
  let strip: PixelStrip | null = null;

  const styleOf = (colour: Colour): string => {
    let style = styles.get(colour);
    if (style === undefined) {
      style = css(colour);
      styles.set(colour, style);
    }
    return style;
  };
  const device = (value: number): number => Math.round(value * ratio);
  const thick = (thickness: number): number => Math.max(1, Math.round(thickness * ratio));
  const useFont = (weight: 'normal' | 'bold'): void => {
    const font = `${weight === 'bold' ? '600 ' : ''}${fontSize * ratio}px ${family}`;
    if (font === fontNow) return;
    context.font = font;
    fontNow = font;
  };
  const forget = (): void => {
    patterns.clear();
    sprites.clear();
    widths.normal.clear();
    widths.bold.clear();
    cut.clear();
    fontNow = '';
  };
  const measure = (text: string, weight: 'normal' | 'bold' = 'normal'): number => {
    const known = widths[weight].get(text);
    if (known !== undefined) return known;
    if (widths[weight].size > 4000) widths[weight].clear();
    useFont(weight);
    const measured = context.measureText(text).width / ratio;
    widths[weight].set(text, measured);
    return measured;
  };
  const shortened = (text: string, room: number, weight: 'normal' | 'bold'): string => {
    if (measure(text, weight) <= room) return text;
    const key = `${weight}${Math.floor(room)}\n${text}`;
    const known = cut.get(key);
    if (known !== undefined) return known;
    useFont(weight);
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (context.measureText(`${text.slice(0, middle)}…`).width / ratio <= room) low = middle;
      else high = middle - 1;
    }
    const result = low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
    if (cut.size > 4000) cut.clear();
    cut.set(key, result);
    return result;
  };
  const patternOf = (pattern: Pattern | 'hatch', ink: Colour): CanvasPattern | null => {
    const key = `${pattern} ${styleOf(ink)}`;
    const known = patterns.get(key);
    if (known !== undefined) return known;
    const tile = canvas.ownerDocument.createElement('canvas');
    const size = Math.max(4, Math.round(tileSize * ratio));
    tile.width = size;
    tile.height = size;
    paintTile(tile.getContext('2d')!, pattern, size, styleOf(ink));
    const made = context.createPattern(tile, 'repeat');
    if (made !== null) patterns.set(key, made);
    return made;
  };

  /** A shape painted once: drawing it is then a copy, not an outline to be filled. */
  const spriteOf = (shape: MarkerShape, size: number, colour: Colour, edge: Colour): HTMLCanvasElement => {
    const key = `${shape} ${size} ${styleOf(colour)} ${styleOf(edge)}`;
    const known = sprites.get(key);
    if (known !== undefined) return known;
    const sprite = canvas.ownerDocument.createElement('canvas');
    const side = (Math.ceil((size * ratio) / 2 + thick(2)) + 1) * 2;
    sprite.width = side;
    sprite.height = side;
    const brush = sprite.getContext('2d')!;
    const path = new Path2D();
    const hollow = traceMarker(path, shape, side / 2, side / 2, size * ratio);
    brush.lineJoin = 'round';
    brush.lineWidth = thick(hollow ? 1.5 : 2);
    brush.fillStyle = styleOf(hollow ? edge : colour);
    brush.strokeStyle = styleOf(hollow ? colour : edge);
    if (hollow) brush.fill(path);
    brush.stroke(path);
    if (!hollow) brush.fill(path);
    sprites.set(key, sprite);
    return sprite;
  };

  return {
    get width() { return width; },
    get height() { return height; },
    get ratio() { return ratio; },
    resize(deviceWidth, deviceHeight, newRatio) {
      if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
      if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
      ratio = newRatio;
      width = deviceWidth / newRatio;
      height = deviceHeight / newRatio;
      forget();
    },
    setFont(newFamily, size) {
      if (family === newFamily && fontSize === size) return;
      family = newFamily;
      fontSize = size;
      forget();
    },
    clear(colour) {
      if (colour === null) {
        context.clearRect(0, 0, canvas.width, canvas.height);
      } else {
        context.fillStyle = styleOf(colour);
        context.fillRect(0, 0, canvas.width, canvas.height);
      }
    },
    rectangle(x, y, w, h, colour) {
      const left = device(x);
      const top = device(y);
      context.fillStyle = styleOf(colour);
      context.fillRect(left, top, Math.max(1, device(x + w) - left), Math.max(1, device(y + h) - top));
    },
    pattern(x, y, w, h, pattern, ink, shift) {
      if (pattern === 'plain' || pattern === 'hollow') return;
      const made = patternOf(pattern, ink);
      if (made === null) return;
      const left = device(x);
      const top = device(y);
      shiftMatrix.e = Math.round(shift);
      shiftMatrix.f = top;
      made.setTransform(shiftMatrix);
      context.fillStyle = made;
      context.fillRect(left, top, Math.max(1, device(x + w) - left), Math.max(1, device(y + h) - top));
    },
    outline(x, y, w, h, colour, thickness, dash = noDash) {
      const line = thick(thickness);
      const left = device(x);
      const top = device(y);
      const right = Math.max(left + 1, device(x + w));
      const bottom = device(y + h);
      if (dash.length === 0) {
        // Four rectangles: sharp at every ratio and cheaper than a stroke.
        context.fillStyle = styleOf(colour);
        context.fillRect(left, top, right - left, line);
        context.fillRect(left, bottom - line, right - left, line);
        context.fillRect(left, top, line, bottom - top);
        context.fillRect(right - line, top, line, bottom - top);
        return;
      }
      context.strokeStyle = styleOf(colour);
      context.lineWidth = line;
      context.setLineDash(dash.map((part) => part * ratio));
      context.strokeRect(left + line / 2, top + line / 2, right - left - line, bottom - top - line);
      context.setLineDash([]);
    },
    line(x0, y0, x1, y1, colour, thickness, dash = noDash) {
      const line = thick(thickness);
      if (dash.length === 0 && (x0 === x1 || y0 === y1)) {
        context.fillStyle = styleOf(colour);
        const left = device(Math.min(x0, x1));
        const top = device(Math.min(y0, y1));
        context.fillRect(left, top, x0 === x1 ? line : Math.max(1, device(Math.max(x0, x1)) - left), y0 === y1 ? line : Math.max(1, device(Math.max(y0, y1)) - top));
        return;
      }
      const half = (line % 2) / 2;
      context.strokeStyle = styleOf(colour);
      context.lineWidth = line;
      context.setLineDash(dash.map((part) => part * ratio));
      context.beginPath();
      context.moveTo(device(x0) + half, device(y0) + half);
      context.lineTo(device(x1) + half, device(y1) + half);
      context.stroke();
      context.setLineDash([]);
    },
    text(text, x, y, room, colour, weight = 'normal', align = 'left') {
      const shown = shortened(text, room, weight);
      if (shown === '') return;
      useFont(weight);
      context.textBaseline = 'middle';
      context.textAlign = align;
      context.fillStyle = styleOf(colour);
      context.fillText(shown, device(x), device(y) + Math.round(ratio * 0.5));
    },
    measure,
    marker(shape, x, y, size, colour, edge) {
      const sprite = spriteOf(shape, size, colour, edge);
      const half = sprite.width >> 1;
      context.drawImage(sprite, device(x) - half, device(y) - half);
    },
    clipped(x, y, w, h, draw) {
      context.save();
      context.beginPath();
      context.rect(device(x), device(y), device(x + w) - device(x), device(y + h) - device(y));
      context.clip();
      draw();
      context.restore();
      fontNow = '';
    },
    strip(deviceWidth, deviceHeight) {
      if (image === null || strip === null || image.width < deviceWidth || image.height < deviceHeight) {
        image = new ImageData(Math.max(deviceWidth, image?.width ?? 1), Math.max(deviceHeight, image?.height ?? 1));
        strip = { stride: image.width, lines: image.height, pixels: new Uint32Array(image.data.buffer) };
      }
      return strip;
    },
    putStrip(deviceX, deviceY, first, columns, lines) {
      if (image !== null && columns > 0) context.putImageData(image, deviceX, deviceY, first, 0, columns, lines);
    },
  };
}
