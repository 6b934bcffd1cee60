import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPagePath, ruleOfPath } from '../../../client/src/features/rule-pages/rule-address';

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

describe('the path of a page', () => {
  it.each(['/rules/FRM-25.md', '/rules/README.md', '/configuration.md', '/command-line.md'])('%s is one', (path) => {
    expect(isPagePath(path)).toBe(true);
  });

  it.each(['', '/', '/rules/index.json', '/rules/../configuration.md', '/../package.json', '/rules/FRM-25.md/x', '/rules/FRM-25.md\n', '//configuration.md', '/images/overview.png', '/Configuration.md', '/-.md'])('%j is none', (path) => {
    expect(isPagePath(path)).toBe(false);
  });

  it('never leaves the folder', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `/rules/${text}.md`), fc.webPath().map((path) => `${path}.md`)), (path) => {
      if (isPagePath(path)) expect(path).toMatch(/^\/(?:rules\/)?[A-Za-z0-9-]+\.md$/);
    }));
  });
});
