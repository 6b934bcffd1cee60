import { type Instance, numberOf } from '../../document/index';
import { KSALLOCATOR_FRAMING_EX, ksPage } from '../../ks/index';
import { decimalAndHex } from '../facts';
import { defineRule } from '../rule';

const framingPage = ksPage('ns-ks-ksallocator_framing_ex');
const about = { area: 'framing', evidence: ['D'], since: '0.1.0' } as const;

/** Value of a reserved member when it is not 0. */
const notZero = (framing: Instance<typeof KSALLOCATOR_FRAMING_EX>, field: 'PinFlags' | 'PinWeight'): number | undefined => numberOf(framing, field) || undefined;

/** PinFlags is reserved. */
export const frm03 = defineRule({
  ...about, code: 'FRM-03', title: 'PinFlags is reserved', defaultSeverity: 'warning', sources: [framingPage], scope: 'framing',
  condition: 'PinFlags is not 0.',
  effect: 'The member is documented as reserved and to be zero. What Windows makes of another value is not documented, and a later version may give it a meaning.',
  remedy: 'Write 0, or leave PinFlags out. Flags of the pin belong in KSPIN_DESCRIPTOR_EX.Flags, those of a framing item in KS_FRAMING_ITEM.Flags.',
  texts: { notZero: 'PinFlags is {value} ({hex}), but the member is reserved: what Windows makes of it is not documented. Write 0; flags of the pin belong in KSPIN_DESCRIPTOR_EX.Flags, those of an item in KS_FRAMING_ITEM.Flags.' },
  check({ framing }, report) {
    const value = notZero(framing, 'PinFlags');
    if (value !== undefined) report([framing, 'PinFlags'], 'notZero', decimalAndHex(value));
  },
});

/** PinWeight is reserved. */
export const frm04 = defineRule({
  ...about, code: 'FRM-04', title: 'PinWeight is reserved', defaultSeverity: 'warning', sources: [framingPage], scope: 'framing',
  condition: 'PinWeight is not 0.',
  effect: 'The weight of a framing over the whole graph is documented as reserved. What another value does is not documented; do not count on it to make the graph manager prefer this pin.',
  remedy: 'Write 0, or leave PinWeight out.',
  texts: { notZero: 'PinWeight is {value} ({hex}), but the member is reserved: what another value does is not documented. Write 0.' },
  check({ framing }, report) {
    const value = notZero(framing, 'PinWeight');
    if (value !== undefined) report([framing, 'PinWeight'], 'notZero', decimalAndHex(value));
  },
});

/** BusFlags is not used. */
export const frm08 = defineRule({
  ...about, code: 'FRM-08', title: 'BusFlags is not used', defaultSeverity: 'info', sources: [ksPage('ns-ks-ks_framing_item')], scope: 'item',
  condition: 'BusFlags is not 0.',
  effect: 'The member is documented as not used, so no effect of the value can be counted on.',
  remedy: 'Write 0, or leave BusFlags out. The bus that the memory is reached over is named by BusType.',
  texts: { notZero: 'BusFlags is {value} ({hex}), but the member is documented as not used. Write 0; the bus is named by BusType.' },
  check({ item }, report) {
    const value = numberOf(item, 'BusFlags');
    if (value !== undefined && value !== 0) report([item, 'BusFlags'], 'notZero', decimalAndHex(value));
  },
});
