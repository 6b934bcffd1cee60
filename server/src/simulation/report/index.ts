/** What a run amounts to, in words' keys and figures. */
export { buildResult } from './build-result';
export { snapshotQueues } from './queues';
