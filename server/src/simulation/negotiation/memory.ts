import { guidValue } from '../../ks/index';

/** A kind of memory and the bus over which it is reached, as GUIDs in lower case. */
export interface Memory {
  readonly memoryType: string;
  readonly busType: string;
}

const wildcard = guidValue('KSMEMORY_TYPE_WILDCARD');
const system = guidValue('KSMEMORY_TYPE_SYSTEM');
const user = guidValue('KSMEMORY_TYPE_USER');
const kernel: ReadonlySet<string> = new Set([guidValue('KSMEMORY_TYPE_KERNEL_PAGED'), guidValue('KSMEMORY_TYPE_KERNEL_NONPAGED')]);

/** No demand on memory: any type, over any bus. */
export const anyMemory: Memory = { memoryType: wildcard, busType: wildcard };

/** Whether memory of a type lies in the host, so that pool can serve it. A wildcard may. */
export const isHostMemory = (memoryType: string): boolean => memoryType === wildcard || memoryType === system || memoryType === user || kernel.has(memoryType);

/** Whether memory of a type is that of user-mode processes. */
export const isUserMemory = (memoryType: string): boolean => memoryType === user;

/** Whether a type says nothing. */
export const isWildcard = (type: string): boolean => type === wildcard;

/** The type that satisfies both: equal types, the other one beside a wildcard, the kernel type beside KSMEMORY_TYPE_SYSTEM (inferred); else nothing. */
export function commonMemoryType(a: string, b: string): string | undefined {
  if (a === b || b === wildcard) return a;
  if (a === wildcard) return b;
  if (a === system && kernel.has(b)) return b;
  if (b === system && kernel.has(a)) return a;
  return undefined;
}

/** The bus that satisfies both: equal, or the other one beside GUID_NULL. */
function commonBusType(a: string, b: string): string | undefined {
  if (a === b || b === wildcard) return a;
  return a === wildcard ? b : undefined;
}

/** The memory that satisfies both, or nothing. Order does not matter. */
export function commonMemory(a: Memory, b: Memory): Memory | undefined {
  const memoryType = commonMemoryType(a.memoryType, b.memoryType);
  const busType = commonBusType(a.busType, b.busType);
  return memoryType === undefined || busType === undefined ? undefined : { memoryType, busType };
}

const keyOf = ({ memoryType, busType }: Memory): string => `${memoryType} ${busType}`;

/** Candidates that are followed at once; more alternatives stand in no driver. */
const candidateLimit = 64;

/** The memories that satisfy one of each pin's alternatives, without repeats; nothing when there are too many to follow. */
export function commonMemories(demands: readonly (readonly Memory[])[]): readonly Memory[] | undefined {
  let candidates: readonly Memory[] = [anyMemory];
  for (const alternatives of demands) {
    const next = new Map<string, Memory>();
    for (const candidate of candidates) {
      for (const alternative of alternatives) {
        const common = commonMemory(candidate, alternative);
        if (common) next.set(keyOf(common), common);
      }
    }
    if (next.size > candidateLimit) return undefined;
    candidates = [...next.values()];
  }
  return [...candidates].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Whether memory of the kind meets an alternative: it is no wider than what is asked for. */
export function meets(memory: Memory, alternative: Memory): boolean {
  const common = commonMemory(memory, alternative);
  return common !== undefined && common.memoryType === memory.memoryType && common.busType === memory.busType;
}
