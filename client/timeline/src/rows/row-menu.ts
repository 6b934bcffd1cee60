import { rowModes } from '../../../../server/src/picture/index';
import type { Lane } from '../../../../server/src/picture/view/lane-layout';
import type { Stage } from '../draw/stage';
import type { MenuItem, OpenMenu } from '../parts/menu';
import type { Actions } from '../state/actions/index';
import { canShow } from '../state/actions/rows';
import type { Store } from '../state/app-state';
import { arrangedRows } from '../state/rows';
import { text } from '../texts';
import { keyName, laneName } from './lane-words';

/** Hidden rows that are offered one by one. */
const greatestOffer = 12;

/** What can be done with a lane, at its name: by the right button, or by Shift+F10 and the menu key. */
export interface RowMenu {
  /** Opens the menu of the current lane beside its name. */
  readonly openAtCurrent: () => void;
}

/** Makes it and listens to the picture. */
export function createRowMenu(openMenu: OpenMenu, stage: Stage, store: Store, actions: Actions): RowMenu {
  const open = (lane: Lane, x: number, y: number): void => {
    const { session } = store.get();
    if (session === null) return;
    actions.makeCurrent(lane);
    openMenu(text('rows.menu', { name: laneName(session, lane) }), itemsOf(lane, store, actions), x, y);
  };
  stage.scroller.addEventListener('contextmenu', (event) => {
    const hit = event.button === 2 ? stage.hit(event.clientX, event.clientY) : null;
    if (event.button === 2 && (hit?.area !== 'names' || hit.lane === null)) return;
    event.preventDefault();
    if (hit !== null) open(hit.lane!, event.clientX, event.clientY);
  });
  return {
    openAtCurrent() {
      const lane = actions.currentLane() ?? stage.layout()?.lanes[0];
      if (lane === undefined) return;
      stage.showLane(lane);
      const box = stage.scroller.getBoundingClientRect();
      open(lane, box.left + 24, box.top + stage.geometry().axis + lane.top + lane.height - stage.scroller.scrollTop);
    },
  };
}

function itemsOf(lane: Lane, store: Store, actions: Actions): MenuItem[] {
  const isGroup = lane.kind === 'group';
  const path = actions.pathOfLane(lane);
  const { pinned } = lane;
  const collapse: MenuItem = { label: text(isGroup && lane.collapsed ? 'rows.expand' : 'rows.collapse'), key: 'C', run: () => actions.toggleGroup(lane) };
  return [
    ...(isGroup ? [collapse] : [{ label: text(pinned ? 'rows.unpin' : 'rows.pin'), key: 'T', run: () => actions.togglePin(lane) }]),
    { label: text(isGroup ? 'rows.hideGroup' : 'rows.hide'), key: 'H', run: () => actions.hideLane(lane) },
    { label: text('rows.up'), key: keyName('↑'), run: () => actions.moveLane(-1, lane) },
    { label: text('rows.down'), key: keyName('↓'), run: () => actions.moveLane(1, lane) },
    ...(pinned || isGroup ? [] : [collapse]),
    'separator',
    ...commonItems(store, actions),
    ...(path === '' ? [] : ['separator' as const, { label: text('reveal'), run: () => actions.reveal(path) }]),
  ];
}

/** What the button of the rows offers: what they are grouped by, and what concerns all of them. */
export function toolItems(store: Store, actions: Actions): MenuItem[] {
  const { session, rows } = store.get();
  if (session === null) return [];
  const { hidden } = arrangedRows(session, rows);
  return [
    ...rowModes.map((mode) => ({ label: text(`rows.mode.${mode}`), checked: rows.arrangement.mode === mode, disabled: !canShow(store.get(), mode), run: () => actions.setRowMode(mode) })),
    'separator',
    { label: text('rows.filter'), key: 'R', run: () => actions.openFilter() },
    ...commonItems(store, actions),
    ...(hidden.length === 0 ? [] : ['separator' as const]),
    ...hidden.slice(0, greatestOffer).map((item) => ({ label: text('rows.show', { name: laneName(session, item) }), run: () => actions.showHidden(item.key) })),
  ];
}

/** What concerns all rows. */
function commonItems(store: Store, actions: Actions): MenuItem[] {
  const { session, rows } = store.get();
  const hidden = session === null ? [] : arrangedRows(session, rows).hidden;
  return [
    { label: text('rows.collapseAll'), run: () => actions.collapseAll(true) },
    { label: text('rows.expandAll'), run: () => actions.collapseAll(false) },
    { label: text('rows.showHidden', { count: hidden.length }), key: keyName('H'), disabled: hidden.length === 0, run: () => actions.showHidden() },
    { label: text('rows.reset'), key: keyName('R'), run: () => actions.resetRows() },
  ];
}
