import { numberOf } from '../../document/index';
import { hex } from '../../findings/index';
import { constantSetNamed, headerLines, ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { filterFlag } from '../vocabulary';

const knownMask = constantSetNamed('KSFILTER_FLAG')?.knownMask ?? 0xffffffff;

/** Two queues for one work item. */
export const flt02 = defineRule({
  code: 'FLT-02', title: 'Critical and hypercritical processing of a filter', area: 'filter', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor')], since: '0.1.0', scope: 'filter',
  condition: 'Flags has both KSFILTER_FLAG_CRITICAL_PROCESSING and KSFILTER_FLAG_HYPERCRITICAL_PROCESSING.',
  effect: 'Each flag names the work queue for deferred processing, and there is one work item. The two are documented as mutually exclusive; which one AVStream obeys is not documented.',
  remedy: 'Keep the one you mean, usually KSFILTER_FLAG_CRITICAL_PROCESSING.',
  texts: { both: 'Flags has both KSFILTER_FLAG_CRITICAL_PROCESSING and KSFILTER_FLAG_HYPERCRITICAL_PROCESSING, which exclude each other: each names another work queue for deferred processing. Keep one of them.' },
  check({ filter }, report) {
    const flags = numberOf(filter, 'Flags');
    if (flags !== undefined && (flags & filterFlag.critical) !== 0 && (flags & filterFlag.hypercritical) !== 0) report([filter, 'Flags'], 'both');
  },
});

/** Bits that the header does not define. */
export const flt03 = defineRule({
  code: 'FLT-03', title: 'Unknown bits in Flags of a filter', area: 'filter', defaultSeverity: 'warning', evidence: ['H'], sources: [headerLines('3662-3675')], since: '0.1.0', scope: 'filter',
  condition: `Flags of a filter has bits outside ${hex(knownMask)}.`,
  effect: 'The ks.h that this catalog was read from defines no such bits for filters, so no meaning is known. A newer SDK may define them.',
  remedy: 'Write only KSFILTER_FLAG_*; KSPIN_FLAG_* belong to the pins. If your SDK defines the bit, keep it and silence this rule.',
  texts: { bits: 'Flags has the bits {hex}, which the ks.h that this catalog was read from does not define for filters; what AVStream makes of them is unknown. Remove them, unless your SDK defines them. Flags of pins (KSPIN_FLAG_*) belong in the pin descriptors.' },
  check({ filter }, report) {
    const flags = numberOf(filter, 'Flags');
    const unknown = flags === undefined ? 0 : (flags & ~knownMask) >>> 0;
    if (unknown !== 0) report([filter, 'Flags'], 'bits', { hex: hex(unknown) });
  },
});
