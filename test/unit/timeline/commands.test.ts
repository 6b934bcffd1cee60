import { describe, expect, it } from 'vitest';
import { chordName, commandGroups, commandOf } from '../../../client/timeline/src/input/commands/index';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })?.does;

describe('keys', () => {
  it('mean one thing each', () => {
    const chords = commandGroups.flatMap(({ commands }) => commands.flatMap(({ keys }) => keys.map((chord) => chordName(chord, false))));
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });

  it('are found however the keyboard writes them', () => {
    expect(press('[')).toBe('help.flow');
    // AltGr looks like Ctrl and Alt on Windows, like nothing on Linux; Option like Alt on a Mac.
    expect(press('[', { ctrlKey: true, altKey: true })).toBe('help.flow');
    expect(press(']', { altKey: true })).toBe('help.flow');
    expect(press('/', { shiftKey: true })).toBe('help.search');
    expect(press('F', { shiftKey: false, ctrlKey: true })).toBe('help.search');
    expect(press('f', { metaKey: true })).toBe('help.search');
    expect(press('Backspace', { shiftKey: true })).toBe('help.back');
  });

  it('leave alone what is not theirs', () => {
    expect(press('f', { altKey: true })).toBeUndefined();
    expect(press('u', { ctrlKey: true })).toBeUndefined();
    expect(press('ArrowUp', { altKey: true })).toBeUndefined();
  });
});
