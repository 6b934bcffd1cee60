import { type FilterView, elementsOf, standardTransport } from '../../document/index';
import { guidNamed, headerLines } from '../../ks/index';
import { defineRule } from '../rule';
import { dataFlow, pinFlag } from '../vocabulary';
import { bitsOf, flagNames, hasAll } from './pin-flags';
import { remember } from './remember';

const renderCategory = guidNamed('KSCATEGORY_RENDER')?.value;

/** True when a filter is known to render: by its role, or else by its categories. */
const isRenderer = remember(({ filter, role }: FilterView): boolean =>
  role === undefined ? (elementsOf(filter, 'Categories') ?? []).some((category) => category.state === 'present' && category.kind === 'guid' && category.value === renderCategory) : role === 'Renderer');

/** Half of a flag. */
export const pin27 = defineRule({
  code: 'PIN-27', title: 'Half of KSPIN_FLAG_RENDERER', area: 'pin', defaultSeverity: 'info', evidence: ['H'], sources: [headerLines('3734-3757')], since: '0.1.0', scope: 'pin',
  condition: 'An input pin of a renderer (by Role or KSCATEGORY_RENDER) has just one of KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY and KSPIN_FLAG_GENERATE_EOS_EVENTS, and not KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE.',
  effect: 'KSPIN_FLAG_RENDERER (0x210000) is both bits together. With one of them the pin either processes in PAUSE already, or does not support the event that tells clients of the end of the stream.',
  remedy: 'Write KSPIN_FLAG_RENDERER if both are meant.',
  texts: { half: 'Of the two bits of KSPIN_FLAG_RENDERER (0x210000) this input pin of a renderer has only {present}, not {absent}. Write KSPIN_FLAG_RENDERER if both are meant.' },
  check(pin, report) {
    const present = bitsOf(pin, pinFlag.renderer);
    if (present === 0 || present === pinFlag.renderer || hasAll(pin, pinFlag.ifAnyInRunState) || pin.dataFlow !== dataFlow.in || standardTransport(pin) === 'no' || !isRenderer(pin.filter)) return;
    report([pin.pin, 'Flags'], 'half', { present: flagNames(present), absent: flagNames(pinFlag.renderer & ~present) });
  },
});
