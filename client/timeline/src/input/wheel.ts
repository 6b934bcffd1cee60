import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions/index';

const pixelsOfLine = 18;

/**
 * The wheel as in Perfetto and browsers: with Ctrl or Cmd (and so a pinch) it zooms at the pointer, with Shift, or turned sideways, it moves through time, by
 * itself it scrolls the rows. Where all rows can be seen there is nothing to scroll: there it zooms by itself too.
 */
export function listenToWheel(stage: Stage, actions: Actions): void {
  const { scroller } = stage;
  scroller.addEventListener('wheel', (event) => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsOfLine : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? scroller.clientHeight : 1;
    const { gutter, width } = stage.geometry();
    const sideways = event.shiftKey ? (event.deltaX === 0 ? event.deltaY : event.deltaX) : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && sideways !== 0) {
      event.preventDefault();
      actions.pan((sideways * unit) / Math.max(1, width - gutter));
    } else if (isZoom || scroller.scrollHeight <= scroller.clientHeight) {
      event.preventDefault();
      const delta = event.deltaY * unit;
      // A pinch comes in small steps, a wheel in large ones.
      const factor = Math.exp(Math.max(-250, Math.min(250, delta)) * (isZoom && Math.abs(delta) < 40 ? 0.01 : 0.0025));
      actions.zoom(factor, stage.hit(event.clientX, event.clientY)?.time);
    }
  }, { passive: false });
}
