import { describe, expect, it } from 'vitest';
import { createLineIndex, positionAt, readModel } from '../../../server/src/document/index';
import { messageOf, reportableRules, rules, validate } from '../../../server/src/rules/index';
import { readFixtures } from './fixtures';

const fixtures = readFixtures();
/** True of every allocator, broken or not: documents of other rules need not say so. */
const alwaysSaid = 'DSP-03';
const unexpected = ({ code, error }: { code: string; error: unknown }): never => { throw new Error(`${code} failed`, { cause: error }); };

describe('every fixture gives the findings that its markers state, and no other', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, { text, code, breaks, expected }) => {
    const model = readModel(text);
    const lines = createLineIndex(text);
    const findings = validate(model, { onInternalProblem: unexpected }).filter((finding) => finding.code !== alwaysSaid || code === alwaysSaid);
    expect(findings.map((finding) => ({ code: finding.code, severity: finding.severity, variant: finding.text.replace(`${finding.code}.`, ''), line: positionAt(lines, finding.place.start).line }))).toEqual(expected);
    if (breaks) expect(expected.map((finding) => finding.code)).toContain(code);
    expect(new Set(expected.map((finding) => finding.code)), 'one rule for each fixture').toEqual(new Set(breaks ? [code] : []));
    for (const finding of findings) {
      for (const place of [finding.place, ...finding.related]) {
        expect(place.end).toBeGreaterThan(place.start);
        expect(positionAt(lines, place.end).line, 'underlines stay on one line').toBe(positionAt(lines, place.start).line);
        expect(place.end - place.start).toBeLessThan(120);
      }
      for (const message of [messageOf(finding), ...finding.related.map((related) => messageOf(related))]) {
        expect(message).not.toMatch(/\{[a-z]\w*\}|undefined|NaN/);
        expect(message).toMatch(/^[A-Z0-9"].*[.?]$/s);
      }
    }
  });
});

describe('fixtures cover the rules', () => {
  it.each(reportableRules.map((rule) => [rule.code] as const))('%s has a document that breaks it and one that keeps it, with an example each', (code) => {
    for (const name of ['breaks', 'keeps']) {
      const fixture = fixtures.find((candidate) => candidate.name === `${code}/${name}`);
      expect(fixture?.text, `${code}/${name}`).toMatch(/\/\/# example[^]*\/\/# end/);
    }
  });

  it('exercise every text of every rule', () => {
    const said = new Set(fixtures.flatMap(({ text }) => validate(readModel(text)).flatMap((finding) => [finding.text, ...finding.related.map((related) => related.text)])));
    const texts = rules.flatMap((rule) => Object.keys(rule.texts).map((variant) => `${rule.code}.${variant}`));
    expect(texts.filter((text) => !said.has(text))).toEqual([]);
  });

  it('exercise every severity of every rule', () => {
    const shown = new Set(fixtures.flatMap(({ expected }) => expected.map(({ code, severity }) => `${code} ${severity}`)));
    const possible = rules.flatMap((rule) => [rule.defaultSeverity, ...(rule.otherSeverities ?? []).map(({ severity }) => severity)].map((severity) => `${rule.code} ${severity}`));
    expect(possible.filter((each) => !shown.has(each))).toEqual([]);
    expect([...shown].filter((each) => !possible.includes(each) && !each.startsWith('DOC'))).toEqual([]);
  });

  it('belong to rules that exist', () => {
    const codes = new Set(reportableRules.map(({ code }) => code));
    expect(fixtures.filter(({ code }) => !codes.has(code)).map(({ name }) => name)).toEqual([]);
  });
});
