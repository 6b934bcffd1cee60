import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';
import { readArchive, writeArchive, type ArchiveProblem } from '../../../server/src/trace/archive';
import { isSavedOutcome } from './outcome-shape';

/** Extension of the files. */
export const savedRunExtension = '.avtrace';

/** A run out of a file, or for one. */
export interface SavedRun {
  readonly outcome: OutcomeWithoutTrace;
  /** Encoded. */
  readonly trace: Uint8Array;
  /** The descriptor's path in the workspace it was saved from, or its name; `/` between folders. Nothing else is told of the machine. */
  readonly descriptor: string;
}

/** The bytes of a file that holds a run. */
export function toArchive({ outcome, trace, descriptor }: SavedRun): Uint8Array {
  return writeArchive({ descriptor, outcome: { ...outcome, uri: '' } }, trace);
}

/** Reads them. @param uri the file's address, which the run has in place of its descriptor's */
export function fromArchive(bytes: Uint8Array, uri: string): SavedRun | ArchiveProblem {
  const archive = readArchive(bytes);
  if ('problem' in archive) return archive;
  const { descriptor, outcome } = (typeof archive.description === 'object' && archive.description !== null ? archive.description : {}) as { readonly descriptor?: unknown; readonly outcome?: unknown };
  if (typeof descriptor !== 'string' || !isSavedOutcome(outcome)) return { problem: 'damaged' };
  return { outcome: { ...outcome, uri }, trace: archive.trace, descriptor };
}
