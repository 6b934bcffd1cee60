import { describeHit } from './details/describe-hit';
import { createStage } from './draw/stage';
import { connectHost } from './host';
import { listenToKeys } from './input/keyboard';
import { listenToPointer } from './input/pointer';
import { listenToWheel } from './input/wheel';
import { createExportMenu } from './export/export-menu';
import { deferPanel } from './parts/deferred-panel';
import { createDrawer } from './parts/drawer';
import { element } from './parts/element';
import { createMarksStrip } from './measure/marks-strip';
import { createMinimap } from './minimap/minimap';
import { createMenu } from './parts/menu';
import { createTooltip } from './parts/tooltip';
import { createSearchBar } from './search/search-bar';
import { createActions } from './state/actions/index';
import { createStore, initialState } from './state/app-state';
import { createKeeper } from './state/keeper';
import { stateAfter } from './state/messages';
import { readKept } from './state/restore';
import { rowWords } from './rows/announce-rows';
import { createRowMenu } from './rows/row-menu';
import { createRowTools } from './rows/row-tools';
import { createCard } from './summary/card';
import { createHeader } from './summary/header';
import { createNotices } from './summary/notices';
import { createOutcomePanel } from './summary/outcome-panel';
import { createAnnouncer } from './table/announce';
import { text } from './texts';
import { readPalette, watchTheme } from './theme/watch-theme';

const host = connectHost(window);
const kept = readKept(host.kept());
const store = createStore(initialState);
const stage = createStage(store, readPalette(document));
const actions = createActions(store, stage, (message) => host.post(message));
const announcer = createAnnouncer();
const tooltip = createTooltip();
/** The rest of the application; a browser loads it once, whoever asks first. */
const later = (): Promise<typeof import('./later')> => import('./later');
const searchBar = createSearchBar(actions, () => stage.scroller.focus(), document);
const minimap = createMinimap(store, actions, stage, readPalette(document));
const menu = createMenu();
const rowMenu = createRowMenu(menu, stage, store, actions);
const rowTools = createRowTools(menu, store, actions);
const exportMenu = createExportMenu(menu, stage, (message) => host.post(message));
const header = createHeader(store, actions, [rowTools.element], exportMenu.button, () => searchBar.open(), () => store.update({ help: true }));
const notices = createNotices(store, actions);
const card = createCard(actions);
const drawer = createDrawer(store, actions, {
  outcome: createOutcomePanel(actions, (words) => {
    host.post({ type: 'copy', text: words });
    announcer.say(text('outcome.copied'));
  }),
  selection: deferPanel(async () => (await later()).createSelectionPanel(store, actions, stage.look)),
  findings: deferPanel(async () => (await later()).createFindingsPanel(actions, stage.look)),
  leaks: deferPanel(async () => (await later()).createLeaksPanel(actions, stage.look)),
  cursor: deferPanel(async () => (await later()).createCursorPanel(actions, stage.look)),
  measure: deferPanel(async () => (await later()).createMeasurePanel(actions, { look: stage.look, say: (words) => announcer.say(words), copy: (words) => host.post({ type: 'copy', text: words }) })),
  parameters: deferPanel(async () => (await later()).createParametersPanel(actions)),
  compare: deferPanel(async () => (await later()).createComparePanel(actions, (words) => announcer.say(words))),
  table: deferPanel(async () => (await later()).createTablePanel(actions)),
  legend: deferPanel(async () => (await later()).createLegendPanel(stage.look)),
});
const marksStrip = createMarksStrip(actions);
const shown = element('div', { class: 'shown' }, [searchBar.element, minimap.element, stage.element, marksStrip.element, drawer.splitter, drawer.element]);
const place = document.getElementById('timeline')!;
place.replaceChildren(
  element('div', { class: 'app' }, [header.element, element('main', { attributes: { 'aria-label': text('app.title') } }, [notices.element, card.element, shown, menu.element]), announcer.element, tooltip.element]),
);

listenToWheel(stage, actions);
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
listenToKeys(stage, { actions, store, say: (words) => announcer.say(words), hideTooltip: () => tooltip.hide(), openExport: () => exportMenu.open(), openRowMenu: () => rowMenu.openAtCurrent(), focus: (part) => (part === 'search' ? searchBar.open() : minimap.focus()) }, document);

let help: HTMLDialogElement | null = null;
const showHelp = async (): Promise<void> => {
  const { createHelp } = await later();
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
  marksStrip.update(state, previous);
  stage.update(state, previous);
  searchBar.update(state, previous);
  minimap.update(state, previous);
  if (state.session !== null) drawer.update(state, previous);
  if (state.help && !previous.help) void showHelp();
  announcer.update(state, previous);
  const words = rowWords(state, previous, actions);
  if (words !== null) announcer.say(words);
  keep(state, previous);
});
watchTheme(document, (palette) => {
  stage.setPalette(palette);
  minimap.setPalette(palette);
  // Samples in the details are painted too.
  if (store.get().session !== null) drawer.update(store.get(), null);
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === '?' && !typing && !event.defaultPrevented) store.update({ help: true });
});
window.addEventListener('error', (event) => host.post({ type: 'error', text: event.message }));
window.addEventListener('unhandledrejection', (event) => host.post({ type: 'error', text: String(event.reason) }));

store.update(place.dataset['file'] === undefined ? {} : { savedFrom: '' });
host.listen((message) => {
  store.update(stateAfter(message, store.get(), kept));
  // While the first picture is being painted the rest may come.
  if (message.type === 'outcome') setTimeout(() => void later(), 0);
  if (message.type === 'drawPicture') void exportMenu.sendPicture(message.format);
  if (message.type === 'show') actions.showConfigured(message.path);
  if (message.type === 'showFinding') actions.showFinding(message.finding);
});
host.post({ type: 'ready', view: kept });
