// The resolver alone: what reads configurations is loaded later.
import { readRuleSettings } from '../configuration/resolve';
import type { RuleSeverities } from '../configuration/index';

/** Settings of the section `avstream` that the server reads. */
export interface Settings {
  /** Whether quiet hints are published as diagnostics too; hovers tell them either way. */
  readonly hints: boolean;
  /** Greatest number of diagnostics published for one document. */
  readonly maxProblems: number;
  /** Severities of rules, weaker than those of any configuration file. */
  readonly rules: RuleSeverities;
}

/** What holds where the client says nothing. */
export const defaultSettings: Settings = { hints: false, maxProblems: 1000, rules: new Map() };

/** Name of the section. */
export const settingsSection = 'avstream';

/** Reads settings as a client sends them; what is missing or of the wrong type takes its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const { hints, maxProblems, rules } = value as Record<string, unknown>;
  return {
    hints: typeof hints === 'boolean' ? hints : defaultSettings.hints,
    maxProblems: typeof maxProblems === 'number' && Number.isFinite(maxProblems) && maxProblems >= 1 ? Math.floor(maxProblems) : defaultSettings.maxProblems,
    rules: readRuleSettings(rules),
  };
}

/** Whether settings say nothing but the defaults. */
export const areDefault = ({ hints, maxProblems, rules }: Settings): boolean => hints === defaultSettings.hints && maxProblems === defaultSettings.maxProblems && rules.size === 0;
