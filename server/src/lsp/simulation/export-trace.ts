import type { CancellationToken } from 'vscode-languageserver';
import { nameTrace } from '../../picture/names';
import { type ExportPieceParameters, type ExportTraceParameters, type ExportTraceResult, exportMethods } from '../../protocol/index';
import { simulationTexts } from '../../simulation/index';
import { exportChunks, exportFormats } from '../../trace/exports/index';
import { decodeTrace } from '../../trace/index';
import { answerCodes, answerError, isAnswerError } from '../answer-error';
import { fromBase64, toBase64 } from '../base64';
import { describeError } from '../guard';
import { localize } from '../localize';
import type { ServerContext } from '../start-server';

declare const __AVSTREAM_VERSION__: string | undefined;

/** Longest time without a look at the messages, in ms. */
const slice = 8;
/** Bytes sent at a time. */
const pieceSize = 1 << 20;

/** Writes a trace for another tool and sends it piece by piece, so that neither side holds its thread or all of the text at once. */
export async function exportTrace({ connection, runtime }: ServerContext, { exportId, format, document, trace: encoded, traceTexts, assumptions }: ExportTraceParameters, token: CancellationToken): Promise<ExportTraceResult> {
  if (!exportFormats.includes(format)) return { kind: 'failed', text: localize('There is no export format "{format}".', { format }) };
  const trace = decodeTrace(fromBase64(encoded));
  if ('problem' in trace) return { kind: 'failed', text: localize('The run cannot be exported: its trace is damaged or was written by another version. Run the simulation again.') };
  const about = { producer: `AVStream Studio ${typeof __AVSTREAM_VERSION__ === 'string' ? __AVSTREAM_VERSION__ : 'development'}`, document, statement: localize(simulationTexts['export.statement'] ?? ''), assumptions };
  const encoder = new TextEncoder();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  const send = async (progress: number): Promise<void> => {
    const whole = new Uint8Array(waitingBytes);
    let at = 0;
    for (const part of waiting) {
      whole.set(part, at);
      at += part.length;
    }
    bytes += waitingBytes;
    waiting = [];
    waitingBytes = 0;
    await connection.sendNotification(exportMethods.exportPiece, { exportId, data: toBase64(whole), progress } satisfies ExportPieceParameters);
  };
  try {
    let begin = runtime.now();
    for (const { data, done } of exportChunks(format, { trace, names: nameTrace(trace, traceTexts), about })) {
      const part = typeof data === 'string' ? encoder.encode(data) : data;
      waiting.push(part);
      waitingBytes += part.length;
      if (waitingBytes >= pieceSize) await send(done);
      if (runtime.now() - begin < slice) continue;
      await runtime.yieldToMessages();
      if (token.isCancellationRequested) throw answerError(answerCodes.requestCancelled, 'The export was cancelled.');
      begin = runtime.now();
    }
    await send(1);
    return { kind: 'completed', bytes };
  } catch (error) {
    if (isAnswerError(error)) throw error;
    connection.console.error(`Exporting to ${format} failed: ${describeError(error)}`);
    return { kind: 'failed', text: localize('The export broke down. This is a mistake of AVStream Studio; the output channel says where.') };
  }
}
