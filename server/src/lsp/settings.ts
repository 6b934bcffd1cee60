/** Settings of the section `avstream` that the server reads. */
export interface Settings {
  /** Whether findings of severity hint are published as diagnostics too; they are always shown in hovers. */
  readonly hints: boolean;
  /** Greatest number of diagnostics published for one document. */
  readonly maxProblems: number;
}

/** What holds where the client says nothing. */
export const defaultSettings: Settings = { hints: false, maxProblems: 1000 };

/** Name of the section. */
export const settingsSection = 'avstream';

/** Reads settings as a client sends them; what is missing or of the wrong type takes its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const { hints, maxProblems } = value as Record<string, unknown>;
  return {
    hints: typeof hints === 'boolean' ? hints : defaultSettings.hints,
    maxProblems: typeof maxProblems === 'number' && Number.isFinite(maxProblems) && maxProblems >= 1 ? Math.floor(maxProblems) : defaultSettings.maxProblems,
  };
}
