import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions/index';
import type { Store } from '../state/app-state';
import type { Hit } from '../../../../server/src/picture/view/hit';
import type { BeginDrag, Drag } from './drag/drag';
import { edgeTime } from './drag/edge-time';
import { markDrag } from './drag/mark';
import { measureDrag } from './drag/measure';
import { panDrag } from './drag/pan';
import { rowDrag } from '../rows/row-drag';
import { zoomDrag } from './drag/zoom';

/** How far the pointer may wander in a click, in CSS pixels. */
const clickSlack = 4;

/** Told what is under the pointer, or that nothing is. */
export type HoverSink = (hit: Hit | null, clientX: number, clientY: number) => void;

/**
 * A drag moves the picture, with Shift it measures, at the axis it moves marks or zooms; Escape takes it back. A click selects and sets the cursor, with Shift it puts a
 * marker; a double click shows the descriptor's value.
 */
export function listenToPointer(stage: Stage, store: Store, actions: Actions, hover: HoverSink): void {
  const { scroller } = stage;
  /** Who may take a pressed pointer, first come first served. */
  const beginners: readonly BeginDrag[] = [markDrag(stage, store, actions), rowDrag(stage, store, actions), measureDrag(stage, store, actions), zoomDrag(stage, store), panDrag(stage, store)];
  let pressed: { readonly id: number; readonly x: number; readonly y: number; readonly drag: Drag; moved: boolean } | null = null;
  let pending = 0;
  let lastX = 0;
  let lastY = 0;

  const select = (hit: Hit): void => {
    if (hit.area === 'names') {
      if (hit.lane !== null) actions.pressLane(hit.lane);
      return;
    }
    if (hit.area === 'findings') {
      if (hit.findings.first >= 0) actions.selectFindingOf(hit.findings);
      else actions.setCursor(hit.time);
      return;
    }
    actions.setCursor(hit.time);
    if (hit.instant >= 0) {
      const { offsets } = store.get().session!.trace.instants;
      let row = 0;
      while (offsets[row + 1]! <= hit.instant) row += 1;
      actions.select({ kind: 'instant', row, index: hit.instant });
    } else if (hit.span >= 0 && hit.lane?.kind === 'row') {
      actions.select({ kind: 'span', row: hit.lane.row, index: hit.span });
    } else if (hit.area === 'plot') {
      actions.select(null);
    }
  };
  const click = (event: PointerEvent): void => {
    const hit = stage.hit(event.clientX, event.clientY);
    if (hit === null) return;
    if (event.shiftKey && hit.area !== 'names') actions.placeMarker(edgeTime(stage, store, event)?.time ?? hit.time);
    else select(hit);
  };

  scroller.addEventListener('pointerdown', (event) => {
    // The scroll bar belongs to the same element but lies beyond its content.
    if (event.button > 1 || event.offsetX >= scroller.clientWidth || pressed !== null) return;
    // The middle button moves the picture from wherever.
    for (const begin of event.button === 1 ? [panDrag(stage, store)] : beginners) {
      const drag = begin(event);
      if (drag === null) continue;
      pressed = { id: event.pointerId, x: event.clientX, y: event.clientY, drag, moved: false };
      break;
    }
  });
  scroller.addEventListener('pointermove', (event) => {
    if (pressed !== null && event.pointerId === pressed.id) {
      if (!pressed.moved && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < clickSlack) return;
      if (!pressed.moved) {
        pressed.moved = true;
        scroller.setPointerCapture(event.pointerId);
        scroller.classList.add(pressed.drag.style);
        hover(null, 0, 0);
      }
      pressed.drag.move(event);
      return;
    }
    lastX = event.clientX;
    lastY = event.clientY;
    if (event.offsetX >= scroller.clientWidth) {
      hover(null, 0, 0);
      return;
    }
    // The pointer reports more often than the screen shows.
    if (pending === 0) {
      pending = requestAnimationFrame(() => {
        pending = 0;
        if (pressed?.moved === true) return;
        scroller.classList.toggle('over-mark', stage.markAt(lastX, lastY) !== null);
        hover(stage.hit(lastX, lastY), lastX, lastY);
      });
    }
  });
  scroller.addEventListener('mousedown', (event) => {
    // Else browsers begin to scroll by themselves.
    if (event.button === 1) event.preventDefault();
  });
  const release = (): Exclude<typeof pressed, null> | null => {
    const ended = pressed;
    pressed = null;
    if (ended !== null) scroller.classList.remove(ended.drag.style);
    return ended;
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== pressed?.id) return;
    const { drag, moved } = release()!;
    if (event.type === 'pointercancel') {
      if (moved) drag.cancel();
    } else if (moved) drag.end();
    else if (event.button === 0) click(event);
  };
  scroller.addEventListener('pointerup', end);
  scroller.addEventListener('pointercancel', end);
  scroller.ownerDocument.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || pressed?.moved !== true) return;
    // The drag alone: the selection stays.
    event.preventDefault();
    event.stopPropagation();
    release()!.drag.cancel();
  }, { capture: true });
  scroller.addEventListener('pointerleave', () => {
    if (pending !== 0) cancelAnimationFrame(pending);
    pending = 0;
    hover(null, 0, 0);
  });
  scroller.addEventListener('dblclick', (event) => {
    const hit = stage.hit(event.clientX, event.clientY);
    if (hit?.lane?.kind === 'counter') actions.reveal(store.get().session?.trace.counters[hit.lane.counter]?.path ?? '');
    else if (hit?.area === 'names' && hit.lane?.kind === 'row') actions.reveal(store.get().session?.trace.rows[hit.lane.row]?.path ?? '');
    else if (hit !== null && (hit.span >= 0 || hit.instant >= 0)) actions.revealSelection();
  });
}
