import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { severities } from '../../../server/src/findings/index';
import { allTexts, furtherPrecedence, precedence, reportableRules, ruleCodes, ruleNamed, rules, silentRules, textTemplate } from '../../../server/src/rules/index';
import { simulatedRules } from '../../../server/src/rules/simulated/index';

interface ReferenceRule { readonly code: string; readonly severity: string; readonly checkedBy: string; readonly condition: string; readonly evidence: readonly string[] }
const reference = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../fixtures/rules.json'), 'utf8')) as { rules: ReferenceRule[]; precedence: string[][][] };

const pages = [...reportableRules, ...silentRules, ...simulatedRules];
const referenceOf = (code: string): ReferenceRule | undefined => reference.rules.find((rule) => rule.code === code);
/** The sample avscamera has QueryInterface with version 0, and the reference wants no warning about a sample: that part of FLT-24 is a hint. */
const milder: Readonly<Record<string, readonly string[]>> = { 'FLT-24': ['hint'] };
const secondSeverities = ({ code, condition, severity }: ReferenceRule): readonly string[] =>
  milder[code] ?? [...new Set((condition.match(/\b(?:error|warning|info|hint)\b/gi) ?? []).map((word) => word.toLowerCase()))].filter((other) => other !== severity);

describe('the registry and the reference', () => {
  it('know the same rules', () => {
    expect(pages.map(({ code }) => code).filter((code) => !code.startsWith('DOC') && referenceOf(code) === undefined)).toEqual([]);
  });

  it.each(pages.flatMap((page) => { const rule = referenceOf(page.code); return rule === undefined ? [] : [[page.code, page, rule] as const]; }))('%s has the severities and the evidence of the reference', (_, page, rule) => {
    expect('defaultSeverity' in page ? page.defaultSeverity : 'because' in page && page.because.kind === 'undocumented' ? 'unknown' : 'invariant').toBe(rule.severity);
    expect([...page.evidence].sort()).toEqual([...rule.evidence].sort());
    expect('otherSeverities' in page ? (page.otherSeverities ?? []).map(({ severity }) => severity) : []).toEqual(secondSeverities(rule));
  });

  it('have the same precedence, and ours besides', () => {
    expect(precedence).toEqual(reference.precedence);
    const known = new Set(pages.map(({ code }) => code));
    for (const code of furtherPrecedence.flat(2)) expect(known).toContain(code);
    for (const chain of furtherPrecedence) expect(precedence).not.toContainEqual(chain);
  });
});

describe('descriptions', () => {
  it('have unique codes, titles and text keys', () => {
    expect(new Set(pages.map(({ code }) => code)).size).toBe(pages.length);
    expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
    expect(ruleCodes).toEqual(reportableRules.map(({ code }) => code));
    expect([...allTexts.keys()].filter((key) => !key.startsWith('variant.'))).toHaveLength(reportableRules.reduce((sum, rule) => sum + Object.keys(rule.texts).length, 0));
  });

  it('find rules and texts by name, and nothing by another', () => {
    expect(ruleNamed('FRM-25')?.title).toBe('FileAlignment is not a mask');
    expect(textTemplate('FRM-25.alignment')).toContain('minus one');
    expect([ruleNamed('FRM-99'), ruleNamed('toString'), textTemplate('FRM-25.nothing'), textTemplate('__proto__')]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each(pages.map((page) => [page.code, page] as const))('%s says what is wrong, why it matters and what to write instead', (_, page) => {
    for (const sentence of [page.condition, page.effect, page.remedy]) expect(sentence).toMatch(/^["A-Z0-9][^]*[.)]$/);
    expect(page.title).not.toMatch(/\.$/);
    if (!page.code.startsWith('DOC')) expect(page.sources.length).toBeGreaterThan(0);
    for (const { severity, when } of 'otherSeverities' in page ? (page.otherSeverities ?? []) : []) {
      expect(severities).toContain(severity);
      expect(when.length).toBeGreaterThan(10);
    }
  });

  it('say "inferred" where the evidence is inference alone, and name ReactOS where it is ReactOS', () => {
    for (const rule of rules) {
      const main = Object.entries(rule.texts).filter(([variant]) => !['pin', 'first', 'specific', 'physical', 'allocator', 'size', 'framing', 'registers', 'narrow', 'translated'].includes(variant)).map(([, text]) => text);
      const uncertain = rule.evidence.length > 0 && rule.evidence.every((tag) => tag === 'I');
      if (uncertain) for (const text of main) expect(text, rule.code).toContain('inferred');
      if (rule.evidence.length > 0 && rule.evidence.every((tag) => tag === 'R')) for (const text of main) expect(text, rule.code).toMatch(/ReactOS.*what Windows does is unknown/s);
    }
  });

  it('never promise what Windows will choose', () => {
    for (const [key, text] of allTexts) expect(text, key).not.toMatch(/Windows (will|selects|chooses)/);
  });
});
