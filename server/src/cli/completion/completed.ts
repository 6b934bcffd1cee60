import type { CommandDescription, OptionDescription } from '../commands/index';

/** Everything that shells complete. */
export interface Completed {
  readonly commands: readonly CommandDescription[];
  /** Codes of rules. */
  readonly codes: readonly string[];
  readonly severities: readonly string[];
}

/** How the value of an option is completed: one of some words, a file, a word and a file (`sarif=report.sarif`), a rule and its severity, or not at all. */
export function kindOf({ value, choices, completes }: OptionDescription): 'switch' | 'words' | 'file' | 'pair' | 'rule' | 'other' {
  if (value === undefined) return 'switch';
  if (completes === 'rule') return 'rule';
  if (choices) return completes === 'file' ? 'pair' : 'words';
  return completes === 'file' ? 'file' : 'other';
}

/** Options that help has of every command. */
export const helpOption: OptionDescription = { name: 'help', text: 'tell the options, exit codes and examples' };
