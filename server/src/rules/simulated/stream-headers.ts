import { ddiPage, ksPage, streamTopic } from '../../ks/index';
import { sampleDriver } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'streamHeader', since: '0.1.0', because: later } as const;
const header = ksPage('ns-ks-ksstream_header');

/** Rules about stream headers and the completion of frames. */
export const simulatedStreamHeaderRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'HDR-01', title: 'DataUsed above FrameExtent', defaultSeverity: 'error', evidence: ['D'], sources: [header],
    condition: 'A frame is completed with DataUsed greater than FrameExtent.',
    effect: 'The frame claims more data than its buffer holds: whoever reads it reads memory of somebody else.',
    remedy: 'Write at most FrameExtent bytes, and say how many.',
  },
  {
    ...common, because: reported, code: 'HDR-02', title: 'Read request submitted with DataUsed', defaultSeverity: 'warning', evidence: ['D'], sources: [header],
    condition: 'A read request is submitted with DataUsed other than 0.',
    effect: 'On the way to the driver the member is not used and must be 0.',
    remedy: 'Write 0 before each read.',
  },
  {
    ...common, because: reported, code: 'HDR-03', title: 'Extended header written without checking its size', defaultSeverity: 'error', evidence: ['D', 'S'], sources: [header, ddiPage('ksmedia/ns-ksmedia-tagks_frame_info'), sampleDriver('avssamp'), sampleDriver('avscamera')],
    condition: 'KS_FRAME_INFO or another extension is written although Size of the stream header does not cover it, or StreamHeaderSize asks for more than the peer gives.',
    effect: 'Nothing guarantees that the peer sends extended headers: what follows the header is overwritten.',
    remedy: 'Compare StreamHeader->Size with the size of both structures before writing the extension.',
  },
  {
    ...common, because: reported, code: 'HDR-04', title: 'Drop without DATADISCONTINUITY', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [header, sampleDriver('avssamp')],
    condition: 'Frames were dropped, and the next frame does not carry KSSTREAM_HEADER_OPTIONSF_DATADISCONTINUITY.',
    effect: 'The consumer cannot tell: a decoder goes on with data that does not belong together.',
    remedy: 'Set the flag on the first frame after a drop.',
  },
  {
    ...common, because: reported, code: 'HDR-05', title: 'Frame completed empty', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [header, sampleDriver('avshws')],
    condition: 'A frame is completed with DataUsed 0 and no flag that gives an empty frame a meaning, other than by the clean-up at STOP.',
    effect: 'The consumer gets a buffer without data: a frame is lost.',
    remedy: 'Set DataUsed, or keep the buffer for the next frame.',
  },
  {
    ...common, because: reported, code: 'HDR-06', title: 'Partial image delivered', defaultSeverity: 'error', evidence: ['S'], sources: [sampleDriver('avshws')],
    condition: 'A frame of an uncompressed format of fixed size is delivered with DataUsed above 0 and below biSizeImage. (Compressed formats and transfers to video memory are not meant.)',
    effect: 'Consumers read a full image: what lies behind the data is garbage or an earlier picture.',
    remedy: 'Deliver whole images only; drop one that does not fit, and mark the next with a discontinuity.',
  },
  {
    ...common, because: reported, code: 'HDR-07', title: 'End of stream before the input is drained', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('handling-end-of-stream-in-avstream-codecs')],
    condition: 'A codec sets KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM on its output pin while input is still queued.',
    effect: 'What is queued is lost.',
    remedy: 'Make all the output that the input gives first, then set the flag.',
  },
  {
    ...common, because: reported, code: 'HDR-08', title: 'Format change not last in its request', defaultSeverity: 'warning', evidence: ['D'], sources: [header],
    condition: 'A header with KSSTREAM_HEADER_OPTIONSF_TYPECHANGED that changes the size of the extension is not the last of its request, or a write request holds another header besides it.',
    effect: 'The documentation allows neither: the headers behind it are read with the wrong size.',
    remedy: 'Send the header as the last of its request, and in a write request alone.',
  },
];
