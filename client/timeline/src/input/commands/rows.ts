import type { CommandGroup } from './command';

/** Arranging the rows. */
export const rowCommands: CommandGroup = {
  title: 'help.group.rows',
  commands: [
    { keys: [{ key: 'g' }], does: 'rows.help.mode', run: ({ actions }) => actions.cycleRowMode() },
    { keys: [{ key: 'ArrowUp', control: true }], does: 'rows.help.current', run: ({ actions }) => actions.moveCurrent(-1) },
    { keys: [{ key: 'ArrowDown', control: true }], does: 'rows.help.current', run: ({ actions }) => actions.moveCurrent(1) },
    { keys: [{ key: 'c' }], does: 'rows.help.collapse', run: ({ actions }) => actions.toggleGroup() },
    { keys: [{ key: 'c', shift: true }], does: 'rows.help.collapseAll', run: ({ actions, store }) => actions.collapseAll(store.get().rows.arrangement.collapsed.length === 0) },
    { keys: [{ key: 't' }], does: 'rows.help.pin', run: ({ actions }) => actions.togglePin() },
    { keys: [{ key: 'h' }], does: 'rows.help.hide', run: ({ actions }) => actions.hideLane() },
    { keys: [{ key: 'h', shift: true }], does: 'rows.help.showHidden', run: ({ actions }) => actions.showHidden() },
    { keys: [{ key: 'ArrowUp', shift: true }], does: 'rows.help.move', run: ({ actions }) => actions.moveLane(-1) },
    { keys: [{ key: 'ArrowDown', shift: true }], does: 'rows.help.move', run: ({ actions }) => actions.moveLane(1) },
    { keys: [{ key: 'r' }], does: 'rows.help.filter', run: ({ actions }) => actions.openFilter() },
    { keys: [{ key: 'r', shift: true }], does: 'rows.help.reset', run: ({ actions }) => actions.resetRows() },
    { keys: [{ key: 'F10', shift: true }, { key: 'ContextMenu' }], does: 'rows.help.menu', run: ({ openRowMenu }) => openRowMenu() },
  ],
};
