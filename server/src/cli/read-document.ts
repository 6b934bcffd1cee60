import { readFile, stat } from 'node:fs/promises';
import { isPattern } from './expand-patterns';

/** A file's text, or why it could not be read, in a sentence, and whether there is anything of that name. */
export type ReadResult = { readonly text: string } | { readonly reason: string; readonly isThere: boolean };

/** Above this a descriptor is not read: nobody writes one, and an answer in seconds is worth more. In bytes. */
export const sizeLimit = 64 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'too many symbolic links',
};

/** Why something could not be read, in words without a full stop. */
export const unreadReason = (error: unknown): string => reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;

/** Errors that say that there is nothing. */
const nothingThere: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

/** Reads a descriptor; `-` is standard input. Text is UTF-8, with or without byte order mark. */
export async function readDocument(file: string): Promise<ReadResult> {
  let bytes: Buffer;
  try {
    if (file === '-') bytes = await readStandardInput();
    else {
      const status = await stat(file);
      if (status.isDirectory()) return { reason: 'it is a directory without descriptors (*.avstream.json, *.avstream.jsonc)', isThere: true };
      if (status.size > sizeLimit) return { reason: `it has ${status.size} bytes; at most ${sizeLimit} are read`, isThere: true };
      bytes = await readFile(file);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && isPattern(file)) return { reason: 'no file fits the pattern', isThere: false };
    return { reason: unreadReason(error), isThere: !nothingThere.has(code) };
  }
  return decode(bytes);
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > sizeLimit) throw new Error(`it has more than ${sizeLimit} bytes`);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): ReadResult {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { reason: 'it is UTF-16; save it as UTF-8', isThere: true };
  if (bytes.includes(0)) return { reason: 'it is not text', isThere: true };
  try {
    // Without the byte order mark: positions are those that an editor shows.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { reason: 'it is not UTF-8 text', isThere: true };
  }
}
