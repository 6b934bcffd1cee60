// The allocator of a circuit lives with its run: created, asked, refused, kept from being deleted.
import { describe, expect, it } from 'vitest';
import { type AllocatorOptions, callOrderViolation } from '../../../../server/src/simulation/allocator/index';
import { constantValue } from '../../../../server/src/ks/index';
import { countStates } from '../../../../server/src/simulation/run/pools/pool';
import type { Changes } from '../allocator/setups';
import { constant, milliseconds, rowOfKind, spansOf } from '../scenarios';
import { type Ended, circuit, graph, life, named, peer, runGraph, sink, source } from './circuits';

const ms = milliseconds;
const routines = ['InitializeAllocator', 'Allocate', 'SetDeviceState', 'Free', 'DeleteAllocator'];
const short: Readonly<Record<string, string>> = { InitializeAllocator: 'I', Allocate: 'A', SetDeviceState: 's', Free: 'F', DeleteAllocator: 'D' };

/** The order of calls, a letter each: I A F D, and s for SetDeviceState. */
const order = (ended: Ended): string => named(ended, ...routines).map((name) => short[name]).join('');

const withLife = (changes: Changes, states?: readonly { time: number; state: 'STOP' | 'ACQUIRE' | 'PAUSE' | 'RUN' }[], hold = 15 * ms): Ended =>
  runGraph(graph([source(states ? { states } : {})], [circuit([0, 'peer'], { allocator: life(changes), peers: [peer({ hold: constant(hold) })] })]));
const withOptions = (options: Partial<AllocatorOptions>): Ended => withLife({ options });
const found = ({ model }: Ended): string[] => [...model.circuits[0]!.life!.findings.values()].map(({ code }) => code);

describe('when the allocator is called', () => {
  it.each<[Partial<AllocatorOptions>, string]>([
    [{}, 'IAAAssssssFFFD'],
    [{ createdAt: 'ACQUIRE' }, 'IAAAssssssFFFD'],
    [{ obtainedAt: 'PAUSE' }, 'IsAAAsssssFFFD'],
    [{ freedAt: 'close' }, 'IAAAssssssFFFD'],
    [{ deletedAt: 'close' }, 'IAAAssssssFFFD'],
    [{ frameIrql: 'DISPATCH_LEVEL', deleteIrql: 'DISPATCH_LEVEL', freeOrder: 'reversed' }, 'IAAAssssssFFFD'],
  ])('follows its options: %o', (options, expected) => {
    const ended = withOptions(options);
    expect(order(ended)).toBe(expected);
    expect(ended.model.pins[0]!.framesDelivered).toBe(10);
  });

  it('asks for each frame when the first station has none to fill', () => {
    // One frame is wanted once the pin is in ACQUIRE; each further one when Process, in RUN, has programmed the one before.
    const ended = withOptions({ obtained: 'lazy' });
    expect(order(ended)).toBe('IsAssAAsssFFFD');
    expect(ended.model.pins[0]!.framesDelivered).toBe(10);
  });

  it('asks for no more frames than the circuit wants', () => {
    const states = [{ time: 0, state: 'PAUSE' }, { time: 50 * ms, state: 'STOP' }] as const;
    expect(order(withLife({ options: { obtained: 'lazy' } }, states)).match(/A/g)).toHaveLength(1);
  });

  it('goes round for every stop: created, used and deleted anew', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 30 * ms, state: 'STOP' }, { time: 50 * ms, state: 'RUN' }, { time: 90 * ms, state: 'STOP' }] as const;
    const ended = withLife({}, states, 0);
    expect(order(ended)).toBe('IAAAssssssFFFDIAAAssssssFFFD');
    expect(callOrderViolation(ended.model.circuits[0]!.life!.log)).toBeNull();
  });

  it('keeps the frames over a stop when they are freed at the close', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 30 * ms, state: 'STOP' }, { time: 50 * ms, state: 'RUN' }, { time: 90 * ms, state: 'STOP' }] as const;
    const ended = withLife({ options: { freedAt: 'close' } }, states, 0);
    expect(order(ended)).toBe('IAAAssssssssssssFFFD');
    expect(ended.model.pins[0]!.framesDelivered).toBeGreaterThan(4);
  });

  it('stays in the pipe from RUN to PAUSE and back', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 30 * ms, state: 'PAUSE' }, { time: 50 * ms, state: 'RUN' }, { time: 90 * ms, state: 'STOP' }] as const;
    expect(order(withLife({}, states))).toBe('IAAAssssssssFFFD');
  });
});

describe('the record of calls', () => {
  it('has the calls of the allocator in one order with the others, and leads to their arguments', () => {
    const ended = withLife({});
    const { environment, circuits } = ended.model;
    const { log } = circuits[0]!.life!;
    const calls = environment.calls!.filter(({ object, what }) => object === 'circuit' && what !== 'frameComesHome');
    expect(calls.map(({ about }) => about)).toEqual(log.map((_, place) => place));
    expect(calls.map(({ what }) => what)).toEqual(log.map(({ call }) => call));
    expect(calls.map(({ time }) => time)).toEqual(log.map(({ time }) => time));
  });
});

