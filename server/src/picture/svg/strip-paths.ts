import type { PixelStrip } from '../draw/renderer';
import { rounded } from './markup';

const colourOf = (pixel: number): string => `#${((pixel & 0xff) << 16 | (pixel & 0xff00) | ((pixel >>> 16) & 0xff)).toString(16).padStart(6, '0')}`;

/**
 * Writes part of a strip of pixels as one path a colour. Neighbouring columns that are painted alike become one rectangle; the commonest colour lies below
 * all others in one piece. Arguments are those of `Renderer.putStrip`, with the device pixels a CSS pixel.
 */
export function stripPaths({ pixels, stride }: PixelStrip, deviceX: number, deviceY: number, first: number, columns: number, lines: number, ratio: number): string[] {
  const area = new Map<number, number>();
  const shapes = new Map<number, string[]>();
  const isLikeNext = (column: number): boolean => {
    for (let line = 0, at = column; line < lines; line += 1, at += stride) if (pixels[at] !== pixels[at + 1]) return false;
    return true;
  };
  let begin = first;
  for (let column = first; column < first + columns; column += 1) {
    if (column + 1 < first + columns && isLikeNext(column)) continue;
    const wide = column + 1 - begin;
    let top = 0;
    for (let line = 1; line <= lines; line += 1) {
      const pixel = pixels[top * stride + column]!;
      if (line < lines && pixels[line * stride + column] === pixel) continue;
      const across = rounded(wide / ratio);
      const shape = `M${rounded((deviceX + begin) / ratio)} ${rounded((deviceY + top) / ratio)}h${across}v${rounded((line - top) / ratio)}h-${across}z`;
      const known = shapes.get(pixel);
      if (known === undefined) shapes.set(pixel, [shape]);
      else known.push(shape);
      area.set(pixel, (area.get(pixel) ?? 0) + wide * (line - top));
      top = line;
    }
    begin = column + 1;
  }
  let commonest = 0;
  let most = -1;
  for (const [pixel, size] of area) {
    if (size <= most) continue;
    commonest = pixel;
    most = size;
  }
  const paths: string[] = [];
  paths.push(`<rect x="${rounded((deviceX + first) / ratio)}" y="${rounded(deviceY / ratio)}" width="${rounded(columns / ratio)}" height="${rounded(lines / ratio)}" fill="${colourOf(commonest)}"/>`);
  for (const [pixel, shape] of shapes) if (pixel !== commonest) paths.push(`<path d="${shape.join('')}" fill="${colourOf(pixel)}"/>`);
  return paths;
}
