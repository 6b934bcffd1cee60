import type { TraceRecorder } from '../../../trace/index';
import { addRow } from '../../../trace/index';
import type { PoolModel } from './pool';
import { bufferStateCount, bufferStates } from './pool';

/** Makes the pool `index` with so many buffers, all idle, and their rows. `group` names who they belong to, `path` points at the value that decides how many. */
export function createPool(recorder: TraceRecorder, index: number, size: number, group: string, path: string): PoolModel {
  const rows = Array.from({ length: size }, (_, buffer) => addRow(recorder, { kind: 'buffer', label: '', index: buffer, group, path }));
  return {
    index, size, buffers: Array.from({ length: size }, () => ({ state: bufferStates.idle, traceState: 0, frame: -1, carried: 0, dataUsed: 0, times: new Float64Array(2) })),
    counts: new Int32Array(bufferStateCount), shares: new Float64Array(256), row: rows[0] ?? -1,
  };
}
