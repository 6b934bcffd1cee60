/** An option of a command, as help and completion tell it. */
export interface OptionDescription {
  /** Without the dashes. */
  readonly name: string;
  /** What it takes, as it is written in help: `FILE`; left out for a switch. */
  readonly value?: string;
  /** Words that it takes. With `FORMAT=PATH` as the value those before the equals sign. */
  readonly choices?: readonly string[];
  /** What the value names, for shells to complete. */
  readonly completes?: 'file' | 'rule';
  readonly text: string;
}

/** A command, as help and completion tell it. */
export interface CommandDescription {
  readonly name: string;
  /** What stands behind it: `PATH…`. */
  readonly parameters: string;
  /** What parameters are, for shells to complete: descriptors and folders, codes of rules, or the words. */
  readonly completes: 'descriptors' | 'rules' | readonly string[];
  /** A line of the overview. */
  readonly summary: string;
  /** Paragraphs of the command's own help. */
  readonly about: readonly string[];
  readonly options: readonly OptionDescription[];
  /** What each exit code means. */
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
  /** Command lines without `avstream`, each with what it is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
}

/** Options that several commands have. */
export const textOrJson: OptionDescription = { name: 'format', value: 'FORMAT', choices: ['text', 'json'], text: 'how to print: text or json (text)' };
export const configurationOptions: readonly OptionDescription[] = [
  { name: 'config', value: 'FILE', completes: 'file', text: 'take severities from this file instead of avstream.config.json in the folders above' },
  { name: 'no-config', text: 'take no severities from any file' },
];
