import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOfPath } from '../../../client/src/features/rule-pages/rule-address';

describe('the address of a rule\'s page', () => {
  it.each([['/rules/FRM-25', 'FRM-25'], ['/rules/RNG-01', 'RNG-01'], ['/rules/DSP-123', 'DSP-123']])('%s names %s', (path, code) => {
    expect(ruleOfPath(path)).toBe(code);
  });

  it.each([
    '', '/', '/rules', '/rules/', '/rules/frm-25', '/rules/FRM-1', '/rules/FRM-1234', '/rules/FRMX-25', '/rules/FRM-25/', '/rules/FRM-25.md', '/rules/FRM-25\n', '/rules/FRM-25?x',
    '/rules/../../etc/passwd', '/rules/..%2FFRM-25', '/rules/FRM-25/../../x', '//rules/FRM-25', 'rules/FRM-25', '/other/FRM-25', '/rules/ФРМ-25', '/rules/FRM-٢٥',
  ])('%j is refused', (path) => {
    expect(ruleOfPath(path)).toBeUndefined();
  });

  it('never lets through anything that could leave the folder', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `/rules/${text}`), fc.webPath()), (path) => {
      expect(ruleOfPath(path) ?? 'AAA-00').toMatch(/^[A-Z]{3}-[0-9]{2,3}$/);
    }));
  });
});
