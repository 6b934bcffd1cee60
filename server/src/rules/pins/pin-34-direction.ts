import { numberOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { decimalAndHex } from '../facts';
import { defineRule } from '../rule';
import { communication, dataFlow } from '../vocabulary';

const about = { area: 'pin', defaultSeverity: 'error', evidence: ['D', 'H'], since: '0.1.0', scope: 'pin' } as const;

/** Neither in nor out. */
export const pin34 = defineRule({
  ...about, code: 'PIN-34', title: 'DataFlow is no direction', sources: [ksPage('ns-ks-kspin_descriptor'), ksPage('ne-ks-kspin_dataflow')],
  condition: 'DataFlow is neither KSPIN_DATAFLOW_IN (1) nor KSPIN_DATAFLOW_OUT (2).',
  effect: 'The enumeration has no other value; what AVStream and clients make of one is not documented. 0 is what an initializer that ends early leaves.',
  remedy: 'Write KSPIN_DATAFLOW_IN or KSPIN_DATAFLOW_OUT, as the filter sees the data.',
  texts: { unknown: 'DataFlow is {value}, but a pin has KSPIN_DATAFLOW_IN (1) or KSPIN_DATAFLOW_OUT (2): neither AVStream nor clients can tell which way its data goes. Write one of the two.' },
  check({ descriptor }, report) {
    const value = descriptor && numberOf(descriptor, 'DataFlow');
    if (descriptor && value !== undefined && value !== dataFlow.in && value !== dataFlow.out) report([descriptor, 'DataFlow'], 'unknown', decimalAndHex(value));
  },
});

/** None of the five. */
export const pin35 = defineRule({
  ...about, code: 'PIN-35', title: 'Communication is out of range', sources: [ksPage('ne-ks-kspin_communication'), ksPage('ns-ks-kspin_descriptor')],
  condition: 'Communication is greater than KSPIN_COMMUNICATION_BRIDGE (4).',
  effect: 'The enumeration has the values 0 to 4; what AVStream and clients make of another is not documented.',
  remedy: 'Write one of KSPIN_COMMUNICATION_NONE, _SINK, _SOURCE, _BOTH and _BRIDGE.',
  texts: { unknown: 'Communication is {value}, but KSPIN_COMMUNICATION ends with KSPIN_COMMUNICATION_BRIDGE (4): whether the pin sends or receives IRPs is then not documented. Write one of KSPIN_COMMUNICATION_NONE, _SINK, _SOURCE, _BOTH or _BRIDGE.' },
  check({ descriptor }, report) {
    const value = descriptor && numberOf(descriptor, 'Communication');
    if (descriptor && value !== undefined && (value < communication.none || value > communication.bridge)) report([descriptor, 'Communication'], 'unknown', decimalAndHex(value));
  },
});
