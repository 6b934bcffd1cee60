// Frames that go round: a pin and a sink peer, a source peer and an input, an in-place pin between, two pins of two filters.
import { describe, expect, it } from 'vitest';
import { traceInstantKeys, traceRowKinds, traceStateKeys } from '../../../../server/src/trace/index';
import { constant, instantsOf, microseconds, milliseconds, rowOfKind, run, spansOf } from '../scenarios';
import { circuit, graph, life, named, peer, runGraph, sink, source } from './circuits';

const ms = milliseconds;
const routines = ['InitializeAllocator', 'Allocate', 'SetDeviceState', 'Free', 'DeleteAllocator', 'CloseHandle'];

describe('a capture pin and a sink peer', () => {
  it('sends frames round: filled, received by the peer, held there, handed on again', () => {
    const { model, trace } = runGraph(graph([source()], [circuit([0, 'peer'])]));
    const [pin] = model.pins;
    expect([pin!.framesProduced, pin!.framesDelivered, pin!.framesDropped]).toEqual([10, 10, 0]);
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0)).slice(0, 4)).toEqual([['cloned', 0, 10 * ms, -1], ['hardwareFilling', 10 * ms, 14 * ms, 0], ['atPeer', 14 * ms, 29 * ms, 0], ['cloned', 29 * ms, 40 * ms, -1]]);
    expect(instantsOf(trace, rowOfKind(trace, 'peer'), 'delivered').slice(0, 2)).toEqual([14 * ms, 24 * ms]);
    // From the capture of a frame to its receipt: the transfer.
    expect([...pin!.latency.current.subarray(0, pin!.latency.count)]).toEqual(new Array(10).fill(4 * ms));
  });

  it('calls the allocator in its order, before and after the pin is told', () => {
    const ended = runGraph(graph([source()], [circuit([0, 'peer'])]));
    expect(named(ended, ...routines)).toEqual([
      'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'Free', 'Free', 'Free', 'DeleteAllocator',
    ]);
    const { trace } = ended;
    const row = rowOfKind(trace, 'allocator');
    expect(instantsOf(trace, row, 'initializeAllocator')).toEqual([0]);
    expect(instantsOf(trace, row, 'allocate')).toEqual([0, 0, 0]);
    expect(instantsOf(trace, row, 'free')).toEqual([105 * ms, 105 * ms, 105 * ms]);
    expect(instantsOf(trace, row, 'deleteAllocator')).toEqual([105 * ms]);
  });

  it('drops what is captured while every frame is elsewhere in the circuit', () => {
    const { model } = runGraph(graph([source()], [circuit([0, 'peer'], { peers: [peer({ hold: constant(60 * ms) })] })]));
    const [pin] = model.pins;
    // Captured at 10, 20 and 30 ms; back from the peer at 74, 84, 94 and used from 80, 90 and 100 on.
    expect([pin!.framesProduced, pin!.framesDelivered]).toEqual([10, 6]);
    const drop = pin!.drops.get('buffersInCircuit')!;
    expect([drop.count, drop.firstFrame, drop.arguments['inApplication'], drop.arguments['requests']]).toEqual([4, 3, 3, 3]);
  });

  it('lets a serial peer hold one frame after another', () => {
    const { trace } = runGraph(graph([source()], [circuit([0, 'peer'], { peers: [peer({ hold: constant(15 * ms), holdDiscipline: 'serial' })] })]));
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 1)).find(([state]) => state === 'atPeer')).toEqual(['atPeer', 24 * ms, 44 * ms, 1]);
  });

  it('reaches a KS 1.0 peer by IRP, half of the time there and half back', () => {
    const ended = runGraph(graph([source()], [circuit([0, 'peer'], { peers: [peer({ kind: 'ks1', hopLatency: constant(9 * microseconds + 1) })] })]));
    // Ten frames with data, and the one that was programmed when the pin came down: the driver deletes its clone, and it goes on empty.
    expect(named(ended, 'IoCallDriver')).toHaveLength(11);
    const spans = spansOf(ended.trace, rowOfKind(ended.trace, 'buffer', 0)).slice(2, 5);
    expect(spans).toEqual([['inTransit', 14 * ms, 14 * ms + 4501, 0], ['atPeer', 14 * ms + 4501, 29 * ms + 4501, 0], ['inTransit', 29 * ms + 4501, 29 * ms + 9001, 0]]);
    expect([...ended.model.pins[0]!.latency.current.subarray(0, 1)]).toEqual([4 * ms + 4501]);
  });

  it('makes a KS 1.0 hop of 10 us where nothing is said, and none to AVStream', () => {
    const { trace } = runGraph(graph([source()], [circuit([0, 'peer'], { peers: [peer({ kind: 'ks1' })] })]));
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0))[2]).toEqual(['inTransit', 14 * ms, 14 * ms + 5 * microseconds, 0]);
  });
});

