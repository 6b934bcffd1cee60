import { reactosFile } from '../sources';
import { defineRule } from '../rule';
import { endName, isKernelCircuit } from './ends';

/** Nobody says anything. */
export const neg06 = defineRule({
  code: 'NEG-06', title: 'Kernel connection without any framing', area: 'negotiation', defaultSeverity: 'warning', evidence: ['R'], sources: [reactosFile('dll/directx/ksproxy/input_pin.cpp')], since: '0.1.0', scope: 'graph',
  condition: 'No end of kernel connections that are on the standard transport and share their frames answers for framing: AllocatorFraming of every pin is null, no property handler stands in for it, and no peer has a framing.',
  effect: "Number and size of frames are guessed. ReactOS uses 8 frames of 9,400 bytes; what Windows does is unknown.",
  remedy: 'Declare a framing on the pin that knows the size of its frames.',
  texts: {
    guessed: 'Nobody between {from} and {to} states a framing, so that number and size of frames are guessed: ReactOS takes 8 frames of 9,400 bytes; what Windows does is unknown. Declare a framing on the pin that knows its frames.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const { segment, demands } = negotiation;
      // Pins that are wired in hardware have no framing either: the standard transport has to be known.
      if (!segment.connections.every(({ transport }) => transport.state === 'standard') || !isKernelCircuit(negotiation) || !segment.isCertain || !demands.every(({ property }) => property === 'none')) continue;
      const first = segment.connections[0]!;
      report(first.where, 'guessed', { from: endName(first.from), to: endName(segment.connections.at(-1)!.to) });
    }
  },
});
