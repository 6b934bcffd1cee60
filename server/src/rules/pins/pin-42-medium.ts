import { standardTransport } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { endName } from '../negotiation/ends';
import { defineRule } from '../rule';

/** Facts that lie idle on one connection. */
export const pin42 = defineRule({
  code: 'PIN-42', title: 'Framing idle on a hardware medium', area: 'pin', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('nc-ks-pfnkspinsetdevicestate'), streamTopic('using-hardware-mediums-in-avstream-codecs')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation connects a pin over a medium that takes it off the standard transport, although the pin has framing or an allocator. A pin that offers no other medium is PIN-20.',
  effect: 'Over such a medium the pin has no queue, no stream pointers and no allocator circuit, and it sees state changes unfiltered. Its framing and allocator are not looked at on this connection.',
  remedy: 'Nothing needs to change if the pin has the standard medium for other connections. Otherwise connect over KSMEDIUMSETID_Standard.',
  texts: {
    idle: 'This medium takes the connection of {pin} off the standard transport: no queue, no stream pointers, no allocator circuit, and state changes arrive unfiltered, so its {facts} is not looked at here. Connect over KSMEDIUMSETID_Standard if frames are to pass through AVStream.',
    fact: 'What lies idle on {pin}.',
  },
  check({ graph }, report) {
    for (const { from, to, transport } of graph.connections) {
      if (transport.because !== 'medium') continue;
      for (const end of [from, to]) {
        const { pin } = end;
        if (!pin || standardTransport(pin) === 'no') continue;
        const fact = pin.framing.state === 'present' ? { facts: 'framing', node: pin.framing.node } : pin.allocator.state === 'present' ? { facts: 'allocator', node: pin.allocator.node } : undefined;
        const place = transport.decidedBy[0];
        if (fact && place !== undefined) report(place, 'idle', { pin: endName(end), facts: fact.facts }, { related: [{ where: fact.node, text: 'fact', arguments: { pin: endName(end) } }], pins: [pin] });
      }
    }
  },
});
