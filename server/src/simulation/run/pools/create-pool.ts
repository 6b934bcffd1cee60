import type { TraceRecorder } from '../../../trace/index';
import { addRow } from '../../../trace/index';
import { PoolModel } from './pool';

/** Makes the pool `index` with so many buffers, all idle, and their rows. `group` names who they belong to, `path` points at the value that decides how many. */
export function createPool(recorder: TraceRecorder, index: number, size: number, group: string, path: string): PoolModel {
  const rows = Array.from({ length: size }, (_, buffer) => addRow(recorder, { kind: 'buffer', label: '', index: buffer, group, path }));
  return new PoolModel(index, size, rows[0] ?? -1);
}
