import type { ReportedCode } from '../../../../server/src/simulation/report/severities';
import type { Scenario, SimulationFinding } from '../../../../server/src/simulation/index';

/** A scenario that shows a mistake, and the same scenario without it. */
export interface Case {
  readonly code: ReportedCode;
  /** What is tested, where a code has several cases. */
  readonly what: string;
  readonly breaks: Scenario;
  readonly keeps: Scenario;
  /** What the finding says; `path` is required, for a finding without a cause is of no use. */
  readonly finding: Partial<SimulationFinding> & Pick<SimulationFinding, 'key' | 'path'>;
  /** Further codes that the broken scenario shows, with good reason. */
  readonly besides?: readonly (string | null)[];
  /** Findings that belong to no rule, such as lost frames, are left out of account. */
  readonly ignoresLosses?: boolean;
  /** Codes that the repaired one shows, with good reason. */
  readonly remains?: readonly (string | null)[];
}
