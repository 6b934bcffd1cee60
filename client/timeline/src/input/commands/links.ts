import type { CommandGroup } from './command';

/** Ways between the run and what it was made of. */
export const linkCommands: CommandGroup = {
  title: 'help.group.links',
  commands: [
    { keys: [{ key: 'k' }], does: 'help.parameters', run: ({ actions }) => {
      actions.showTab('parameters');
      document.querySelector<HTMLElement>('#panel-parameters input')?.focus();
    } },
  ],
};