describe('a source peer and an input', () => {
  const chain = (period: number, processTime: number) => graph([sink('in', 'render', { driver: { processTime: constant(processTime) } })], [circuit(['peer', 0], { peers: [peer({ period, hold: constant(0) })] })]);

  it('fills a frame each period, which Process reads', () => {
    const { model, trace } = runGraph(chain(10 * ms, 3 * ms));
    const [pin] = model.pins;
    expect([pin!.framesProduced, pin!.framesDelivered, pin!.framesDropped]).toEqual([10, 10, 0]);
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0)).slice(0, 3)).toEqual([['atPeer', 0, 10 * ms, -1], ['leadingEdge', 10 * ms, 13 * ms, 0], ['atPeer', 13 * ms, 40 * ms, -1]]);
    expect(instantsOf(trace, rowOfKind(trace, 'peer'), 'captured')).toHaveLength(10);
    expect([...pin!.latency.current.subarray(0, 2)]).toEqual([3 * ms, 3 * ms]);
  });

  it('loses a frame that finds no empty buffer, counted at the pin it feeds', () => {
    const { model, trace } = runGraph(chain(10 * ms, 40 * ms));
    const [pin] = model.pins;
    // The stop at 105 ms waits for the call of Process that ends at 130 ms, though further frames are in the queue.
    expect(pin!.framesProduced).toBe(13);
    expect(pin!.drops.get('buffersInCircuit')!.firstFrame).toBe(3);
    expect([pin!.framesDelivered, pin!.framesDropped]).toEqual([3, 10]);
    expect(instantsOf(trace, rowOfKind(trace, 'peer'), 'dropped')[0]).toBe(40 * ms);
  });

  it('gives the input what the peer has filled, with its DataUsed', () => {
    const { model } = runGraph(chain(10 * ms, 0));
    expect(model.pins[0]!.times[2]).toBe(10_000);
  });
});

describe('an in-place pin between', () => {
  it('has one queue, and passes the same frames on', () => {
    const { model, trace } = runGraph(graph([source(), sink('inPlace', 'filter', { driver: { processTime: constant(2 * ms) } })], [circuit([0, 1, 'peer'])]));
    const [capture, inPlace] = model.pins;
    // The frame that was programmed when the capture pin came down reaches the next queue empty, and is cancelled there in STOP.
    expect([capture!.framesDelivered, inPlace!.queue.frames.received, inPlace!.queue.frames.completed, inPlace!.queue.frames.cancelled]).toEqual([10, 11, 10, 1]);
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0)).slice(1, 4)).toEqual([['hardwareFilling', 10 * ms, 14 * ms, 0], ['leadingEdge', 14 * ms, 16 * ms, 0], ['atPeer', 16 * ms, 31 * ms, 0]]);
  });

  it('takes a frame from a DPC at DISPATCH_LEVEL: Process comes from a work item', () => {
    const { trace } = runGraph(graph([source(), sink('inPlace', 'filter', { system: { workItemLatency: constant(ms) } })], [circuit([0, 1, 'peer'])]));
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0)).slice(1, 4)).toEqual([['hardwareFilling', 10 * ms, 14 * ms, 0], ['leadingEdge', 14 * ms, 15 * ms, 0], ['atPeer', 15 * ms, 30 * ms, 0]]);
  });

  it('passes an empty frame on without a rule broken of its own', () => {
    const { model } = runGraph(graph([source({ driver: { setsDataUsed: false } }), sink('inPlace', 'filter')], [circuit([0, 1, 'peer'])]));
    expect(model.pins[0]!.drops.get('dataUsedNotSet')!.count).toBe(10);
    expect(model.pins[0]!.completedEmpty).toBe(10);
    expect([...model.environment.violations.counts.keys()].filter((key) => key.includes('filter'))).toEqual([]);
  });
});

