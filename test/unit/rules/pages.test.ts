import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleIndex } from '../../../server/src/protocol/index';

const folder = path.join(import.meta.dirname, '../../../docs/rules');
const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as RuleIndex;
const pageOf = (code: string): string => readFileSync(path.join(folder, `${code}.md`), 'utf8');

describe('the pages of rules', () => {
  it('are those of the index, with the list of them', () => {
    expect(readdirSync(folder).sort()).toEqual([...index.rules.map(({ code }) => `${code}.md`), 'README.md', 'index.json'].sort());
    const list = readFileSync(path.join(folder, 'README.md'), 'utf8');
    expect(list).toMatch(/\d+ rules are checked in the document: (?:1 error|\d+ errors), (?:1 warning|\d+ warnings), (?:1 info|\d+ infos), (?:1 hint|\d+ hints)\./);
    for (const { code, chapter } of index.rules) {
      expect(list).toContain(`| [${code}](${code}.md) | `);
      expect(list).toContain(`\n## ${chapter}\n`);
    }
  });

  it.each(index.rules.map((rule) => [rule.code, rule] as const))('%s tells what it has to', (code, { title, state, severity }) => {
    const page = pageOf(code);
    expect(page).toContain(`# ${code}: ${title.replace(/[*<]/g, '\\$&')}\n`);
    expect(page).toContain(severity === null ? '- Severity: none;' : `- Severity: ${severity}`);
    const parts = ['- Since: ', '## When', '## What happens', '## What to write instead'];
    if (!code.startsWith('DOC-')) parts.push('- Evidence: ', '## Sources');
    if (state === 'checked') parts.push('## To change its severity', ...(existsSync(path.join(folder, '../../test/fixtures/rules', code)) ? ['## Example', 'Breaks the rule:', 'Keeps it:'] : []));
    else parts.push(state === 'later' || state === 'unchecked' ? 'Not checked by this version: ' : 'reported');
    for (const part of parts) expect(page).toContain(part);
    expect(page).not.toMatch(/undefined|NaN|\[object [A-Z]|\{[a-z]\w*\}/);
  });

  it('link to what is there', () => {
    const broken = [...index.rules.map(({ code }) => `${code}.md`), 'README.md'].flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').replace(/```[^]*?```|`[^`]*`/g, '').matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)]
      .map(([, target]) => target!).filter((target) => !existsSync(path.join(folder, target))).map((target) => `${name}: ${target}`));
    expect(broken).toEqual([]);
  });
});
