import { text } from '../../texts';
import { unitName } from '../../parts/unit-select';
import type { Command, CommandContext, CommandGroup, KeyChord } from './command';

/** VS Code on Windows, and browsers everywhere, go back and forward themselves with Alt and an arrow. */
const isAltFree = typeof navigator !== 'undefined' && !/windows/i.test(navigator.userAgent);
const back = (step: -1 | 1) => ({ actions, say }: CommandContext): void => { if (!actions.goBack(step)) say(text(step < 0 ? 'history.first' : 'history.last')); };
const backKeys = (...keys: KeyChord[]): KeyChord[] => isAltFree ? keys : keys.slice(0, 1);
const follow = (step: -1 | 1) => ({ actions, say }: CommandContext): void => {
  const problem = actions.followFrame(step);
  if (problem !== null) say(text(`flow.${problem}`));
};
const match = (step: -1 | 1) => ({ actions, store, say, focus }: CommandContext): void => {
  if (!store.get().search.open) focus('search');
  else if (!actions.goToMatch(step)) say(text('search.none'));
};

const searching: readonly Command[] = [
  { keys: [{ key: '/' }], does: 'help.search', run: ({ focus }) => focus('search') },
  { keys: [{ key: 'f', control: true }], does: 'help.search', run: ({ focus }) => focus('search') },
  { keys: [{ key: 'F3' }], does: 'help.matches', run: match(1) },
  { keys: [{ key: 'F3', shift: true }], does: 'help.matches', run: match(-1) },
];

/** Moving through time and rows. W, A, S and D act while they are held and stand in `keyboard.ts`. */
export const navigationCommands: CommandGroup = {
  title: 'help.group.navigation',
  commands: [
    { keys: [{ key: '+' }, { key: '=' }], does: 'help.zoomSteps', run: ({ actions }) => actions.zoom(0.7) },
    { keys: [{ key: '-' }, { key: '_', shift: true }], does: 'help.zoomSteps', run: ({ actions }) => actions.zoom(1 / 0.7) },
    { keys: [{ key: '0' }], does: 'help.fit', run: ({ actions }) => actions.fit() },
    { keys: [{ key: 'f' }], does: 'help.fitSelection', run: ({ actions }) => actions.fitSelection() },
    { keys: [{ key: ',' }], does: 'help.cursor', run: ({ actions }) => actions.moveCursor(-1) },
    { keys: [{ key: '.' }], does: 'help.cursor', run: ({ actions }) => actions.moveCursor(1) },
    { keys: [{ key: 'ArrowLeft', shift: true }], does: 'help.cursor', run: ({ actions }) => actions.moveCursor(-10) },
    { keys: [{ key: 'ArrowRight', shift: true }], does: 'help.cursor', run: ({ actions }) => actions.moveCursor(10) },
    { keys: [{ key: 'Home' }], does: 'help.ends', run: ({ actions }) => actions.goToEnd(-1) },
    { keys: [{ key: 'End' }], does: 'help.ends', run: ({ actions }) => actions.goToEnd(1) },
    { keys: [{ key: 'PageUp' }], does: 'help.pages', run: ({ actions }) => actions.scrollPage(-1) },
    { keys: [{ key: 'PageDown' }], does: 'help.pages', run: ({ actions }) => actions.scrollPage(1) },
    { keys: backKeys({ key: 'Backspace' }, { key: 'ArrowLeft', alt: true }), does: 'help.back', run: back(-1) },
    { keys: backKeys({ key: 'Backspace', shift: true }, { key: 'ArrowRight', alt: true }), does: 'help.back', run: back(1) },
    { keys: [{ key: 'm' }], does: 'help.minimap', run: ({ focus }) => focus('minimap') },
    { keys: [{ key: 'u' }], does: 'help.units', run: ({ actions, say }) => say(text('unit.announce', { unit: unitName(actions.nextUnit()) })) },
  ],
};

/** Finding things, and following a frame. */
export const findingCommands: CommandGroup = {
  title: 'help.group.finding',
  commands: [
    ...searching,
    { keys: [{ key: '[' }], does: 'help.flow', run: follow(-1) },
    { keys: [{ key: ']' }], does: 'help.flow', run: follow(1) },
  ],
};
