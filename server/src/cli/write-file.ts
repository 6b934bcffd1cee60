import { constants } from 'node:fs';
import { type FileHandle, access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { complain } from './print';

/** Why a file could not be written, by the system's code. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory', ENOTDIR: 'a part of the path is not a directory', EACCES: 'permission denied', EPERM: 'permission denied', EROFS: 'the file system is read-only',
  EISDIR: 'it is a directory', ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is exceeded', ENAMETOOLONG: 'the name is too long',
};

/** Why a file could not be written, in words without a full stop. */
export const writeReason = (error: unknown): string => reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;

/** Why a file cannot be written, as far as that is known beforehand; a descriptor is never written over. */
export async function writeProblem(file: string, descriptors: readonly string[]): Promise<string | undefined> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory() === true) return `cannot write ${file}: it is a directory.`;
  if (there !== undefined) {
    const real = await realpath(file);
    for (const descriptor of descriptors) if (descriptor !== '-' && real === await realpath(descriptor).catch(() => '')) return `cannot write ${file}: it is the descriptor.`;
  }
  try {
    const folder = path.dirname(path.resolve(file));
    if (!(await stat(folder)).isDirectory()) return `cannot write ${file}: ${reasons['ENOTDIR']}.`;
    await access(there === undefined ? folder : file, constants.W_OK);
  } catch (error) {
    return `cannot write ${file}: ${writeReason(error)}.`;
  }
  return undefined;
}

/**
 * Writes beside the file first, and then in its place: who reads it never sees a half. What is no plain file, such as a pipe, is written as it is.
 * @returns bytes
 */
export async function writeWhole(file: string, parts: Iterable<Uint8Array>): Promise<number> {
  const there = await stat(file).catch(() => undefined);
  if (there !== undefined && !there.isFile()) return writeParts(await open(file, 'w'), parts);
  // A link stays one.
  const target = there === undefined ? path.resolve(file) : await realpath(file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.partial`);
  const leave = (): void => {
    void rm(beside, { force: true }).finally(() => process.exit(130));
  };
  process.once('SIGINT', leave);
  try {
    const bytes = await writeParts(await open(beside, 'wx', there?.mode), parts);
    await rename(beside, target);
    return bytes;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    process.removeListener('SIGINT', leave);
  }
}

/** Writes a file whole; answers whether that was possible, and says why not. */
export async function writeText(file: string, text: string): Promise<boolean> {
  try {
    await writeWhole(file, [Buffer.from(text, 'utf8')]);
    return true;
  } catch (error) {
    complain(`cannot write ${file}: ${writeReason(error)}.`);
    return false;
  }
}

async function writeParts(handle: FileHandle, parts: Iterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  try {
    for (const part of parts) {
      await handle.writeFile(part);
      bytes += part.length;
    }
  } finally {
    await handle.close();
  }
  return bytes;
}
