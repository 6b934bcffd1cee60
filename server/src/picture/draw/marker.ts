import type { MarkerShape } from './renderer';

/** A path that a shape is added to; a canvas's `Path2D` is one. */
export interface ShapePath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

/** Adds a shape around (`x`, `y`), `size` across, to a path. Returns whether it is to be drawn hollow. */
export function traceMarker(path: ShapePath, shape: MarkerShape, x: number, y: number, size: number): boolean {
  const half = size / 2;
  const polygon = (points: readonly (readonly [number, number])[]): void => {
    points.forEach(([dx, dy], index) => {
      if (index === 0) path.moveTo(x + dx * half, y + dy * half);
      else path.lineTo(x + dx * half, y + dy * half);
    });
    path.closePath();
  };
  switch (shape) {
    case 'drop': {
      // A cross with thick arms: the one shape nothing else resembles.
      const arm = 0.36;
      polygon([[-1, -1 + arm], [-1 + arm, -1], [0, -arm], [1 - arm, -1], [1, -1 + arm], [arm, 0], [1, 1 - arm], [1 - arm, 1], [0, arm], [-1 + arm, 1], [-1, 1 - arm], [-arm, 0]]);
      return false;
    }
    case 'octagon': polygon([[-0.4, -1], [0.4, -1], [1, -0.4], [1, 0.4], [0.4, 1], [-0.4, 1], [-1, 0.4], [-1, -0.4]]); return false;
    case 'upHollow': polygon([[0, -1], [1, 0.8], [-1, 0.8]]); return true;
    case 'up': polygon([[0, -1], [1, 0.8], [-1, 0.8]]); return false;
    case 'down': polygon([[0, 1], [1, -0.8], [-1, -0.8]]); return false;
    case 'right': polygon([[-0.8, -1], [1, 0], [-0.8, 1]]); return false;
    case 'rightHollow': polygon([[-0.8, -1], [1, 0], [-0.8, 1]]); return true;
    case 'square': polygon([[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]]); return true;
    case 'diamond': polygon([[0, -1], [0.85, 0], [0, 1], [-0.85, 0]]); return false;
    case 'diamondHollow': polygon([[0, -1], [0.85, 0], [0, 1], [-0.85, 0]]); return true;
    case 'squareSolid': polygon([[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]]); return false;
    case 'plus': {
      const arm = 0.3;
      polygon([[-arm, -1], [arm, -1], [arm, -arm], [1, -arm], [1, arm], [arm, arm], [arm, 1], [-arm, 1], [-arm, arm], [-1, arm], [-1, -arm], [-arm, -arm]]);
      return false;
    }
    case 'minus': polygon([[-1, -0.35], [1, -0.35], [1, 0.35], [-1, 0.35]]); return false;
    case 'circle': path.arc(x, y, half * 0.85, 0, Math.PI * 2); return false;
    case 'circleHollow': path.arc(x, y, half * 0.85, 0, Math.PI * 2); return true;
  }
}

/** The shape of an instant by its key. */
export function shapeOf(key: string): MarkerShape {
  switch (key) {
    case 'dropped': return 'drop';
    case 'captured': return 'up';
    case 'interrupt': return 'diamond';
    case 'attemptProcessing': return 'right';
    case 'attemptRedundant': return 'rightHollow';
    case 'processPending': return 'square';
    case 'delivered': return 'down';
    case 'completedEmpty': return 'circleHollow';
    case 'called': return 'circle';
    case 'initializeAllocator': return 'squareSolid';
    case 'allocate': return 'plus';
    case 'free': return 'minus';
    case 'deleteAllocator': return 'diamondHollow';
    default: return 'circle';
  }
}
