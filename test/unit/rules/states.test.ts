import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportableRules, reportedBySimulations, rules, silentRules } from '../../../server/src/rules/index';
import { isInvariant, simulatedRules } from '../../../server/src/rules/simulated/index';
import { severities } from '../../../server/src/simulation/report/severities';

const root = path.join(import.meta.dirname, '../../..');
interface ReferenceRule { readonly code: string; readonly severity: string; readonly checkedBy: 'static' | 'graph' | 'simulation' }
const reference = (JSON.parse(readFileSync(path.join(root, 'test/fixtures/rules.json'), 'utf8')) as { rules: ReferenceRule[] }).rules;
const codesBy = (...kinds: readonly ReferenceRule['checkedBy'][]): string[] => reference.filter(({ checkedBy }) => kinds.includes(checkedBy)).map(({ code }) => code).sort();
const familyOf = (code: string): string => code.slice(0, 3);

/** So many static and graph rules at most may stay unchecked, each with its reason. */
const uncheckedAtMost = 15;

const states = new Map<string, string[]>();
for (const [state, list] of [['checked', rules], ['silent', silentRules], ['simulated', simulatedRules]] as const) {
  for (const { code } of list) states.set(code, [...(states.get(code) ?? []), state]);
}

describe('every rule of the reference', () => {
  it('has a state', () => {
    expect(reference.map(({ code }) => code).filter((code) => !states.has(code))).toEqual([]);
  });

  it('has one state only', () => {
    expect([...states].filter(([, list]) => list.length > 1)).toEqual([]);
  });
});

describe('a state is true', () => {
  it('checked: there are a document that breaks the rule and one that keeps it', () => {
    const fixture = (code: string, name: string): boolean => existsSync(path.join(root, 'test/fixtures/rules', code, `${name}.avstream.json`));
    expect(rules.map(({ code }) => code).filter((code) => !(fixture(code, 'breaks') && fixture(code, 'keeps')))).toEqual([]);
  });

  it('checked or silent: no run is needed to see it', () => {
    const possible = new Set(codesBy('static', 'graph'));
    // DOC are mistakes of a document as such, which the reference knows nothing of.
    expect([...rules, ...silentRules].map(({ code }) => code).filter((code) => familyOf(code) !== 'DOC' && !possible.has(code))).toEqual([]);
  });

  it('said by another rule: that rule is reported', () => {
    const reported = new Set(reportableRules.map(({ code }) => code));
    expect(silentRules.flatMap(({ because }) => (because.kind === 'text' && !reported.has(because.partOf) ? [because.partOf] : []))).toEqual([]);
  });

  it(`not checked: at most ${uncheckedAtMost}`, () => {
    const unchecked = silentRules.filter(({ because }) => because.kind !== 'text').map(({ code }) => code);
    expect(unchecked.length, unchecked.join(' ')).toBeLessThanOrEqual(uncheckedAtMost);
  });

  it('simulated: exactly the rules that need a run', () => {
    expect(simulatedRules.map(({ code }) => code).sort()).toEqual(codesBy('simulation'));
  });

  it('invariant of the model: exactly the promises of AVStream', () => {
    expect(simulatedRules.filter(isInvariant).map(({ code }) => code).sort()).toEqual(reference.filter(({ severity }) => severity === 'invariant').map(({ code }) => code).sort());
  });

  it('reported by simulations: exactly the codes that a run reports', () => {
    const reported = Object.keys(severities).sort();
    expect(simulatedRules.filter(({ because }) => because.kind === 'simulation' && because.reported).map(({ code }) => code).sort()).toEqual(reported);
    expect(reportedBySimulations).toEqual(reported);
  });
});
