import { ddiPage, ksPage, streamTopic } from '../../ks/index';
import { kernelTopic, sampleDriver } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const dma = { area: 'dma', since: '0.1.0', because: later } as const;
const buffer = { area: 'commonBuffer', since: '0.1.0', because: later } as const;
const packet = streamTopic('packet-based-dma-in-avstream');
const allocate = ddiPage('wdm/nc-wdm-pallocate_common_buffer');
const free = ddiPage('wdm/nc-wdm-pfree_common_buffer');
const busMaster = kernelTopic('using-common-buffer-bus-master-dma');

/** Rules about transfers by scatter/gather and over common buffers while a stream runs. */
export const simulatedDmaRules: readonly SimulatedRule[] = [
  {
    ...dma, because: reported, code: 'DMA-03', title: 'Mappings expected to end on page boundaries', defaultSeverity: 'warning', evidence: ['D'], sources: [packet],
    condition: 'Hardware or code expects that a mapping begins or ends on a page boundary.',
    effect: 'Nothing guarantees it, not even a limit of one page for each mapping: a mapping shorter than a page may lie on two.',
    remedy: 'Take address and ByteCount of every mapping as they are.',
  },
  {
    ...dma, because: reported, code: 'DMA-04', title: 'Frame locked before the adapter is registered', defaultSeverity: 'error', evidence: ['D'], sources: [packet, ksPage('nf-ks-ksdeviceregisteradapterobject')],
    condition: 'A stream pointer of a pin with KSPIN_FLAG_GENERATE_MAPPINGS is locked before KsDeviceRegisterAdapterObject has been called.',
    effect: 'The mappings are made at that moment, and AVStream has no adapter to make them with.',
    remedy: 'Register the adapter in the Start routine of the device.',
  },
  {
    ...dma, because: reported, code: 'DMA-05', title: 'Many frames locked for a 32-bit device', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('supporting-dma-in-64-bit-avstream-drivers')],
    condition: 'A device that addresses 32 bits keeps many frames locked at once on x64.',
    effect: 'Frames above 4 GB go through buffers below it, which are few: further locks fail.',
    remedy: 'Lock as few frames as the hardware needs, expect a failing lock, or let the device address 64 bits.',
  },
  {
    ...dma, because: reported, code: 'DMA-06', title: 'Mappings advanced in bytes', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_ksstream_pointer_offset'), ksPage('nf-ks-ksstreampointeradvanceoffsets')],
    condition: 'On a pin with KSPIN_FLAG_GENERATE_MAPPINGS, InUsed or OutUsed of KsStreamPointerAdvanceOffsets counts bytes.',
    effect: 'There Count, Remaining and both arguments count mappings: the pointer runs past the end of the frame.',
    remedy: 'Pass the number of mappings that are done with.',
  },
  {
    ...dma, because: reported, code: 'DMA-07', title: 'Frame completed without DataUsed', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [packet, ksPage('ns-ks-ksstream_header'), sampleDriver('avshws')],
    condition: 'The DPC completes a frame without setting StreamHeader->DataUsed.',
    effect: 'The consumer sees 0 bytes, or what the member held before. (Two pages disagree on who sets it on pins with mappings; a driver that always sets it is right by both.)',
    remedy: 'Set DataUsed to the bytes that were written before deleting the clone.',
  },
  {
    ...dma, code: 'DMA-08', title: 'Full hardware that nothing restarts', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [streamTopic('restarting-processing-in-avstream'), sampleDriver('avshws')],
    condition: "The hardware's list is full, Process returns STATUS_PENDING, the DPC does not call KsPinAttemptProcessing, and nothing else triggers processing.",
    effect: 'Process is not called again: frames wait in the queue, and the stream stalls for good.',
    remedy: 'Call KsPinAttemptProcessing in the DPC whenever it has made room.',
  },
  {
    ...buffer, because: reported, code: 'CBF-04', title: 'FreeCommonBuffer with other parameters', defaultSeverity: 'error', evidence: ['D'], sources: [free],
    condition: 'FreeCommonBuffer is given another length, logical address, virtual address or cache value than AllocateCommonBuffer took or returned.',
    effect: 'The documentation requires the same values: by them the system knows what to release.',
    remedy: 'Keep all four with the buffer, in the device extension for instance.',
  },
  {
    ...buffer, because: reported, code: 'CBF-05', title: 'Common buffer allocated or freed above PASSIVE_LEVEL', defaultSeverity: 'error', evidence: ['D'], sources: [allocate, free],
    condition: 'AllocateCommonBuffer or FreeCommonBuffer is called above PASSIVE_LEVEL.',
    effect: 'Both are allowed at PASSIVE_LEVEL only.',
    remedy: 'Allocate when the device starts, free when it stops or is removed.',
  },
  {
    ...buffer, because: reported, code: 'CBF-08', title: 'Driver goes on without its common buffer', defaultSeverity: 'error', evidence: ['D'], sources: [busMaster, kernelTopic('using-common-buffer-system-dma')],
    condition: 'AllocateCommonBuffer has returned NULL, and the driver goes on as if it had not.',
    effect: 'The hardware is given no address, or a wrong one.',
    remedy: 'Release what was taken and fail the start with STATUS_INSUFFICIENT_RESOURCES; a bus master may instead work with packets only.',
  },
  {
    ...buffer, because: reported, code: 'CBF-09', title: 'Common buffer kept at stop or removal', defaultSeverity: 'error', evidence: ['D'], sources: [busMaster],
    condition: 'The device stops or is removed, and a common buffer has not been freed.',
    effect: 'The memory is leaked, and with it the map registers that it ties up.',
    remedy: 'Call FreeCommonBuffer for each buffer in the Stop and Remove routines.',
  },
  {
    ...buffer, because: reported, code: 'CBF-10', title: 'Address of a common buffer in pageable memory', defaultSeverity: 'warning', evidence: ['D'], sources: [busMaster],
    condition: 'The logical or the virtual address of a common buffer is kept on a stack or in pageable memory.',
    effect: 'A routine at raised IRQL that needs it meets a page fault, or the value is gone.',
    remedy: 'Keep both in the device extension or in other resident memory.',
  },
];
