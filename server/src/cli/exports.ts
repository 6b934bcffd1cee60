import { constants } from 'node:fs';
import { type FileHandle, access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { nameTrace, subjectOf } from '../picture/index';
import { drawRunAsSvg } from '../picture/svg-picture';
import { simulationTexts } from '../simulation/index';
import { type ExportFormat, exportChunks, exportFormats } from '../trace/exports/index';
import type { Trace } from '../trace/index';
import { write } from './simulation-report';

declare const __AVSTREAM_VERSION__: string;

/** What `--export` can write: the data of a run in the formats of other tools, and its picture. */
export const fileFormats = [...exportFormats, 'svg'] as const;
/** One of {@link fileFormats}. */
export type FileFormat = (typeof fileFormats)[number];

/** One `--export FORMAT=PATH`; `-` is standard output. */
export interface ExportOrder { readonly format: FileFormat; readonly path: string }

/** What was written. */
export interface WrittenExport extends ExportOrder { readonly bytes: number }

/** What is said of a run beside its trace. */
export interface ExportedRun {
  readonly trace: Trace;
  /** The descriptor's file as it was named. */
  readonly document: string;
  readonly assumptions: number;
  readonly svgWidth: number;
}

/** Why a file could not be written, by the system's code. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory', ENOTDIR: 'a part of the path is not a directory', EACCES: 'permission denied', EPERM: 'permission denied', EROFS: 'the file system is read-only',
  EISDIR: 'it is a directory', ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is exceeded', ENAMETOOLONG: 'the name is too long',
};
const reasonOf = (error: unknown): string => reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;

/** Why the orders cannot be carried out, as far as that is known before the run; a descriptor is never written over. */
export async function exportProblem(orders: readonly ExportOrder[], document: string): Promise<string | undefined> {
  for (const { path: file } of orders) {
    if (file === '-') continue;
    const there = await stat(file).catch(() => undefined);
    if (there?.isDirectory() === true) return `cannot write ${file}: it is a directory.`;
    if (there !== undefined && document !== '-' && await realpath(file) === await realpath(document).catch(() => '')) return `cannot write ${file}: it is the descriptor.`;
    try {
      const folder = path.dirname(path.resolve(file));
      if (!(await stat(folder)).isDirectory()) return `cannot write ${file}: ${reasons['ENOTDIR']}.`;
      await access(there === undefined ? folder : file, constants.W_OK);
    } catch (error) {
      return `cannot write ${file}: ${reasonOf(error)}.`;
    }
  }
  return undefined;
}

/** Pieces of a file in the order in which they are written. */
function* pieces(format: FileFormat, { trace, document, assumptions, svgWidth }: ExportedRun): Generator<Uint8Array, void, void> {
  const statement = write(simulationTexts['export.statement']!, {});
  const texts = Object.fromEntries(Object.entries(simulationTexts).map(([key, template]) => [key, write(template, {})]));
  if (format === 'svg') {
    yield Buffer.from(drawRunAsSvg(subjectOf(trace, texts), { width: svgWidth, theme: 'light', statement }), 'utf8');
    return;
  }
  const about = { producer: `AVStream Studio ${__AVSTREAM_VERSION__}`, document: document === '-' ? '' : path.basename(document), statement, assumptions };
  for (const { data } of exportChunks(format satisfies ExportFormat, { trace, names: nameTrace(trace, texts), about })) yield typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
}

/** Writes a run to files, each whole or not at all. Answers what was written, or why one could not be; what was written before it stays. */
export async function writeExports(orders: readonly ExportOrder[], run: ExportedRun): Promise<readonly WrittenExport[] | string> {
  const written: WrittenExport[] = [];
  for (const order of orders) {
    try {
      written.push({ ...order, bytes: order.path === '-' ? await writeToOutput(pieces(order.format, run)) : await writeFile(order.path, pieces(order.format, run)) });
    } catch (error) {
      return `cannot write ${order.path}: ${reasonOf(error)}.`;
    }
  }
  return written;
}

async function writeToOutput(parts: Iterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for (const part of parts) {
    await new Promise<void>((resolve, reject) => process.stdout.write(part, (error) => (error ? reject(error) : resolve())));
    bytes += part.length;
  }
  return bytes;
}

/** Writes beside the file first, and then in its place: who reads it never sees a half. What is no plain file, such as a pipe, is written as it is. */
async function writeFile(file: string, parts: Iterable<Uint8Array>): Promise<number> {
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
