// The resolver alone: what reads configurations is loaded later.
import { readRuleSettings } from '../configuration/resolve';
import { type HintKind, hintKinds } from '../document/hints/hint-kinds';
import type { RuleSeverities } from '../configuration/index';

/** Settings of the section `avstream` that the server reads. */
export interface Settings {
  /** Whether quiet hints are published as diagnostics too; hovers tell them either way. */
  readonly hints: boolean;
  /** Greatest number of diagnostics published for one document. */
  readonly maxProblems: number;
  /** Kinds of inlay hints that are shown. */
  readonly inlayHints: ReadonlySet<HintKind>;
  /** Whether each simulation has lenses that run it. */
  readonly simulationLenses: boolean;
  /** Whether what is referred to has lenses that count how often. */
  readonly referenceLenses: boolean;
  /** Severities of rules, weaker than those of any configuration file. */
  readonly rules: RuleSeverities;
  /** Whether descriptors are checked that no editor shows. */
  readonly diagnosticMode: DiagnosticMode;
  /** Longest document that is read, in millions of characters: about as many MB. */
  readonly maxFileSize: number;
}

/** Which descriptors of a workspace have diagnostics. */
export type DiagnosticMode = 'openFilesOnly' | 'workspace';

/** What holds where the client says nothing. */
export const defaultSettings: Settings = { hints: false, maxProblems: 1000, inlayHints: new Set(['alignment', 'expressions', 'frameBytes']), simulationLenses: true, referenceLenses: false, rules: new Map(), diagnosticMode: 'openFilesOnly', maxFileSize: 20 };

/** Name of the section. */
export const settingsSection = 'avstream';

/** Reads settings as a client sends them; what is missing or of the wrong type takes its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const { hints, maxProblems, inlayHints, codeLens, rules, diagnosticMode, maxFileSize } = value as Record<string, unknown>;
  return {
    hints: typeof hints === 'boolean' ? hints : defaultSettings.hints,
    maxProblems: typeof maxProblems === 'number' && Number.isFinite(maxProblems) && maxProblems >= 1 ? Math.floor(maxProblems) : defaultSettings.maxProblems,
    inlayHints: new Set(hintKinds.filter((kind) => flagIn(inlayHints, kind) ?? defaultSettings.inlayHints.has(kind))),
    simulationLenses: flagIn(codeLens, 'simulations') ?? defaultSettings.simulationLenses,
    referenceLenses: flagIn(codeLens, 'references') ?? defaultSettings.referenceLenses,
    rules: readRuleSettings(rules),
    diagnosticMode: diagnosticMode === 'workspace' ? 'workspace' : defaultSettings.diagnosticMode,
    maxFileSize: typeof maxFileSize === 'number' && maxFileSize > 0 ? maxFileSize : defaultSettings.maxFileSize,
  };
}

/** A setting of a group, or nothing where it is no truth value. */
function flagIn(group: unknown, name: string): boolean | undefined {
  const value = typeof group === 'object' && group !== null ? (group as Record<string, unknown>)[name] : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** Whether settings say nothing but the defaults. */
export const areDefault = ({ hints, maxProblems, inlayHints, simulationLenses, referenceLenses, rules, diagnosticMode, maxFileSize }: Settings): boolean =>
  hints === defaultSettings.hints && maxProblems === defaultSettings.maxProblems && simulationLenses === defaultSettings.simulationLenses && referenceLenses === defaultSettings.referenceLenses && rules.size === 0
  && diagnosticMode === defaultSettings.diagnosticMode && maxFileSize === defaultSettings.maxFileSize
  && hintKinds.every((kind) => inlayHints.has(kind) === defaultSettings.inlayHints.has(kind));
