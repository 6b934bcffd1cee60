import { figuresOfLife } from '../allocator/index';
import type { CircuitModel } from '../run/model';
import type { CircuitStatistics } from '../result';
import type { Trace } from '../../trace/index';
import { servedBy } from './allocator';
import { sharesOf } from './shares';

/** What went round in a circuit. `hasCalls`: the scenario asks for a record of calls. */
export function circuitStatistics(circuit: CircuitModel, trace: Trace, hasCalls: boolean): CircuitStatistics {
  const { scenario: { label, allocator }, life, pool, sent, returned, kept, createStatus, refusedState } = circuit;
  return {
    label, servedBy: servedBy(circuit), frames: pool.size, frameBytes: allocator.kind === 'life' ? allocator.setup.request.framing.FrameSize : allocator.frameBytes,
    framesSent: sent, framesReturned: returned, framesKept: kept, stateShares: sharesOf(pool, trace), phase: life?.phase ?? null, createStatus: life === null ? null : createStatus, refusedState,
    allocator: life === null ? null : figuresOfLife(life), allocatorCalls: life === null || !hasCalls ? [] : life.log,
  };
}
