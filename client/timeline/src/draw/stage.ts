import { text } from '../texts';
import { findingMarks } from '../findings/session-findings';
import { element } from '../parts/element';
import type { Selection } from '../../../../server/src/picture/index';
import { prepareFlows } from '../../../../server/src/picture/index';
import type { Palette } from '../../../../server/src/picture/look/palette';
import type { AppState, Store } from '../state/app-state';
import { arrangedRows, shownCounters, shownRows } from '../state/rows';
import type { Hit } from '../../../../server/src/picture/view/hit';
import { hitAt } from '../../../../server/src/picture/view/hit';
import type { Lane, LaneLayout } from '../../../../server/src/picture/view/lane-layout';
import { coveredHeight, laneMetrics, layoutLanes, stickPinned } from '../../../../server/src/picture/view/lane-layout';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { Renderer } from '../../../../server/src/picture/draw/renderer';
import { createCanvasRenderer } from './canvas-renderer';
import { markHandleAt } from '../../../../server/src/picture/draw/draw-marks';
import { drawOverlay } from '../../../../server/src/picture/draw/draw-overlay';
import { drawPicture } from '../../../../server/src/picture/draw/draw-picture';
import { plotOf } from '../../../../server/src/picture/draw/plot';
import type { MarkHandle } from '../../../../server/src/picture/index';
import type { Look, Scene, StageGeometry } from '../../../../server/src/picture/draw/scene';
import { makeLook } from '../../../../server/src/picture/draw/scene';

/** The picture on the page: two canvases under one scrolling element that takes focus, keys and pointer. */
export interface Stage {
  readonly element: HTMLElement;
  /** Takes focus, keys, wheel and pointer. */
  readonly scroller: HTMLElement;
  /** Where the lanes lie at the present scroll position. */
  readonly layout: () => LaneLayout | null;
  readonly geometry: () => StageGeometry;
  readonly look: () => Look | null;
  setPalette(palette: Palette): void;
  update(state: AppState, previous: AppState): void;
  /** What lies under a point of the window. */
  hit(clientX: number, clientY: number): Hit | null;
  /** What of the marks one takes hold of at a point of the window, or null. */
  markAt(clientX: number, clientY: number): MarkHandle | null;
  /** Shows a line at this time, in nanoseconds, until told otherwise. */
  setPointer(time: number | null): void;
  /** Draws the flow of what the pointer is on, until told otherwise. */
  setHovered(hit: Hit | null): void;
  /** Scrolls so that the row can be seen. */
  showRow(row: number): void;
  showLane(lane: Lane): void;
  /** What is on show, painted up to date and without the pointer; null while there is nothing. */
  snapshot(): StageSnapshot | null;
}

/** A picture that can be kept: what it is of, what measures its text, and its layers from below. */
export interface StageSnapshot {
  readonly scene: Scene;
  readonly renderer: Renderer;
  readonly layers: readonly HTMLCanvasElement[];
}

