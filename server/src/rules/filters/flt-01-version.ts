import { numberOf } from '../../document/index';
import { constantValue, ksPage } from '../../ks/index';
import { decimalAndHex } from '../facts';
import { defineRule } from '../rule';

const documentedVersion = constantValue('KSFILTER_DESCRIPTOR_VERSION');

/** A version that is not documented. */
export const flt01 = defineRule({
  code: 'FLT-01', title: 'Version of the filter descriptor', area: 'filter', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor')], since: '0.1.0', scope: 'filter',
  condition: 'Version is not KSFILTER_DESCRIPTOR_VERSION, that is (ULONG)-1.',
  effect: 'The documentation asks for KSFILTER_DESCRIPTOR_VERSION. What AVStream does with a descriptor of another version is not documented; it may refuse to make the filter factory.',
  remedy: 'Write KSFILTER_DESCRIPTOR_VERSION.',
  texts: { version: 'Version is {value} ({hex}), but KSFILTER_DESCRIPTOR_VERSION, (ULONG)-1, is the only documented one: what AVStream does with a descriptor of another version is unknown. Write KSFILTER_DESCRIPTOR_VERSION.' },
  check({ filter }, report) {
    const version = numberOf(filter, 'Version');
    if (version !== undefined && version !== documentedVersion) report([filter, 'Version'], 'version', decimalAndHex(version));
  },
});
