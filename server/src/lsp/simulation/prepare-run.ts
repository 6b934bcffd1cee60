import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, applyEdits, modelOf, parseTree, pointerOf, resolvePointer } from '../../document/index';
import type { ParameterOverride, SimulateResult } from '../../protocol/index';
import { type CompiledScenario, type Parameter, compileScenario, editsForOverrides, labelOf, listParameters, simulationsOf } from '../../simulation/index';
import type { Analysis } from '../analysis';
import { localize } from '../localize';
import { nodeRange } from '../pointers';
import { scenarioProblemText } from './scenario-problem';

/** A scenario of a document made ready to be run. */
export interface PreparedRun extends Omit<Extract<CompiledScenario, { readonly kind: 'scenario' }>, 'kind'> {
  readonly kind: 'ready';
  /** Position in `Simulations`. */
  readonly index: number;
  /** The document as it is run: with the overrides in it. */
  readonly model: Model;
  /** Its numbers as the document has them, without the overrides. */
  readonly parameters: readonly Parameter[];
  /** The overrides that were applied. */
  readonly overrides: readonly ParameterOverride[];
}

type Impossible = Extract<SimulateResult, { readonly kind: 'impossible' }>;

const impossible = (text: string): Impossible => ({ kind: 'impossible', text, path: '' });

/** Finds a scenario, and compiles it with other values where that is asked for. Overrides of values that are no longer there, or cannot be so, are left out. */
export function prepareRun(document: TextDocument, analysis: Analysis, label: string | undefined, wanted: readonly ParameterOverride[]): PreparedRun | Impossible {
  const model = analysis.model();
  const found = findScenario(document, model, label);
  if (found.kind === 'impossible') return found;
  const { index, simulation, compiled } = found;
  const parameters = listParameters(model, simulation, compiled.scenario);
  const overrides = wanted.filter((each) => !('problem' in editsForOverrides(model.tree, parameters, [each])));
  const plain: PreparedRun = { ...compiled, kind: 'ready', index, model, parameters, overrides: [] };
  if (overrides.length === 0) return plain;
  const result = editsForOverrides(model.tree, parameters, overrides);
  if ('problem' in result) return plain;
  const changed = modelOf(parseTree(applyEdits(analysis.text, result.edits)));
  const again = compileScenario(changed, simulationsOf(changed)[index]!, index);
  if (again.kind === 'impossible') {
    const path = pointerOf(changed.tree, again.problem.node);
    const node = resolvePointer(model.tree, path);
    return { kind: 'impossible', text: scenarioProblemText(again.problem), path, ...(node === -1 ? {} : { range: nodeRange(document, model.tree, node) }) };
  }
  return { ...plain, ...again, kind: 'ready', model: changed, overrides };
}

/** A scenario by its label, the first one without. */
export function findScenario(document: TextDocument, model: Model, label: string | undefined) {
  const simulations = simulationsOf(model);
  const index = label === undefined ? 0 : simulations.findIndex((simulation, position) => labelOf(simulation, position) === label);
  const simulation = simulations[index];
  if (simulation === undefined) {
    return impossible(simulations.length === 0 ? localize('The document describes no simulation. Add one to "Simulations".') : localize('The document has no simulation "{label}".', { label: label ?? '' }));
  }
  const compiled = compileScenario(model, simulation, index);
  if (compiled.kind === 'scenario') return { kind: 'found' as const, index, simulation, compiled };
  const { problem } = compiled;
  return { kind: 'impossible' as const, text: scenarioProblemText(problem), path: pointerOf(model.tree, problem.node), range: nodeRange(document, model.tree, problem.node) };
}
