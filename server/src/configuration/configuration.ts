import type { ConfiguredSeverity, TextArguments } from '../findings/index';

/** Name of a configuration file. It holds for every descriptor in its folder and below. */
export const configurationName = 'avstream.config.json';

/** What is said of rules, by code. */
export type RuleSeverities = ReadonlyMap<string, ConfiguredSeverity>;

/** Tells whether a path fits a pattern. Paths are relative to the configuration's folder, with forward slashes. */
export type PathMatcher = (path: string) => boolean;

/** Why a pattern cannot be used, as a text of {@link ConfigurationProblemKind}. */
export type GlobProblem = 'globEmpty' | 'globBackslash' | 'globOutside' | 'globSyntax' | 'globTooLong';

/** Understands a pattern; injected, because the core has no library for it. Never throws. */
export type CompileGlob = (glob: string) => { readonly matches: PathMatcher } | { readonly problem: GlobProblem };

/** Severities for some of the files only. */
export interface Override {
  readonly matches: PathMatcher;
  readonly rules: RuleSeverities;
}

/** What can be wrong in a configuration. */
export type ConfigurationProblemKind =
  | 'syntax' | 'root' | 'type' | 'property' | 'propertyNearest' | 'code' | 'codeNearest' | 'severity' | 'severityNearest' | 'filesMissing' | GlobProblem;

/** One mistake in a configuration. Offsets are UTF-16 code units, `end` exclusive. */
export interface ConfigurationProblem {
  readonly kind: ConfigurationProblemKind;
  /** An error: something was said and is not heard. A warning: maybe it is for another version. */
  readonly severity: 'error' | 'warning';
  readonly arguments: TextArguments;
  readonly start: number;
  readonly end: number;
}

/** A configuration file that was read: what can be understood of it holds, whatever is wrong with the rest. */
export interface Configuration {
  /** Configurations in folders above are not read. */
  readonly root: boolean;
  readonly rules: RuleSeverities;
  /** In the order in which they stand: later ones are stronger. */
  readonly overrides: readonly Override[];
  /** In order of their places. */
  readonly problems: readonly ConfigurationProblem[];
}

/** A configuration and the folder it is for. */
export interface LocatedConfiguration {
  /** Address of the folder, without a slash at the end. */
  readonly folder: string;
  readonly configuration: Configuration;
}
