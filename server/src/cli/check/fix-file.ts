import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import type { Severities } from '../../findings/index';
import { fixAll } from '../../rules/fixing/index';
import { validate } from '../../rules/index';
import { complain } from '../print';
import { writeReason, writeWhole } from '../write-file';
import { type Baseline, compareWithBaseline } from './baseline';
import { checkText } from './check-text';

/** What became of a file whose findings were to be fixed. */
export interface FixedFile {
  /** What the file holds now. */
  readonly text: string;
  /** Findings that were fixed. */
  readonly fixed: number;
  /** False: it could not be written, which has been told, and is as it was. */
  readonly isWritten: boolean;
}

const byteOrderMark = new Uint8Array([0xef, 0xbb, 0xbf]);

/**
 * Fixes in a file what is safe to fix of what is reported of it, which leaves out what a configuration turns off, a document suppresses or a baseline accepts.
 * Its byte order mark, line ends and layout stay. A file that has changed since it was read is left alone.
 * @param text what was read of it, without byte order mark
 */
export async function fixFile(file: string, text: string, configured: Severities, hints: boolean, baseline: Baseline | undefined): Promise<FixedFile> {
  const { text: made, fixed } = fixAll(text, (model) => {
    const findings = validate(model, { severities: configured }).filter(({ quiet }) => hints || !quiet);
    if (baseline === undefined) return findings;
    const left = new Set(compareWithBaseline(checkText(file, model.tree.text, configured, hints), baseline).file.findings.map(({ code, start, end }) => `${code} ${start}-${end}`));
    return findings.filter(({ code, place }) => left.has(`${code} ${place.start}-${place.end}`));
  });
  const count = [...fixed.values()].reduce((sum, number) => sum + number, 0);
  if (made === text) return { text, fixed: 0, isWritten: true };
  try {
    // What is read-only would be replaced all the same; it is so for a reason, such as not being checked out.
    await access(file, constants.W_OK);
    if (((await stat(file)).mode & 0o222) === 0) throw new Error('it is read-only');
    const bytes = await readFile(file);
    const hasMark = byteOrderMark.every((byte, index) => bytes[index] === byte);
    if (bytes.subarray(hasMark ? 3 : 0).toString('utf8') !== text) throw new Error('it has changed since it was read');
    await writeWhole(file, [...(hasMark ? [byteOrderMark] : []), Buffer.from(made, 'utf8')]);
    return { text: made, fixed: count, isWritten: true };
  } catch (error) {
    complain(`cannot write ${file}: ${writeReason(error)}; its findings are not fixed.`);
    return { text, fixed: 0, isWritten: false };
  }
}
