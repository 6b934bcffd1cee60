import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { portablePath } from '../paths';
import { fingerprintName } from './fingerprint';
import type { CheckedFile, ReportedFinding } from './report';

/** A finding that is accepted; `count` of them where several are alike. */
export interface BaselineEntry { readonly code: string; readonly path: string; readonly fingerprint: string; readonly count?: number }

/** Findings that are accepted, by file. */
export interface Baseline {
  /** Absolute path of the folder that the names of files are relative to: that of the baseline. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, readonly BaselineEntry[]>;
}

/** What hides what else is wrong: accepting it would accept anything. */
export const isAcceptable = ({ code }: Pick<ReportedFinding, 'code'>): boolean => code !== 'DOC-01' && code !== 'DOC-09';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEntry = (value: unknown): value is BaselineEntry => isRecord(value) && typeof value['code'] === 'string' && typeof value['path'] === 'string' && typeof value['fingerprint'] === 'string'
  && (value['count'] === undefined || (Number.isSafeInteger(value['count']) && Number(value['count']) > 0));

/** Reads the text of a baseline, or says in words without a full stop why it cannot be used. */
export function parseBaseline(text: string, folder: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return `it is no JSON: ${(error as Error).message}`;
  }
  if (!isRecord(value) || !isRecord(value['files'])) return 'it is no baseline of avstream check; write one with --write-baseline';
  if (value['version'] !== 1 || value['fingerprints'] !== fingerprintName) return 'it was written by another version of avstream; write it anew with --write-baseline';
  const files = new Map<string, readonly BaselineEntry[]>();
  for (const [name, entries] of Object.entries(value['files'])) {
    if (!Array.isArray(entries) || !entries.every(isEntry)) return `what it has of ${name} is no list of findings; write it anew with --write-baseline`;
    files.set(name, entries);
  }
  return { folder, files };
}

/** Reads a baseline, or says in a sentence why it cannot be used. */
export async function readBaseline(file: string): Promise<Baseline | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `cannot read ${file}: ${code === 'ENOENT' ? `there is no such file; avstream check --write-baseline ${file} writes it` : code === 'EISDIR' ? 'it is a directory' : message}.`;
  }
  const baseline = parseBaseline(text, path.dirname(path.resolve(file)));
  return typeof baseline === 'string' ? `cannot use ${file}: ${baseline}.` : baseline;
}

/** Takes out of the findings of a file what a baseline has, each entry as often as it counts. */
export function compareWithBaseline(checked: CheckedFile, baseline: Baseline, system: path.PlatformPath = path): { readonly file: CheckedFile; /** Entries that no finding answers to. */ readonly gone: number } {
  const left = new Map<string, number>();
  for (const { fingerprint, count } of baseline.files.get(portablePath(baseline.folder, checked.file, system)) ?? []) left.set(fingerprint, (left.get(fingerprint) ?? 0) + (count ?? 1));
  const findings: ReportedFinding[] = [];
  const baselined: ReportedFinding[] = [];
  for (const finding of checked.findings) {
    const remaining = isAcceptable(finding) ? (left.get(finding.fingerprint) ?? 0) : 0;
    if (remaining > 0) left.set(finding.fingerprint, remaining - 1);
    (remaining > 0 ? baselined : findings).push(finding);
  }
  return { file: { ...checked, findings, baselined }, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

/** The baseline that accepts the findings of some files; files without any are left out. */
export function baselineOf(checked: readonly CheckedFile[], folder: string, system: path.PlatformPath = path): Baseline {
  const files = checked.flatMap(({ file, findings }): (readonly [string, readonly BaselineEntry[]])[] => {
    const entries = new Map<string, BaselineEntry>();
    for (const { code, path: pointer, fingerprint } of findings.filter(isAcceptable)) {
      const before = entries.get(fingerprint);
      entries.set(fingerprint, before ? { ...before, count: (before.count ?? 1) + 1 } : { code, path: pointer, fingerprint });
    }
    return entries.size === 0 ? [] : [[portablePath(folder, file, system), [...entries.values()].sort(byPath)]];
  });
  return { folder, files: new Map(files.sort(([first], [second]) => (first < second ? -1 : 1))) };
}

const byPath = (first: BaselineEntry, second: BaselineEntry): number => {
  const [one, other] = [`${first.path} ${first.code} ${first.fingerprint}`, `${second.path} ${second.code} ${second.fingerprint}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** A baseline as a file: one finding a line, in a stable order, the same on every system, so that differences of versions read well. */
export function baselineText({ files }: Baseline): string {
  const blocks = [...files].map(([name, entries]) => `    ${JSON.stringify(name)}: [\n${entries.map((entry) => `      ${JSON.stringify(entry)}`).join(',\n')}\n    ]`);
  return `{\n  "version": 1,\n  "fingerprints": ${JSON.stringify(fingerprintName)},\n  "files": {${blocks.length === 0 ? '' : `\n${blocks.join(',\n')}\n  `}}\n}\n`;
}
