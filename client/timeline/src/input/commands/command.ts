import type { Actions } from '../../state/actions/index';
import type { Store } from '../../state/app-state';
import type { TextKey } from '../../texts';

/** A key as `KeyboardEvent.key` has it, letters in lower case, with its modifiers. Ctrl stands for Cmd on a Mac too. */
export interface KeyChord { readonly key: string; readonly shift?: true; readonly control?: true; readonly alt?: true }

/** What a command works on. */
export interface CommandContext {
  readonly actions: Actions;
  readonly store: Store;
  /** Says something to screen readers. */
  readonly say: (words: string) => void;
  /** Goes to another part of the timeline. */
  readonly focus: (part: 'search' | 'minimap') => void;
  /** Opens the menu of the row that keys act on. */
  readonly openRowMenu: () => void;
  /** Opens the menu of formats to export to. */
  readonly openExport: () => void;
  /** Closes the tooltip. */
  readonly hideTooltip: () => void;
}

/** Something a key does on the picture. The keyboard listens by these, and help lists them. */
export interface Command {
  readonly keys: readonly KeyChord[];
  /** What help says it does; commands with the same text share a line. */
  readonly does: TextKey;
  run(context: CommandContext): void;
}

/** Commands about one thing, under one heading of help. */
export interface CommandGroup { readonly title: TextKey; readonly commands: readonly Command[] }

const names: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', PageUp: 'Page Up', PageDown: 'Page Down', Escape: 'Esc', '-': '−', ' ': 'Space' };

/** How a chord is written. */
export function chordName({ key, shift, control, alt }: KeyChord, isMac: boolean): string {
  const name = isMac && key === 'Backspace' ? '⌫' : names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return `${control === true ? (isMac ? '⌘' : 'Ctrl+') : ''}${alt === true ? (isMac ? '⌥' : 'Alt+') : ''}${shift === true ? (isMac ? '⇧' : 'Shift+') : ''}${name}`;
}
