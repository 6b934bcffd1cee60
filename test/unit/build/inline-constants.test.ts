import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asEnumerations } from '../../../scripts/support/inline-constants.mjs';

const sources = ['simulation', 'trace'].flatMap((folder) => (readdirSync(path.join('server', 'src', folder), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(path.join('server', 'src', folder, file), 'utf8')));

describe('constant objects as enumerations', () => {
  it('hold the same numbers, on the same lines', () => {
    expect(asEnumerations('export const pinStates = { STOP: 0, RUN: -3 } as const;')).toBe('export enum pinStates { STOP = 0, RUN = -3 }');
    expect(asEnumerations('const status = {\n  /** Fine, or: so. */\n  success: 0x00, // no, nothing\n  failed: 0xc000000d | 0,\n} as const;\nlast')).toBe('enum status { success = 0x00, failed = 0xc000000d | 0 }\n\n\n\n\nlast');
  });

  it.each(['const a = { b: 1, c: "x" } as const;', 'const a = { b: 1 };', 'const a = { b: { c: 1 } } as const;', 'const a = { ...b, c: 1 } as const;', '  const a = { b: 1 } as const;', 'const a = { b: c } as const;', 'let a = { b: 1 } as const;'])('leave %s alone', (source) => {
    expect(asEnumerations(source)).toBe(source);
  });

  it('are there, and nobody lists their members: an enumeration would list its numbers, too', () => {
    const found = (source: string, which: RegExp): string[] => [...asEnumerations(source).matchAll(which)].map((match) => match[1]!);
    const exported = sources.flatMap((source) => found(source, /^export enum (\w+) \{/gm));
    expect(exported).toContain('bufferStates');
    expect(sources.flatMap((source) => {
      const names = [...exported, ...found(source, /^enum (\w+) \{/gm)];
      return new RegExp(`(?:Object\\.\\w+\\(|\\.\\.\\.| in )(?:${names.join('|')})\\b`).exec(source)?.[0] ?? [];
    })).toEqual([]);
  });
});
