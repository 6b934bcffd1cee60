import type { OutcomeWithoutTrace } from '../../../../server/src/protocol/index';
import type { CapturePinScenario, Scenario } from '../../../../server/src/simulation/index';
import { traceTexts } from '../../../../server/src/simulation/wording/trace-texts';
import { createSimulation } from '../../../../server/src/simulation/index';
import type { TraceBasis } from '../../../../server/src/trace/index';
import { addCounter, addInstantKind, addRow, addState, createTraceRecorder, decodeTrace, encodeTrace, finishTrace, recordCounter, recordInstant, recordSpan } from '../../../../server/src/trace/index';

/** An outcome and its encoded trace, as the extension sends them. */
export interface SentRun { readonly outcome: OutcomeWithoutTrace; readonly trace: Uint8Array }

const ms = 1_000_000;

/** Thirty frames a second to an application that stalls once and so loses frames. */
export function captureScenario(changes: Partial<CapturePinScenario> = {}): Scenario {
  const pin: CapturePinScenario = {
    label: 'video', flags: 0x8, hasAllocatorDispatch: false, frameBytes: 460_800,
    callbacks: { create: 'PinCreate', close: 'PinClose', process: 'PinProcess', setDataFormat: 'PinSetDataFormat', setDeviceState: 'PinSetDeviceState' },
    source: { period: 33_366_700, jitter: { kind: 'uniform', minimum: -500_000, maximum: 500_000 } },
    hardware: { listDepth: 3, transferTime: { kind: 'uniform', minimum: 9 * ms, maximum: 14 * ms } },
    driver: {},
    system: { dpcLatency: { kind: 'uniform', minimum: 20_000, maximum: 900_000 }, completionLatency: { kind: 'uniform', minimum: 50_000, maximum: 3 * ms } },
    client: { requests: 5, hold: { kind: 'uniform', minimum: 40 * ms, maximum: 75 * ms }, stalls: [{ start: 900 * ms, duration: 260 * ms }] },
    ...changes,
  };
  const at = '/Simulations/0';
  return {
    version: 1, label: '30 fps to an application that stalls', duration: 2_000 * ms, pins: [pin],
    paths: {
      'duration': `${at}/Duration`, 'pins.0': `${at}/Pins/0`, 'pins.0.source.period': `${at}/Pins/0/Source/Period`, 'pins.0.source.jitter': `${at}/Pins/0/Source/Jitter`,
      'pins.0.hardware.transferTime': `${at}/Pins/0/Hardware/TransferTime`, 'pins.0.hardware.listDepth': `${at}/Pins/0/Hardware/ListDepth`, 'pins.0.client.requests': `${at}/Pins/0/Client/Requests`,
      'pins.0.client.hold': `${at}/Pins/0/Client/Hold`, 'pins.0.client.stalls': `${at}/Pins/0/Client/Stalls`, 'pins.0.system.dpcLatency': `${at}/Pins/0/System/DpcLatency`,
      'pins.0.system.completionLatency': `${at}/Pins/0/System/CompletionLatency`, 'pins.0.callbacks.process': '/PinDispatches/CapturePinDispatch/Process',
    },
  };
}

