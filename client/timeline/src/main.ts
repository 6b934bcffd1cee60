import { createStage } from './draw/stage';
import { connectHost } from './host';
import type { Extras } from './extras';
import { listenToKeys } from './input/keyboard';
import { listenToWheel } from './input/wheel';
import { later } from './load-later';
import { createExportMenu } from './export/export-menu';
import { deferPanel } from './parts/deferred-panel';
import { createDrawer } from './parts/drawer';
import { element } from './parts/element';
import type { OpenMenu } from './parts/menu';
import { createActions } from './state/actions/index';
import { createStore, initialState } from './state/app-state';
import { createKeeper } from './state/keeper';
import { stateAfter } from './state/messages';
import { readKept } from './state/restore';
import { rowWords } from './rows/announce-rows';
import { createRowTools } from './rows/row-tools';
import { createCard } from './summary/card';
import { createHeader } from './summary/header';
import { createNotices } from './summary/notices';
import { createAnnouncer } from './table/announce';
import { text, useTexts } from './texts';
import { readPalette, watchTheme } from './theme/watch-theme';

useTexts(JSON.parse(document.getElementById('timeline-texts')!.textContent) as Readonly<Record<string, string>>);
const host = connectHost(window);
const kept = readKept(host.kept());
const store = createStore(initialState);
const stage = createStage(store, readPalette(document));
const actions = createActions(store, stage, (message) => host.post(message));
const announcer = createAnnouncer();
const searchPlace = element('div');
const minimapPlace = element('div', { class: 'minimap-place' });
const marksPlace = element('div');
const floatingPlace = element('div');
/** What comes beside the first picture, once it is there. */
let extras: Extras | null = null;
const withExtras = (act: (parts: Extras) => void): void => later.use(({ createExtras }) => {
  if (extras === null) {
    extras = createExtras(store, actions, stage, readPalette(document));
    const { search, minimap, marks, floating } = extras.elements;
    searchPlace.replaceChildren(search);
    minimapPlace.replaceChildren(minimap);
    marksPlace.replaceChildren(marks);
    floatingPlace.replaceChildren(...floating);
    extras.update(store.get(), initialState);
  }
  act(extras);
});
const focusExtra = (part: 'search' | 'minimap'): void => withExtras(({ focus }) => focus(part));
const openMenu: OpenMenu = (...given) => withExtras((parts) => parts.openMenu(...given));
const rowTools = createRowTools(openMenu, store, actions);
const exportMenu = createExportMenu(openMenu, stage, (message) => host.post(message));
const header = createHeader(store, actions, [rowTools.element], exportMenu.button, () => focusExtra('search'), () => store.update({ help: true }));
const notices = createNotices(store, actions);
const card = createCard(actions);
const drawer = createDrawer(store, actions, {
  outcome: deferPanel(({ createOutcomePanel }) => createOutcomePanel(actions, (words) => {
    host.post({ type: 'copy', text: words });
    announcer.say(text('outcome.copied'));
  })),
  selection: deferPanel(({ createSelectionPanel }) => createSelectionPanel(store, actions, stage.look)),
  findings: deferPanel(({ createFindingsPanel }) => createFindingsPanel(actions, stage.look)),
  leaks: deferPanel(({ createLeaksPanel }) => createLeaksPanel(actions, stage.look)),
  cursor: deferPanel(({ createCursorPanel }) => createCursorPanel(actions, stage.look)),
  measure: deferPanel(({ createMeasurePanel }) => createMeasurePanel(actions, { look: stage.look, say: (words) => announcer.say(words), copy: (words) => host.post({ type: 'copy', text: words }) })),
  parameters: deferPanel(({ createParametersPanel }) => createParametersPanel(actions)),
  compare: deferPanel(({ createComparePanel }) => createComparePanel(actions, (words) => announcer.say(words))),
  table: deferPanel(({ createTablePanel }) => createTablePanel(actions)),
  legend: deferPanel(({ createLegendPanel }) => createLegendPanel(stage.look)),
});
const shown = element('div', { class: 'shown' }, [searchPlace, minimapPlace, stage.element, marksPlace, drawer.splitter, drawer.element]);
const place = document.getElementById('timeline')!;
place.replaceChildren(
  element('div', { class: 'app' }, [header.element, element('main', { attributes: { 'aria-label': text('app.title') } }, [notices.element, card.element, shown, floatingPlace]), announcer.element]),
);

listenToWheel(stage, actions);
listenToKeys(stage, { actions, store, say: (words) => announcer.say(words), hideTooltip: () => extras?.hideTooltip(), openExport: () => exportMenu.open(), openRowMenu: () => withExtras(({ openRowMenu }) => openRowMenu()), focus: focusExtra }, document);

let help: HTMLDialogElement | null = null;
const showHelp = async (): Promise<void> => {
  const { createHelp } = await later.load();
  help ??= createHelp(() => store.update({ help: false }));
  if (!help.isConnected) place.firstElementChild!.append(help);
  if (!help.open) help.showModal();
};

const keep = createKeeper(host, window);
store.subscribe((state, previous) => {
  shown.hidden = state.session === null;
  header.update(state, previous);
  rowTools.update(state, previous);
  notices.update(state, previous);
  card.update(state, previous);
  stage.update(state, previous);
  extras?.update(state, previous);
  if (state.session !== null) drawer.update(state, previous);
  if (state.help && !previous.help) void showHelp();
  announcer.update(state, previous);
  const words = rowWords(state, previous, actions);
  if (words !== null) announcer.say(words);
  keep(state, previous);
});
watchTheme(document, (palette) => {
  stage.setPalette(palette);
  extras?.setPalette(palette);
  // Samples in the details are painted too.
  if (store.get().session !== null) drawer.update(store.get(), null);
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === '?' && !typing && !event.defaultPrevented) store.update({ help: true });
  // A table may hold a hundred buttons: one key leads back from wherever one is in the details.
  if (event.key === 'Escape' && !event.defaultPrevented && event.target instanceof Node && drawer.element.contains(event.target)) stage.scroller.focus();
});
window.addEventListener('error', (event) => host.post({ type: 'error', text: event.message }));
window.addEventListener('unhandledrejection', (event) => host.post({ type: 'error', text: String(event.reason) }));

store.update(place.dataset['file'] === undefined ? {} : { savedFrom: '' });
host.listen((message) => {
  store.update(stateAfter(message, store.get(), kept));
  if (message.type === 'outcome') {
    actions.putBeside(message.comparison);
    // While the first picture is being painted the rest may come.
    setTimeout(() => withExtras(() => undefined), 0);
  }
  if (message.type === 'comparison') actions.putBeside(message);
  if (message.type === 'drawPicture') void exportMenu.sendPicture(message.format);
  if (message.type === 'show') actions.showConfigured(message.path);
  if (message.type === 'showFinding') actions.showFinding(message.finding);
});
host.post({ type: 'ready', view: kept });
