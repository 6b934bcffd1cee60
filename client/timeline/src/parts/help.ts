import type { TextKey } from '../texts';
import { text } from '../texts';
import { button, element } from './element';

const keys: readonly (readonly [readonly string[], TextKey])[] = [
  [['W', 'S'], 'help.zoom'], [['A', 'D'], 'help.pan'], [['+', '−'], 'help.zoomSteps'], [['0'], 'help.fit'], [['F'], 'help.fitSelection'],
  [['←', '→'], 'help.leftRight'], [['↑', '↓'], 'help.upDown'], [[',', '.', 'Shift+←', 'Shift+→'], 'help.cursor'], [['Home', 'End'], 'help.ends'], [['Page Up', 'Page Down'], 'help.pages'],
  [['N', 'P'], 'help.drops'], [['Enter'], 'help.reveal'], [['Esc'], 'help.escape'], [['?'], 'help.help'],
];
const mouse: readonly (readonly [TextKey, TextKey])[] = [
  ['help.wheel', 'help.wheel.does'], ['help.wheelZoom', 'help.wheelZoom.does'], ['help.wheelPan', 'help.wheelPan.does'],
  ['help.drag', 'help.drag.does'], ['help.click', 'help.click.does'], ['help.doubleClick', 'help.doubleClick.does'],
];

/** The page of keys; a modal dialog, so that focus stays in it and returns to where it was. */
export function createHelp(closed: () => void): HTMLDialogElement {
  const rows = [
    ...keys.map(([names, does]) => element('tr', {}, [element('th', { attributes: { scope: 'row' } }, names.map((name) => element('kbd', { text: name }))), element('td', { text: text(does) })])),
    ...mouse.map(([what, does]) => element('tr', {}, [element('th', { attributes: { scope: 'row' }, text: text(what) }), element('td', { text: text(does) })])),
  ];
  const dialog = element('dialog', { class: 'help', attributes: { 'aria-labelledby': 'help-title' }, on: { close: closed } }, [
    element('h2', { text: text('help.title'), attributes: { id: 'help-title' } }),
    element('div', { class: 'help-body', attributes: { tabindex: '0', role: 'region', 'aria-labelledby': 'help-title' } }, [element('table', {}, [
      element('thead', { class: 'visually-hidden' }, [element('tr', {}, [element('th', { text: text('help.keys'), attributes: { scope: 'col' } }), element('th', { text: text('help.does'), attributes: { scope: 'col' } })])]),
      element('tbody', {}, rows),
    ])]),
    element('div', { class: 'buttons' }, [button(text('help.close'), 'primary', () => dialog.close())]),
  ]);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}
