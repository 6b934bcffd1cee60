import type { ExportFormat, ExportSource } from '../../../../server/src/trace/exports/index';
import { exportChunks } from '../../../../server/src/trace/exports/index';
import type { Trace } from '../../../../server/src/trace/index';
import { nameTrace } from '../../../../server/src/picture/index';
import { traceTexts } from '../../../../server/src/simulation/wording/trace-texts';

/** A trace as the adapters hand it to the writers. */
export function sourceOf(trace: Trace): ExportSource {
  return { trace, names: nameTrace(trace, traceTexts), about: { producer: 'AVStream Studio test', document: 'capture.avstream.json', statement: 'Simulated, not measured.', assumptions: 3 } };
}

/** The whole file. */
export function written(format: ExportFormat, trace: Trace): Buffer {
  return Buffer.concat([...exportChunks(format, sourceOf(trace))].map(({ data }) => (typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data))));
}
