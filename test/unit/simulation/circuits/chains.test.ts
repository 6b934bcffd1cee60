// Frames that go round: a pin and a sink peer, a source peer and an input, an in-place pin between, two pins of two filters.
import { describe, expect, it } from 'vitest';
import { instantsOf, milliseconds, rowOfKind, spansOf } from '../scenarios';
import { circuit, graph, named, runGraph, source } from './circuits';

describe('a capture pin and a sink peer', () => {
  it('sends frames round: filled, received by the peer, held there, handed on again', () => {
    const ended = runGraph(graph([source()], [circuit([0, 'peer'])]));
    const { model, trace } = ended;
    const [pin] = model.pins;
    expect([pin!.framesProduced, pin!.framesDelivered, pin!.framesDropped]).toEqual([10, 10, 0]);
    const row = rowOfKind(trace, 'buffer', 0);
    expect(spansOf(trace, row).slice(0, 4)).toEqual([
      ['cloned', 0, 10 * milliseconds, -1], ['hardwareFilling', 10 * milliseconds, 14 * milliseconds, 0], ['atPeer', 14 * milliseconds, 29 * milliseconds, 0], ['cloned', 29 * milliseconds, 40 * milliseconds, -1],
    ]);
    expect(instantsOf(trace, rowOfKind(trace, 'peer'), 'delivered').slice(0, 2)).toEqual([14 * milliseconds, 24 * milliseconds]);
  });

  it('calls the allocator in its order, before, between and after SetDeviceState', () => {
    const ended = runGraph(graph([source()], [circuit([0, 'peer'])]));
    expect(named(ended, 'InitializeAllocator', 'Allocate', 'SetDeviceState', 'Free', 'DeleteAllocator', 'CloseHandle')).toEqual([
      'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState', 'SetDeviceState',
      'Free', 'Free', 'Free', 'DeleteAllocator',
    ]);
  });
});
