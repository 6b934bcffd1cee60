import type { Severity } from '../../findings/index';
import type { Range } from '../../protocol/index';
import type { UsedConfiguration } from '../configurations';

/** A stretch of a document, in lines and UTF-16 units from 0 as in LSP, and as offsets in UTF-16 units; a byte order mark does not count. */
export interface ReportedPlace {
  readonly range: Range;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** RFC 6901 pointer to the value. */
  readonly path: string;
}

/** A finding as reports have it. */
export interface ReportedFinding extends ReportedPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What stays the same while the finding does, whatever else is edited: see `fingerprint.ts`. */
  readonly fingerprint: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
}

/** What was found in a file. */
export interface CheckedFile {
  readonly file: string;
  /** Bytes of the file. */
  readonly bytes: number;
  /** What counts: neither suppressed nor in the baseline, in the order of their places. */
  readonly findings: readonly ReportedFinding[];
  /** What the document suppresses. */
  readonly suppressed: readonly ReportedFinding[];
  /** What the baseline has. */
  readonly baselined: readonly ReportedFinding[];
  /** Hints that nobody named. */
  readonly quiet: number;
}

/** A file that could not be read, and why, in words without a full stop. */
export interface UnreadFile { readonly file: string; readonly reason: string }

/** What `avstream check` has to say; each format is a function of it. */
export interface CheckReport {
  /** Absolute path of the folder that relative names are relative to. */
  readonly folder: string;
  readonly files: readonly CheckedFile[];
  readonly unread: readonly UnreadFile[];
  readonly configurations: readonly UsedConfiguration[];
  /** Configurations that could not be read, each in a sentence. */
  readonly unreadConfigurations: readonly string[];
  /** Present where there is a baseline: how many of its findings are no more. */
  readonly baseline: { readonly file: string; readonly gone: number } | undefined;
  /** Print what the documents suppress and what the baseline has, too. */
  readonly showSuppressed: boolean;
  /** Most warnings that are accepted. */
  readonly maxWarnings: number;
  /** What was fixed before anything was reported; left out where that was not asked for. */
  readonly fixed?: { readonly findings: number; readonly files: number };
}

/** How many findings of a severity there are. */
export const countOf = ({ files }: CheckReport, severity: Severity): number => files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);

/** How many findings are neither errors nor warnings nor anything else that counts. */
export const asideOf = ({ files }: CheckReport): { readonly quiet: number; readonly suppressed: number; readonly baselined: number } => ({
  quiet: files.reduce((sum, { quiet }) => sum + quiet, 0),
  suppressed: files.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
  baselined: files.reduce((sum, { baselined }) => sum + baselined.length, 0),
});

/** Whether there are more warnings than are accepted. */
export const hasTooManyWarnings = (report: CheckReport): boolean => countOf(report, 'warning') > report.maxWarnings;

/** Whether everything could be read, configurations too. */
export const isSound = ({ unread, unreadConfigurations, configurations }: CheckReport): boolean =>
  unread.length === 0 && unreadConfigurations.length === 0 && !configurations.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));

/** 2 where something could not be read, 1 where what was found fails a build, 0 otherwise. */
export const exitCodeOf = (report: CheckReport): 0 | 1 | 2 => (!isSound(report) ? 2 : countOf(report, 'error') > 0 || hasTooManyWarnings(report) ? 1 : 0);
