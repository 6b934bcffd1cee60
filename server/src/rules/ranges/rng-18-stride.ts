import { grouped, hex } from '../../findings/index';
import { streamTopic } from '../../ks/index';
import { type SegmentNegotiation, greatestSize, intersect } from '../../simulation/negotiation/index';
import { endName, isKernelCircuit } from '../negotiation/ends';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';

/** Where rounding frames up to their alignment is described. */
export const strideSources = [reactosFile('dll/directx/ksproxy/allocator.cpp'), { name: 'DirectShow allocators', link: 'https://learn.microsoft.com/windows/win32/directshow/memory-allocators' }, streamTopic('ks-allocators')] as const;

/** What rounding costs in a segment. */
export interface Rounding {
  readonly size: number;
  readonly mask: number;
  readonly stride: number;
}

/** The rounding of a segment whose frames are no multiple of the alignment and could not be; else nothing. */
export function roundingOf(negotiation: SegmentNegotiation): Rounding | undefined {
  if (!isKernelCircuit(negotiation)) return undefined;
  const { segment, size, alignment, stride } = negotiation;
  const [bytes, mask, distance] = [size.cell.value, alignment.value, stride.value];
  if (bytes === undefined || mask === undefined || distance === undefined || distance === bytes) return undefined;
  // Without a format any size will do that is a multiple.
  const multiples = [{ first: mask + 1, last: Math.floor(greatestSize / (mask + 1)) * (mask + 1), step: mask + 1 }];
  if (segment.connections.every(({ format }) => format.frameBytes === undefined) && size.sizes && intersect(size.sizes, multiples)?.length !== 0) return undefined;
  return { size: bytes, mask, stride: distance };
}

/** Frames that do not end where the next may begin. */
export const rng18 = defineRule({
  code: 'RNG-18', title: 'Frame size is no multiple of the alignment', area: 'frameSize', defaultSeverity: 'warning', evidence: ['D', 'R'], sources: strideSources, since: '0.1.0', scope: 'graph',
  condition: 'The frame size that the pins of a kernel connection allow is no multiple of the alignment they demand, and the number of frames is unknown (where it is known, NEG-13 names the cost).',
  effect: 'So that each frame begins aligned, the distance between frames is rounded up to the next multiple, and memory grows accordingly.',
  remedy: 'Choose a size that is a multiple of the alignment where memory matters, or demand no stricter alignment than the hardware needs.',
  texts: {
    rounded: 'Frames of {size} bytes are no multiple of the alignment of {alignment} bytes ({mask}) that is demanded here: so that each begins aligned they lie {stride} bytes apart, {waste} more for every frame. Demand no stricter alignment than the hardware needs, or a size that is a multiple of it.',
    connection: 'The frames of {from} and {to} in simulation "{simulation}".',
  },
  check({ segments, graph }, report) {
    for (const negotiation of segments) {
      const rounding = roundingOf(negotiation);
      const place = rounding && negotiation.alignment.decidedBy[0];
      if (!rounding || place === undefined) continue;
      const [first] = negotiation.segment.connections;
      const { size, mask, stride } = rounding;
      const values = { size: grouped(size), alignment: grouped(mask + 1), mask: hex(mask), stride: grouped(stride), waste: grouped(stride - size), from: endName(first!.from), to: endName(first!.to), simulation: graph.label };
      report(place, 'rounded', values, { related: [{ where: first!.where, text: 'connection', arguments: values }] });
    }
  },
});
