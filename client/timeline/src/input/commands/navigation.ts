import type { CommandGroup } from './command';

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
  ],
};
