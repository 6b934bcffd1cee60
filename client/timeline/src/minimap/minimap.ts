import { drawMinimap } from '../../../../server/src/picture/draw/draw-minimap';
import type { Palette } from '../../../../server/src/picture/look/palette';
import type { Skyline } from '../../../../server/src/picture/skyline';
import { beginSkyline } from '../../../../server/src/picture/skyline';
import { formatShort } from '../../../../server/src/picture/view/time-format';
import type { TimeRange } from '../../../../server/src/picture/view/time-range';
import { clampRange, fitRange, panRange, shortestRange } from '../../../../server/src/picture/view/time-range';
import { createCanvasRenderer } from '../draw/canvas-renderer';
import type { Stage } from '../draw/stage';
import { element } from '../parts/element';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import type { AppState, Store } from '../state/app-state';
import { inSlices } from '../state/slices';
import { text } from '../texts';

/** The whole run as a strip above the picture, with a lens over what the picture shows. */
export interface Minimap {
  readonly element: HTMLElement;
  /** Gives it the focus. */
  focus(): void;
  readonly setPalette: (palette: Palette) => void;
  update(state: AppState, previous: AppState): void;
}

/** Least width of the lens, and how near an edge one takes hold of it; CSS pixels. */
const leastLens = 6;
const edgeReach = 5;

/** Makes the minimap. It stands where the picture's own time stands, so that both can be compared. */
export function createMinimap(store: Store, actions: Actions, stage: Stage, initialPalette: Palette): Minimap {
  const canvas = element('canvas', { class: 'minimap-canvas', attributes: { 'aria-hidden': 'true' } });
  const before = element('div', { class: 'minimap-shade' });
  const after = element('div', { class: 'minimap-shade' });
  const lens = element('div', { class: 'minimap-lens', attributes: { role: 'slider', tabindex: '0', 'aria-label': text('minimap.label'), 'aria-valuemin': '0', 'aria-valuemax': '100' } });
  const plot = element('div', { class: 'minimap-plot', attributes: { title: text('minimap.help') } }, [before, after, lens]);
  const root = element('div', { class: 'minimap' }, [canvas, plot]);
  const renderer = createCanvasRenderer(canvas, false);
  let palette = initialPalette;
  let skyline: Skyline | null = null;
  let skylineOf: Session | null = null;
  let giveUp = (): void => undefined;
  let scheduled = false;
  let gutter = -1;

  const duration = (): number => store.get().session?.trace.duration ?? 0;
  const whole = (): TimeRange => fitRange(duration());
  const plotWidth = (): number => Math.max(1, renderer.width - Math.max(0, gutter));
  const paint = (): void => {
    scheduled = false;
    const { session, search: { matches } } = store.get();
    const look = stage.look();
    if (session === null || look === null || renderer.width === 0) return;
    renderer.setFont(palette.fontFamily, palette.fontSize);
    drawMinimap(renderer, { subject: session, look, skyline: skylineOf === session ? skyline : null, findings: session.outcome.findings, matches, left: gutter, label: text('minimap.name') });
  };
  const repaint = (): void => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(paint);
  };
  /** Works the skyline out anew, a few rows at a time between paints. */
  const survey = (): void => {
    giveUp();
    const { session } = store.get();
    if (session === null || renderer.width === 0) return;
    const work = beginSkyline(session, Math.max(1, Math.round(plotWidth() * renderer.ratio)));
    giveUp = inSlices(() => {
      const made = work.advance(1);
      if (made === null) return false;
      skyline = made;
      skylineOf = session;
      repaint();
      return true;
    });
  };
  const place = ({ range, unit }: AppState): void => {
    const { to } = whole();
    const width = plotWidth();
    const wide = Math.max(leastLens, ((range.to - range.from) / to) * width);
    const left = Math.max(0, Math.min(width - wide, (range.from / to) * width));
    lens.style.transform = `translateX(${left}px)`;
    lens.style.width = `${wide}px`;
    before.style.width = `${left}px`;
    after.style.left = `${left + wide}px`;
    lens.setAttribute('aria-valuenow', String(Math.round((((range.from + range.to) / 2) / to) * 100)));
    lens.setAttribute('aria-valuetext', text('minimap.value', { from: formatShort(range.from, unit), to: formatShort(range.to, unit), whole: formatShort(to, unit) }));
  };
  const arrange = (): void => {
    const next = stage.geometry().gutter;
    if (next !== gutter) {
      gutter = next;
      plot.style.left = `${gutter}px`;
      survey();
      repaint();
    }
    place(store.get());
  };
  new ResizeObserver(() => {
    const box = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio;
    renderer.resize(Math.max(1, Math.round(box.width * ratio)), Math.max(1, Math.round(box.height * ratio)), ratio);
    gutter = -1;
    arrange();
    paint();
  }).observe(canvas);
  listen(plot, lens, store, actions, whole);
  lens.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => actions.pan(event.shiftKey ? -0.5 : -0.1), ArrowDown: () => actions.pan(-0.1), ArrowRight: () => actions.pan(event.shiftKey ? 0.5 : 0.1), ArrowUp: () => actions.pan(0.1),
      PageUp: () => actions.pan(1), PageDown: () => actions.pan(-1), Home: () => actions.goToEnd(-1), End: () => actions.goToEnd(1),
      '+': () => actions.zoom(0.7), '=': () => actions.zoom(0.7), '-': () => actions.zoom(1 / 0.7), '0': () => actions.fit(), Escape: () => stage.scroller.focus(), Enter: () => stage.scroller.focus(),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  });
  return {
    element: root,
    focus: () => lens.focus(),
    setPalette(next) {
      palette = next;
      repaint();
    },
    update(state, previous) {
      if (state.session === null) return;
      if (state.session !== previous.session) {
        survey();
        repaint();
      }
      if (state.search.matches !== previous.search.matches) repaint();
      if (state.range !== previous.range || state.session !== previous.session || state.unit !== previous.unit || stage.geometry().gutter !== gutter) arrange();
    },
  };
}

