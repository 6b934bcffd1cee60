import { ruleCodes, silentRules } from './registry';

/** Codes of the rules that only a run can show. Their descriptions are not loaded for the sake of their codes; a test holds the two together. */
export const simulatedCodes: readonly string[] = [
  'ALC-01', 'ALC-02', 'ALC-03', 'ALC-04', 'ALC-05', 'ALC-06', 'ALC-07', 'ALC-08', 'ALC-09', 'ALC-10', 'ALC-11', 'ALC-12', 'ALC-13', 'ALC-14', 'ALC-15', 'ALC-16', 'ALC-17', 'ALC-18', 'ALC-19', 'ALC-20',
  'CBF-04', 'CBF-05', 'CBF-08', 'CBF-09', 'CBF-10',
  'CRE-01', 'CRE-02', 'CRE-03', 'CRE-04', 'CRE-05', 'CRE-06', 'CRE-07', 'CRE-08',
  'DMA-03', 'DMA-04', 'DMA-05', 'DMA-06', 'DMA-07', 'DMA-08',
  'DSP-07', 'DSP-08', 'DSP-09', 'DSP-12', 'DSP-13', 'DSP-15',
  'FRM-36',
  'HDR-01', 'HDR-02', 'HDR-03', 'HDR-04', 'HDR-05', 'HDR-06', 'HDR-07', 'HDR-08',
  'PIN-16', 'PIN-19', 'PIN-21', 'PIN-32', 'PIN-33', 'PIN-46',
  'SPT-01', 'SPT-02', 'SPT-03', 'SPT-04', 'SPT-05', 'SPT-06', 'SPT-07', 'SPT-08', 'SPT-09', 'SPT-10', 'SPT-11', 'SPT-12', 'SPT-13', 'SPT-14', 'SPT-15', 'SPT-16', 'SPT-17', 'SPT-18', 'SPT-19', 'SPT-20', 'SPT-21', 'SPT-22',
  'STA-01', 'STA-02', 'STA-03', 'STA-04', 'STA-05', 'STA-06', 'STA-07', 'STA-08', 'STA-09', 'STA-10',
];

/** Those of them that simulations of this version report: severities and suppressions hold for their findings too. */
export const reportedBySimulations: readonly string[] = [
  'ALC-01', 'ALC-02', 'ALC-03', 'ALC-04', 'ALC-05', 'ALC-06', 'ALC-10', 'ALC-11', 'ALC-12', 'ALC-13', 'ALC-14', 'ALC-15', 'ALC-16', 'ALC-17', 'ALC-18', 'ALC-19', 'ALC-20',
  'CBF-04', 'CBF-05', 'CBF-08', 'CBF-09', 'CBF-10',
  'CRE-01', 'CRE-02', 'CRE-03', 'CRE-04', 'CRE-05', 'CRE-06', 'CRE-07', 'CRE-08',
  'DMA-03', 'DMA-04', 'DMA-05', 'DMA-06', 'DMA-07',
  'DSP-07', 'DSP-08', 'DSP-09', 'DSP-12', 'DSP-13', 'DSP-15',
  'FRM-36',
  'HDR-01', 'HDR-02', 'HDR-03', 'HDR-04', 'HDR-05', 'HDR-06', 'HDR-07', 'HDR-08',
  'PIN-16', 'PIN-19', 'PIN-21', 'PIN-32', 'PIN-33', 'PIN-46',
  'SPT-01', 'SPT-02', 'SPT-03', 'SPT-04', 'SPT-05', 'SPT-06', 'SPT-07', 'SPT-08', 'SPT-09', 'SPT-10', 'SPT-11', 'SPT-12', 'SPT-13', 'SPT-14', 'SPT-15', 'SPT-16', 'SPT-17', 'SPT-18', 'SPT-19', 'SPT-20', 'SPT-21', 'SPT-22',
  'STA-02', 'STA-03', 'STA-04', 'STA-05', 'STA-06', 'STA-07', 'STA-08', 'STA-10',
];

/** Codes of every rule, reported by this version or not. */
export const knownCodes: ReadonlySet<string> = new Set([...ruleCodes, ...silentRules.map(({ code }) => code), ...simulatedCodes]);

/** Whether a code is that of a rule at all, reported by this version or not. */
export const isRuleCode = (code: string): boolean => knownCodes.has(code);
