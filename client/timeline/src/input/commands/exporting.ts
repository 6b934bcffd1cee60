import type { CommandGroup } from './command';

/** Files for other tools. */
export const exportCommands: CommandGroup = {
  title: 'help.group.export',
  commands: [{ keys: [{ key: 'i' }], does: 'export.help', run: ({ openExport }) => openExport() }],
};