/** Drags the lens or its edges, jumps where one clicks beside it, draws a new one where it covers everything, and zooms with the wheel. */
function listen(plot: HTMLElement, lens: HTMLElement, store: Store, actions: Actions, whole: () => TimeRange): void {
  const timeAt = (clientX: number): number => {
    const box = plot.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - box.left) / Math.max(1, box.width))) * whole().to;
  };
  const show = (range: TimeRange): void => store.update({ range: clampRange(range, whole().to) });
  const between = (a: number, b: number): void => show({ from: Math.min(a, b), to: Math.max(a, b, Math.min(a, b) + shortestRange) });
  const partAt = (clientX: number): 'from' | 'to' | 'lens' | 'outside' => {
    const box = lens.getBoundingClientRect();
    const reach = Math.min(edgeReach, box.width / 4);
    if (Math.abs(clientX - box.left) <= (clientX < box.left ? edgeReach : reach)) return 'from';
    if (Math.abs(clientX - box.right) <= (clientX > box.right ? edgeReach : reach)) return 'to';
    return clientX > box.left && clientX < box.right ? 'lens' : 'outside';
  };
  let drag: { readonly id: number; readonly x: number; move(time: number): void; moved: boolean } | null = null;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { range } = store.get();
    const part = partAt(event.clientX);
    const start = timeAt(event.clientX);
    const covers = range.to - range.from >= whole().to;
    if (part === 'outside') show(panRange(range, start - (range.from + range.to) / 2, whole().to));
    const { range: from } = store.get();
    drag = {
      id: event.pointerId, x: event.clientX, moved: false,
      move: part === 'from' ? (time) => between(time, range.to) : part === 'to' ? (time) => between(range.from, time)
        : covers ? (time) => between(start, time) : (time) => show(panRange(from, time - start, whole().to)),
    };
    plot.setPointerCapture(event.pointerId);
    event.preventDefault();
    lens.focus({ preventScroll: true });
  });
  plot.addEventListener('pointermove', (event) => {
    if (drag === null) {
      plot.dataset['part'] = partAt(event.clientX);
    } else if (event.pointerId === drag.id && (drag.moved || Math.abs(event.clientX - drag.x) > 3)) {
      drag.moved = true;
      drag.move(timeAt(event.clientX));
    }
  });
  const end = (): void => { drag = null; };
  plot.addEventListener('pointerup', end);
  plot.addEventListener('pointercancel', end);
  plot.addEventListener('dblclick', () => actions.fit());
  plot.addEventListener('wheel', (event) => {
    event.preventDefault();
    actions.zoom(Math.exp(Math.max(-250, Math.min(250, event.deltaY)) * 0.0025), timeAt(event.clientX));
  }, { passive: false });
}
