import type { SimulationFinding } from '../result';

/** How serious a finding is. */
export type Severity = SimulationFinding['severity'];

/**
 * The severity of each rule that runs report. The rules themselves are out of reach here, so a test holds this table to them; a case that is more serious than its rule says so itself.
 */
export const severities = {
  'DMA-07': 'warning',
  'HDR-03': 'error', 'HDR-04': 'warning', 'HDR-05': 'warning', 'HDR-06': 'error',
  'PIN-19': 'warning',
  'SPT-05': 'error', 'SPT-15': 'warning', 'SPT-16': 'error', 'SPT-17': 'error',
  'STA-02': 'warning', 'STA-04': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

/** Code of a rule that runs can report. */
export type ReportedCode = keyof typeof severities;
