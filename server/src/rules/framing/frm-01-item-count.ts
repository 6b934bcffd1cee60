import { isStated, numberOf } from '../../document/index';
import { headerLines, ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';

/** A framing without items. */
export const frm01 = defineRule({
  code: 'FRM-01', title: 'Framing without items', area: 'framing', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'framing',
  condition: 'CountItems is 0, or FramingItem has no element.',
  effect: 'The structure is documented to hold one or more items. With none there is nothing to negotiate with: memory, frame count and sizes of the pin are all unstated although it claims to state them.',
  remedy: 'Describe at least one item, and leave CountItems out (it follows from FramingItem) or make it the number of items. A pin without requirements has AllocatorFraming null.',
  texts: {
    count: 'CountItems is 0, so clients of the pin see no framing item at all and nothing can be negotiated. Leave CountItems out, or make it the number of items ({elements}).',
    empty: 'FramingItem is empty, so there is no framing that could be negotiated. Describe at least one KS_FRAMING_ITEM, or set AllocatorFraming of the pin to null if it has no requirement.',
  },
  check({ framing, elementCount }, report) {
    if (isStated(framing, 'CountItems')) {
      if (numberOf(framing, 'CountItems') === 0) report([framing, 'CountItems'], elementCount === 0 ? 'empty' : 'count', { elements: elementCount ?? '?' }, { about: [[framing, 'FramingItem']] });
    } else if (elementCount === 0) report([framing, 'FramingItem'], 'empty');
  },
});

/** A count that differs from the number of items. */
export const frm02 = defineRule({
  code: 'FRM-02', title: 'CountItems differs from the number of items', area: 'framing', defaultSeverity: 'error',
  otherSeverities: [{ severity: 'warning', when: 'CountItems is smaller than the number of elements' }],
  evidence: ['H', 'R'], sources: [ksPage('ns-ks-ksallocator_framing_ex'), headerLines('1797-1803'), reactosFile('drivers/ksfilter/ks/allocators.c')], since: '0.1.0', scope: 'framing',
  condition: 'CountItems is greater than the number of elements of FramingItem (error), or smaller (warning).',
  effect: 'Whoever reads the framing takes CountItems for the length of the array: a greater number makes it read memory behind the last item, a smaller one hides the items that follow. The size returned for the framing property is 24 + 88 × CountItems bytes.',
  remedy: 'Leave CountItems out, or make it the number of elements. In C, let the compiler count the initializers.',
  texts: {
    tooMany: 'CountItems is {count}, but the length of FramingItem is {elements}. Whoever reads the framing runs past the last item: the property returns {bytes} bytes of which {present} exist. Leave CountItems out, or write {elements}.',
    tooFew: 'CountItems is {count}, but the length of FramingItem is {elements}: clients never see the items from index {count} on. Leave CountItems out, or write {elements}.',
  },
  check({ framing, elementCount }, report) {
    const count = isStated(framing, 'CountItems') ? numberOf(framing, 'CountItems') : undefined;
    if (count === undefined || elementCount === undefined || count === elementCount) return;
    const values = { count, elements: elementCount, bytes: 24 + 88 * count, present: 24 + 88 * elementCount };
    if (count > elementCount) report([framing, 'CountItems'], 'tooMany', values);
    else report([framing, 'CountItems'], 'tooFew', values, { severity: 'warning' });
  },
});
