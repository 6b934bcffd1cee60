import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The generator is a script without types. */
interface Generator { readonly bundleFile: string; readonly collectStrings: () => Promise<string> }
const script = pathToFileURL(path.join(import.meta.dirname, '..', '..', '..', 'scripts', 'generate-strings.mjs')).href;

describe('the bundle translations start from', () => {
  it('says what the code says; run scripts/generate-strings.mjs after changing a text', async () => {
    const { bundleFile, collectStrings } = await import(script) as Generator;
    expect(readFileSync(bundleFile, 'utf8')).toBe(await collectStrings());
  });
});
