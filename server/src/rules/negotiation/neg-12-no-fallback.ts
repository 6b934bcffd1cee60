import { pinReference } from '../../document/index';
import { ksPage } from '../../ks/index';
import type { AllocatorVerdict } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { isKernelCircuit } from './ends';

/** True unless an allocator is known to be out: the default one for whatever reason, another for more than an inferred one. */
const isUsable = ({ kind, verdict, conditions }: AllocatorVerdict): boolean =>
  kind === 'default' ? verdict !== 'rejected' : !conditions.some(({ isMet, basis }) => isMet === false && basis !== 'inferred');

/** Nobody is left. */
export const neg12 = defineRule({
  code: 'NEG-12', title: 'No allocator left after InitializeAllocator fails', area: 'negotiation', defaultSeverity: 'error', evidence: ['I'], sources: [ksPage('nc-ks-pfnkspininitializeallocator')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation assumes that InitializeAllocator of an otherwise eligible vendor allocator fails, and no other allocator can serve the segment: the default one is ruled out by the simulation, or because the memory is that of a device or no framing asks for system memory.',
  effect: 'The failure refuses the allocator, and there is none to fall back to: the connection gets no frames (inferred).',
  remedy: 'Let the framing allow system memory, so that the default allocator can stand in, and let the driver work with its frames.',
  texts: {
    nobody: 'InitializeAllocator of {pin} is assumed to fail, which refuses its allocator, and nothing can stand in for it here: the connection gets no frames (inferred). Let the framing allow system memory, so that the default allocator can, and let the driver work with its frames.',
    allocator: 'The default allocator is out because of this.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const { allocators, segment, demands } = negotiation;
      if (!isKernelCircuit(negotiation) || demands.some(({ end }) => end.hasAllocator === undefined)) continue;
      const failing = allocators.find(({ kind, pin, conditions }) => kind === 'vendor' && pin !== undefined && conditions.every(({ name, isMet }) => (name === 'initialize') === (isMet === false)));
      if (!failing || allocators.some((other) => other !== failing && isUsable(other))) continue;
      const connection = segment.connections.find(({ from, to, initializeFails }) => initializeFails && (from.pin === failing.pin || to.pin === failing.pin));
      if (!connection?.stated) continue;
      const fallback = allocators.find(({ kind }) => kind === 'default')?.conditions.find(({ isMet }) => isMet === false)?.decidedBy ?? [];
      report([connection.stated, 'InitializeAllocatorFails'], 'nobody', { pin: pinReference(failing.pin!) }, { related: fallback.slice(0, 4).map((where) => ({ where, text: 'allocator' })) });
    }
  },
});
