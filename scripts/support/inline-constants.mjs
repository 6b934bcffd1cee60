// Lets a bundle hold numbers where the sources of the simulator say `bufferStates.queued` or `eventKinds.dpc`.
import { readFile } from 'node:fs/promises';

/**
 * An esbuild plugin. A bundle's top-level constants are variables to the JavaScript engine, so each use of a member of `const NAME = { key: 1, … } as const` is three loads and
 * two checks, in loops that run ten million times a second. esbuild puts the values of enumerations in place of their names, in every file; so such objects are given to it as
 * enumerations. They must hold plain numbers only and be read by member (an enumeration also has its names by value, which shows to Object.keys).
 * @type {import('esbuild').Plugin}
 */
export const inlineConstants = {
  name: 'inline-constants',
  setup(build) {
    build.onLoad({ filter: /[\\/]server[\\/]src[\\/](simulation|trace)[\\/].*\.ts$/ }, async ({ path }) => ({ contents: asEnumerations(await readFile(path, 'utf8')), loader: 'ts' }));
  },
};

/** The source with its constant objects of numbers written as enumerations, line for line. */
export function asEnumerations(source) {
  return source.replace(/^(export )?const (\w+) = \{([^{}]*)\} as const;/gm, (whole, exported = '', name, body) => {
    const members = body.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').split(',').map((member) => member.trim()).filter((member) => member !== '');
    if (!members.every((member) => /^\w+: -?(?:\d+|0x[\da-fA-F]+)(?: \| 0)?$/.test(member))) return whole;
    return `${exported}enum ${name} { ${members.map((member) => member.replace(':', ' =')).join(', ')} }${'\n'.repeat(whole.split('\n').length - 1)}`;
  });
}
