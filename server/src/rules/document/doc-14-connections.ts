import { type Instance, type Model, type PinView, bound, instanceIn, instancesIn, pinReference, pinsNamed } from '../../document/index';
import { SimulationConnection, SimulationPeer } from '../../ks/index';
import { impossibilityOf } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';

/** The one pin that an end of a connection names, in all its forms; none when it names none or several. */
function formsOf(model: Model, connection: Instance<typeof SimulationConnection>, side: 'From' | 'To'): readonly PinView[] {
  const value = bound(connection, side);
  const named = value.state === 'present' && value.kind === 'text' ? pinsNamed(model, value.text) : [];
  const [pin] = named;
  if (!pin || named.length > 1) return [];
  const forms = model.configurations.filter(({ index }) => index === pin.filter.index).flatMap((filter) => filter.pins.filter(({ id }) => id === pin.id));
  return forms.length > 0 ? forms : named;
}

/** The pin at an end of a connection, when in every form that it has the data flows through it the other way. */
function reversedPin(model: Model, connection: Instance<typeof SimulationConnection>, side: 'From' | 'To'): PinView | undefined {
  const forms = formsOf(model, connection, side);
  return forms.every((pin) => impossibilityOf(side === 'From' ? pin : undefined, side === 'To' ? pin : undefined, false) !== undefined) ? forms[0] : undefined;
}

const dataFlowOf = (pin: PinView): { where: readonly [Instance, string]; text: string; arguments: { pin: string } }[] => (pin.descriptor ? [{ where: [pin.descriptor, 'DataFlow'], text: 'dataFlow', arguments: { pin: pinReference(pin) } }] : []);

/** A connection that no graph can have. */
export const doc14 = defineRule({
  code: 'DOC-14', title: 'Connection that cannot be', area: 'document', defaultSeverity: 'error',
  otherSeverities: [{ severity: 'warning', when: 'the connection names no pin, or a peer beside two pins' }],
  evidence: [], sources: [], since: '0.1.0', scope: 'simulation',
  condition: 'A connection of a simulation leaves from a pin that takes data in (KSPIN_DATAFLOW_IN), or enters one that puts data out (KSPIN_DATAFLOW_OUT); or it names neither From nor To (warning), or a Peer although both ends are pins of the document (warning). Pins whose DataFlow is not stated may stand at either end.',
  effect: 'The simulation describes a graph that cannot be built. The connection is passed over: no rule about graphs looks at it.',
  remedy: 'From names the pin that data leaves, To the pin that it enters; Peer stands for the end that is left out.',
  texts: {
    from: 'Data flows into {pin} (KSPIN_DATAFLOW_IN) and never leaves by it, so this connection cannot be and is passed over. Name it in To, or name an output pin here.',
    to: 'Data flows out of {pin} (KSPIN_DATAFLOW_OUT) and never enters by it, so this connection cannot be and is passed over. Name it in From, or name an input pin here.',
    swapped: 'From and To are interchanged: data flows into {from} (KSPIN_DATAFLOW_IN) and out of {to} (KSPIN_DATAFLOW_OUT), so this connection cannot be and is passed over. Name {to} in From and {from} in To.',
    neither: 'This connection names neither From nor To, so none of its ends is a pin of this document, and it is passed over. Name the pin that data leaves in From, or the one that it enters in To.',
    peer: 'Both ends of this connection are pins of this document, so that nothing is left for a Peer to stand for, and it is passed over. Leave Peer out, or the pin that the peer replaces.',
    dataFlow: 'DataFlow of {pin}.',
  },
  check(simulation, report, model) {
    for (const connection of instancesIn(simulation, 'Connections', SimulationConnection)) {
      const stated = (field: 'From' | 'To'): boolean => bound(connection, field).state !== 'absent';
      if (!stated('From') && !stated('To')) report(connection.node, 'neither', {}, { severity: 'warning' });
      else if (stated('From') && stated('To') && instanceIn(connection, 'Peer', SimulationPeer)) report([connection, 'Peer'], 'peer', {}, { severity: 'warning' });
      const from = reversedPin(model, connection, 'From');
      const to = reversedPin(model, connection, 'To');
      if (from && to) report([connection, 'From'], 'swapped', { from: pinReference(from), to: pinReference(to) }, { related: [...dataFlowOf(from), ...dataFlowOf(to)] });
      else if (from) report([connection, 'From'], 'from', { pin: pinReference(from) }, { related: dataFlowOf(from) });
      else if (to) report([connection, 'To'], 'to', { pin: pinReference(to) }, { related: dataFlowOf(to) });
    }
  },
});
