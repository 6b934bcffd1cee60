import { Minimatch, braceExpand } from 'minimatch';
import type { CompileGlob } from '../configuration/index';

/** Most patterns that `{a,b}` may stand for, and longest pattern; nobody writes either by hand. */
const most = { alternatives: 256, characters: 1024 };

/** Whether every bracket, brace and parenthesis is closed by its own kind. Inside brackets the others are characters like any. */
function isBalanced(glob: string): boolean {
  const open: string[] = [];
  for (const character of glob) {
    const innermost = open.at(-1);
    if (innermost === ']') {
      if (character === ']') open.pop();
    } else if (character === '[') open.push(']');
    else if (character === '{') open.push('}');
    else if (character === '}' && open.pop() !== '}') return false;
  }
  return open.length === 0;
}

/**
 * Understands `*`, `**`, `?`, `[…]` and `{a,b}`. A pattern without a slash is compared with the name of the file, in whichever folder it
 * lies. Case counts, on every system, so that one configuration means the same everywhere. Matching takes polynomial time for any pattern.
 */
export const compileGlob: CompileGlob = (glob) => {
  if (glob.trim() === '') return { problem: 'globEmpty' };
  if (glob.includes('\\')) return { problem: 'globBackslash' };
  if (/^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(glob)) return { problem: 'globOutside' };
  if (!isBalanced(glob)) return { problem: 'globSyntax' };
  const options = { dot: true, matchBase: true, noext: true, nocomment: true, nonegate: true, nocase: false, platform: 'linux', braceExpandMax: most.alternatives + 1 } as const;
  if (glob.length > most.characters || braceExpand(glob, options).length > most.alternatives) return { problem: 'globTooLong' };
  // "./a" is "a"; paths have no dot.
  const pattern = new Minimatch(glob.replace(/^(?:\.\/)+/, ''), options);
  return { matches: (path) => pattern.match(path) };
};
