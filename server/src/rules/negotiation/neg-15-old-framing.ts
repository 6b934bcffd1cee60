import { streamTopic } from '../../ks/index';
import { defineRule } from '../rule';
import { endName } from './ends';

/** The answer of another driver model. */
export const neg15 = defineRule({
  code: 'NEG-15', title: 'Older framing property only', area: 'negotiation', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('ksproperty-connection-allocatorframing'), streamTopic('ksproperty-connection-allocatorframing-ex')], since: '0.1.0', scope: 'graph',
  condition: 'A connected pin answers KSPROPERTY_CONNECTION_ALLOCATORFRAMING (LegacyFraming), and its AllocatorFraming is null.',
  effect: 'The older property is meant for stream-class drivers; clients of AVStream pins ask for KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX, and get no answer.',
  remedy: 'Declare the same demands in AllocatorFraming.',
  texts: {
    old: 'Only the older KSPROPERTY_CONNECTION_ALLOCATORFRAMING is answered by {pin}. It is meant for stream-class drivers; clients of AVStream pins ask for KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX. Declare the same demands in AllocatorFraming.',
    connection: 'The connection for which framing is asked.',
  },
  check({ segments }, report) {
    for (const { demands } of segments) {
      for (const { property, end, connection } of demands) {
        if (property === 'old' && end.pin) report([end.pin.pin, 'LegacyFraming'], 'old', { pin: endName(end) }, { related: [{ where: connection.where, text: 'connection' }] });
      }
    }
  },
});
