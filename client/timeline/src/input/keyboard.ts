import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions';

/** Zoom and movement a second while a key is held. */
const zoomRate = 3;
const panRate = 0.9;

/** Things keys do beyond the picture. */
export interface KeyTargets {
  showHelp(): void;
  clear(): void;
  noFurtherDrop(): void;
}

const held: Readonly<Record<string, 'in' | 'out' | 'left' | 'right'>> = { KeyW: 'in', KeyS: 'out', KeyA: 'left', KeyD: 'right' };

/**
 * Keys on the picture. W, A, S and D go by their place on the keyboard, as in Perfetto and Chrome, and act as long as they are held; with reduced
 * motion they act in steps.
 */
export function listenToKeys(stage: Stage, actions: Actions, targets: KeyTargets, page: Document): void {
  const down = new Set<'in' | 'out' | 'left' | 'right'>();
  const calm = page.defaultView!.matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;
  let before = 0;
  const act = (seconds: number): void => {
    if (down.has('in')) actions.zoom(zoomRate ** -seconds);
    if (down.has('out')) actions.zoom(zoomRate ** seconds);
    if (down.has('left')) actions.pan(-panRate * seconds);
    if (down.has('right')) actions.pan(panRate * seconds);
  };
  const tick = (now: number): void => {
    act(Math.min(0.05, (now - before) / 1000));
    before = now;
    frame = down.size === 0 ? 0 : requestAnimationFrame(tick);
  };
  const release = (): void => {
    down.clear();
    if (frame !== 0) cancelAnimationFrame(frame);
    frame = 0;
  };

  stage.scroller.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const motion = held[event.code];
    if (motion !== undefined) {
      event.preventDefault();
      if (event.repeat && !calm.matches) return;
      down.add(motion);
      // A tap does something at once; what is held goes on from there.
      act(0.12);
      if (calm.matches) {
        down.clear();
      } else if (frame === 0) {
        before = performance.now();
        frame = requestAnimationFrame(tick);
      }
      return;
    }
    if (keyPressed(event, actions, targets)) event.preventDefault();
  });
  stage.scroller.addEventListener('keyup', (event) => {
    const motion = held[event.code];
    if (motion !== undefined) down.delete(motion);
  });
  stage.scroller.addEventListener('blur', release);
}

function keyPressed(event: KeyboardEvent, actions: Actions, targets: KeyTargets): boolean {
  switch (event.key) {
    case '+': case '=': actions.zoom(0.7); return true;
    case '-': case '_': actions.zoom(1 / 0.7); return true;
    case '0': actions.fit(); return true;
    case 'f': case 'F': actions.fitSelection(); return true;
    case 'ArrowLeft': if (event.shiftKey) actions.moveCursor(-10); else actions.selectNeighbour(-1); return true;
    case 'ArrowRight': if (event.shiftKey) actions.moveCursor(10); else actions.selectNeighbour(1); return true;
    case ',': actions.moveCursor(-1); return true;
    case '.': actions.moveCursor(1); return true;
    case 'ArrowUp': actions.selectRow(-1); return true;
    case 'ArrowDown': actions.selectRow(1); return true;
    case 'Home': actions.goToEnd(-1); return true;
    case 'End': actions.goToEnd(1); return true;
    case 'PageUp': actions.scrollPage(-1); return true;
    case 'PageDown': actions.scrollPage(1); return true;
    case 'Enter': actions.revealSelection(); return true;
    case 'Escape': targets.clear(); return true;
    case 'n': case 'N': if (!actions.goToDrop(1)) targets.noFurtherDrop(); return true;
    case 'p': case 'P': if (!actions.goToDrop(-1)) targets.noFurtherDrop(); return true;
    case '?': targets.showHelp(); return true;
    default: return false;
  }
}
