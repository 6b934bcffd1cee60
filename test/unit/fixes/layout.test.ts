import { describe, expect, it } from 'vitest';
import { reportableRules, rules, validate } from '../../../server/src/rules/index';
import { readModel } from '../../../server/src/document/index';
import { isJudgedByUse } from '../../../server/src/rules/fixing/index';
import { readFixtures } from '../rules/fixtures';
import { applyEach, titleOf } from './apply';

const broken = readFixtures().filter(({ breaks }) => breaks);

describe('a fix keeps the layout of the text', () => {
  it.each(broken.map(({ name, text }) => [name, text] as const))('%s: line ends, tabs, and an end without a line break', (_, text) => {
    const base = text.replace(/\r\n/g, '\n').replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)).trimEnd();
    const plain = applyEach(base);
    const other = applyEach(base.replace(/\n/g, '\r\n'));
    expect(other.map(({ fix }) => titleOf(fix))).toEqual(plain.map(({ fix }) => titleOf(fix)));
    for (const [index, { fix, after }] of other.entries()) {
      expect(after.replace(/\r\n/g, ''), titleOf(fix)).not.toMatch(/[\r\n]/);
      expect(after.replace(/\r\n/g, '\n'), titleOf(fix)).toBe(plain[index]!.after);
      expect(after, titleOf(fix)).not.toMatch(/^ +\S/m);
      if (fix.code !== 'DOC-01') expect(after.endsWith('\n'), titleOf(fix)).toBe(false);
    }
  });
});

describe('whom a finding is right of', () => {
  /** Framings by themselves, used by no pin. */
  const withoutPins = (text: string): string => text.replace(/\n {2}"(?:Filters|Simulations|PinDescriptorTables)": [[{][^]*?\n {2}[\]}],?(?=\n)/g, '').replace(/,(\s*\}\s*)$/, '$1');
  // What an edit of the pin itself writes is left out: it is gone with the pin.
  const aboutFramings = new Set(rules.filter(({ scope }) => scope === 'item' || scope === 'framing').map(({ code }) => code));

  it.each(broken.filter(({ code, name }) => aboutFramings.has(code) && name !== 'FRM-25/breaks-edited').map(({ name, code, text }) => [name, code, text] as const))('%s: a rule that does not ask for the pins of a framing says the same without them', (_, code, text) => {
    const lone = withoutPins(text);
    if (isJudgedByUse(code)) return;
    expect(readModel(lone).tree.problems).toEqual([]);
    expect(validate(readModel(lone)).map((finding) => finding.code)).toContain(code);
  });

  it('is known of every rule', () => {
    expect(reportableRules.filter(({ code }) => isJudgedByUse(code)).length).toBeGreaterThan(60);
  });
});
