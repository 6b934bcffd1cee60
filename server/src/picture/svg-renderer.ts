import { traceMarker } from './draw/marker';
import type { MarkerShape, PixelStrip, Renderer } from './draw/renderer';
import type { Colour } from './look/colour';
import { approximateWidth } from './svg/text-width';
import { patternTile, tileSize } from './svg/pattern-tile';
import { stripPaths } from './svg/strip-paths';
import { escapeXml, hex, rounded } from './svg/markup';

/** Width of a text in CSS pixels; `size` is the font's. */
export type MeasureText = (text: string, size: number, weight: 'normal' | 'bold') => number;

/** Writes what is drawn as a vector picture. */
export interface SvgRenderer extends Renderer {
  /** The picture as a document of its own; title and description are for screen readers and file indexes. */
  toSvg(title: string, description: string): string;
}

/** Makes a renderer that writes SVG. Without a measure of its own it goes by the widths of a common font. */
export function createSvgRenderer(measureText: MeasureText = approximateWidth): SvgRenderer {
  const definitions = new Map<string, { readonly id: string; readonly markup: string }>();
  let elements: string[] = [];
  let width = 0;
  let height = 0;
  let ratio = 1;
  let family = 'sans-serif';
  let fontSize = 13;
  let strip: PixelStrip | null = null;

  const device = (value: number): number => Math.round(value * ratio) / ratio;
  const thick = (thickness: number): number => Math.max(1, Math.round(thickness * ratio)) / ratio;
  const add = (markup: string): void => { elements.push(markup); };
  /** Gives the identifier of what is defined once and used often. */
  const define = (key: string, markup: (id: string) => string): string => {
    const known = definitions.get(key);
    if (known !== undefined) return known.id;
    const id = `d${definitions.size}`;
    definitions.set(key, { id, markup: markup(id) });
    return id;
  };
  const box = (x: number, y: number, w: number, h: number): { x: number; y: number; width: number; height: number } => {
    const left = device(x);
    const top = device(y);
    return { x: left, y: top, width: Math.max(1 / ratio, device(x + w) - left), height: Math.max(1 / ratio, device(y + h) - top) };
  };
  const dashes = (dash: readonly number[]): string => (dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`);
  const measure = (text: string, weight: 'normal' | 'bold' = 'normal'): number => measureText(text, fontSize, weight);
  const shortened = (text: string, room: number, weight: 'normal' | 'bold'): string => {
    if (measure(text, weight) <= room) return text;
    let length = text.length;
    while (length > 0 && measure(`${text.slice(0, length)}…`, weight) > room) length -= 1;
    return length === 0 ? '' : `${text.slice(0, length).trimEnd()}…`;
  };

  return {
    get width() { return width; },
    get height() { return height; },
    get ratio() { return ratio; },
    resize(deviceWidth, deviceHeight, newRatio) {
      ratio = newRatio;
      width = deviceWidth / newRatio;
      height = deviceHeight / newRatio;
      elements = [];
    },
    setFont(newFamily, size) {
      family = newFamily;
      fontSize = size;
    },
    clear(colour) {
      // A transparent layer lies over what has been drawn before.
      if (colour === null) return;
      elements = [`<rect width="${rounded(width)}" height="${rounded(height)}" fill="${hex(colour)}"/>`];
    },
    rectangle(x, y, w, h, colour) {
      const { x: left, y: top, width: wide, height: high } = box(x, y, w, h);
      add(`<rect x="${rounded(left)}" y="${rounded(top)}" width="${rounded(wide)}" height="${rounded(high)}" fill="${hex(colour)}"/>`);
    },
    pattern(x, y, w, h, pattern, ink) {
      if (pattern === 'plain' || pattern === 'hollow') return;
      const id = define(`${pattern} ${hex(ink)}`, (name) => `<pattern id="${name}" width="${tileSize}" height="${tileSize}" patternUnits="userSpaceOnUse">${patternTile(pattern, hex(ink))}</pattern>`);
      const { x: left, y: top, width: wide, height: high } = box(x, y, w, h);
      // Moved as a whole, so that the pattern begins where the bar does.
      add(`<rect transform="translate(${rounded(left)} ${rounded(top)})" width="${rounded(wide)}" height="${rounded(high)}" fill="url(#${id})" shape-rendering="auto"/>`);
    },
    outline(x, y, w, h, colour, thickness, dash = []) {
      const line = thick(thickness);
      const { x: left, y: top, width: wide, height: high } = box(x, y, w, h);
      add(`<rect x="${rounded(left + line / 2)}" y="${rounded(top + line / 2)}" width="${rounded(Math.max(0, wide - line))}" height="${rounded(Math.max(0, high - line))}" fill="none" stroke="${hex(colour)}" stroke-width="${rounded(line)}"${dashes(dash)}/>`);
    },
    line(x0, y0, x1, y1, colour, thickness, dash = []) {
      const line = thick(thickness);
      const isSloping = x0 !== x1 && y0 !== y1;
      // A line of one pixel lies in the middle of a pixel, as on a canvas.
      const shift = isSloping ? 0 : line / 2;
      const [dx, dy] = [x0 === x1 ? shift : 0, y0 === y1 ? shift : 0];
      add(`<path d="M${rounded(device(x0) + dx)} ${rounded(device(y0) + dy)}L${rounded(device(x1) + dx)} ${rounded(device(y1) + dy)}" fill="none" stroke="${hex(colour)}" stroke-width="${rounded(line)}"${dashes(dash)}${isSloping ? ' shape-rendering="auto"' : ''}/>`);
    },
    text(text, x, y, room, colour, weight = 'normal', align = 'left') {
      const shown = shortened(text, room, weight);
      if (shown === '') return;
      const anchor = align === 'left' ? '' : ` text-anchor="${align === 'right' ? 'end' : 'middle'}"`;
      // The middle of capitals and digits of most fonts lies a third of the size above the line.
      add(`<text x="${rounded(device(x))}" y="${rounded(y + fontSize * 0.35)}" fill="${hex(colour)}"${weight === 'bold' ? ' font-weight="600"' : ''}${anchor}>${escapeXml(shown)}</text>`);
    },
    measure,
    marker(shape: MarkerShape, x, y, size, colour: Colour, edge: Colour) {
      const id = define(`${shape} ${size} ${hex(colour)} ${hex(edge)}`, (name) => {
        const steps: string[] = [];
        const at = (px: number, py: number): string => `${rounded(px)} ${rounded(py)}`;
        const hollow = traceMarker({
          moveTo: (px, py) => steps.push(`M${at(px, py)}`), lineTo: (px, py) => steps.push(`L${at(px, py)}`), closePath: () => steps.push('Z'),
          arc: (px, py, radius) => steps.push(`M${at(px - radius, py)}A${at(radius, radius)} 0 1 1 ${at(px + radius, py)}A${at(radius, radius)} 0 1 1 ${at(px - radius, py)}Z`),
        }, shape, 0, 0, size);
        // A full shape lies over its edge, a hollow one has its line on top.
        return `<path id="${name}" d="${steps.join('')}" fill="${hex(hollow ? edge : colour)}" stroke="${hex(hollow ? colour : edge)}" stroke-width="${hollow ? 1.5 : 2}" stroke-linejoin="round" shape-rendering="auto"${hollow ? '' : ' paint-order="stroke"'}/>`;
      });
      add(`<use href="#${id}" x="${rounded(device(x))}" y="${rounded(device(y))}"/>`);
    },
    clipped(x, y, w, h, draw) {
      const { x: left, y: top, width: wide, height: high } = box(x, y, w, h);
      const area = `x="${rounded(left)}" y="${rounded(top)}" width="${rounded(wide)}" height="${rounded(high)}"`;
      const id = define(`clip ${area}`, (name) => `<clipPath id="${name}"><rect ${area}/></clipPath>`);
      add(`<g clip-path="url(#${id})">`);
      draw();
      add('</g>');
    },
    strip(deviceWidth, deviceHeight) {
      if (strip === null || strip.stride < deviceWidth || strip.lines < deviceHeight) {
        const stride = Math.max(deviceWidth, strip?.stride ?? 1);
        const lines = Math.max(deviceHeight, strip?.lines ?? 1);
        strip = { stride, lines, pixels: new Uint32Array(stride * lines) };
      }
      return strip;
    },
    putStrip(deviceX, deviceY, first, columns, lines) {
      if (strip !== null && columns > 0) for (const path of stripPaths(strip, deviceX, deviceY, first, columns, lines, ratio)) add(path);
    },
    toSvg(title, description) {
      const size = `width="${rounded(width)}" height="${rounded(height)}"`;
      return [
        `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${rounded(width)} ${rounded(height)}" role="img" aria-labelledby="title description" font-family="${escapeXml(family)}" font-size="${rounded(fontSize)}" shape-rendering="crispEdges">`,
        `<title id="title">${escapeXml(title)}</title>`, `<desc id="description">${escapeXml(description)}</desc>`,
        `<defs>${[...definitions.values()].map(({ markup }) => markup).join('')}</defs>`, ...elements, '</svg>', '',
      ].join('\n');
    },
  };
}
