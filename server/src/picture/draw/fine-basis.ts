import type { TraceBasis } from '../../trace/index';
import type { PixelStrip } from './renderer';

/** Columns from which a fine span shows how well it is founded; below there is no room for it. */
const basisFrom = 3;

/**
 * Marks in a fine span what its outline says where there is room for one: of what is assumed every other dot of the edge and a hatch, of what is inferred a broken edge, of the
 * author's own a notch. `left` … `right` are columns of the strip, `step` its lines from one to the next.
 */
export function markBasis({ pixels, stride }: PixelStrip, basis: TraceBasis, left: number, right: number, lines: number, step: number, edge: number): void {
  if (basis === 'documented' || right - left < basisFrom) return;
  const pitch = stride * step;
  if (basis === 'scenario') {
    for (let line = 0; line < Math.min(2, lines); line += 1) pixels.fill(edge, line * pitch + Math.max(left, right - 3), line * pitch + right);
    return;
  }
  for (let line = 0; line < lines; line += 1) {
    const isEdge = line === 0 || line === lines - 1;
    for (let column = left; column < right; column += 1) {
      const hatched = basis === 'assumed' && ((column + line) & 3) === 0;
      if (hatched || (isEdge && (basis === 'assumed' ? (column & 1) === 0 : (column & 7) < 5))) pixels[line * pitch + column] = edge;
    }
  }
}
