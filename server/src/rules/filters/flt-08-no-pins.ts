import { type FilterView, type Model, booleanOf, elementsOf, instanceIn, isStated, wordOf } from '../../document/index';
import { Target, ksPage, streamTopic } from '../../ks/index';
import { isBroken } from '../facts';
import { defineRule } from '../rule';
import { countedTable } from './counted-table';

const beforeWindowsXp = new Set(['Windows98SE', 'WindowsMe', 'Windows2000']);

/** Whether the driver adds pins while it runs; nothing when the document doesn't say. */
function createsPins({ filter }: FilterView): boolean | undefined {
  const listed = elementsOf(filter, 'DynamicPinDescriptors');
  return listed !== undefined && listed.length > 0 ? true : (booleanOf(filter, 'CreatesPins') ?? (listed === undefined ? undefined : false));
}

/** Oldest Windows that the driver is meant for, if the document says so; `broken` where it cannot be read. */
function lowestWindows({ document }: Model): string | undefined {
  const target = document && instanceIn(document, 'Target', Target);
  return target && (isBroken(target, 'LowestWindows') ? 'broken' : wordOf(target, 'LowestWindows'));
}

/** True when the driver is built for an architecture that Windows has had from XP on only. */
function isRecent({ document, architecture }: Model): boolean {
  const target = document && instanceIn(document, 'Target', Target);
  return target !== undefined && isStated(target, 'Architecture') && architecture !== 'x86';
}

/** A filter without pins. */
export const flt08 = defineRule({
  code: 'FLT-08', title: 'Filter without pin descriptors', area: 'filter', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor'), streamTopic('initializing-an-avstream-minidriver')], since: '0.1.0', scope: 'filter',
  condition: 'The filter has no pin descriptors, unless it is known to add pins while it runs and to be meant for Windows XP or later (by Target.LowestWindows, or an architecture other than x86).',
  effect: 'A filter has to expose at least one pin. From Windows XP on the table may be empty if the driver makes its pins with KsFilterCreatePinFactory; before, it may not.',
  remedy: 'Say with CreatesPins or DynamicPinDescriptors that the driver adds pins, and with Target.LowestWindows where it runs; or describe the pins.',
  texts: {
    none: 'The filter has no pin descriptors. That is legal from Windows XP on if the driver makes its pins with KsFilterCreatePinFactory; a filter has to expose at least one pin. State CreatesPins, or describe the pins.',
    never: 'The filter has no pin descriptors and, by what the document says, adds no pins while it runs. A filter has to expose at least one pin: nothing can be connected to this one. Describe the pins.',
    early: 'The filter has no pin descriptors and leaves its pins to KsFilterCreatePinFactory. That is documented from Windows XP on, but Target.LowestWindows is {windows}. Describe a pin, or raise LowestWindows.',
    unsureWindows: 'The filter has no pin descriptors and leaves its pins to KsFilterCreatePinFactory. That is documented from Windows XP on. State Target.LowestWindows, or describe a pin if the driver has to run on older systems.',
  },
  check(view, report, model) {
    const { filter } = view;
    const { count, listed } = countedTable(filter, 'PinDescriptorsCount', 'PinDescriptors');
    if (count !== 0 || (listed ?? 0) > 0) return;
    if (isBroken(filter, 'CreatesPins') || isBroken(filter, 'DynamicPinDescriptors')) return;
    const creates = createsPins(view);
    const where = [filter, listed === undefined ? 'PinDescriptorsCount' : 'PinDescriptors'] as const;
    const windows = lowestWindows(model);
    if (creates === false) report(where, 'never');
    else if (creates === undefined) report(where, 'none');
    else if (windows === undefined && !isRecent(model)) report(where, 'unsureWindows');
    else if (windows !== undefined && beforeWindowsXp.has(windows)) report(where, 'early', { windows });
  },
});
