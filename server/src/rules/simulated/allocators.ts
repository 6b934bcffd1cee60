import { ddiPage, headerLines, ksPage, streamTopic } from '../../ks/index';
import { reactosFile } from '../sources';
import { invariant, later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'allocator', since: '0.1.0', because: later } as const;
const allocatorsPage = streamTopic('avstream-allocators');
const initialize = ksPage('nc-ks-pfnkspininitializeallocator');
const allocate = ksPage('nc-ks-pfnksdefaultallocate');
const free = ksPage('nc-ks-pfnksdefaultfree');
const deleteAllocator = ksPage('nc-ks-pfnksdeleteallocator');

/** Rules about the four callbacks of a vendor allocator, and about who uses an allocator. */
export const simulatedAllocatorRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'ALC-01', title: 'Driver that works with its own frames only', defaultSeverity: 'error', evidence: ['D'], sources: [allocatorsPage],
    condition: 'The driver needs frames of its own allocator, for instance because its DMA reaches nothing else, and cannot work with frames from elsewhere.',
    effect: 'Nothing guarantees that the graph manager takes a vendor allocator. With frames of another allocator the transfer fails.',
    remedy: 'Accept foreign frames, by copying where the hardware cannot reach them, or refuse the connection.',
  },
  {
    ...common, because: reported, code: 'ALC-02', title: 'InitializeAllocator leaves Context unset', defaultSeverity: 'error', evidence: ['D'], sources: [initialize],
    condition: 'InitializeAllocator succeeds without setting Context, and Allocate, Free or DeleteAllocator needs the pin or its framing.',
    effect: 'The other three callbacks receive Context and nothing that leads to the pin: they work on whatever it holds.',
    remedy: 'Set Context to a structure that leads to the pin and to the framing.',
  },
  {
    ...common, because: reported, code: 'ALC-03', title: 'Frame too small or not aligned', defaultSeverity: 'error', evidence: ['D'], sources: [allocate, ksPage('ns-ks-ksallocator_framing')],
    condition: 'Allocate returns memory of fewer than FrameSize bytes, or at an address that is no multiple of FileAlignment + 1.',
    effect: 'Whoever fills the frame writes past its end, or the hardware refuses or rounds the address.',
    remedy: 'Allocate as the framing given to InitializeAllocator says.',
  },
  {
    ...common, because: reported, code: 'ALC-04', title: 'Allocate hands out a frame that is still out', defaultSeverity: 'error', evidence: ['I'], sources: [allocate],
    condition: 'Allocate returns a frame that it has handed out before and that has not been freed since.',
    effect: 'One frame has two owners, and each overwrites the data of the other (inferred).',
    remedy: 'Keep a list of free frames under a lock, and take a frame off it before handing it out.',
  },
  {
    ...common, because: reported, code: 'ALC-05', title: 'Free of a frame that is not out', defaultSeverity: 'error', evidence: ['I'], sources: [free],
    condition: 'Free takes back a frame that is not out: freed twice, or never handed out by this allocator.',
    effect: 'The list of free frames names one frame twice, or memory of somebody else (inferred).',
    remedy: 'Hold each freed frame against the list of those that are out, at least in checked builds.',
  },
  {
    ...common, because: reported, code: 'ALC-06', title: 'DeleteAllocator leaves something behind', defaultSeverity: 'error', evidence: ['D'], sources: [deleteAllocator],
    condition: 'After DeleteAllocator there is still memory, a common buffer, a handle or a timer of the allocator.',
    effect: 'It is leaked: DeleteAllocator is the last call, and nothing else could release it.',
    remedy: 'Release in DeleteAllocator everything that InitializeAllocator and Allocate took.',
  },
  {
    ...common, because: invariant, code: 'ALC-07', title: 'No call after DeleteAllocator', evidence: ['D'], sources: [deleteAllocator],
    condition: 'AVStream would call Allocate or Free after DeleteAllocator.',
    effect: 'It promises not to: once DeleteAllocator is called, the allocator is no longer used.',
    remedy: 'Nothing has to be written; a driver may rely on it.',
  },
  {
    ...common, because: invariant, code: 'ALC-08', title: 'No frames out at DeleteAllocator', evidence: ['I'], sources: [deleteAllocator],
    condition: 'AVStream would call DeleteAllocator while frames are out.',
    effect: 'The frames would dangle. That AVStream frees them all first is implied by the documentation, not stated (inferred).',
    remedy: 'Let a checked build assert in DeleteAllocator that no frame is out.',
  },
  {
    ...common, because: invariant, code: 'ALC-09', title: 'InitializeAllocator at PASSIVE_LEVEL', evidence: ['H'], sources: [headerLines('3490-3493'), initialize],
    condition: 'AVStream would call InitializeAllocator above PASSIVE_LEVEL.',
    effect: 'The annotation in the header says that it is called at PASSIVE_LEVEL.',
    remedy: 'Do there what is allowed at PASSIVE_LEVEL only, such as allocating a common buffer.',
  },
  {
    ...common, because: reported, code: 'ALC-10', title: 'Allocate or Free not safe at DISPATCH_LEVEL', defaultSeverity: 'warning', evidence: ['D', 'H', 'I'], sources: [streamTopic('ksproperty-streamallocator-functiontable'), allocate, free],
    condition: 'Allocate or Free lies in pageable memory, waits, or calls what is allowed at PASSIVE_LEVEL only.',
    effect: 'The header states no IRQL for these callbacks, and allocators with a function table have to work up to DISPATCH_LEVEL: a call at DISPATCH_LEVEL has to be expected (inferred).',
    remedy: 'Take the memory in InitializeAllocator, and let Allocate and Free only move frames between lists under a spin lock.',
  },
  {
    ...common, because: reported, code: 'ALC-11', title: 'Common buffer allocated or freed in Allocate or Free', defaultSeverity: 'error', evidence: ['D', 'I'], sources: [ddiPage('wdm/nc-wdm-pallocate_common_buffer'), ddiPage('wdm/nc-wdm-pfree_common_buffer')],
    condition: 'Allocate or Free calls AllocateCommonBuffer or FreeCommonBuffer at DISPATCH_LEVEL.',
    effect: 'Both are allowed at PASSIVE_LEVEL only.',
    remedy: 'Allocate one common buffer when the device starts or in InitializeAllocator, and carve the frames from it.',
  },
  {
    ...common, because: reported, code: 'ALC-12', title: 'Kernel frame reaches user mode', defaultSeverity: 'error', evidence: ['D'], sources: [initialize, allocatorsPage],
    condition: 'A frame of a kernel-mode allocator reaches a filter in user mode.',
    effect: 'The documentation rules it out: what a kernel-mode allocator hands out has to stay in kernel mode.',
    remedy: 'Let the connection to user mode take frames of a user-mode allocator, with a copy between.',
  },
  {
    ...common, because: reported, code: 'ALC-13', title: 'Allocate returns NULL', defaultSeverity: 'warning', evidence: ['D'], sources: [allocate, streamTopic('filter-specific-allocators')],
    condition: 'Allocate returns NULL while frames are needed.',
    effect: 'The allocation has failed. A request by IRP stays pending until a frame is freed; a caller of the function table gets NULL.',
    remedy: 'Take the memory for all Frames in InitializeAllocator, and fail there if it is not to be had.',
  },
  {
    ...common, because: reported, code: 'ALC-14', title: 'More frames out than Frames', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('filter-specific-allocators')],
    condition: 'More frames are wanted at once than the Frames of the framing.',
    effect: 'An allocator served by IRPs lets every further request pend until a frame comes back.',
    remedy: 'Raise Frames to what the circuit holds at once, or free frames earlier.',
  },
  {
    ...common, because: reported, code: 'ALC-15', title: 'External allocator without DefaultAllocate', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-kscreatedefaultallocatorex')],
    condition: 'KsCreateDefaultAllocatorEx is called with DefaultAllocate NULL while InitializeContext, DefaultFree, InitializeAllocator or DeleteAllocator is not.',
    effect: 'Without an external allocator the documentation requires the other four to be NULL.',
    remedy: 'Pass DefaultAllocate too, or NULL for all five.',
  },
  {
    ...common, because: reported, code: 'ALC-16', title: 'InitializeAllocator fails and nothing takes its place', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [initialize],
    condition: 'InitializeAllocator returns an error, and the driver has no way to work with another allocator.',
    effect: 'The request to create the allocator fails. The graph manager has to find another one (inferred), and the driver has to take its frames.',
    remedy: 'Make the driver work with frames of the default allocator as well.',
  },
  {
    ...common, because: reported, code: 'ALC-17', title: 'InitializeAllocator ignores the framing it is given', defaultSeverity: 'warning', evidence: ['D'], sources: [initialize, ksPage('ns-ks-ksallocator_framing')],
    condition: "InitializeAllocator takes the numbers of the pin's own KSALLOCATOR_FRAMING_EX instead of those of AllocatorFraming.",
    effect: 'Size, alignment and number were settled for the whole connection and may differ from what the pin asked for: frames are too small or too few for the other end.',
    remedy: 'Follow the KSALLOCATOR_FRAMING that is passed in.',
  },
  {
    ...common, because: reported, code: 'ALC-18', title: 'Frames still allocated when the allocator is closed', defaultSeverity: 'info', evidence: ['D', 'R'], sources: [streamTopic('ksproperty-streamallocator-status'), ksPage('ns-ks-ksstreamallocator_status'), reactosFile('drivers/ksfilter/ks/allocators.c')],
    condition: 'KSPROPERTY_STREAMALLOCATOR_STATUS tells AllocatedFrames above 0 when the handle of the allocator is closed.',
    effect: 'Somebody has kept frames: a sign of a leak.',
    remedy: 'Find the holder, and free every frame before closing the handle.',
  },
  {
    ...common, because: reported, code: 'ALC-19', title: 'Function table used after its allocator was closed', defaultSeverity: 'error', evidence: ['D'], sources: [streamTopic('ksproperty-streamallocator-functiontable')],
    condition: 'A pointer from KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE is called after the handle of the allocator has been closed.',
    effect: 'The pointers are invalid from then on, and the events of the allocator are disabled.',
    remedy: 'Hold the handle as long as the table is used.',
  },
  {
    ...common, because: reported, code: 'ALC-20', title: 'Internal event enabled by a client', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('ksevent-streamallocator-internal-freeframe')],
    condition: 'A client of an allocator enables KSEVENT_STREAMALLOCATOR_INTERNAL_FREEFRAME.',
    effect: 'The event serves requests that wait inside the allocator; it is not meant for clients.',
    remedy: 'Enable KSEVENT_STREAMALLOCATOR_FREEFRAME.',
  },
];
