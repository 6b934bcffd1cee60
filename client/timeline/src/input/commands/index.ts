import type { Command, CommandGroup } from './command';
import { measuringCommands } from './measuring';
import { navigationCommands } from './navigation';
import { selectingCommands } from './selecting';

export type { Command, CommandContext, CommandGroup, KeyChord } from './command';
export { chordName } from './command';

/** Everything keys do on the picture, in the order of help. */
export const commandGroups: readonly CommandGroup[] = [navigationCommands, selectingCommands, measuringCommands];

const name = (key: string, shift: boolean, control: boolean): string => `${control ? 'control ' : ''}${shift ? 'shift ' : ''}${key}`;
const byKey = new Map<string, Command>(commandGroups.flatMap(({ commands }) => commands.flatMap((command) => command.keys.map((chord) => [name(chord.key, chord.shift === true, chord.control === true), command] as const))));

/** The command of a pressed key. Characters that need Shift on some keyboards, such as `?` and `+`, are found with and without it. */
export function commandOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): Command | undefined {
  if (event.altKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  const isCharacter = key.length === 1 && key.toUpperCase() === key;
  return byKey.get(name(key, event.shiftKey, control)) ?? (isCharacter ? byKey.get(name(key, false, control)) : undefined);
}
