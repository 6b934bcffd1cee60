import { ksPage, streamTopic } from '../../ks/index';
import { headerText, reactosFile } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'createRequest', since: '0.1.0', because: later } as const;
const framing = ksPage('ns-ks-ksallocator_framing');
const create = ksPage('nf-ks-kscreateallocator');
const reactos = reactosFile('drivers/ksfilter/ks/allocators.c');

/** Rules about requests to create an allocator. */
export const simulatedCreateRequestRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'CRE-01', title: 'Create request with FrameSize 0', defaultSeverity: 'warning', evidence: ['R'], sources: [reactos],
    condition: 'FrameSize of a request to create an allocator is 0.',
    effect: 'ReactOS refuses the request with STATUS_INVALID_PARAMETER; what Windows does is unknown.',
    remedy: 'Write the size that the connection has settled on.',
  },
  {
    ...common, because: reported, code: 'CRE-02', title: 'Options outside KSALLOCATOR_OPTIONF_VALID', defaultSeverity: 'warning', evidence: ['H', 'R'], sources: [headerText('KSALLOCATOR_OPTIONF_VALID (ks.h)'), reactos],
    condition: 'OptionsFlags of a request to create an allocator has bits outside KSALLOCATOR_OPTIONF_VALID (3).',
    effect: 'The header gives the other bits no meaning. ReactOS accepts the low four bits and refuses the rest; what Windows does is unknown.',
    remedy: 'Set KSALLOCATOR_OPTIONF_COMPATIBLE and KSALLOCATOR_OPTIONF_SYSTEM_MEMORY only.',
  },
  {
    ...common, because: reported, code: 'CRE-03', title: 'Default allocator without system memory', defaultSeverity: 'error', evidence: ['D'], sources: [streamTopic('default-allocators')],
    condition: 'The default allocator serves a request whose OptionsFlags lack KSALLOCATOR_OPTIONF_SYSTEM_MEMORY.',
    effect: 'The default allocator provides system memory only.',
    remedy: 'Set the flag, or provide an allocator for the memory that is meant.',
  },
  {
    ...common, because: reported, code: 'CRE-04', title: 'FileAlignment of a create request is no mask or exceeds a page', defaultSeverity: 'warning', evidence: ['R'], sources: [reactos],
    condition: 'FileAlignment of a request to create an allocator is not of the form 2ⁿ − 1, or is above PAGE_SIZE − 1.',
    effect: 'ReactOS refuses an alignment above a page with STATUS_INVALID_PARAMETER; what Windows does is unknown.',
    remedy: 'Write the alignment minus one, of a page at most.',
  },
  {
    ...common, because: reported, code: 'CRE-05', title: 'Reserved member of a create request is not 0', defaultSeverity: 'warning', evidence: ['D'], sources: [framing],
    condition: 'Reserved of the KSALLOCATOR_FRAMING in a request to create an allocator is not 0.',
    effect: 'The member is reserved: what it means to a system is not documented.',
    remedy: 'Write 0.',
  },
  {
    ...common, because: reported, code: 'CRE-06', title: 'Create request to a pin that is no sink', defaultSeverity: 'error', evidence: ['D'], sources: [create],
    condition: 'A request to create an allocator goes to a handle that is not the sink of a connection.',
    effect: 'The documented target of the request is the sink of the connection.',
    remedy: 'Send it to the sink, and hand the new handle to the source with KSPROPERTY_STREAM_ALLOCATOR.',
  },
  {
    ...common, because: reported, code: 'CRE-07', title: 'KsCreateAllocator above PASSIVE_LEVEL', defaultSeverity: 'error', evidence: ['D'], sources: [create],
    condition: 'A kernel-mode client calls KsCreateAllocator above PASSIVE_LEVEL.',
    effect: 'The function opens a handle and is allowed at PASSIVE_LEVEL only.',
    remedy: 'Call it from a routine at PASSIVE_LEVEL, or from a work item.',
  },
  {
    ...common, because: reported, code: 'CRE-08', title: 'Compatible allocators that differ', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [framing],
    condition: 'KSALLOCATOR_OPTIONF_COMPATIBLE is set, and the framing differs from that of the downstream allocator.',
    effect: 'An in-place modifier may then pass a frame on without a copy although the next filter cannot use it as it is (inferred).',
    remedy: 'Set the flag only where size, alignment and memory of both allocators suit each other.',
  },
];
