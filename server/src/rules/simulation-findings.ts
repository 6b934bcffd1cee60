import { type Model, resolvePointer } from '../document/index';
import { type Finding, type Severities, type Severity, withSeverities } from '../findings/index';
import type { SimulationFinding } from '../simulation/index';
import { placeAt } from './place';
import { suppressionTest } from './suppression/index';

/** Findings of a run as a person wants them, in the order in which the run gave them. */
export interface ConfiguredSimulationFindings {
  /** What is reported. */
  readonly findings: readonly SimulationFinding[];
  /** What the document suppresses, by a comment or a `Suppress` list where the value stands that caused it. */
  readonly suppressed: readonly SimulationFinding[];
}

/** Nothing that a run has shown is quiet, so that a hint is told as information. */
const shownAs = (severity: Severity): SimulationFinding['severity'] => (severity === 'hint' ? 'info' : severity);

/**
 * Applies severities and suppressions to what a run has found, as `validateDocument` does to what rules find. Findings without a code belong to no rule: they pass as they are.
 * @param model the document that was simulated; paths of the findings lead into it
 */
export function configureSimulationFindings(model: Model, found: readonly SimulationFinding[], severities: Severities): ConfiguredSimulationFindings {
  const isSuppressed = suppressionTest(model);
  const findings: SimulationFinding[] = [];
  const suppressed: SimulationFinding[] = [];
  for (const finding of found) {
    if (finding.code === null) {
      findings.push(finding);
      continue;
    }
    const located = locate(model, finding, finding.code);
    const [configured] = withSeverities([located], severities);
    if (configured === undefined) continue;
    const severity = shownAs(configured.severity);
    (isSuppressed(located) ? suppressed : findings).push(severity === finding.severity ? finding : { ...finding, severity });
  }
  return { findings, suppressed };
}

/** The same finding as one of a rule. */
function locate({ tree }: Model, { key, severity, arguments: values, path }: SimulationFinding, code: string): Finding {
  return { code, severity, quiet: false, text: `simulation.${key}`, arguments: values, place: placeAt(tree, resolvePointer(tree, path)), related: [] };
}
