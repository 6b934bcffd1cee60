import { type Instance, type Model, type NodeId, bound, elementsOf, nodeOf, textOf } from '../../document/index';
import type { Simulation } from '../../ks/index';
import { compileScenario } from '../compile/compile-scenario';
import type { ScenarioProblem } from '../compile/problem';
import { labelOf, simulationsOf } from '../compile/simulations';
import type { Scenario } from '../scenario';
import { compileExpectations } from './compile-expectations';
import type { Expectation } from './expectation';

/** A simulation of a document as a test. */
export interface PreparedTest {
  readonly label: string;
  readonly description: string;
  /** Position in `Simulations`. */
  readonly index: number;
  /** Its label, or itself where it has none. */
  readonly node: NodeId;
  readonly state:
    | { readonly kind: 'ready'; readonly scenario: Scenario; readonly seed: number; readonly expectations: readonly Expectation[]; /** Expectations that the document states. */ readonly stated: number }
    /** It cannot be run, or what it expects cannot be expected. */
    | { readonly kind: 'impossible'; readonly problem: ScenarioProblem };
}

/** The simulations of a document as tests, in order. */
export function prepareTests(model: Model): readonly PreparedTest[] {
  const labels = new Set<string>();
  return simulationsOf(model).map((simulation, index): PreparedTest => {
    const label = labelOf(simulation, index);
    const node = textOf(simulation, 'Label') === undefined ? simulation.node : nodeOf(simulation, 'Label');
    const isSecond = labels.has(label);
    labels.add(label);
    return { label, description: textOf(simulation, 'Description') ?? '', index, node, state: isSecond ? { kind: 'impossible', problem: { key: 'secondLabel', arguments: { label }, node } } : prepare(model, simulation, index) };
  });
}

function prepare(model: Model, simulation: Instance<typeof Simulation>, index: number): PreparedTest['state'] {
  const compiled = compileScenario(model, simulation, index);
  if (compiled.kind === 'impossible') return compiled;
  const expected = compileExpectations(model, simulation, compiled.scenario);
  if (expected.kind === 'impossible') return expected;
  const unknown = unknownMember(model, simulation.node);
  if (unknown !== undefined) return { kind: 'impossible', problem: unknown };
  return { kind: 'ready', scenario: compiled.scenario, seed: compiled.seed, expectations: expected.expectations, stated: expected.stated };
}

/** A property within a simulation that no structure has: what it was to say, an expectation perhaps, would not be held against the run, and the test pass all the same. */
function unknownMember({ tree, problems }: Model, node: NodeId): ScenarioProblem | undefined {
  const found = problems.find(({ code, start, end }) => code === 'DOC-02' && start >= tree.start[node]! && end <= tree.end[node]!);
  return found && { key: found.arguments['nearest'] === undefined ? 'unknownMember' : 'unknownMemberNearest', arguments: found.arguments, node: found.node };
}

/** Whether simulations may be missing because they cannot be read: a test that is not run must not pass for one that is not there. */
export function hidesTests({ document, problems }: Model): boolean {
  if (document === undefined || problems.some(({ code }) => code === 'DOC-01')) return true;
  return bound(document, 'Simulations').state === 'invalid' || (elementsOf(document, 'Simulations') ?? []).some(({ state }) => state === 'invalid');
}
