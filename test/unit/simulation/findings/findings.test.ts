import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPairs } from '../../../../scripts/generate/support/failure-pairs';
import { formatText } from '../../../../server/src/findings/index';
import { reportedBySimulations } from '../../../../server/src/rules/index';
import { simulatedRules } from '../../../../server/src/rules/simulated/index';
import { findingText } from '../../../../server/src/simulation/index';
import { severities } from '../../../../server/src/simulation/report/severities';
import { run } from '../scenarios';
import { captureCases } from './capture-cases';
import type { Case } from './cases';
import { circuitCases } from './circuit-cases';
import { eventCases } from './event-cases';
import { filterCases } from './filter-cases';

const cases: readonly Case[] = [...captureCases, ...circuitCases, ...eventCases, ...filterCases];
const codesOf = (scenario: Case['breaks'], ignoresLosses: boolean): (string | null)[] => run(scenario).findings.map(({ code }) => code).filter((code) => !ignoresLosses || code !== null).sort();

describe.each(cases)('$code, $what', ({ code, breaks, keeps, finding, besides = [], remains = [], ignoresLosses = false }) => {
  it('is reported once, with its cause', () => {
    const { findings } = run(breaks);
    expect(codesOf(breaks, ignoresLosses)).toEqual([code, ...besides].sort());
    const found = findings.find((each) => each.code === code)!;
    expect(found).toMatchObject({ severity: severities[code], ...finding });
    expect(found.count).toBeGreaterThan(0);
    expect(found.path).not.toBe('');
  });

  it('is not reported once it is repaired', () => {
    expect(codesOf(keeps, ignoresLosses)).toEqual([...remains].sort());
  });

  it('is told in a sentence', () => {
    const text = findingText(run(breaks).findings.find((each) => each.code === code)!, formatText);
    expect(text).toMatch(/^[A-Z"].*\.$/s);
    expect(text).not.toMatch(/[{}]|undefined|NaN|simulation\./);
  });
});

describe('the codes that runs report', () => {
  it('have each a scenario that shows them', () => {
    const documents = readPairs(path.join(import.meta.dirname, '../../../..')).flatMap(({ shows }) => shows.map(({ code }) => code)).filter((code) => /^[A-Z]{3}-\d\d$/.test(code) && Object.hasOwn(severities, code));
    expect([...new Set([...cases.map(({ code }) => code), ...documents])].sort()).toEqual(Object.keys(severities).sort());
  });

  it('are those that the rules know as reported', () => {
    expect(Object.keys(severities).sort()).toEqual([...reportedBySimulations].sort());
  });

  it('have the severities of their rules', () => {
    const rules = new Map(simulatedRules.map((rule) => [rule.code, 'defaultSeverity' in rule ? rule.defaultSeverity : undefined]));
    for (const [code, severity] of Object.entries(severities)) expect([code, rules.get(code)]).toEqual([code, severity]);
  });
});
