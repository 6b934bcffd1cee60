import type { TraceRecorder } from '../../../trace/index';
import { addRow } from '../../../trace/index';
import type { PoolModel } from './pool';
import { bufferStateCount, bufferStates } from './pool';

/** Makes the pool `index` with so many buffers, all idle, and their rows. `group` names who they belong to, `path` points at the value that decides how many. */
export function createPool(recorder: TraceRecorder, index: number, size: number, group: string, path: string): PoolModel {
  const counts = new Int32Array(bufferStateCount);
  counts[bufferStates.idle] = size;
  const rows = Array.from({ length: size }, (_, buffer) => addRow(recorder, { kind: 'buffer', label: '', index: buffer, group, path }));
  return {
    index, size, state: new Uint8Array(size).fill(bufferStates.idle), since: new Float64Array(size), traceState: new Uint8Array(size), frame: new Int32Array(size).fill(-1),
    captured: new Float64Array(size), dataUsed: new Float64Array(size), carried: new Int32Array(size), counts, shares: new Float64Array(256), row: rows[0] ?? -1,
  };
}
