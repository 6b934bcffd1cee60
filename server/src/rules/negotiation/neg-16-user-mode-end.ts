import { pinReference } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { defineRule } from '../rule';
import { endName } from './ends';

/** Kernel memory on its way to user mode. */
export const neg16 = defineRule({
  code: 'NEG-16', title: 'Kernel allocator for a user-mode end', area: 'negotiation', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_ksallocator_dispatch'), streamTopic('avstream-allocators')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation names the allocator of a pin (AllocatorPin) for connections that share their frames with an end in user mode.',
  effect: 'Frames of an allocator in the kernel can never be passed to a user-mode filter, and such an allocator is considered for kernel-mode connections only: the assumption cannot come true.',
  remedy: 'Leave AllocatorPin out, or put a copying filter between the kernel frames and user mode.',
  texts: {
    kernel: 'The allocator of {pin} is named here, but {end} shares these frames in user mode, where frames of a kernel allocator cannot go. Leave AllocatorPin out, or copy in between.',
    end: 'The end in user mode.',
  },
  check({ segments }, report) {
    for (const { segment } of segments) {
      const end = segment.ends.find(({ mode }) => mode === 'user');
      if (!end) continue;
      for (const { allocatorPin, stated } of segment.connections) {
        if (allocatorPin && stated) report([stated, 'AllocatorPin'], 'kernel', { pin: pinReference(allocatorPin), end: endName(end) }, { related: [{ where: end.where, text: 'end' }], pins: [allocatorPin] });
      }
    }
  },
});
