import { streamTopic } from '../../ks/index';
import { type Negotiation, inPlaceBetween } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { endName } from './ends';

/** Connections at which an in-place filter would pass frames on, were they on the standard transport. */
function interrupted({ segments }: Negotiation): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  for (const { segment } of segments) {
    for (const { because, upstream, downstream } of segment.cuts) {
      if (because === 'offTransport' && inPlaceBetween(upstream.to.pin!, downstream.from.pin!)?.value === true) found.add(upstream).add(downstream);
    }
  }
  return found;
}

/** A circuit that cannot be. */
export const neg10 = defineRule({
  code: 'NEG-10', title: 'Hardware medium where a circuit is counted on', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('using-hardware-mediums-in-avstream-codecs'), streamTopic('avstream-pipes-and-circuits')], since: '0.1.0', scope: 'graph',
  condition: 'A kernel connection uses a medium other than the standard one, although the simulation names an allocator for it (Allocator or AllocatorPin), or a filter that works in place is to pass its frames on.',
  effect: 'Over such a medium there is no allocator circuit: data passes inside the hardware or by private means, and no allocator serves the connection.',
  remedy: 'Connect over KSMEDIUMSETID_Standard where frames are to circulate, or leave the allocator out of the connection.',
  texts: {
    allocator: 'The connection of {from} and {to} names an allocator, but uses a medium that is not the standard one: there is no allocator circuit then, and no allocator serves it. Connect over KSMEDIUMSETID_Standard, or leave the allocator out.',
    inPlace: 'The connection of {from} and {to} belongs to a filter that passes the same frames on, but uses a medium that is not the standard one: there is no circuit over it, so no frames arrive that could be passed on. Connect over KSMEDIUMSETID_Standard.',
    medium: 'The medium.',
  },
  check(negotiation, report) {
    const broken = interrupted(negotiation);
    for (const connection of negotiation.graph.connections) {
      const { transport, allocatorName, allocatorPin, mode, from, to } = connection;
      if (transport.because !== 'medium' || mode === 'user') continue;
      const isNamed = allocatorName !== undefined || allocatorPin !== undefined;
      if (!isNamed && !broken.has(connection)) continue;
      report(connection.where, isNamed ? 'allocator' : 'inPlace', { from: endName(from), to: endName(to) }, {
        related: transport.decidedBy.map((where) => ({ where, text: 'medium' })), pins: [from.pin, to.pin].filter((pin) => pin !== undefined),
      });
    }
  },
});
