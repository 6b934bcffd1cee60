import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';
import type { Trace } from '../../../server/src/trace/index';
import { addCounter, addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordCounter, recordInstant, recordSpan } from '../../../server/src/trace/index';
import type { Session } from '../../../client/timeline/src/session/session';
import { sessionOf } from '../../../client/timeline/src/session/session';

/** Two pins: `video` with a callback, two buffers and a counter, `preview` with one buffer. Times in ns. */
export function smallTrace(): Trace {
  const recorder = createTraceRecorder();
  const process = addRow(recorder, { kind: 'callback', label: 'PinProcess', index: 0, group: 'video', path: '/PinDispatches/Capture/Process' });
  const first = addRow(recorder, { kind: 'buffer', label: '', index: 0, group: 'video', path: '/Simulations/0/Client/Requests' });
  const second = addRow(recorder, { kind: 'buffer', label: '', index: 1, group: 'video', path: '/Simulations/0/Client/Requests' });
  const other = addRow(recorder, { kind: 'buffer', label: '', index: 0, group: 'preview', path: '' });
  const running = addState(recorder, { key: 'running', basis: 'assumed', path: '' });
  const queued = addState(recorder, { key: 'queued', basis: 'documented', path: '' });
  const held = addState(recorder, { key: 'inApplication', basis: 'scenario', path: '/Simulations/0/Client/Hold' });
  const dropped = addInstantKind(recorder, { key: 'dropped', basis: 'documented', path: '/Simulations/0/Client/Hold' });
  recordSpan(recorder, process, running, 100, 110, -1);
  recordSpan(recorder, first, queued, 0, 100, 0);
  recordSpan(recorder, first, held, 100, 500, 0);
  recordSpan(recorder, first, queued, 600, 900, 2);
  recordSpan(recorder, second, queued, 50, 50, 1);
  recordSpan(recorder, second, held, 200, 1000, 1);
  recordSpan(recorder, other, queued, 0, 1000, 5);
  recordInstant(recorder, process, dropped, 300, 3);
  recordInstant(recorder, process, dropped, 700, 4);
  const counter = addCounter(recorder, { key: 'queueDepth', unit: 'frames', group: 'video', limit: 4, path: '/Simulations/0/Client/Requests' });
  recordCounter(recorder, counter, 0, 2);
  recordCounter(recorder, counter, 100, 1);
  return finishTrace(recorder, { label: 'small', seed: 1, fingerprint: '00000000000000aa', duration: 1000 });
}

/** An outcome that says nothing. */
export function emptyOutcome(changes: Partial<OutcomeWithoutTrace> = {}): OutcomeWithoutTrace {
  return {
    uri: 'file:///a.avstream.json', scenario: 'small', seed: 1, fingerprint: '00000000000000aa', stopReason: 'completed',
    statistics: { framesProduced: 0, framesDelivered: 0, framesDropped: 0, latency: { p50: null, p95: null, p99: null, max: null }, memoryBytes: 0 },
    headline: 'Nothing happened.', figures: [], drops: [], assumptions: [], allocators: [{ section: '', simulatedWith: '', basis: '', rejected: [], undecided: [], eligible: [] }], findings: [], queues: [], traceTexts: {}, ...changes,
  };
}

/** {@link smallTrace} of a run that went on for nine times as long after its recording had ended. */
export function cutTrace(): Trace {
  return { ...smallTrace(), duration: 10_000 };
}

/** {@link smallTrace} made ready. */
export function smallSession(): Session {
  return sessionOf(emptyOutcome(), smallTrace());
}
