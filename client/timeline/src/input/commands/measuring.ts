import { text } from '../../texts';
import type { CommandGroup } from './command';

/** Markers and measuring. */
export const measuringCommands: CommandGroup = {
  title: 'help.group.measuring',
  commands: [
    { keys: [{ key: '1' }], does: 'measure.help.markers', run: ({ actions }) => actions.setMarker('a') },
    { keys: [{ key: '2' }], does: 'measure.help.markers', run: ({ actions }) => actions.setMarker('b') },
    { keys: [{ key: 'Enter', shift: true }], does: 'measure.help.measure', run: ({ actions }) => actions.measureNext() },
    { keys: [{ key: 'z' }], does: 'measure.help.snap', run: ({ actions, store, say }) => {
      actions.toggleSnap();
      say(text(store.get().marks.snap ? 'measure.snap.on' : 'measure.snap.off'));
    } },
    { keys: [{ key: 'x' }], does: 'measure.help.clear', run: ({ actions }) => actions.clearMarks() },
  ],
};
