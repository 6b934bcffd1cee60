import type { TraceRecorder } from '../../../trace/index';
import type { QueueEnvironment } from '../../queue/index';
import type { Scenario } from '../../scenario';
import type { Adapters } from '../devices/adapters';
import type { BusModel } from '../devices/bus';
import type { PoolModel } from '../pools/pool';

/** What the making of a run hands to the making of its pins. */
export interface Making {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly recorder: TraceRecorder;
  readonly environment: QueueEnvironment;
  readonly pools: PoolModel[];
  readonly buses: readonly BusModel[];
  readonly adapters: Adapters;
}
