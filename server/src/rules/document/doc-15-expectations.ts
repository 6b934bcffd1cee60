// Not from the folder's index: that brings the engine along.
import { expectationProblem } from '../../simulation/expectations/compile-expectations';
import { problemTexts } from '../../simulation/wording/problem-texts';
import { defineRule } from '../rule';

/** The sentence that runs have for it, too. */
const textOf = (key: string): string => problemTexts[`scenario.${key}`]!;

const texts = {
  expectBounds: textOf('expectBounds'),
  expectOrder: textOf('expectOrder'),
  expectNothing: textOf('expectNothing'),
  expectCode: textOf('expectCode'),
  expectCodeNearest: textOf('expectCodeNearest'),
  expectBoth: textOf('expectBoth'),
  expectNoneBeside: textOf('expectNoneBeside'),
  expectFingerprint: textOf('expectFingerprint'),
};

/** An expectation that no run can be held to. */
export const doc15 = defineRule({
  code: 'DOC-15', title: 'Expectation that cannot be', area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0', scope: 'simulation',
  condition: 'Expect of a simulation states bounds that exclude each other or none at all, the code of a rule that no simulation reports, something and its opposite, or a fingerprint that is none. The first mistake of each simulation is reported.',
  effect: 'The simulation cannot be run as a test: it fails in the Testing view and in avstream test. It can be simulated all the same.',
  remedy: 'State what the run has to show, or leave the member out.',
  texts,
  check(simulation, report, model) {
    const problem = expectationProblem(model, simulation);
    if (problem !== undefined && Object.hasOwn(texts, problem.key)) report(problem.node, problem.key as keyof typeof texts, problem.arguments);
  },
});
