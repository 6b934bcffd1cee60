import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions/index';
import type { CommandContext } from './commands/index';
import { commandOf } from './commands/index';

/** Zoom and movement a second while a key is held. */
const zoomRate = 3;
const panRate = 0.9;

type Motion = 'in' | 'out' | 'left' | 'right';
const motions: Readonly<Record<string, Motion>> = { KeyW: 'in', KeyS: 'out', KeyA: 'left', KeyD: 'right' };

/**
 * Keys on the picture. W, A, S and D go by their place on the keyboard, as in Perfetto and Chrome, and act as long as they are held; with reduced
 * motion they act in steps. All others are commands.
 */
export function listenToKeys(stage: Stage, context: CommandContext, page: Document): void {
  const motion = createMotion(context.actions, page);
  stage.scroller.addEventListener('keydown', (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey ? undefined : motions[event.code];
    if (held !== undefined) {
      event.preventDefault();
      motion.press(held, event.repeat);
      return;
    }
    const command = commandOf(event);
    if (command === undefined) return;
    event.preventDefault();
    command.run(context);
  });
  stage.scroller.addEventListener('keyup', (event) => {
    const held = motions[event.code];
    if (held !== undefined) motion.release(held);
  });
  stage.scroller.addEventListener('blur', () => motion.stop());
}

function createMotion(actions: Actions, page: Document): { press(motion: Motion, isRepeat: boolean): void; release(motion: Motion): void; stop(): void } {
  const down = new Set<Motion>();
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
  return {
    press(motion, isRepeat) {
      if (isRepeat && !calm.matches) return;
      down.add(motion);
      // A tap does something at once; what is held goes on from there.
      act(0.12);
      if (calm.matches) {
        down.clear();
      } else if (frame === 0) {
        before = performance.now();
        frame = requestAnimationFrame(tick);
      }
    },
    release: (motion) => down.delete(motion),
    stop() {
      down.clear();
      if (frame !== 0) cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
