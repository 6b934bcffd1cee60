import type { Pattern } from '../../../../server/src/picture/look/state-look';

/** Side of a pattern's tile in CSS pixels. */
export const tileSize = 8;

/** Paints one tile of a pattern, transparent where it is not inked. `size` is the tile's side in device pixels. */
export function paintTile(context: CanvasRenderingContext2D, pattern: Pattern | 'hatch', size: number, ink: string): void {
  const unit = size / tileSize;
  const dot = Math.max(1, Math.round(unit));
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.lineWidth = dot;
  switch (pattern) {
    case 'plain':
    case 'hollow':
      return;
    case 'dots':
      for (const [x, y] of [[1, 1], [5, 5]] as const) context.fillRect(Math.round(x * unit), Math.round(y * unit), dot * 2, dot * 2);
      return;
    case 'horizontal':
      for (const y of [1, 5]) context.fillRect(0, Math.round(y * unit), size, dot);
      return;
    case 'vertical':
      for (const x of [1, 5]) context.fillRect(Math.round(x * unit), 0, dot, size);
      return;
    case 'grid':
      context.fillRect(0, Math.round(3 * unit), size, dot);
      context.fillRect(Math.round(3 * unit), 0, dot, size);
      return;
    case 'checker':
      context.fillRect(0, 0, size / 2, size / 2);
      context.fillRect(size / 2, size / 2, size / 2, size / 2);
      return;
    case 'chevron':
      context.beginPath();
      context.moveTo(2 * unit, 0);
      context.lineTo(6 * unit, 4 * unit);
      context.lineTo(2 * unit, 8 * unit);
      context.stroke();
      return;
    case 'cross':
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(size, size);
      context.moveTo(size, 0);
      context.lineTo(0, size);
      context.stroke();
      return;
    case 'backslash':
      context.beginPath();
      for (const offset of [-size, 0, size]) {
        context.moveTo(offset - unit, -unit);
        context.lineTo(offset + size + unit, size + unit);
      }
      context.stroke();
      return;
    case 'diamond':
      context.beginPath();
      for (const [x, y] of [[4, 1], [7, 4], [4, 7], [1, 4], [4, 1]] as const) context.lineTo(x * unit, y * unit);
      context.stroke();
      return;
    case 'hatch':
      context.lineWidth = Math.max(1, unit * 1.2);
      context.beginPath();
      for (const offset of [-size, 0, size]) {
        context.moveTo(offset - unit, size + unit);
        context.lineTo(offset + size + unit, -unit);
      }
      context.stroke();
      return;
  }
}
