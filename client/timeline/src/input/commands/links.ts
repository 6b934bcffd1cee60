import { text } from '../../texts';
import type { CommandContext, CommandGroup } from './command';

const goToDifference = (step: -1 | 1) => ({ actions, say }: CommandContext): void => { if (!actions.goToDifference(step)) say(text('compare.noFurther')); };
const open = (tab: 'parameters' | 'compare', selector: string) => ({ actions }: CommandContext): void => {
  actions.showTab(tab);
  document.querySelector<HTMLElement>(`#panel-${tab} ${selector}`)?.focus();
};

/** Trying other values, and comparing with other runs. */
export const linkCommands: CommandGroup = {
  title: 'help.group.links',
  commands: [
    { keys: [{ key: 'k' }], does: 'help.parameters', run: open('parameters', 'input') },
    { keys: [{ key: 'v' }], does: 'help.compare', run: open('compare', 'button') },
    { keys: [{ key: 'v', shift: true }], does: 'help.differences', run: goToDifference(1) },
    { keys: [{ key: 'v', alt: true }], does: 'help.differences', run: goToDifference(-1) },
  ],
};
