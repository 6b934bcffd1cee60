import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gravestCode, ruleChoices } from '../../../client/src/features/rule-pages/rule-choices';
import type { RuleIndex } from '../../../server/src/protocol/index';

const root = path.join(import.meta.dirname, '../../..');
const index = JSON.parse(readFileSync(path.join(root, 'docs/rules/index.json'), 'utf8')) as RuleIndex;

describe('the list of rules', () => {
  const choices = ruleChoices(index);
  it('offers every rule once, by chapter', () => {
    expect(choices.filter(({ kind }) => kind === 'rule').map((choice) => ('code' in choice ? choice.code : ''))).toEqual(index.rules.map(({ code }) => code));
    const chapters = choices.filter(({ kind }) => kind === 'chapter').map(({ label }) => label);
    expect(chapters).toEqual([...new Set(index.rules.map(({ chapter }) => chapter))]);
    expect(choices[0]).toEqual({ kind: 'chapter', label: 'The document' });
  });

  it('shows code and title, so that either is found by typing', () => {
    expect(choices).toContainEqual({ kind: 'rule', label: 'FRM-25  FileAlignment is not a mask', state: 'checked', severity: 'error', code: 'FRM-25' });
  });
});

describe('the rule of the problem at the cursor', () => {
  it('is that of the gravest', () => {
    expect(gravestCode([{ severity: 1, code: 'FRM-03' }, { severity: 0, code: { value: 'FRM-25' } }], index)).toBe('FRM-25');
    expect(gravestCode([{ severity: 2, code: 'FRM-12' }], index)).toBe('FRM-12');
  });

  it('is none when nobody of ours says it', () => {
    expect(gravestCode([], index)).toBeUndefined();
    expect(gravestCode([{ severity: 0 }, { severity: 0, code: 1234 }, { severity: 0, code: { value: 'ZZZ-99' } }], index)).toBeUndefined();
  });
});
