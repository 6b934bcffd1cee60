import type { AllocatorCall, AllocatorLife } from './life';

/**
 * What AVStream promises of the calls to an allocator, held against a log alone: InitializeAllocator first, once for each life and at PASSIVE_LEVEL (ALC-09); Allocate and Free
 * only between a successful InitializeAllocator and DeleteAllocator (ALC-07); DeleteAllocator only when every frame has been freed (ALC-08). The log has to be
 * complete. Calls by which holders of frames free what is not out are their mistake, and are passed over. Returns the first violation or `null`.
 */
export function callOrderViolation(log: readonly AllocatorCall[]): string | null {
  let isReady = false;
  const out = new Map<number, number>();
  for (const [index, { call, allocator, irql, status, result, arguments: values }] of log.entries()) {
    if (allocator === '') continue;
    if (allocator === 'default' && call === 'KsCreateDefaultAllocatorEx') continue;
    if (call === 'InitializeAllocator') {
      if (isReady) return `call ${index}: InitializeAllocator of an allocator that lives`;
      if (irql !== 'PASSIVE_LEVEL') return `ALC-09: call ${index}: InitializeAllocator at ${irql}`;
      isReady = status === 0;
      continue;
    }
    // The default allocator has no callback that creates it.
    if (allocator === 'default' && call === 'Allocate') isReady = true;
    if (!isReady && !(allocator === 'default' && call === 'DeleteAllocator')) return `ALC-07: call ${index}: ${call} of an allocator that does not live`;
    if (call === 'Allocate' && result['frame'] !== 'NULL') {
      const address = Number(result['address']);
      out.set(address, (out.get(address) ?? 0) + 1);
    } else if (call === 'Free') {
      const address = Number(values['address']);
      const times = out.get(address) ?? 0;
      if (times > 1) out.set(address, times - 1);
      else out.delete(address);
    } else if (call === 'DeleteAllocator') {
      if (out.size > 0) return `ALC-08: call ${index}: DeleteAllocator with ${out.size} frames out`;
      isReady = false;
    }
  }
  return null;
}

/**
 * What must hold of an allocator between two events: what is out is what was allocated and not freed, each frame is in one place, and the limit of the framing is
 * kept. Counts from scratch. Returns the first violation or `null`.
 */
export function lifeViolation(life: AllocatorLife): string | null {
  const { counts, findings, idle, inCircuit, outCount, provider, setup, withClients } = life;
  const wrongFrees = ['freedTwice', 'freedForeign'].reduce((sum, key) => sum + (findings.get(key)?.count ?? 0), 0);
  const allocated = counts.allocate - counts.allocateNull - (counts.free - wrongFrees);
  if (allocated !== outCount) return `#Allocate − #Free is ${allocated}, ${outCount} frames are out`;
  const held = new Map<number, number>();
  for (const { address } of idle) held.set(address, (held.get(address) ?? 0) + 1);
  for (const holders of [inCircuit, withClients]) for (const [address, times] of holders) held.set(address, (held.get(address) ?? 0) + times);
  if (held.size !== life.out.size) return `${held.size} addresses are held, ${life.out.size} are out`;
  for (const [address, times] of life.out) if (held.get(address) !== times) return `the frame at ${address} is out ${times} times and held ${held.get(address) ?? 0} times`;
  const { Frames } = setup.request.framing;
  if (Frames > 0 && outCount > Frames) return `${outCount} frames are out, Frames is ${Frames}`;
  if (!provider && outCount > 0) return `${outCount} frames are out without an allocator`;
  if (idle.length > 0 && life.waitingForRequestor.length > 0) return 'a request waits while frames are at hand';
  const carved = provider?.carved;
  if (carved) {
    const taken = carved.isOut.reduce((sum, isOut) => sum + isOut, 0);
    if (taken !== life.out.size) return `${taken} slots are taken, ${life.out.size} frames are out`;
    if (taken + carved.free.length !== carved.slots) return `${taken} slots are taken and ${carved.free.length} are free, of ${carved.slots}`;
    if (new Set(carved.free).size !== carved.free.length) return 'a slot is free twice';
  }
  return null;
}