/** Runs a scenario with the product's own engine. The sentences are a test's, the figures the run's. */
export function simulated(scenario: Scenario = captureScenario(), seed = 1): SentRun {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(10_000).done) { /* goes on */ }
  const result = simulation.result();
  const time = (value: number | null): string => value === null ? '–' : `${(value / ms).toFixed(2)} ms`;
  const outcome: OutcomeWithoutTrace = {
    uri: 'file:///project/capture.avstream.json', scenario: result.scenario, seed, fingerprint: result.fingerprint, stopReason: result.stopReason,
    statistics: { framesProduced: result.framesProduced, framesDelivered: result.framesDelivered, framesDropped: result.framesDropped, latency: result.latency, memoryBytes: result.memoryBytes },
    headline: result.framesDropped === 0 ? `All ${result.framesProduced} frames were delivered.` : `${result.framesDelivered} of ${result.framesProduced} frames delivered, ${result.framesDropped} dropped: the application held all of its buffers.`,
    figures: [
      { key: 'delivered', label: 'Frames delivered', value: String(result.framesDelivered), path: '' },
      { key: 'dropped', label: 'Frames dropped', value: String(result.framesDropped), path: '/Simulations/0/Pins/0/Client/Hold' },
      { key: 'p50', label: 'Latency, median', value: time(result.latency.p50), path: '' },
      { key: 'p95', label: 'Latency, 95 %', value: time(result.latency.p95), path: '' },
      { key: 'max', label: 'Latency, greatest', value: time(result.latency.max), path: '' },
      { key: 'memory', label: 'Memory of all buffers', value: `${(result.memoryBytes / 1024).toFixed(0)} KB`, path: '/Simulations/0/Pins/0/Client/Requests' },
    ],
    drops: result.pins.flatMap((pin) => pin.drops.map((drop) => ({
      key: drop.key, text: drop.key === 'buffersInApplication' ? 'The hardware had no buffer: the application held most of them.' : `Frames lost: ${drop.key}.`, path: drop.paths[0] ?? '', count: drop.count, firstTime: drop.firstTime, firstFrame: drop.firstFrame,
    }))),
    assumptions: result.assumptions.map((assumption) => ({ key: assumption.key, text: sentenceOf(assumption.key), path: assumption.path, basis: assumption.basis, value: assumption.value, source: assumption.source, decided: assumption.decided })),
    allocators: result.allocators.map(({ section, basis }) => ({
      section, simulatedWith: 'the application\'s own buffers', basis, eligible: [], undecided: [],
      rejected: [{ key: 'peerInUserMode', text: 'The pin\'s own allocator takes no part: kernel memory never goes to a user-mode filter.', path: '/Filters/0/PinDescriptors/0/Dispatch' }],
    })),
    findings: result.findings.map((finding) => ({ key: finding.key, text: `Finding: ${finding.key}.`, path: finding.path, code: finding.code, severity: finding.severity, time: finding.time })),
    queues: [],
    traceTexts,
  };
  return { outcome, trace: encodeTrace(result.trace) };
}

/** The same run as if it had gone on for as long again after its recording had ended. */
export function recordedInPart({ outcome, trace }: SentRun): SentRun {
  const decoded = decodeTrace(trace);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return { outcome, trace: encodeTrace({ ...decoded, duration: 2 * decoded.duration }) };
}

function sentenceOf(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`;
}

/** Many spans in many rows with several counters, made by rule: for what depends on size. */
export function large(spanCount: number, rowCount = 64, counterCount = 10): SentRun {
  const recorder = createTraceRecorder();
  const bases: readonly TraceBasis[] = ['documented', 'assumed', 'scenario', 'inferred'];
  const states = ['queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc', 'completing', 'inApplication'].map((key, index) => addState(recorder, { key, basis: bases[index % 4]!, path: '' }));
  const dropped = addInstantKind(recorder, { key: 'dropped', basis: 'documented', path: '' });
  const delivered = addInstantKind(recorder, { key: 'delivered', basis: 'documented', path: '' });
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  let duration = 0;
  const perRow = Math.floor(spanCount / rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const at = addRow(recorder, { kind: 'buffer', label: '', index: row, group: row < rowCount / 2 ? 'video' : 'preview', path: '' });
    let time = 0;
    for (let index = 0; index < perRow; index += 1) {
      time += Math.floor(random() * 30_000);
      const end = time + Math.floor(random() * 33_000);
      recordSpan(recorder, at, states[(index + row) % states.length]!, time, end, Math.floor(index / 7) * rowCount + row);
      if (index % 97 === 0) recordInstant(recorder, at, delivered, time, index);
      if (row === 3 && index % 1999 === 0) recordInstant(recorder, at, dropped, time, index);
      time = end;
    }
    duration = Math.max(duration, time);
  }
  for (let counter = 0; counter < counterCount; counter += 1) {
    const at = addCounter(recorder, { key: `value${counter}`, unit: 'buffers', group: 'video', limit: counter % 2 === 0 ? 16 : null, path: '' });
    for (let time = 0, step = 0; time < duration && step < perRow * 2; step += 1, time += 1 + Math.floor(random() * 30_000)) recordCounter(recorder, at, time, Math.floor(random() * 16));
  }
  const trace = finishTrace(recorder, { label: 'large', seed: 7, fingerprint: '0123456789abcdef', duration });
  const base = simulatedOutcome();
  return { outcome: { ...base, scenario: 'A million spans', fingerprint: trace.fingerprint, drops: [] }, trace: encodeTrace(trace) };
}

const simulatedOutcome = (): OutcomeWithoutTrace => simulated().outcome;
