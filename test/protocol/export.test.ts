// Exports by the language server: the pieces, put together, are the file; a damaged trace and an unknown format are told; it can be cancelled.
import fc from 'fast-check';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../server/src/lsp/base64';
import { type ExportPieceParameters, type ExportTraceParameters, type ExportTraceResult, dataFormats, exportMethods } from '../../server/src/protocol/index';
import { nameTrace } from '../../server/src/picture/index';
import { exportChunks } from '../../server/src/trace/exports/index';
import { decodeTrace } from '../../server/src/trace/index';
import { large, simulated } from '../browser/timeline/support/runs';
import { type Session, openSession } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

interface Exported { readonly result: ExportTraceResult; readonly file: Buffer; readonly progress: readonly number[] }

async function exportRun(opened: Session, parameters: Omit<ExportTraceParameters, 'exportId'>, source = new CancellationTokenSource(), onPiece: () => void = () => undefined): Promise<Exported> {
  const pieces: ExportPieceParameters[] = [];
  const subscription = opened.client.onNotification(exportMethods.exportPiece, (piece: ExportPieceParameters) => {
    pieces.push(piece);
    onPiece();
  });
  try {
    const result = await opened.client.sendRequest<ExportTraceResult>(exportMethods.exportTrace, { exportId: 'e', ...parameters }, source.token);
    for (const { exportId } of pieces) expect(exportId).toBe('e');
    return { result, file: Buffer.concat(pieces.map(({ data }) => Buffer.from(data, 'base64'))), progress: pieces.map(({ progress }) => progress) };
  } finally {
    subscription.dispose();
  }
}
const parametersOf = ({ outcome, trace }: ReturnType<typeof simulated>, format: ExportTraceParameters['format']): Omit<ExportTraceParameters, 'exportId'> =>
  ({ format, document: 'capture.avstream.json', trace: Buffer.from(trace).toString('base64'), traceTexts: outcome.traceTexts, assumptions: outcome.assumptions.length });

test.each(dataFormats)('%s comes in pieces that are the file together', async (format) => {
  session = await openSession();
  const run = large(30_000);
  const { result, file, progress } = await exportRun(session, parametersOf(run, format));
  expect(result).toEqual({ kind: 'completed', bytes: file.length });
  expect(progress.length).toBeGreaterThan(1);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  expect(progress.at(-1)).toBe(1);
  const trace = decodeTrace(run.trace);
  if ('problem' in trace) throw new Error(trace.problem);
  const about = { producer: 'AVStream Studio development', document: 'capture.avstream.json', statement: 'Simulated, not measured: this is what a model of AVStream did that has not been validated against ks.sys.', assumptions: run.outcome.assumptions.length };
  const whole = [...exportChunks(format, { trace, names: nameTrace(trace, run.outcome.traceTexts), about })].map(({ data }) => Buffer.from(data as string));
  expect(file.equals(Buffer.concat(whole))).toBe(true);
});

test('what cannot be exported is told in a sentence', async () => {
  session = await openSession();
  const sound = parametersOf(simulated(), 'csv');
  const damaged = await exportRun(session, { ...sound, trace: `${sound.trace.slice(0, 400)}AAAA${sound.trace.slice(404)}` });
  expect(damaged.result).toEqual({ kind: 'failed', text: 'The run cannot be exported: its trace is damaged or was written by another version. Run the simulation again.' });
  expect((await exportRun(session, { ...sound, trace: '' })).result.kind).toBe('failed');
  const unknown = await exportRun(session, { ...sound, format: 'pdf' as 'csv' });
  expect(unknown.result).toEqual({ kind: 'failed', text: 'There is no export format "pdf".' });
  expect(Buffer.concat([damaged.file, unknown.file]).length).toBe(0);
});

test('an export can be cancelled, and the next one goes well', async () => {
  session = await openSession();
  const source = new CancellationTokenSource();
  const run = large(600_000);
  let pieces = 0;
  await expect(exportRun(session, parametersOf(run, 'chrome'), source, () => {
    pieces += 1;
    source.cancel();
  })).rejects.toMatchObject({ code: -32800 });
  expect(pieces).toBeLessThan(30);
  expect((await exportRun(session, parametersOf(simulated(), 'csv'))).result.kind).toBe('completed');
});

test('base64 comes back as it was', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }));
});
