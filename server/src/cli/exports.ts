import path from 'node:path';
import { nameTrace, subjectOf } from '../picture/index';
import { drawRunAsSvg } from '../picture/svg-picture';
import { simulationTexts } from '../simulation/index';
import { type ExportFormat, exportChunks, exportFormats } from '../trace/exports/index';
import type { Trace } from '../trace/index';
import { write } from './simulation-report';
import { OutputError, print } from './print';
import { writeProblem, writeReason, writeWhole } from './write-file';

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

/** Why the orders cannot be carried out, as far as that is known before the run; a descriptor is never written over. */
export async function exportProblem(orders: readonly ExportOrder[], document: string): Promise<string | undefined> {
  for (const { path: file } of orders) {
    const problem = file === '-' ? undefined : await writeProblem(file, [document]);
    if (problem !== undefined) return problem;
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
      written.push({ ...order, bytes: order.path === '-' ? await writeToOutput(pieces(order.format, run)) : await writeWhole(order.path, pieces(order.format, run)) });
    } catch (error) {
      if (error instanceof OutputError) throw error;
      return `cannot write ${order.path}: ${writeReason(error)}.`;
    }
  }
  return written;
}

async function writeToOutput(parts: Iterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for (const part of parts) {
    await print(part);
    bytes += part.length;
  }
  return bytes;
}
