// A driver that submits frames of its own and gets each back: no requestor, no allocator.
import { describe, expect, it } from 'vitest';
import { instantsOf, milliseconds, rowOfKind, run as runScenario, spansOf } from '../scenarios';
import type { CircuitAllocator } from '../../../../server/src/simulation/index';
import { type Ended, circuit, graph, named, peer, runGraph, sink, source } from './circuits';

const ms = milliseconds;
const injects = (registeredAt: 'STOP' | 'ACQUIRE' | 'PAUSE' | 'RUN' = 'STOP', frames = 2): CircuitAllocator => ({ kind: 'injection', frames, frameBytes: 4000, registeredAt });
const run = (allocator = injects()): Ended => runGraph(graph([source()], [circuit([0, 'peer'], { allocator })]));

describe('a pin in injection mode', () => {
  it('submits what it has filled, past its own queue, and gets each frame back', () => {
    const ended = run();
    const [pin] = ended.model.pins;
    expect([pin!.framesProduced, pin!.framesDelivered, pin!.queue.frames.received]).toEqual([10, 10, 0]);
    expect(named(ended, 'KsPinSubmitFrame')).toHaveLength(10);
    expect(named(ended, 'FrameReturn')).toHaveLength(10);
    expect(spansOf(ended.trace, rowOfKind(ended.trace, 'buffer', 0)).slice(0, 2)).toEqual([['hardwareFilling', 10 * ms, 14 * ms, 0], ['atPeer', 14 * ms, 29 * ms, 0]]);
    expect(instantsOf(ended.trace, rowOfKind(ended.trace, 'hardware'), 'captured')).toHaveLength(10);
  });

  it('registers its callback before it leaves STOP, and no allocator is called', () => {
    const ended = run();
    expect(named(ended, 'KsPinRegisterFrameReturnCallback', 'SetDeviceState', 'KsPinSubmitFrame').slice(0, 5)).toEqual(['KsPinRegisterFrameReturnCallback', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'KsPinSubmitFrame']);
    expect(named(ended, 'InitializeAllocator', 'Allocate')).toEqual([]);
    expect([...ended.model.environment.violations.counts.keys()]).toEqual([]);
  });

  it('loses a frame while all of its own are under way', () => {
    const [pin] = run(injects('STOP', 1)).model.pins;
    // Captured at 10 ms, back at 29; captured at 30, back at 49 …
    expect([pin!.framesDelivered, pin!.drops.get('buffersInCircuit')!.count]).toEqual([5, 5]);
  });

  it.each(['ACQUIRE', 'PAUSE', 'RUN'] as const)('breaks STA-05 when it registers in %s: nothing is taken from it', (state) => {
    const ended = run(injects(state));
    const [pin] = ended.model.pins;
    expect([...ended.model.environment.violations.counts.keys()].some((key) => key.includes('STA-05'))).toBe(true);
    expect([pin!.framesDelivered, pin!.framesProduced, pin!.drops.get('notSubmitted')!.count]).toEqual([0, 10, 10]);
    expect(named(ended, 'FrameReturn')).toEqual([]);
  });

  it('is said to send its frames past its own queue, which nothing documents', () => {
    const result = runScenario(graph([source()], [circuit([0, 'peer'], { allocator: injects() })]));
    expect(result.assumptions.find(({ key }) => key === 'injectedFrames')).toMatchObject({ pin: 'circuit', basis: 'assumed', decided: false });
    expect(result.circuits[0]).toMatchObject({ servedBy: 'injection', framesSent: 10, framesReturned: 10 });
  });

  it('gets back what a further pin has in its queue at the stop', () => {
    const ended = runGraph(graph([source(), sink('in', 'render', { flags: 0x00010010 })], [circuit([0, 1], { allocator: injects('STOP', 3), peers: [] })]));
    expect([named(ended, 'FrameReturn').length, ended.model.pins[0]!.drops.get('discardedAtStop')!.count]).toEqual([3, 3]);
  });

  it('loses a frame while its device still moves the one before', () => {
    const ended = runGraph(graph([source({ hardware: { transferTime: { kind: 'constant', value: 15 * ms } } })], [circuit([0, 'peer'], { allocator: injects('STOP', 4), peers: [peer()] })]));
    expect(instantsOf(ended.trace, rowOfKind(ended.trace, 'peer'), 'delivered').slice(0, 3)).toEqual([25 * ms, 45 * ms, 65 * ms]);
    expect(ended.model.pins[0]!.drops.get('hardwareBusy')!.count).toBe(5);
  });
});
