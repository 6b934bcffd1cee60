import { constantSetNamed, constantValue, streamTopic } from '../../ks/index';
import type { Connection, End } from '../../simulation/negotiation/index';
import { endName } from '../negotiation/ends';
import { defineRule } from '../rule';

const [none, sink, source, both, bridge] = ['NONE', 'SINK', 'SOURCE', 'BOTH', 'BRIDGE'].map((name) => constantValue(`KSPIN_COMMUNICATION_${name}`));

const isSink = (communication: number): boolean => communication === sink || communication === both;
const isSource = (communication: number): boolean => communication === source || communication === both;

/** An end that can be no end of a connection between pins. */
function unconnectable({ from, to }: Connection): End | undefined {
  return [from, to].find(({ communication }) => communication === none || communication === bridge);
}

/** Requests need a sender and a receiver. */
export const pin38 = defineRule({
  code: 'PIN-38', title: 'Connection without a source and a sink of requests', area: 'pin', defaultSeverity: 'error', evidence: ['D'], sources: [streamTopic('ksproperty-pin-communication')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation connects two pins, and by their Communication not one of them can send IRPs (KSPIN_COMMUNICATION_SOURCE or _BOTH) and the other receive them (KSPIN_COMMUNICATION_SINK or _BOTH). KSPIN_COMMUNICATION_NONE and _BRIDGE can do neither; a pin with KSPIN_COMMUNICATION_NONE cannot be connected to user mode either.',
  effect: 'IRP sources connect only to IRP sinks: the connection cannot be made.',
  remedy: 'Declare KSPIN_COMMUNICATION_BOTH where a pin can do either, or the counterpart of the other pin. Communication is independent of DataFlow.',
  texts: {
    same: 'This connects {from} ({fromCommunication}) to {to} ({toCommunication}): requests need one end that sends them and one that receives them, whichever way the data flows, so the connection cannot be made. Declare KSPIN_COMMUNICATION_BOTH where a pin can do either, or the counterpart.',
    neither: 'This connects {end}, whose Communication is {communication}: such a pin makes no connection to another pin. Connect another pin, or correct Communication.',
    none: 'This connects {end}, whose Communication is KSPIN_COMMUNICATION_NONE: no instance of such a pin is ever made, so neither a driver nor an application can open it. Connect another pin, or correct Communication.',
    communication: 'Communication of {end}.',
  },
  check({ graph }, report) {
    for (const connection of graph.connections) {
      const { from, to } = connection;
      const idle = unconnectable(connection);
      if (idle) {
        if (!idle.pin) continue;
        // A bridge has its other end outside KS: an application is no pin. A pin without instances has no other end at all.
        if (connection.mode !== 'kernel' && idle.communication === bridge) continue;
        report(connection.where, idle.communication === none ? 'none' : 'neither', { end: endName(idle), communication: nameOf(idle.communication!) }, { related: relatedTo(idle), pins: [idle.pin] });
        continue;
      }
      if (from.communication === undefined || to.communication === undefined) continue;
      if ((isSource(from.communication) && isSink(to.communication)) || (isSink(from.communication) && isSource(to.communication))) continue;
      const values = { from: endName(from), to: endName(to), fromCommunication: nameOf(from.communication), toCommunication: nameOf(to.communication) };
      report(connection.where, 'same', values, { related: [...relatedTo(from), ...relatedTo(to)] });
    }
  },
});

const nameOf = (communication: number): string => constantSetNamed('KSPIN_COMMUNICATION')?.constants.find(({ value }) => value === communication)?.name ?? String(communication);

function relatedTo(end: End): { where: readonly [NonNullable<NonNullable<End['pin']>['descriptor']>, string]; text: string; arguments: { end: string } }[] {
  return end.pin?.descriptor ? [{ where: [end.pin.descriptor, 'Communication'], text: 'communication', arguments: { end: endName(end) } }] : [];
}
