import { text } from '../../texts';
import type { CommandContext, CommandGroup } from './command';

const goToDrop = (step: -1 | 1) => ({ actions, say }: CommandContext): void => { if (!actions.goToDrop(step)) say(text('announce.noDrop')); };

/** Choosing spans, instants and drops. */
export const selectingCommands: CommandGroup = {
  title: 'help.group.selecting',
  commands: [
    { keys: [{ key: 'ArrowLeft' }], does: 'help.leftRight', run: ({ actions }) => actions.selectNeighbour(-1) },
    { keys: [{ key: 'ArrowRight' }], does: 'help.leftRight', run: ({ actions }) => actions.selectNeighbour(1) },
    { keys: [{ key: 'ArrowUp' }], does: 'help.upDown', run: ({ actions }) => actions.selectRow(-1) },
    { keys: [{ key: 'ArrowDown' }], does: 'help.upDown', run: ({ actions }) => actions.selectRow(1) },
    { keys: [{ key: 'n' }], does: 'help.drops', run: goToDrop(1) },
    { keys: [{ key: 'p' }], does: 'help.drops', run: goToDrop(-1) },
    { keys: [{ key: 'Enter' }], does: 'help.reveal', run: ({ actions }) => actions.revealSelection() },
    { keys: [{ key: 'Escape' }], does: 'help.escape', run: ({ store, hideTooltip }) => {
      hideTooltip();
      store.update({ selection: null, cursor: null, reading: { ...store.get().reading, finding: -1 } });
    } },
    { keys: [{ key: '?' }, { key: '?', shift: true }], does: 'help.help', run: ({ store }) => store.update({ help: true }) },
  ],
};
