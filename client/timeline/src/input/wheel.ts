import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions/index';

const pixelsOfLine = 18;

/**
 * The wheel as in Perfetto and browsers: by itself it scrolls the rows, with Ctrl or Cmd (and so a pinch) it zooms at the pointer, with Shift,
 * or turned sideways, it moves through time.
 */
export function listenToWheel(stage: Stage, actions: Actions): void {
  stage.scroller.addEventListener('wheel', (event) => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsOfLine : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? stage.scroller.clientHeight : 1;
    const { gutter, width } = stage.geometry();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const delta = event.deltaY * unit;
      // A pinch comes in small steps, a wheel in large ones.
      const factor = Math.exp(Math.max(-250, Math.min(250, delta)) * (Math.abs(delta) < 40 ? 0.01 : 0.0025));
      const hit = stage.hit(event.clientX, event.clientY);
      actions.zoom(factor, hit?.time);
      return;
    }
    const sideways = event.shiftKey ? (event.deltaX === 0 ? event.deltaY : event.deltaX) : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    if (sideways === 0) return;
    event.preventDefault();
    actions.pan((sideways * unit) / Math.max(1, width - gutter));
  }, { passive: false });
}
