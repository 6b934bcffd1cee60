import type { Pattern } from '../look/state-look';

/** Side of a pattern's tile in CSS pixels; the canvas has the same tiles. */
export const tileSize = 8;

const lines: Readonly<Partial<Record<Pattern | 'hatch', string>>> = {
  chevron: 'M2 0L6 4L2 8', cross: 'M0 0L8 8M8 0L0 8',
  // One line from corner to corner, and the ends of its neighbours.
  backslash: 'M-1 -1L9 9M-1 7L1 9M7 -1L9 1', hatch: 'M-1 9L9 -1M-1 1L1 -1M7 9L9 7',
};
const areas: Readonly<Partial<Record<Pattern | 'hatch', string>>> = {
  dots: 'M1 1h2v2h-2zM5 5h2v2h-2z', horizontal: 'M0 1h8v1h-8zM0 5h8v1h-8z', vertical: 'M1 0h1v8h-1zM5 0h1v8h-1z', grid: 'M0 3h8v1h-8zM3 0h1v8h-1z', checker: 'M0 0h4v4h-4zM4 4h4v4h-4z',
};

/** One tile of a pattern in `ink`. */
export function patternTile(pattern: Pattern | 'hatch', ink: string): string {
  const line = lines[pattern];
  return line === undefined ? `<path d="${areas[pattern] ?? ''}" fill="${ink}"/>` : `<path d="${line}" fill="none" stroke="${ink}" stroke-width="${pattern === 'hatch' ? 1.2 : 1}"/>`;
}
