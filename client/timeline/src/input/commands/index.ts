import type { Command, CommandGroup } from './command';
import { exportCommands } from './exporting';
import { measuringCommands } from './measuring';
import { findingCommands, navigationCommands } from './navigation';
import { rowCommands } from './rows';
import { readingCommands } from './reading';
import { linkCommands } from './links';
import { selectingCommands } from './selecting';

export type { Command, CommandContext, CommandGroup, KeyChord } from './command';
export { chordName } from './command';

/** Everything keys do on the picture, in the order of help. */
export const commandGroups: readonly CommandGroup[] = [navigationCommands, findingCommands, selectingCommands, readingCommands, measuringCommands, rowCommands, linkCommands, exportCommands];

const name = (key: string, shift: boolean, control: boolean, alt = false): string => `${alt ? 'alt ' : ''}${control ? 'control ' : ''}${shift ? 'shift ' : ''}${key}`;
const byKey = new Map<string, Command>(commandGroups.flatMap(({ commands }) => commands.flatMap((command) => command.keys.map((chord) => [name(chord.key, chord.shift === true, chord.control === true, chord.alt === true), command] as const))));

/** The command of a pressed key. Characters that need Shift on some keyboards, such as `?` and `+`, are found with and without it. */
export function commandOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): Command | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  const isCharacter = key.length === 1 && key.toUpperCase() === key;
  // Some keyboards write brackets and the like with AltGr, or Option, which look like Ctrl and Alt.
  if (event.altKey) return byKey.get(isCharacter ? name(key, false, false) : name(key, event.shiftKey, control, true));
  return byKey.get(name(key, event.shiftKey, control)) ?? (isCharacter ? byKey.get(name(key, false, control)) : undefined);
}
