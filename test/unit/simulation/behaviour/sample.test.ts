import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../server/src/document/index';
import { compileScenario, simulationsOf } from '../../../../server/src/simulation/compile/index';
import type { Scenario } from '../../../../server/src/simulation/index';
import { run } from '../scenarios';

const model = readModel(readFileSync('samples/avshws.avstream.json', 'utf8'));
const sample = (index: number): Scenario => {
  const compiled = compileScenario(model, simulationsOf(model)[index]!);
  if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
  return compiled.scenario;
};
const routines = sample(3).pins[0]!.driver;
/** The same simulation with the routines in place of the pattern and its choices. */
const withRoutines = (what: Scenario): Scenario => ({ ...what, pins: what.pins.map((pin) => ({ ...pin, driver: routines })) });

describe('the routines of avshws', () => {
  it.each([0, 1, 2])('give the figures of the pattern that stands for them: simulation %s', (index) => {
    const [pattern, program] = [run(sample(index)), run(withRoutines(sample(index)))];
    expect(program.pins).toEqual(pattern.pins);
    expect(program.findings.map(({ code, key, count }) => [code, key, count])).toEqual(pattern.findings.map(({ code, key, count }) => [code, key, count]));
  });

  it('show that m_PendIo stays TRUE: processing is asked for at every period from the first STATUS_PENDING on, and nothing else is wrong', () => {
    const { pins, findings } = run(sample(3));
    expect(pins[0]).toMatchObject({ framesProduced: 59, framesDelivered: 59, attemptProcessingCalls: 59 });
    expect(findings).toEqual([]);
    // With room for every buffer nothing pends after the first, and still it asks.
    const roomy = withRoutines(sample(1));
    const { attemptProcessingCalls, attemptProcessingRedundant } = run(roomy).pins[0]!;
    expect([attemptProcessingCalls, attemptProcessingRedundant]).toEqual([run(sample(1)).pins[0]!.attemptProcessingCalls, run(sample(1)).pins[0]!.attemptProcessingRedundant]);
  });
});
