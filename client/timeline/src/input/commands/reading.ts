import { findingWords } from '../../findings/finding-words';
import { later } from '../../load-later';
import { text } from '../../texts';
import type { CommandContext, CommandGroup } from './command';

const stepFinding = (step: -1 | 1) => ({ actions, store, say }: CommandContext): void => {
  const moved = actions.stepFinding(step);
  if (moved === 'none') say(text('findings.none'));
  else say(`${moved === 'moved' ? '' : `${text(step > 0 ? 'findings.wrapped.forward' : 'findings.wrapped.back')} `}${findingWords(store.get())}`);
};

/** Reading what happened. */
export const readingCommands: CommandGroup = {
  title: 'help.group.reading',
  commands: [
    { keys: [{ key: 'e' }], does: 'findings.help', run: stepFinding(1) },
    { keys: [{ key: 'e', shift: true }], does: 'findings.help', run: stepFinding(-1) },
    { keys: [{ key: 'o' }], does: 'flow.help', run: ({ actions, say }) => say(text(`flow.${actions.cycleFlows()}`)) },
    { keys: [{ key: 'l' }], does: 'leaks.help', run: ({ actions, store, say }) => {
      actions.showLeaks();
      later.use(({ leaksWords }) => say(leaksWords(store.get())));
    } },
  ],
};
