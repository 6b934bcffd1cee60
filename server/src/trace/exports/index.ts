/** Files for other tools, written from a trace piece by piece: Perfetto, Chrome's trace viewer, wave viewers, spreadsheets. Pure. */
import { chromeChunks } from './chrome';
import { csvChunks } from './csv';
import type { ExportChunk, ExportFormat, ExportSource } from './export';
import { perfettoChunks } from './perfetto';
import { vcdChunks } from './vcd';

export type { ExportAbout, ExportChunk, ExportFormat, ExportNames, ExportSource } from './export';
export { exportFormats } from './export';
export { csvColumns } from './csv';

const writers: Readonly<Record<ExportFormat, (source: ExportSource) => Generator<ExportChunk, void, void>>> = {
  perfetto: perfettoChunks, chrome: chromeChunks, vcd: vcdChunks, csv: csvChunks,
};

/** Writes a trace in a format, in pieces of some tens of kilobytes, so that a million spans are never one string. */
export function exportChunks(format: ExportFormat, source: ExportSource): Generator<ExportChunk, void, void> {
  return writers[format](source);
}