/** Makes the stage. It paints when something it shows has changed, once a frame at most. */
export function createStage(store: Store, initialPalette: Palette): Stage {
  const base = element('canvas', { class: 'stage-canvas', attributes: { 'aria-hidden': 'true' } });
  const overlay = element('canvas', { class: 'stage-canvas', attributes: { 'aria-hidden': 'true' } });
  const spacer = element('div', { class: 'stage-spacer' });
  const scroller = element('div', { class: 'stage-scroller', attributes: { tabindex: '0', role: 'application', 'aria-roledescription': text('stage.role') } }, [spacer]);
  const root = element('div', { class: 'stage' }, [base, overlay, scroller]);
  const renderer = createCanvasRenderer(base, false);
  const overlayRenderer = createCanvasRenderer(overlay, true);
  let palette = initialPalette;
  let layout: LaneLayout | null = null;
  let look: Look | null = null;
  let otherLook: Look | null = null;
  let geometry: StageGeometry = { gutter: 160, axis: 26, letters: 26, findingLine: 0, dropLine: 0, width: 0, height: 0 };
  let pointer: number | null = null;
  let hovered: Selection | null = null;
  let baseDirty = false;
  let overlayDirty = false;
  let scheduled = false;

  const placedLayout = (): LaneLayout | null => {
    if (layout !== null) layout = stickPinned(layout, store.get().scrollTop, geometry.height - geometry.axis);
    return layout;
  };
  const scene = (): Scene | null => {
    const { session, range, scrollTop, cursor, selection, highlight, marks, unit, zooming, search: { matches }, reading: { flows, finding }, rows: { current, dropTop }, compared } = store.get();
    const placed = placedLayout();
    return session === null || placed === null || look === null ? null : {
      subject: session, layout: placed, reading: { flows, finding, findings: findingMarks(session.outcome), hovered }, rows: { current: current?.key ?? null, currentList: current?.list ?? null, dropTop }, look, geometry, range, scrollTop, cursor, selection, highlight, marks, unit, zooming, matches,
      compared: compared === null || otherLook === null ? null : { comparison: compared.comparison, look: otherLook },
    };
  };
  const paint = (): void => {
    scheduled = false;
    const current = scene();
    if (current === null || renderer.width === 0) return;
    if (baseDirty) drawPicture(renderer, current);
    if (baseDirty || overlayDirty) drawOverlay(overlayRenderer, current, pointer);
    baseDirty = false;
    overlayDirty = false;
  };
  const dirty = (everything: boolean): void => {
    if (everything) baseDirty = true;
    overlayDirty = true;
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(paint);
  };
  const arrange = (): void => {
    const { session, rows, compared, comparing } = store.get();
    renderer.setFont(palette.fontFamily, palette.fontSize);
    overlayRenderer.setFont(palette.fontFamily, palette.fontSize);
    if (session === null) return;
    const arranged = arrangedRows(session, rows);
    const metrics = laneMetrics(palette.fontSize);
    // Two runs share a row, and are going to while they are being compared.
    layout = layoutLanes(session.trace, compared === null && !comparing ? metrics : { ...metrics, row: Math.round(metrics.row * 1.5) }, arranged);
    otherLook = compared === null ? null : makeLook(compared.other, palette);
    look = makeLook(session, palette);
    const letters = Math.round(palette.fontSize * 1.9);
    const findingLine = session.outcome.findings.length > 0 ? Math.round(palette.fontSize * 1.3) : 0;
    const dropLine = session.drops.times.length > 0 ? Math.round(palette.fontSize * 1.3) : 0;
    const { width, height } = renderer;
    let longest = 0;
    session.names.rows.forEach((name) => { longest = Math.max(longest, renderer.measure(name)); });
    session.names.counters.forEach((name) => { longest = Math.max(longest, renderer.measure(name) + 30); });
    arranged.sections.forEach(({ group }) => { longest = Math.max(longest, renderer.measure(group, 'bold')); });
    // On a wide picture there is room for the state at the cursor beside the name.
    const wanted = longest + 36 + (width > 800 ? palette.fontSize * 7.5 : 0);
    geometry = { gutter: Math.round(Math.max(72, Math.min(wanted, width * (width > 800 ? 0.26 : 0.34)))), axis: letters + findingLine + dropLine, letters, findingLine, dropLine, width, height };
    spacer.style.height = `${layout.height + geometry.axis}px`;
    scroller.setAttribute('aria-label', text('stage.label', { rows: shownRows(session, rows).length, counters: shownCounters(session, rows).length, duration: formatExact(session.trace.duration, store.get().unit) }));
    dirty(true);
  };
  const resize = (deviceWidth: number, deviceHeight: number, ratio: number): void => {
    renderer.resize(deviceWidth, deviceHeight, ratio);
    overlayRenderer.resize(deviceWidth, deviceHeight, ratio);
    arrange();
    baseDirty = true;
    // Within the observer's callback, so that the old picture is never seen stretched.
    paint();
  };
  const measureByBox = (): void => {
    const box = base.getBoundingClientRect();
    const ratio = devicePixelRatio;
    resize(Math.max(1, Math.round(box.width * ratio)), Math.max(1, Math.round(box.height * ratio)), ratio);
  };
  const observer = new ResizeObserver((entries) => {
    const entry = entries[entries.length - 1];
    const exact = entry?.devicePixelContentBoxSize?.[0];
    const plain = entry?.contentBoxSize[0];
    const ratio = exact === undefined || plain === undefined || plain.inlineSize === 0 ? 0 : exact.inlineSize / plain.inlineSize;
    // Where the scale is emulated, the box in device pixels does not know of it.
    if (Math.abs(ratio / devicePixelRatio - 1) < 0.02) resize(Math.max(1, exact!.inlineSize), Math.max(1, exact!.blockSize), ratio);
    else measureByBox();
  });
  try {
    observer.observe(base, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(base);
  }
  // Another screen may have another scale while the size in CSS pixels stays the same.
  const watchScale = (): void => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      measureByBox();
      watchScale();
    }, { once: true });
  };
  watchScale();
  scroller.addEventListener('scroll', () => {
    if (Math.abs(store.get().scrollTop - scroller.scrollTop) > 0.01) store.update({ scrollTop: scroller.scrollTop });
  }, { passive: true });

  const showLane = (lane: Lane): void => {
    const { scrollTop } = scroller;
    const placed = placedLayout()!;
    const covered = coveredHeight(placed, store.get().scrollTop);
    if (lane.pinned && covered > 0) return;
    const visible = scroller.clientHeight - geometry.axis;
    // A heading may stick to the top: the row has to come out below it.
    const above = (lane.kind !== 'group' && placed.lanes.some(({ kind }) => kind === 'group') ? lane.height : 0) + covered;
    if (lane.top - above < scrollTop) scroller.scrollTop = Math.max(0, lane.top - above);
    else if (lane.top + lane.height > scrollTop + visible) scroller.scrollTop = lane.top + lane.height - visible;
  };

  return {
    snapshot() {
      const current = scene();
      if (current === null || renderer.width === 0) return null;
      const kept: Scene = { ...current, reading: { ...current.reading, hovered: null } };
      drawPicture(renderer, kept);
      drawOverlay(overlayRenderer, kept, null);
      // The pointer comes back with the next frame.
      dirty(true);
      return { scene: kept, renderer, layers: [base, overlay] };
    },
    element: root,
    scroller,
    layout: placedLayout,
    geometry: () => geometry,
    look: () => look,
    setPalette(next) {
      palette = next;
      arrange();
    },
    update(state, previous) {
      // The other run is missing in the picture until the two have been compared.
      if (state.comparing !== previous.comparing) root.setAttribute('aria-busy', String(state.comparing));
      if (state.session !== previous.session || state.compared !== previous.compared || state.comparing !== previous.comparing || state.unit !== previous.unit || state.rows.arrangement !== previous.rows.arrangement) arrange();
      // Pointing at a span draws its flow: what that needs is built before, while nobody waits.
      if (state.session !== previous.session && state.session !== null) requestIdleCallback(() => { if (store.get().session === state.session) prepareFlows(state.session!); });
      if (state.scrollTop !== previous.scrollTop && Math.abs(scroller.scrollTop - state.scrollTop) >= 1) scroller.scrollTop = state.scrollTop;
      const redraw = state.session !== previous.session || state.range !== previous.range || state.scrollTop !== previous.scrollTop
        || state.selection !== previous.selection || state.highlight !== previous.highlight || state.cursor !== previous.cursor || state.unit !== previous.unit || state.search.matches !== previous.search.matches || state.rows.current !== previous.rows.current || state.reading !== previous.reading;
      if (redraw) dirty(true);
      else if (state.marks !== previous.marks || state.zooming !== previous.zooming || state.rows.dropTop !== previous.rows.dropTop) dirty(false);
    },
    hit(clientX, clientY) {
      const { session, range, scrollTop } = store.get();
      const placed = placedLayout();
      if (session === null || placed === null) return null;
      const box = root.getBoundingClientRect();
      return hitAt(session, placed, { ...geometry, scrollTop }, range, clientX - box.left, clientY - box.top, findingMarks(session.outcome));
    },
    markAt(clientX, clientY) {
      const current = scene();
      if (current === null) return null;
      const box = root.getBoundingClientRect();
      return markHandleAt(overlayRenderer, current, plotOf(overlayRenderer, current), clientX - box.left, clientY - box.top);
    },
    setPointer(time) {
      if (pointer === time) return;
      pointer = time;
      dirty(false);
    },
    setHovered(hit) {
      const next: Selection | null = hit?.lane?.kind !== 'row' || hit.area !== 'plot' ? null : hit.instant >= 0 ? { kind: 'instant', row: hit.lane.row, index: hit.instant } : hit.span >= 0 ? { kind: 'span', row: hit.lane.row, index: hit.span } : null;
      if (next?.kind === hovered?.kind && next?.index === hovered?.index) return;
      hovered = next;
      dirty(false);
    },
    showRow(row) {
      const lane = layout?.lanes[layout.laneOfRow[row] ?? -1];
      if (lane !== undefined) showLane(lane);
    },
    showLane,
  };
}
