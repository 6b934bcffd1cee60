import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { validate } from '../../../server/src/rules/index';
import { fixesByCode, reasonsWithoutFix } from '../../../server/src/rules/fixing/index';
import { reportableRules } from '../../../server/src/rules/index';
import { readFixtures } from '../rules/fixtures';
import { type Applied, applyEach, changedLines, commentsOf, countByCode, lineOf, titleOf } from './apply';

const folder = path.join(import.meta.dirname, '../../fixtures/fixes');
/** Documents for fixes that those of the rules do not show: their comments stand in the way, or their variants are others. */
const further = readdirSync(path.join(folder, 'documents')).sort().map((file) => ({ name: file.replace('.avstream.json', ''), code: /^[A-Z]+-\d+/.exec(file)![0], text: readFileSync(path.join(folder, 'documents', file), 'utf8') }));
const fixtures = [...readFixtures().filter(({ breaks }) => breaks), ...further];
const applied = new Map<string, readonly { readonly fixture: string; readonly text: string; readonly each: Applied }[]>();
for (const { name, text, code } of fixtures) applied.set(code, [...(applied.get(code) ?? []), ...applyEach(text).filter(({ finding }) => finding.code === code).map((each) => ({ fixture: name, text, each }))]);
const descriptionOf = ({ fix: { code, name } }: Applied) => fixesByCode.get(code)!.find((each) => each.name === name)!;

describe('every rule', () => {
  it('has fixes, or a reason why it has none', () => {
    const codes = reportableRules.map(({ code }) => code).sort();
    expect([...fixesByCode.keys(), ...reasonsWithoutFix.keys()].sort()).toEqual(codes);
    for (const reason of reasonsWithoutFix.values()) expect(reason).toMatch(/^[a-z].{10,70}[^.]$/);
  });

  it.each([...fixesByCode])('%s: fixes have names of their own, and only certain ones are preferred or safe', (_, fixes) => {
    expect(new Set(fixes.map(({ name, variants }) => `${name} ${variants?.join() ?? ''}`)).size).toBe(fixes.length);
    for (const { isPreferred, isSafe } of fixes) if (isSafe) expect(isPreferred).toBe(true);
  });
});

describe('fixes of the documents that break a rule', () => {
  it.each([...fixesByCode.keys()].map((code) => [code] as const))('%s: what each fix changes', async (code) => {
    const changes = (applied.get(code) ?? []).map(({ fixture, text, each }) => {
      const { fix } = each;
      const marks = [fix.isPreferred ? 'preferred' : '', fix.isSafe ? 'safe' : ''].filter((mark) => mark !== '');
      return [`${fixture}:${lineOf(text, each.finding)} ${titleOf(fix)}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`, ...changedLines(text, each.after)].join('\n');
    });
    await expect(`${changes.join('\n\n')}\n`).toMatchFileSnapshot(path.join(folder, `${code}.txt`));
  });

  it.each(further.map(({ name, code }) => [name, code] as const))('%s shows fixes of %s', (name, code) => {
    expect(applied.get(code)!.some(({ fixture }) => fixture === name)).toBe(true);
  });

  it('show every fix that there is', () => {
    const shown = new Set([...applied.values()].flat().map(({ each: { fix } }) => `${fix.code} ${fix.name}`));
    const all = [...fixesByCode].flatMap(([code, fixes]) => fixes.map(({ name }) => `${code} ${name}`));
    expect(all.filter((each) => !shown.has(each))).toEqual([]);
  });

  it.each([...applied].filter(([, each]) => each.length > 0))('%s: a fix removes its finding, brings no other without saying so, and keeps comments', (code, each) => {
    for (const { fixture, text, each: one } of each) {
      const { fix, after, findingsAfter } = one;
      const what = `${fixture}: ${titleOf(fix)}`;
      const { brings } = descriptionOf(one);
      const [before, now] = [countByCode(validate(readModel(text))), countByCode(findingsAfter)];
      const added = [...now].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key);
      if (brings === undefined) {
        expect(added, `${what} adds`).toEqual([]);
        expect(now.get(code) ?? 0, `${what} removes its finding`).toBeLessThan(Math.max(before.get(code) ?? 0, 1));
      }
      expect(readModel(after).tree.problems.length, `${what} can be parsed`).toBeLessThanOrEqual(readModel(text).tree.problems.length);
      // A suppression is a comment.
      if (!code.startsWith('DOC-1') && code !== 'DOC-01') expect(commentsOf(after), `${what} keeps comments`).toEqual(commentsOf(text));
      // Once applied, it is not offered for the same value again in the same words.
      expect(after).not.toBe(text);
    }
  });
});
