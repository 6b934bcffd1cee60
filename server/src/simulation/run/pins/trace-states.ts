import type { TraceBasis, TraceRecorder, TraceState, TraceStateKey } from '../../../trace/index';
import { addState } from '../../../trace/index';
import type { PinScenario } from '../../scenario';
import { bufferStateCount, bufferStates } from '../pools/pool';

const chosen = (value: unknown): TraceBasis => (value === undefined ? 'assumed' : 'scenario');

/** The states of buffers at a pin, each with how well it is known and the value that decides how long it lasts, by number of the buffer state. */
export function createBufferStates(recorder: TraceRecorder, pin: PinScenario, path: (key: string) => string): Uint8Array {
  const table: Partial<Record<keyof typeof bufferStates, readonly [TraceStateKey, TraceBasis, string]>> = {
    queued: ['queued', 'documented', 'client.requests'],
    leadingEdge: ['leadingEdge', 'documented', 'driver.processTime'],
    cloned: ['cloned', 'documented', 'hardware.listDepth'],
    hardwareFilling: ['hardwareFilling', chosen(pin.hardware.transferTime), 'hardware.transferTime'],
    readyForDpc: ['readyForDpc', chosen(pin.system.dpcLatency), 'system.dpcLatency'],
    completing: ['completing', chosen(pin.system.completionLatency), 'system.completionLatency'],
    inApplication: ['inApplication', 'scenario', 'client.hold'],
    cancelled: ['cancelled', 'inferred', 'states'],
    neverCompleted: ['neverCompleted', 'documented', 'driver.deletesClones'],
    ...((pin.driver.trailingEdgeFrames ?? 0) > 0 ? { inWindow: ['inWindow', 'documented', 'driver.trailingEdgeFrames'] } : {}),
  };
  const states = new Uint8Array(bufferStateCount);
  for (const [name, [key, basis, from]] of Object.entries(table)) {
    const state: TraceState = { key, basis, path: path(from) };
    states[bufferStates[name as keyof typeof bufferStates]] = addState(recorder, state);
  }
  return states;
}

/** KSSTATEs as the trace has them. */
export function createPinStates(recorder: TraceRecorder, path: string): Uint8Array {
  return Uint8Array.from((['stop', 'acquire', 'pause', 'run'] as const).map((key) => addState(recorder, { key, basis: 'scenario', path })));
}
