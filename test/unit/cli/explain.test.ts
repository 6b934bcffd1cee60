import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageAsText } from '../../../server/src/cli/explain-text';
import type { RuleIndex } from '../../../server/src/protocol/index';
import { avstream, root } from './avstream';

const pageOf = (code: string): string => readFileSync(path.join(root, 'docs/rules', `${code}.md`), 'utf8');
const index = JSON.parse(readFileSync(path.join(root, 'docs/rules/index.json'), 'utf8')) as RuleIndex;

describe('avstream explain', () => {
  it('prints the page of a rule as plain text, whatever the case of the code', async () => {
    const { code, out, err } = await avstream(['explain', 'frm-25']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^FRM-25: FileAlignment is not a mask\n=+\n\n- Severity: error\n/);
    for (const part of ['What happens on Windows\n', 'Breaks the rule:\n\n    "CaptureFraming": {\n', '    > error FRM-25 ', '// avstream-disable-next-line FRM-25 -- reason', '<https://learn.microsoft.com/']) expect(out).toContain(part);
    expect(out).not.toMatch(/[\u001b`]|\*\*|<!--|\]\(/);
    expect(out).toBe(pageAsText(pageOf('FRM-25'), { width: 80, bold: false }));
  });

  it('lists every rule without a code', async () => {
    const { code, out } = await avstream(['explain']);
    expect(code).toBe(0);
    for (const rule of index.rules) expect(out).toContain(`  ${rule.code}  `);
    expect(out).toMatch(/^ {2}FRM-25 {2}error {4}FileAlignment is not a mask$/m);
    expect(out).toMatch(/^ {2}ALC-07 .*\(invariant of the model\)$/m);
  });

  it.each([['frm25', 'FRM-25'], ['FRM-255', 'FRM-25'], ['STAB-04', 'STA-04'], ['FileAlignment', 'FRM-25'], ['clones held', 'STA-04']])('%s is no code: the nearest is told, and the exit code is 2', async (word, nearest) => {
    const { code, out, err } = await avstream(['explain', word]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(new RegExp(`^avstream: there is no rule '${word}'\\. Nearest: .*${nearest} \\(`));
  });

  it('prints the known of several, and says which is unknown', async () => {
    const { code, out, err } = await avstream(['explain', 'SPT-16', 'quite-another-thing', 'RNG-01', 'SPT-16']);
    expect(code).toBe(2);
    expect(out.match(/^[A-Z]{3}-\d\d: /gm)).toEqual(['SPT-16: ', 'RNG-01: ']);
    expect(err).toBe("avstream: there is no rule 'quite-another-thing'. avstream explain lists them all.\n");
  });

  it('prints Markdown and JSON', async () => {
    expect((await avstream(['explain', '--format', 'markdown', 'FRM-01'])).out).toBe(pageOf('FRM-01'));
    const one = JSON.parse((await avstream(['explain', '--format=json', 'FRM-01'])).out) as unknown;
    expect(one).toEqual({ version: 1, rules: [{ ...index.rules.find(({ code }) => code === 'FRM-01'), markdown: pageOf('FRM-01') }] });
    expect(JSON.parse((await avstream(['explain', '--format=json'])).out)).toEqual(index);
    expect(await avstream(['explain', '--format=html'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('a page as text', () => {
  it.each(index.rules.map(({ code }) => [code] as const))('%s has no marks of Markdown left', (code) => {
    const text = pageAsText(pageOf(code), { width: 60, bold: false });
    const prose = text.split('\n').filter((line) => !/^ {4}(?!>)/.test(line)).join('\n');
    expect(prose).not.toMatch(/\*\*|`|\]\(|\\[*<]|^#|\u00a0/m);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/\n{3}/);
  });

  it('keeps every word and its width', () => {
    const word = fc.stringMatching(/^[a-z(,.]{1,20}$/);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), fc.constantFrom('', '- ', '> '), fc.integer({ min: 40, max: 100 }), (words, prefix, width) => {
      const lines = pageAsText(`${prefix}${words.join(' ')}\n`, { width, bold: false }).trimEnd().split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      expect(lines.map((line) => line.replace(/^(?: *> |- | {2})/, '')).join(' ')).toBe(words.join(' '));
    }));
  });

  it('has bold headings where they may be', () => {
    expect(pageAsText('# A: b\n\n## When\n\nText.\n', { width: 40, bold: true })).toBe('\u001b[1mA: b\u001b[22m\n====\n\n\u001b[1mWhen\u001b[22m\n\nText.\n');
  });

  it('leaves code, escapes and links as a reader wants them', () => {
    const text = '- See [x](FRM-01.md), [y](https://a.b/c), `"a": { "b": [**c**] }`, FILE_\\*_ALIGNMENT, \\<b> and **d**.\n\n```jsonc\n[a](b) `c` \\*\n```\n';
    expect(pageAsText(text, { width: 200, bold: false })).toBe('- See x, y <https://a.b/c>, "a": { "b": [**c**] }, FILE_*_ALIGNMENT, <b> and d.\n\n    [a](b) `c` \\*\n');
  });
});
