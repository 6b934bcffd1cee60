import type { KeyChord } from '../input/commands/index';
import { chordName, commandGroups } from '../input/commands/index';
import type { TextKey } from '../texts';
import { text } from '../texts';
import { button, element } from './element';

type KeyLine = readonly [readonly KeyChord[], TextKey];
/** Keys that are no commands of the picture, by the heading they stand under: those that act while they are held come first, others last. */
const held: readonly KeyLine[] = [[[{ key: 'w' }, { key: 's' }], 'help.zoom'], [[{ key: 'a' }, { key: 'd' }], 'help.pan']];
const elsewhere: Readonly<Partial<Record<TextKey, KeyLine>>> = { 'help.group.navigation': [[{ key: 'Escape' }], 'help.leaveDetails'], 'help.group.export': [[{ key: 's', control: true }], 'saved.save'] };
const mouse: readonly (readonly [TextKey, TextKey])[] = [
  ['help.wheel', 'help.wheel.does'], ['help.wheelZoom', 'help.wheelZoom.does'], ['help.wheelPan', 'help.wheelPan.does'],
  ['help.drag', 'help.drag.does'], ['help.middleDrag', 'help.middleDrag.does'], ['help.axisDrag', 'help.axisDrag.does'], ['measure.help.drag', 'measure.help.drag.does'], ['measure.help.flag', 'measure.help.flag.does'],
  ['help.click', 'help.click.does'], ['measure.help.click', 'measure.help.click.does'], ['help.doubleClick', 'help.doubleClick.does'],
];

/** The page of keys; a modal dialog, so that focus stays in it and returns to where it was. */
export function createHelp(closed: () => void): HTMLDialogElement {
  const isMac = /mac/i.test(navigator.userAgent);
  const line = (heading: readonly (Node | string)[], does: TextKey): HTMLElement => {
    const cell = element('th', { attributes: { scope: 'row' } });
    cell.append(...heading);
    return element('tr', {}, [cell, element('td', { text: text(does) })]);
  };
  const keyLine = (chords: readonly KeyChord[], does: TextKey): HTMLElement => line(chords.flatMap((chord) => [element('kbd', { text: chordName(chord, isMac) }), ' ']), does);
  const group = (title: TextKey, lines: readonly HTMLElement[]): HTMLElement => element('tbody', {}, [
    element('tr', { class: 'help-group' }, [element('th', { attributes: { scope: 'rowgroup', colspan: '2' }, text: text(title) })]), ...lines,
  ]);
  const groups = commandGroups.map(({ title, commands }, index) => {
    const lines = new Map<TextKey, KeyChord[]>();
    // Of several keys for one thing the first is enough to know.
    for (const { keys, does } of commands) lines.set(does, [...lines.get(does) ?? [], keys[0]!]);
    for (const [chords, does] of title in elsewhere ? [elsewhere[title]!] : []) lines.set(does, [...chords]);
    return group(title, [...(index === 0 ? held.map(([chords, does]) => keyLine(chords, does)) : []), ...[...lines].map(([does, chords]) => keyLine(chords, does))]);
  });
  const dialog = element('dialog', { class: 'help', attributes: { 'aria-labelledby': 'help-title' }, on: { close: closed } }, [
    element('h2', { text: text('help.title'), attributes: { id: 'help-title' } }),
    element('div', { class: 'help-body', attributes: { tabindex: '0', role: 'region', 'aria-labelledby': 'help-title' } }, [element('table', {}, [
      element('thead', { class: 'visually-hidden' }, [element('tr', {}, [element('th', { text: text('help.keys'), attributes: { scope: 'col' } }), element('th', { text: text('help.does'), attributes: { scope: 'col' } })])]),
      ...groups, group('help.group.mouse', mouse.map(([what, does]) => line([text(what)], does))),
    ])]),
    element('div', { class: 'buttons' }, [button(text('help.close'), 'primary', () => dialog.close())]),
  ]);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}
