import { pathOf } from '../run/paths';
import type { AllocatorReport, RejectedAllocator } from '../result';
import type { Scenario } from '../scenario';

/**
 * Whose memory the frames lie in. The client is in user mode: frames arrive as read requests with its own buffers, and no kernel allocator takes part
 * (W:avstream-pipes-and-circuits shows it for a user-mode source; by symmetry, so inferred, for a capture pin). A pin's own allocator is out, because kernel
 * memory can never go to a user-mode filter (K:ns-ks-_ksallocator_dispatch).
 */
export function describeAllocator(scenario: Scenario): AllocatorReport {
  const rejected = scenario.pins.flatMap((pin, index): RejectedAllocator[] => (pin.hasAllocatorDispatch === true ? [{
    pin: pin.label,
    because: 'peerInUserMode',
    arguments: { pin: pin.label, requests: pin.client?.requests ?? 0 },
    source: 'K:ns-ks-_ksallocator_dispatch',
    path: pathOf(scenario.paths, `pins.${index}.hasAllocatorDispatch`),
  }] : []));
  return { simulatedWith: 'clientBuffers', basis: 'inferred', source: 'W:avstream-pipes-and-circuits', eligible: [], rejected };
}