describe('an allocator that refuses', () => {
  it('refuses ACQUIRE: no pin of the group is told, and KSSTATE stays', () => {
    const ended = runGraph(graph([source(), sink('in', 'render')], [circuit([0, 1], { allocator: life({ behaviour: { initializeFails: true }, setup: { candidates: ['vendor'] } }) })]));
    const [group] = ended.model.groups;
    expect([group!.refused, group!.state, ended.model.pins.map(({ queue }) => queue.deviceState)]).toEqual([1, 0, [0, 0]]);
    expect(named(ended, 'SetDeviceState', 'Allocate', 'DeleteAllocator')).toEqual([]);
    expect(ended.model.circuits[0]!.refusedState).toEqual({ state: 'ACQUIRE', status: constantValue('STATUS_UNSUCCESSFUL') });
    expect(found(ended)).toEqual(['ALC-16']);
  });

  it('is replaced by the next candidate', () => {
    const ended = withLife({ behaviour: { initializeFails: true } });
    expect(ended.model.circuits[0]!.servedBy).toBe('default');
    expect(ended.model.pins[0]!.framesDelivered).toBe(10);
  });

  it('goes on with the frames there are, or refuses the state, by option', () => {
    const behaviour = { allocateFailsAt: 2 };
    const goesOn = withLife({ behaviour });
    expect([goesOn.model.groups[0]!.refused, countStates(goesOn.model.circuits[0]!.pool)[9]]).toEqual([0, 3]);
    expect(goesOn.trace.rows.filter(({ kind }) => kind === 'buffer')).toHaveLength(3);
    expect(order(goesOn)).toBe('IAAssssssFD');
    const refuses = withLife({ behaviour, options: { whenAllocateFails: 'refuseState' } });
    expect([refuses.model.groups[0]!.refused, refuses.model.circuits[0]!.refusedState!.state]).toEqual([1, 'ACQUIRE']);
    expect(order(refuses)).toBe('IAAFD');
  });

  it('lets the others of the group go back when one circuit of it refuses', () => {
    const filter = { label: 'filter', flags: 0, process: 'FilterProcess', role: 'copy', factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: 0, instancesNecessary: 1, pins: [1] }] } as const;
    const into = circuit(['peer', 0], { label: 'into', peers: [peer({ period: 10 * ms })] });
    const out = circuit([1, 'peer'], { label: 'out', allocator: life({ options: { whenAllocateFails: 'refuseState' }, behaviour: { allocateFailsAt: 2 } }) });
    const output = { ...sink('in', 'out'), dataFlow: 'out' } as const;
    const ended = runGraph(graph([sink('in', 'in'), output], [into, out], { filters: [filter] }));
    expect(ended.model.groups.map(({ refused, state }) => [refused, state])).toEqual([[1, 0]]);
    expect(ended.model.circuits.map((each) => each.life!.phase)).toEqual(['deleted', 'deleted']);
    expect(named(ended, 'SetDeviceState')).toEqual([]);
  });
});

describe('frames that do not come back', () => {
  it('withhold DeleteAllocator when the driver never deletes its clones', () => {
    const ended = runGraph(graph([source({ driver: { deletesClones: 'never' } })], [circuit([0, 'peer'])]));
    expect(named(ended, 'DeleteAllocator')).toEqual([]);
    expect(found(ended)).toContain('ALC-18');
    expect(ended.model.pins[0]!.leaked.count).toBeGreaterThan(0);
    expect(ended.model.circuits[0]!.life!.phase).toBe('closing');
  });

  it('withhold it when a peer keeps them for good', () => {
    const ended = withLife({ holder: { keepsFrames: 1 } });
    expect([named(ended, 'DeleteAllocator'), ended.model.circuits[0]!.kept, found(ended)]).toEqual([[], 1, ['ALC-18']]);
    expect(ended.model.circuits[0]!.life!.outCount).toBe(1);
  });

  it('are freed late when a peer gives them back as it is done with them', () => {
    const base = (choice: 'atOnce' | 'whenDone'): Ended => runGraph(graph([source()], [circuit([0, 'peer'], { peers: [peer({ hold: constant(40 * ms) })] })], { choices: { peerFramesAtStop: choice } }));
    expect(order(base('atOnce'))).toBe('IAAAssssssFFFD');
    const late = base('whenDone');
    expect(order(late)).toBe('IAAAssssssFFFD');
    const log = late.model.circuits[0]!.life!.log.filter(({ call }) => call === 'Free');
    expect(log.at(-1)!.time).toBeGreaterThan(105 * ms);
    expect(base('atOnce').model.circuits[0]!.life!.log.filter(({ call }) => call === 'Free').at(-1)!.time).toBe(105 * ms);
  });

  it('come out of a queue in STOP, and what they carry is lost', () => {
    const ended = runGraph(graph([source(), sink('in', 'render', { flags: 0x00010010 })], [circuit([0, 1])]));
    const [capture, render] = ended.model.pins;
    expect([render!.queue.frames.cancelled, capture!.framesProduced, capture!.framesDelivered]).toEqual([3, 10, 0]);
    expect(capture!.drops.get('discardedAtStop')!.count).toBe(3);
    expect(order(ended)).toBe('IAAAssssssssssssFFFD');
  });
});

describe('two frames of one memory', () => {
  it('go round as two, since nobody but their reader can tell', () => {
    const ended = withLife({ behaviour: { handsOutTwiceAt: 2 } });
    expect(found(ended)).toEqual(['ALC-04']);
    expect(ended.model.pins[0]!.framesDelivered).toBe(10);
    expect(spansOf(ended.trace, rowOfKind(ended.trace, 'buffer', 1)).length).toBeGreaterThan(3);
  });
});
