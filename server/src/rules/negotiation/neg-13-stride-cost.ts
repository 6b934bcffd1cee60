import { grouped, hex } from '../../findings/index';
import { roundingOf, strideSources } from '../ranges/rng-18-stride';
import { defineRule } from '../rule';
import { endName } from './ends';

/** What rounding costs. */
export const neg13 = defineRule({
  code: 'NEG-13', title: 'Alignment that costs memory', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D', 'R'], sources: strideSources, since: '0.1.0', scope: 'graph',
  condition: 'The frame size that the pins of a kernel connection allow is no multiple of the alignment they demand, and the number of frames is known.',
  effect: 'So that each frame begins aligned, the distance between frames is rounded up to the next multiple: every frame takes that much more memory.',
  remedy: 'Demand no stricter alignment than the hardware needs, or choose a size that is a multiple of it.',
  texts: {
    cost: 'Frames of {size} bytes are no multiple of the alignment of {alignment} bytes ({mask}) that is demanded here: so that each begins aligned they lie {stride} bytes apart, and {frames} frames take {cost} bytes more, {total} in all. Demand no stricter alignment than the hardware needs, or a size that is a multiple of it.',
    connection: 'The frames of {from} and {to} in simulation "{simulation}".',
  },
  check({ segments, graph }, report) {
    for (const negotiation of segments) {
      const rounding = roundingOf(negotiation);
      const place = negotiation.alignment.decidedBy[0];
      const frames = negotiation.frames.value;
      if (!rounding || place === undefined || frames === undefined) continue;
      const first = negotiation.segment.connections[0]!;
      const { size, mask, stride } = rounding;
      const values = {
        size: grouped(size), alignment: grouped(mask + 1), mask: hex(mask), stride: grouped(stride), frames: grouped(frames), cost: grouped(frames * (stride - size)), total: grouped(frames * stride),
        from: endName(first.from), to: endName(first.to), simulation: graph.label,
      };
      report(place, 'cost', values, { related: [{ where: first.where, text: 'connection', arguments: values }] });
    }
  },
});
