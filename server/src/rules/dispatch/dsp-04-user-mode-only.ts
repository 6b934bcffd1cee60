import { type Model, type NodeId, type PinView, elementsOf, isInstanceOf } from '../../document/index';
import { Simulation, streamTopic } from '../../ks/index';
import type { Connection } from '../../simulation/negotiation/index';
import { isBroken } from '../facts';
import { endName } from '../negotiation/ends';
import { defineRule } from '../rule';
import { graphFactsOf } from '../simulation-facts';

/** Whether every simulation of a document can be read whole. */
const areSimulationsRead = ({ document }: Model): boolean =>
  document !== undefined && elementsOf(document, 'Simulations')?.every((element) => element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, Simulation) && !isBroken(element.instance, 'Connections')) === true;

/** A pin, and the first of its connections. */
interface Spared {
  readonly pin: PinView;
  readonly connection: Connection;
  readonly simulation: string;
}

/** The pins with an allocator that can serve none of their connections; none when some simulation cannot be read whole. */
function sparedPins(model: Model): Iterable<Spared> {
  const pins = new Map<NodeId, Spared>();
  const graphs = graphFactsOf(model);
  for (const { isComplete, label, spared } of graphs) {
    if (!isComplete) return [];
    for (const { pin, connection } of spared) if (!pins.has(pin.pin.node)) pins.set(pin.pin.node, { pin, connection, simulation: label });
  }
  if (pins.size === 0 || !areSimulationsRead(model)) return [];
  for (const { servers } of graphs) for (const { pin } of servers) pins.delete(pin.node);
  return pins.values();
}

/** An allocator that no graph has a use for. */
export const dsp04 = defineRule({
  code: 'DSP-04', title: 'Allocator of a pin connected to user mode only', area: 'dispatch', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('avstream-allocators')], since: '0.1.0', scope: 'document',
  condition: 'A pin has a KSALLOCATOR_DISPATCH, and every simulation of the document that connects it connects it to user mode.',
  effect: 'A kernel-mode allocator is chosen for kernel-mode connections only: in these graphs none of its callbacks is called, and the frames are buffers of the application.',
  remedy: 'Make the driver work with buffers of the application: it cannot count on its own allocator. Describe a kernel connection in Connections if the pin has one.',
  texts: {
    never: 'No simulation connects {pin} in kernel mode, and "{simulation}" connects it to user mode. An allocator in the kernel is considered for kernel-mode connections only: none of these callbacks is called, and frames are buffers of the application. The driver has to work with those; describe a kernel connection in Connections if the pin has one.',
    connection: 'The other end is in user mode.',
  },
  check(model, report) {
    for (const { pin, connection, simulation } of sparedPins(model)) {
      if (pin.allocator.state !== 'present') continue;
      const end = connection.from.pin?.pin.node === pin.pin.node ? connection.from : connection.to;
      report(pin.allocator.node, 'never', { pin: endName(end), simulation }, { related: [{ where: connection.where, text: 'connection' }], pins: [pin] });
    }
  },
});