describe('two pins of two filters', () => {
  it('go up from the sink to the source, and the frames come home from the second', () => {
    const { model, calls } = runGraph(graph([source(), sink('in', 'render', { driver: { processTime: constant(6 * ms) } })], [circuit([0, 1])]));
    expect([model.pins[0]!.framesDelivered, model.pins[1]!.queue.frames.completed]).toEqual([10, 10]);
    expect(calls.filter((call) => call.includes('SetDeviceState')).slice(0, 4)).toEqual(['render SetDeviceState 1', 'capture SetDeviceState 1', 'render SetDeviceState 2', 'capture SetDeviceState 2']);
    expect(model.groups).toHaveLength(1);
  });

  it('hands a frame from queue to queue and no other way', () => {
    const { calls } = runGraph(graph([source(), sink('in', 'render')], [circuit([0, 1])]));
    expect(calls.some((call) => call.includes('IoCallDriver'))).toBe(false);
    expect(calls.filter((call) => call.includes('frameArrived')).slice(0, 4)).toEqual(['capture frameArrived 0', 'capture frameArrived 1', 'capture frameArrived 2', 'render frameArrived 0']);
  });

  it('keeps the order of requests with ENFORCE_FIFO', () => {
    const { model } = runGraph(graph([source({ flags: 0x00010080 }), sink('in', 'render')], [circuit([0, 1])]));
    expect(model.pins[0]!.framesDelivered).toBe(10);
  });
});

describe('frames of an allocator that the document does not describe', () => {
  it('are there from ACQUIRE to STOP', () => {
    const { model, trace } = runGraph(graph([source()], [circuit([0, 'peer'], { allocator: { kind: 'peer', frames: 2, frameBytes: 2000 } })]));
    expect([model.pins[0]!.framesDelivered, model.circuits[0]!.life]).toEqual([10, null]);
    expect(rowOfKind(trace, 'allocator')).toBe(-1);
    expect(trace.rows.filter(({ kind }) => kind === 'buffer')).toHaveLength(2);
  });
});

describe('frames that are too small', () => {
  it('go round empty, and the run ends', () => {
    const { model } = runGraph(graph([source({ frameBytes: 9000 })], [circuit([0, 'peer'], { allocator: life({ framing: { FrameSize: 8192 } }) })]));
    expect([model.pins[0]!.framesDelivered, [...model.pins[0]!.drops.keys()]]).toEqual([0, ['buffersTooSmall']]);
  });
});

describe('a filter that copies', () => {
  const filter = { label: 'transform', flags: 0, process: 'FilterProcess', role: 'copy', factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: 0, instancesNecessary: 1, pins: [1] }] } as const;
  const output = { ...sink('in', 'out'), dataFlow: 'out' } as const;
  const into = circuit(['peer', 0], { label: 'into', peers: [peer({ period: 10 * ms, hold: constant(0) })] });
  const whole = graph([sink('in', 'in'), output], [into, circuit([1, 'peer'], { label: 'out of' })], { filters: [filter] });

  it('ends one circuit and begins another, each with an allocator of its own', () => {
    const ended = runGraph(whole);
    const { model } = ended;
    expect(model.circuits.map(({ sent, returned }) => sent === returned && sent >= 10)).toEqual([true, true]);
    expect(model.pins[0]!.framesDelivered).toBe(10);
    expect(model.pins[1]!.framesDelivered).toBe(10);
    expect(model.groups).toHaveLength(1);
    expect(named(ended, 'InitializeAllocator', 'DeleteAllocator')).toEqual(['InitializeAllocator', 'InitializeAllocator', 'DeleteAllocator', 'DeleteAllocator']);
  });

  it('runs as a simulation, with circuits and their allocators in its result', () => {
    const result = run(whole);
    expect(result.stopReason).toBe('completed');
    expect(result.circuits.map(({ label, servedBy, frames, phase }) => [label, servedBy, frames, phase])).toEqual([['into', 'vendor', 3, 'deleted'], ['out of', 'vendor', 3, 'deleted']]);
    expect(result.calls.filter(({ what }) => what === 'Allocate')).toHaveLength(6);
    expect(run(whole, 7).fingerprint).toBe(result.fingerprint);
    for (const row of result.trace.rows) expect(traceRowKinds).toContain(row.kind);
    for (const { key } of result.trace.states) expect([...traceStateKeys, 'processing']).toContain(key);
    for (const { key } of result.trace.instantKinds) expect(traceInstantKeys).toContain(key);
  });
});
