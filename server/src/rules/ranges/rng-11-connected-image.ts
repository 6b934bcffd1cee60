import { grouped } from '../../findings/index';
import { type ItemDemand, greatestOf } from '../../simulation/negotiation/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { dataFlow } from '../vocabulary';

/** True when the hardware range of an alternative is known and ends below a size. */
function endsBelow({ physicalRange: { sizes } }: ItemDemand, bytes: number): boolean {
  const greatest = sizes && greatestOf(sizes);
  return greatest !== undefined && greatest < bytes;
}

/** An image that no frame holds. */
export const rng11 = defineRule({
  code: 'RNG-11', title: 'Image larger than the hardware limit', area: 'frameSize', defaultSeverity: 'error', otherSeverities: [{ severity: 'info', when: 'on an input pin' }], evidence: ['I', 'S'], sources: [sampleDriver('avshws')], since: '0.1.0', scope: 'graph',
  condition: 'The image of the uncompressed format that a simulation connects (biSizeImage, SampleSize, or the FrameSize of the connection) is larger than MaxFrameSize of PhysicalRange after the run-time edits. A range of all zeros counts as not set.',
  effect: 'No frame that the hardware can handle holds an image of the format (inferred).',
  remedy: 'Write the image size of the connected format into both ranges in Create or SetDataFormat, and refuse formats that the hardware cannot do.',
  texts: {
    larger: 'PhysicalRange ends at {max} bytes, but a frame of the format that is connected takes {bytes}: no frame that the hardware can handle holds it (inferred). Write the size of the connected format into both ranges, or refuse formats that the hardware cannot do.',
    pin: 'Simulation "{simulation}" connects pin {pin} of filter {filter} with frames of {bytes} bytes.',
  },
  check({ segments, graph }, report) {
    for (const { demands } of segments) {
      for (const { connection, end, items, isComplete } of demands) {
        const { frameBytes, isFixedSize } = connection.format;
        const { pin } = end;
        if (!pin || pin.dataFlow === undefined || !frameBytes || !isFixedSize || !isComplete || items.length === 0 || connection.transport.state === 'off' || !items.every((item) => endsBelow(item, frameBytes.value))) continue;
        const { physicalRange, framingRange } = items[0]!;
        const values = { max: grouped(physicalRange.max.value!), bytes: grouped(frameBytes.value), simulation: graph.label, ...pinNames(pin) };
        const options = { about: [framingRange.max.from, physicalRange.max.from], related: [{ where: connection.where, text: 'pin', arguments: values }] };
        report(physicalRange.max.from, 'larger', values, pin.dataFlow === dataFlow.out ? options : { ...options, severity: 'info' });
      }
    }
  },
});
