import type { SimulationFinding } from '../result';

/** How serious a finding is. */
export type Severity = SimulationFinding['severity'];

/**
 * The severity of each rule that runs report. The rules themselves are out of reach here, so a test holds this table to them; a case that is more serious than its rule says so itself.
 */
export const severities = {
  'ALC-01': 'error', 'ALC-02': 'error', 'ALC-03': 'error', 'ALC-04': 'error', 'ALC-05': 'error', 'ALC-06': 'error', 'ALC-10': 'warning', 'ALC-11': 'error', 'ALC-12': 'error', 'ALC-13': 'warning', 'ALC-14': 'warning',
  'ALC-15': 'error', 'ALC-16': 'warning', 'ALC-17': 'warning', 'ALC-18': 'info', 'ALC-19': 'error', 'ALC-20': 'warning',
  'CBF-04': 'error', 'CBF-05': 'error', 'CBF-08': 'error', 'CBF-09': 'error', 'CBF-10': 'warning',
  'CRE-01': 'warning', 'CRE-02': 'warning', 'CRE-03': 'error', 'CRE-04': 'warning', 'CRE-05': 'warning', 'CRE-06': 'error', 'CRE-07': 'error', 'CRE-08': 'warning',
  'DMA-03': 'warning', 'DMA-04': 'error', 'DMA-05': 'warning', 'DMA-06': 'error', 'DMA-07': 'warning',
  'DSP-07': 'error', 'DSP-08': 'error', 'DSP-09': 'warning', 'DSP-12': 'warning', 'DSP-13': 'warning', 'DSP-15': 'warning',
  'FRM-36': 'error',
  'HDR-01': 'error', 'HDR-02': 'warning', 'HDR-03': 'error', 'HDR-04': 'warning', 'HDR-05': 'warning', 'HDR-06': 'error', 'HDR-07': 'warning', 'HDR-08': 'warning',
  'PIN-16': 'error', 'PIN-19': 'warning', 'PIN-21': 'error', 'PIN-32': 'warning', 'PIN-33': 'info', 'PIN-46': 'warning',
  'SPT-01': 'error', 'SPT-02': 'error', 'SPT-03': 'error', 'SPT-04': 'error', 'SPT-05': 'error', 'SPT-06': 'error', 'SPT-07': 'error', 'SPT-08': 'error', 'SPT-09': 'error', 'SPT-10': 'warning', 'SPT-11': 'error',
  'SPT-12': 'error', 'SPT-13': 'warning', 'SPT-14': 'warning', 'SPT-15': 'warning', 'SPT-16': 'error', 'SPT-17': 'error', 'SPT-18': 'warning', 'SPT-19': 'error', 'SPT-20': 'error', 'SPT-21': 'error', 'SPT-22': 'error',
  'STA-02': 'warning', 'STA-03': 'error', 'STA-04': 'warning', 'STA-05': 'warning', 'STA-06': 'warning', 'STA-07': 'info', 'STA-08': 'warning', 'STA-10': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

/** Code of a rule that runs can report. */
export type ReportedCode = keyof typeof severities;
