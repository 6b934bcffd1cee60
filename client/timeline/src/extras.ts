import type { Palette } from '../../../server/src/picture/look/palette';
import { describeHit } from './details/describe-hit';
import type { Stage } from './draw/stage';
import { listenToPointer } from './input/pointer';
import { createMarksStrip } from './measure/marks-strip';
import { createMinimap } from './minimap/minimap';
import { createMenu } from './parts/menu';
import type { OpenMenu } from './parts/menu';
import { createTooltip } from './parts/tooltip';
import { createRowMenu } from './rows/row-menu';
import { createSearchBar } from './search/search-bar';
import type { Actions } from './state/actions/index';
import type { AppState, Store } from './state/app-state';

/** What is shown and listened to beside the first picture: search bar, strip of the whole run, what the markers say, menus, the pointer and words beside it. */
export interface Extras {
  readonly elements: { readonly search: HTMLElement; readonly minimap: HTMLElement; readonly marks: HTMLElement; readonly floating: readonly HTMLElement[] };
  readonly openMenu: OpenMenu;
  /** Opens the menu of the row that keys act on. */
  readonly openRowMenu: () => void;
  /** Goes to one of them. */
  readonly focus: (part: 'search' | 'minimap') => void;
  readonly hideTooltip: () => void;
  setPalette(palette: Palette): void;
  update(state: AppState, previous: AppState): void;
}

/** Makes them; they listen from now on. */
export function createExtras(store: Store, actions: Actions, stage: Stage, palette: Palette): Extras {
  const tooltip = createTooltip();
  const menu = createMenu();
  const rowMenu = createRowMenu(menu.open, stage, store, actions);
  const searchBar = createSearchBar(actions, () => stage.scroller.focus(), document);
  const minimap = createMinimap(store, actions, stage, palette);
  const marksStrip = createMarksStrip(actions);
  listenToPointer(stage, store, actions, (hit, clientX, clientY) => {
    const { session, range, unit } = store.get();
    const { width, gutter } = stage.geometry();
    stage.scroller.classList.toggle('over-name', hit?.area === 'names' && hit.lane !== null);
    stage.setHovered(hit);
    stage.setPointer(hit === null || hit.area === 'names' ? null : hit.time);
    const words = hit === null || session === null ? null : describeHit(session, hit, (range.to - range.from) / Math.max(1, width - gutter), unit);
    if (words === null) tooltip.hide();
    else tooltip.show(words, clientX, clientY);
  });
  return {
    elements: { search: searchBar.element, minimap: minimap.element, marks: marksStrip.element, floating: [menu.element, tooltip.element] },
    openMenu: menu.open,
    openRowMenu: rowMenu.openAtCurrent,
    focus: (part) => (part === 'search' ? searchBar.open() : minimap.focus()),
    hideTooltip: tooltip.hide,
    setPalette: minimap.setPalette,
    update(state, previous) {
      for (const part of [searchBar, minimap, marksStrip]) part.update(state, previous);
    },
  };
}
