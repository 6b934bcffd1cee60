import { type Model, type NodeId, type PinView, bound, elementsOf, isInstanceOf } from '../../document/index';
import { Simulation, streamTopic } from '../../ks/index';
import { type Connection, type Graph, negotiationsOf } from '../../simulation/negotiation/index';
import { isBroken } from '../facts';
import { endName } from '../negotiation/ends';
import { defineRule } from '../rule';

/** Connections of one pin in all simulations of a document. */
interface Uses {
  readonly pin: PinView;
  readonly connections: { readonly connection: Connection; readonly graph: Graph }[];
}

/** The pins with an allocator and their connections; nothing when some simulation cannot be read whole. */
function usesOf(model: Model): ReadonlyMap<NodeId, Uses> | undefined {
  const { document } = model;
  if (!document || elementsOf(document, 'Simulations')?.every((element) => element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, Simulation) && !isBroken(element.instance, 'Connections')) !== true) return undefined;
  const uses = new Map<NodeId, Uses>();
  for (const { graph } of negotiationsOf(model)) {
    if (!graph.isComplete) return undefined;
    for (const connection of graph.connections) {
      for (const { pin } of [connection.from, connection.to]) {
        if (pin?.allocator.state !== 'present') continue;
        const known = uses.get(pin.pin.node);
        if (known) known.connections.push({ connection, graph });
        else uses.set(pin.pin.node, { pin, connections: [{ connection, graph }] });
      }
    }
  }
  return uses;
}

/** Whether the allocator of a pin may serve a connection; naming it for one to user mode is NEG-16, and a name that cannot be resolved may mean it. */
const mayUse = ({ mode, allocatorPin, stated }: Connection, { pin }: PinView): boolean =>
  mode !== 'user' || allocatorPin?.pin.node === pin.node || (allocatorPin === undefined && stated !== undefined && bound(stated, 'AllocatorPin').state !== 'absent');

/** An allocator that no graph has a use for. */
export const dsp04 = defineRule({
  code: 'DSP-04', title: 'Allocator of a pin connected to user mode only', area: 'dispatch', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('avstream-allocators')], since: '0.1.0', fixable: false, scope: 'document',
  condition: 'A pin has a KSALLOCATOR_DISPATCH, and every simulation of the document that connects it connects it to user mode.',
  effect: 'A kernel-mode allocator is chosen for kernel-mode connections only: in these graphs none of its callbacks is called, and the frames are buffers of the application.',
  remedy: 'Make the driver work with buffers of the application: it cannot count on its own allocator. Describe a kernel connection in Connections if the pin has one.',
  texts: {
    never: 'No simulation connects {pin} in kernel mode, and "{simulation}" connects it to user mode. An allocator in the kernel is considered for kernel-mode connections only: none of these callbacks is called, and frames are buffers of the application. The driver has to work with those; describe a kernel connection in Connections if the pin has one.',
    connection: 'The other end is in user mode.',
  },
  check(model, report) {
    for (const { pin, connections } of usesOf(model)?.values() ?? []) {
      if (pin.allocator.state !== 'present' || connections.some(({ connection }) => mayUse(connection, pin))) continue;
      const { connection, graph } = connections[0]!;
      const end = connection.from.pin?.pin.node === pin.pin.node ? connection.from : connection.to;
      report(pin.allocator.node, 'never', { pin: endName(end), simulation: graph.label }, { related: [{ where: connection.where, text: 'connection' }], pins: [pin] });
    }
  },
});
