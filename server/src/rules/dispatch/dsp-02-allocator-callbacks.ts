import { isInstanceOf, stateOf } from '../../document/index';
import { KSALLOCATOR_DISPATCH, ksPage } from '../../ks/index';
import { defineRule } from '../rule';

const callbacks = ['InitializeAllocator', 'DeleteAllocator', 'Allocate', 'Free'] as const;

/** Half an allocator. */
export const dsp02 = defineRule({
  code: 'DSP-02', title: 'Allocator with a missing callback', area: 'dispatch', defaultSeverity: 'error', evidence: ['D', 'I'], sources: [ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'element',
  condition: 'A member of a KSALLOCATOR_DISPATCH is null.',
  effect: 'The table is documented to hold the callbacks required of a pin with an allocator of its own. What AVStream does with a null member is not documented: it may refuse the allocator, or call a null pointer (inferred).',
  remedy: 'Write all four callbacks, or set KSPIN_DISPATCH.Allocator to null.',
  texts: { missing: 'The allocator lacks {names}, but all four callbacks are required; what AVStream does with a null one is not documented and may be a call through a null pointer (inferred). Write all four, or set KSPIN_DISPATCH.Allocator to null.' },
  check({ instances }, report) {
    for (const instance of instances) {
      if (!isInstanceOf(instance, KSALLOCATOR_DISPATCH)) continue;
      const missing = callbacks.filter((callback) => stateOf(instance, callback) === 'null');
      if (missing.length > 0) report([instance, missing[0]!], 'missing', { names: missing.join(', ') });
    }
  },
});
