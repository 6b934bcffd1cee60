import { ksPage, streamTopic } from '../../ks/index';
import { debuggerTopic, reactosFile, verifierRule } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'pin', since: '0.1.0', because: later } as const;
const pinDescriptor = ksPage('ns-ks-_kspin_descriptor_ex');

/** Rules about what a driver does with pins whose flags say something else. */
export const simulatedPinRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'PIN-16', title: 'Gate attached to a pin that requires some frames', defaultSeverity: 'error', evidence: ['D'], sources: [pinDescriptor, ksPage('nf-ks-kspinattachandgate'), ksPage('nf-ks-kspinattachorgate')],
    condition: 'KsPinAttachAndGate or KsPinAttachOrGate is called on an instance of a pin with KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING.',
    effect: 'The flag already stands for an OR gate over the instances of the pin; the documentation forbids a second one.',
    remedy: 'Drop the flag and attach gates by hand, or keep the flag and attach none.',
  },
  {
    ...common, because: reported, code: 'PIN-19', title: 'Processing that nobody initiates', defaultSeverity: 'warning', evidence: ['D'], sources: [pinDescriptor, debuggerTopic('using-logging-to-track-important-events')],
    condition: 'A pin has KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING, and the driver neither calls KsPinAttemptProcessing or KsFilterAttemptProcessing nor polls the queue itself, for instance in a DPC.',
    effect: 'Process never runs: frames arrive and stay in the queue, and the stream stalls.',
    remedy: 'Call KsPinAttemptProcessing where the hardware has room again, poll the queue, or drop the flag.',
  },
  {
    ...common, because: reported, code: 'PIN-21', title: 'Trailing edge of a queue that has none', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-kspingettrailingedgestreampointer'), pinDescriptor],
    condition: 'KsPinGetTrailingEdgeStreamPointer is called on a pin without KSPIN_FLAG_DISTINCT_TRAILING_EDGE.',
    effect: 'The queue has no trailing edge: the function returns NULL.',
    remedy: 'Set KSPIN_FLAG_DISTINCT_TRAILING_EDGE, or work with clones of the leading edge.',
  },
  {
    ...common, because: reported, code: 'PIN-32', title: 'First instance of an optional pin read without a test', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('filter-centric-processing'), ksPage('ns-ks-_ksprocesspin_indexentry')],
    condition: 'Process of a filter-centric filter reads ProcessPinsIndex[n].Pins[0] of a pin whose InstancesNecessary is 0 without testing Count.',
    effect: 'With no instance of the pin the array holds nothing: the pointer that is read belongs to nobody.',
    remedy: 'Test that ProcessPinsIndex[n].Count is at least 1, or make the pin necessary.',
  },
  {
    ...common, because: reported, code: 'PIN-33', title: 'More instances than InstancesPossible', defaultSeverity: 'info', evidence: ['D', 'R'], sources: [pinDescriptor, reactosFile('drivers/ksfilter/ks/pin.c')],
    condition: 'A graph creates more instances of a pin than its InstancesPossible.',
    effect: 'The creation fails. (ReactOS answers STATUS_UNSUCCESSFUL.)',
    remedy: 'Expect the failure in the application, or raise InstancesPossible as far as the hardware allows.',
  },
  {
    ...common, because: reported, code: 'PIN-46', title: 'Pageable code or PASSIVE-only calls in Process at DISPATCH_LEVEL', defaultSeverity: 'warning', evidence: ['D'], sources: [pinDescriptor, verifierRule('ks-ksirqlddis', 'KsIrqlDDIs')],
    condition: 'A pin has KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING, and its Process routine lies in pageable memory or calls functions that are allowed at PASSIVE_LEVEL only.',
    effect: 'A page fault at DISPATCH_LEVEL stops the system. Driver Verifier reports such calls with its rule KsIrqlDDIs.',
    remedy: 'Keep the routine and what it touches resident and call only what DISPATCH_LEVEL allows, or drop the flag.',
  },
];
