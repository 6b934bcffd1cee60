import type { SimulationFinding } from '../result';
import type { Scenario } from '../scenario';
import { isGiven, pathsOf } from './causes';
import { verifierRuleFor } from './verifier-rules';
import { type ReportedCode, type Severity, severities } from './severities';
import type { Told } from './violations';

/** A finding before its severity and its paths have been looked up. */
export interface Draft extends Omit<Told, 'severity'> {
  readonly code: string | null;
  /** Of a finding that belongs to no rule, or of a case that is more serious than its rule. */
  readonly severity?: Severity;
  /** The rule of Driver Verifier that covers it, where its code does not say so. */
  readonly verifierRule?: string;
  /** Label of what it concerns. */
  readonly pin: string;
  readonly time: number;
  readonly count: number;
  /** Pointers of the document values, where they are known already. */
  readonly paths?: readonly string[];
}

/** Takes a finding; one that rests on nothing the scenario states, though it has to, is left out. */
export type Add = (draft: Draft) => void;

/** Adds findings to a list. */
export function addTo(findings: SimulationFinding[], scenario: Scenario): Add {
  return ({ code, key, severity, verifierRule = verifierRuleFor(code), pin, time, count, arguments: values, fields, given, paths = pathsOf(scenario, fields) }) => {
    if (code !== null && !Object.hasOwn(severities, code)) return;
    if (given?.some((field) => isGiven(scenario, field)) === false) return;
    const [path = '', ...relatedPaths] = paths;
    findings.push({ code, key, severity: severity ?? severities[code as ReportedCode], pin, arguments: values, path, relatedPaths, time, count, ...(verifierRule === undefined ? {} : { verifierRule }) });
  };
}
