import type { Panel } from '../details/selection-panel';
import type { Actions } from '../state/actions/index';
import type { AppState, Store, TabName } from '../state/app-state';
import { tabNames } from '../state/app-state';
import { text } from '../texts';
import { element } from './element';
import { icon } from './icon';
import { keepFocus } from './keep-focus';

/** The details below the picture: tabs, and a line to drag for their height. */
export interface Drawer {
  /** The line between picture and details. */
  readonly splitter: HTMLElement;
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState | null): void;
}

const leastShare = 0.12;
const greatestShare = 0.85;

/** Makes the details with one panel a tab. */
export function createDrawer(store: Store, actions: Actions, panels: Readonly<Record<TabName, Panel>>): Drawer {
  const tabs = new Map<TabName, HTMLButtonElement>();
  const bodies = new Map<TabName, HTMLElement>();
  const tabList = element('div', { class: 'tabs', attributes: { role: 'tablist', 'aria-label': text('drawer.label') } });
  for (const name of tabNames) {
    const tab = element('button', {
      class: 'tab', text: text(`tab.${name}`), attributes: { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` }, on: { click: () => actions.showTab(name) },
    });
    tabs.set(name, tab);
    bodies.set(name, element('div', { class: 'tab-body', attributes: { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}`, tabindex: '0' } }, [panels[name].element]));
  }
  tabList.append(...tabs.values());
  tabList.addEventListener('keydown', (event) => {
    const at = tabNames.indexOf(store.get().tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabNames.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = tabNames[(to + tabNames.length) % tabNames.length]!;
    actions.showTab(name);
    tabs.get(name)!.focus();
  });
  const toggle = element('button', { class: 'icon-button', attributes: { type: 'button', 'aria-controls': 'details' }, on: { click: () => {
    const { drawer } = store.get();
    store.update({ drawer: { ...drawer, open: !drawer.open } });
  } } });
  const root = element('section', { class: 'drawer', attributes: { 'aria-label': text('drawer.label'), id: 'details' } }, [element('div', { class: 'tab-line' }, [tabList, toggle]), ...bodies.values()]);
  const splitter = createSplitter(store, root);
  let shownTab: TabName | null = null;
  let arranged: Pick<AppState, 'drawer' | 'tab'> | null = null;
  return {
    splitter,
    element: root,
    update(state, previous) {
      const { drawer, tab } = state;
      if (arranged?.drawer !== drawer || arranged.tab !== tab) {
        arranged = { drawer, tab };
        for (const name of tabNames) {
          tabs.get(name)!.setAttribute('aria-selected', String(name === tab));
          tabs.get(name)!.tabIndex = name === tab ? 0 : -1;
          bodies.get(name)!.hidden = name !== tab || !drawer.open;
        }
        root.classList.toggle('closed', !drawer.open);
        root.style.setProperty('--drawer-share', String(drawer.share));
        splitter.hidden = !drawer.open;
        splitter.setAttribute('aria-valuenow', String(Math.round(drawer.share * 100)));
        const label = text(drawer.open ? 'drawer.hide' : 'drawer.show');
        toggle.replaceChildren(icon(drawer.open ? 'down' : 'up'));
        toggle.setAttribute('aria-label', label);
        toggle.setAttribute('aria-expanded', String(drawer.open));
        toggle.title = label;
      }
      if (!drawer.open) {
        shownTab = null;
        return;
      }
      keepFocus(bodies.get(tab)!, () => panels[tab].update(state, shownTab === tab ? previous : null));
      if (shownTab !== tab) bodies.get(tab)!.scrollTop = 0;
      shownTab = tab;
    },
  };
}

function createSplitter(store: Store, drawer: HTMLElement): HTMLElement {
  const splitter = element('div', {
    class: 'splitter', attributes: { role: 'separator', tabindex: '0', 'aria-orientation': 'horizontal', 'aria-label': text('splitter.label'), 'aria-valuemin': String(leastShare * 100), 'aria-valuemax': String(greatestShare * 100), 'aria-controls': 'details' },
  });
  const setShare = (share: number): void => {
    const { drawer: state } = store.get();
    store.update({ drawer: { ...state, share: Math.min(greatestShare, Math.max(leastShare, share)) } });
  };
  splitter.addEventListener('keydown', (event) => {
    const step = { ArrowUp: 0.04, ArrowDown: -0.04, PageUp: 0.15, PageDown: -0.15 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setShare(store.get().drawer.share + step);
  });
  splitter.addEventListener('pointerdown', (event) => {
    splitter.setPointerCapture(event.pointerId);
    event.preventDefault();
    splitter.focus();
  });
  splitter.addEventListener('pointermove', (event) => {
    if (!splitter.hasPointerCapture(event.pointerId)) return;
    const box = drawer.parentElement!.getBoundingClientRect();
    setShare((box.bottom - event.clientY) / box.height);
  });
  return splitter;
}
