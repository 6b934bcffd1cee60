import type { PinView } from '../../document/index';
import { streamTopic } from '../../ks/index';
import type { Connection } from '../../simulation/negotiation/index';
import { endName } from '../negotiation/ends';
import { defineRule } from '../rule';

/** An allocator that this graph has no use for. */
export const dsp04 = defineRule({
  code: 'DSP-04', title: 'Allocator of a pin connected to user mode only', area: 'dispatch', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('avstream-allocators')], since: '0.1.0', fixable: false, scope: 'graph',
  condition: 'A pin has a KSALLOCATOR_DISPATCH, and a simulation connects it to user mode only.',
  effect: 'A kernel-mode allocator is chosen for kernel-mode connections only: in this graph none of its callbacks is called, and the frames are buffers of the application.',
  remedy: 'Make the driver work with buffers of the application: it cannot count on its own allocator. Describe a kernel connection in Connections if the pin has one.',
  texts: {
    never: 'In simulation "{simulation}" {pin} is connected to user mode only, and an allocator in the kernel is considered for kernel-mode connections only: none of these callbacks is called there, and frames are buffers of the application. The driver has to work with those; describe a kernel connection in Connections if the pin has one.',
    connection: 'The other end is in user mode.',
  },
  check({ graph }, report) {
    if (!graph.isComplete) return;
    const connections = new Map<PinView, Connection[]>();
    for (const connection of graph.connections) {
      for (const { pin } of [connection.from, connection.to]) {
        if (pin?.allocator.state !== 'present') continue;
        const known = connections.get(pin);
        if (known) known.push(connection);
        else connections.set(pin, [connection]);
      }
    }
    for (const [pin, all] of connections) {
      // Naming the allocator all the same is NEG-16.
      if (pin.allocator.state !== 'present' || all.some(({ mode, allocatorPin }) => mode !== 'user' || allocatorPin === pin)) continue;
      const [first] = all;
      const end = first!.from.pin === pin ? first!.from : first!.to;
      report(pin.allocator.node, 'never', { pin: endName(end), simulation: graph.label }, { related: [{ where: first!.where, text: 'connection' }], pins: [pin] });
    }
  },
});
