import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface MenuItem { readonly command: string; readonly when?: string; readonly group?: string }
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly MenuItem[]>>; readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[] };
};
const { menus, keybindings } = manifest.contributes;

/** Whether a clause of `&&` and `||` over comparisons and keys holds; what is not given is undefined. */
function holds(when: string, context: Readonly<Record<string, string | boolean>>): boolean {
  return when.split('||').some((alternative) => alternative.split('&&').every((part) => {
    const comparison = /^\s*(\S+)\s*==\s*'?([^']*?)'?\s*$/.exec(part);
    if (comparison) return String(context[comparison[1]!] ?? false) === comparison[2];
    const [, not, key] = /^\s*(!?)([\w.]+)\s*$/.exec(part) ?? [];
    if (key === undefined) throw new Error(`The clause ${part} is of a form that this test does not know.`);
    return Boolean(context[key]) !== (not === '!');
  }));
}
const offered = (menu: string, context: Readonly<Record<string, string | boolean>>): readonly string[] => (menus[menu] ?? []).filter(({ when }) => holds(when ?? 'true', { true: true, ...context })).map(({ command }) => command.replace('avstream.', ''));

describe('context menus', () => {
  const contexts = [['editor/context', 'editorLangId'], ['editor/title/context', 'resourceLangId'], ['explorer/context', 'resourceLangId']] as const;

  it.each(contexts)('%s offers what works on a descriptor, and nothing on other files', (menu, key) => {
    expect(offered(menu, { [key]: 'avstream' })).toEqual(expect.arrayContaining(['simulate', 'findWorstSeed', 'advise', 'prove', 'showTimeline', 'explainAllocator', 'showResolved']));
    for (const other of ['json', 'jsonc', 'c', 'cpp']) expect(offered(menu, { [key]: other })).toEqual([]);
    // Of folders nothing is known.
    expect(offered(menu, {})).toEqual([]);
  });

  it('offer to simulate, or to cancel what runs', () => {
    expect(offered('editor/context', { editorLangId: 'avstream' })).not.toContain('cancelSimulation');
    const running = offered('editor/context', { editorLangId: 'avstream', 'avstream.simulating': true });
    expect(running).toContain('cancelSimulation');
    expect(running).not.toContain('simulate');
  });

  it('say nothing of a text in a comparison, which is no file', () => {
    expect(offered('editor/context', { editorLangId: 'avstream', isInDiffEditor: true })).toEqual([]);
    expect(offered('editor/title', { resourceLangId: 'avstream', isInDiffEditor: true })).toEqual([]);
  });

  it('have every entry in a group, in an order of its own', () => {
    for (const [menu] of contexts) {
      const places = menus[menu]!.map(({ group }) => group ?? '');
      expect(places.filter((place) => !/^[13]_avstream\w*@\d+$/.test(place))).toEqual([]);
      expect(new Set(places).size).toBe(places.length);
    }
  });
});

describe('keys', () => {
  /** What VS Code has behind Ctrl+K, on Windows and Linux: read off version 1.139. Ctrl+K T is a notebook's, and Ctrl+K V that of Markdown: neither is a descriptor. */
  const afterCtrlK = ['enter', 'left', 'up', 'right', 'down', 'c', 'd', 'e', 'f', 'i', 'm', 'n', 'o', 'p', 's', 'u', 'w', 'y', 'z', 'f2', 'f12', 'shift+enter', 'shift+n', 'shift+o', 'ctrl+pageup', 'ctrl+pagedown', 'ctrl+left', 'ctrl+up', 'ctrl+right', 'ctrl+down',
    'ctrl+0', 'ctrl+1', 'ctrl+2', 'ctrl+3', 'ctrl+4', 'ctrl+5', 'ctrl+6', 'ctrl+7', 'ctrl+8', 'ctrl+9', 'ctrl+a', 'ctrl+b', 'ctrl+c', 'ctrl+d', 'ctrl+e', 'ctrl+f', 'ctrl+h', 'ctrl+i', 'ctrl+j', 'ctrl+k', 'ctrl+l', 'ctrl+m', 'ctrl+o', 'ctrl+p', 'ctrl+q', 'ctrl+r', 'ctrl+s', 'ctrl+t', 'ctrl+u',
    'ctrl+w', 'ctrl+x', 'ctrl+f12', 'ctrl+=', 'ctrl+,', 'ctrl+-', 'ctrl+.', 'ctrl+/', 'ctrl+[', 'ctrl+\\', 'ctrl+]', 'ctrl+shift+c', 'ctrl+shift+l', 'ctrl+shift+n', 'ctrl+shift+s', 'ctrl+shift+w'];

  it('take none that VS Code has in an editor', () => {
    for (const { command, key, when } of keybindings) {
      const [first, second] = key.split(' ');
      if (second === undefined) {
        // The one key of its own stands for what the key means everywhere: to save what is on show.
        expect([command, key, when]).toEqual(['avstream.saveTrace', 'ctrl+s', "activeWebviewPanelId == 'avstream.timeline'"]);
        continue;
      }
      expect(first, command).toBe('ctrl+k');
      expect(afterCtrlK, `${command}: ${key}`).not.toContain(second);
    }
  });

  it('count in descriptors and timelines alone', () => {
    for (const { command, when } of keybindings) {
      expect(holds(when!, { editorTextFocus: true, editorLangId: 'cpp' }), command).toBe(false);
      expect(holds(when!, {}), command).toBe(false);
    }
  });

  it('differ from one another', () => {
    expect(new Set(keybindings.map(({ key }) => key)).size).toBe(keybindings.length);
  });
});
