import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Severity } from '../../../server/src/findings/index';

/** What a marker `//! FRM-25 error alignment` at the end of a line says of the finding that starts on that line. */
export interface ExpectedFinding {
  readonly code: string;
  readonly severity: Severity;
  /** The text of the finding, by its variant. */
  readonly variant: string;
  /** Zero-based. */
  readonly line: number;
}

/** A document that breaks or keeps one rule. */
export interface Fixture {
  /** `FRM-25/breaks-pitch`. */
  readonly name: string;
  readonly code: string;
  readonly breaks: boolean;
  readonly text: string;
  readonly expected: readonly ExpectedFinding[];
}

const folder = path.join(import.meta.dirname, '../../fixtures/rules');

/** The expectations that a document's markers state. */
export function expectationsIn(text: string): readonly ExpectedFinding[] {
  return text.split(/\r?\n/).flatMap((line, number) => {
    const match = /\/\/! (\S+) (error|warning|info|hint) (\S+)$/.exec(line);
    return match ? [{ code: match[1]!, severity: match[2] as Severity, variant: match[3]!, line: number }] : [];
  });
}

/** Every fixture below test/fixtures/rules. */
export function readFixtures(): readonly Fixture[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name: code }) =>
    readdirSync(path.join(folder, code)).sort().map((file) => {
      const text = readFileSync(path.join(folder, code, file), 'utf8');
      return { name: `${code}/${file.replace(/\.avstream\.jsonc?$/, '')}`, code, breaks: file.startsWith('breaks'), text, expected: expectationsIn(text) };
    }));
}
