import { ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { endName } from './ends';

/** Closed to the one that opens it. */
export const neg11 = defineRule({
  code: 'NEG-11', title: 'User-mode client of a pin closed to user mode', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation connects a pin with KSPIN_FLAG_DENY_USERMODE_ACCESS to user mode.',
  effect: 'The flag closes the pin to user mode: KsProxy or the application cannot open it, so that the connection is never made.',
  remedy: 'Clear KSPIN_FLAG_DENY_USERMODE_ACCESS, or describe the kernel client that opens the pin.',
  texts: {
    denied: 'KSPIN_FLAG_DENY_USERMODE_ACCESS closes {pin} to user mode, but simulation "{simulation}" connects it to {other}: KsProxy or the application cannot open it, and the connection is never made. Clear the flag, or describe the kernel client that opens the pin.',
    connection: 'The connection to {other}.',
  },
  check({ graph }, report) {
    for (const { mode, from, to, where } of graph.connections) {
      if (mode !== 'user') continue;
      for (const [end, other] of [[from, to], [to, from]] as const) {
        const { pin } = end;
        if (pin?.flags === undefined || (pin.flags & pinFlag.denyUserModeAccess) === 0) continue;
        const values = { pin: endName(end), other: endName(other), simulation: graph.label };
        report([pin.pin, 'Flags'], 'denied', values, { related: [{ where, text: 'connection', arguments: values }], pins: [pin] });
      }
    }
  },
});
