import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A document that shows something going wrong, and its twin, in which that is repaired. */
export interface FailurePair {
  /** Name of the file, without its ending. */
  readonly name: string;
  /** Rules, Verifier rules and failure modes that it stands for. */
  readonly standsFor: readonly string[];
  /** What happens, in a sentence or two. */
  readonly description: string;
  /** Codes of rules, or keys of findings without one, that the document shows at a value: zero-based line of that value. */
  readonly shows: readonly { readonly code: string; readonly line: number }[];
  /** Expectations (`SimulatedWith`) that the run of the document misses, and that of the twin meets: zero-based line of each. */
  readonly misses: readonly { readonly name: string; readonly line: number }[];
  /** What it shows besides, in consequence. */
  readonly also: readonly string[];
  /** What the twin goes on showing: it was no part of the mistake. */
  readonly remains: readonly string[];
  /** What is repaired: the text of a line, and that of the twin. */
  readonly repairs: readonly { readonly from: string; readonly to: string }[];
  readonly breaks: string;
  readonly keeps: string;
}

/** Folder of the pairs, relative to the root. */
export const failureFolder = 'docs/simulation/failures';
const ending = '.avstream.json';

/**
 * Reads a pair from one document. Its comments begin with `Stands for:`, a description, and where there is something `Also shows:` and `Remains:`. A line ends in
 * `// shows CODE` where a finding is expected, in `// misses NAME` where an expectation is missed, and in `// repaired by: TEXT` where the twin has another text; or in both, `// shows CODE; repaired by: TEXT`.
 */
export function readPair(name: string, text: string): FailurePair {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const header = lines.slice(1, lines.findIndex((line) => line.includes('"FormatVersion"'))).map((line) => line.replace(/^\s*\/\/ ?/, ''));
  const listOf = (title: string): readonly string[] => header.find((line) => line.startsWith(`${title}: `))?.slice(title.length + 2).split(', ') ?? [];
  const shows: { code: string; line: number }[] = [];
  const misses: { name: string; line: number }[] = [];
  const repairs: { from: string; to: string }[] = [];
  const keeps = lines.map((line, number) => {
    const missed = /^(.*?)\s*\/\/ misses (\w+)$/.exec(line);
    if (missed) {
      misses.push({ name: missed[2]!, line: number });
      return missed[1]!;
    }
    const [, before, codes, repaired] = /^(.*?)\s*\/\/ (?:shows ([^;]*?))?(?:; )?(?:repaired by: ?(.*))?$/.exec(line) ?? [];
    if (before === undefined || (codes === undefined && repaired === undefined)) return line;
    for (const code of codes?.split(', ') ?? []) shows.push({ code, line: number });
    if (repaired === undefined) return before;
    repairs.push({ from: before.trim(), to: repaired });
    return `${/^\s*/.exec(before)![0]}${repaired}`;
  });
  const description = header.filter((line) => !/^(?:Stands for|Also shows|Remains): /.test(line)).join(' ');
  return { name, standsFor: listOf('Stands for'), description, shows, misses, also: listOf('Also shows'), remains: listOf('Remains'), repairs, breaks: text, keeps: keeps.join('\n') };
}

/** Every pair, by name. */
export function readPairs(root: string): readonly FailurePair[] {
  const folder = path.join(root, failureFolder);
  return readdirSync(folder).filter((name) => name.endsWith(ending)).sort().map((name) => readPair(name.slice(0, -ending.length), readFileSync(path.join(folder, name), 'utf8')));
}
