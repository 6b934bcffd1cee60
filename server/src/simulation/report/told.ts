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
  /** Label of what it concerns. */
  readonly pin: string;
  readonly time: number;
  readonly count: number;
  /** The step of a routine that did it; empty: none. */
  readonly step?: string;
  /** Pointers of the document values, where they are known already. */
  readonly paths?: readonly string[];
}

/** Takes a finding; one that rests on nothing the scenario states, though it has to, is left out. */
export type Add = (draft: Draft) => void;

/** Adds findings to a list. */
export function addTo(findings: SimulationFinding[], scenario: Scenario): Add {
  return ({ code, key, severity, verifierRule = verifierRuleFor(code), pin, time, count, arguments: values, fields, given, step = '', paths = step === '' ? pathsOf(scenario, fields) : [step, ...pathsOf(scenario, fields).filter((path) => path !== step)] }) => {
    if (code !== null && !Object.hasOwn(severities, code)) return;
    if (given?.some((field) => isGiven(scenario, field)) === false) return;
    const [path = '', ...relatedPaths] = paths;
    findings.push({ code, key, severity: severity ?? severities[code as ReportedCode], pin, arguments: values, path, relatedPaths, time, count, ...(verifierRule === undefined ? {} : { verifierRule }) });
  };
}
