import { type FramingView, guidOf, pinsOf, showsDeclared, standardTransport } from '../../document/index';
import { ksPage } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { memoryType } from '../vocabulary';

const onlyUser = new WeakMap<FramingView, boolean>();

/** True when every item of a framing asks for memory of user mode. */
function asksOnlyForUser(view: FramingView): boolean {
  let found = onlyUser.get(view);
  if (found === undefined) {
    found = view.elementCount === view.items.length && view.items.every(({ item }) => guidOf(item, 'MemoryType') === memoryType.user);
    onlyUser.set(view, found);
  }
  return found;
}

/** Memory that the kernel cannot hand out. */
export const mem03 = defineRule({
  code: 'MEM-03', title: 'User-mode memory with an allocator in the kernel', area: 'memory', defaultSeverity: 'warning', evidence: ['D'], since: '0.1.0', scope: 'item',
  sources: [ksPage('nc-ks-pfnkspininitializeallocator'), ksPage('ns-ks-_ksallocator_dispatch')],
  otherSeverities: [{ severity: 'error', when: 'every item of the framing asks for KSMEMORY_TYPE_USER' }],
  condition: 'MemoryType is KSMEMORY_TYPE_USER, and a pin that uses the framing has a KSALLOCATOR_DISPATCH.',
  effect: 'An allocator in kernel mode cannot allocate frames that are passed to user mode. When the framing offers nothing else, the allocator can never serve its own pin.',
  remedy: 'Write the memory that the allocator provides, such as KSMEMORY_TYPE_KERNEL_NONPAGED or a GUID of your device; or leave out the allocator if frames come from applications.',
  texts: {
    item: 'MemoryType is KSMEMORY_TYPE_USER, but pin {pin} of filter {filter} has an allocator of its own (KSALLOCATOR_DISPATCH), and an allocator in kernel mode cannot allocate frames for user mode: it can never serve this item. Write the memory that it provides.',
    only: 'MemoryType is KSMEMORY_TYPE_USER, and no item of this framing asks for anything else, but pin {pin} of filter {filter} has an allocator of its own (KSALLOCATOR_DISPATCH): in kernel mode it cannot allocate frames for user mode, so it can never serve the pin. Write the memory that it provides, or leave out the allocator.',
    allocator: 'The allocator of pin {pin}.',
  },
  check(view, report) {
    if (guidOf(view.item, 'MemoryType') !== memoryType.user) return;
    const pin = pinsOf(view.framing).find((each) => each.allocator.state === 'present' && standardTransport(each) !== 'no' && showsDeclared(each));
    if (!pin || pin.allocator.state !== 'present') return;
    const only = asksOnlyForUser(view.framing);
    const names = pinNames(pin);
    report([view.item, 'MemoryType'], only ? 'only' : 'item', names, { severity: only ? 'error' : 'warning', related: [{ where: pin.allocator.node, text: 'allocator', arguments: { pin: names.pin } }] });
  },
});
