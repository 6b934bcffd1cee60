import { leadingEdge, trailingEdge } from './pointer-numbers';
import type { StreamPointer } from './pin-queue';
import { slotOf } from './pin-queue';
import type { PointerFacts } from './violations';

/** Names a stream pointer for a violation. */
export function pointerFacts(pointer: StreamPointer): PointerFacts {
  const slot = slotOf(pointer);
  return { pointer: slot < 0 ? 'null' : slot === leadingEdge ? 'leadingEdge' : slot === trailingEdge ? 'trailingEdge' : 'clone', handle: pointer };
}
