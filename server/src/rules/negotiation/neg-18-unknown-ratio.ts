import { booleanOf } from '../../document/index';
import { headerText } from '../sources';
import { defineRule } from '../rule';
import { dataFlow, noBound } from '../vocabulary';
import { endName, isKernelCircuit } from './ends';

/** A size that nobody can know. */
export const neg18 = defineRule({
  code: 'NEG-18', title: 'Output size of a transform cannot be bounded', area: 'negotiation', defaultSeverity: 'warning', evidence: ['H', 'I'], sources: [headerText('ksproxy.h (PipeFactor_UnknownCompression)')], since: '0.1.0', scope: 'graph',
  condition: 'An output pin of a transform is connected in kernel mode, its ratio of frame sizes is not known in advance (CompressionVaries), and neither FramingRange nor PhysicalRange has an upper bound.',
  effect: 'The size of frames behind the transform follows neither from those in front of it nor from a range: buffers are guessed, and a frame that comes out larger does not fit (inferred).',
  remedy: 'Declare in FramingRange the largest frame that the transform puts out.',
  texts: {
    unbounded: 'The ratio of frame sizes is not known in advance, and no range bounds the frames that {pin} puts out: the size of buffers in this kernel connection is guessed, and a larger frame does not fit (inferred). Declare the largest frame in FramingRange.',
    connection: 'The connection that needs a size.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      if (!isKernelCircuit(negotiation)) continue;
      for (const { end, items, isComplete, connection } of negotiation.demands) {
        const { pin } = end;
        if (end.side !== 'from' || pin?.framing.state !== 'present' || !isComplete || booleanOf(pin.framing.instance, 'CompressionVaries') !== true || !pin.filter.pins.some((other) => other.dataFlow === dataFlow.in)) continue;
        const isOpen = items.every(({ physicalRange, framingRange }) => [physicalRange.max.value, framingRange.max.value].every((max) => max === noBound || max === 0));
        if (isOpen) report([pin.framing.instance, 'CompressionVaries'], 'unbounded', { pin: endName(end) }, { related: [{ where: connection.where, text: 'connection' }] });
      }
    }
  },
});
