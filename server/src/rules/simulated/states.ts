import { ksPage, streamTopic } from '../../ks/index';
import { sampleDriver } from '../sources';
import { invariant, later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'state', since: '0.1.0', because: later } as const;
const setDeviceState = ksPage('nc-ks-pfnkspinsetdevicestate');
const resetState = ksPage('ni-ks-ioctl_ks_reset_state');

/** Rules about states, reset and power. */
export const simulatedStateRules: readonly SimulatedRule[] = [
  {
    ...common, because: invariant, code: 'STA-01', title: 'State changes by one step on the standard transport', evidence: ['D'], sources: [setDeviceState],
    condition: 'A pin on the standard transport would see its state change by more than one step.',
    effect: 'It does not happen: the pipe filters the changes, so that each is a single step.',
    remedy: 'Nothing has to be written; a pin off the standard transport must not rely on it (DSP-09).',
  },
  {
    ...common, because: reported, code: 'STA-02', title: 'Hardware taken before ACQUIRE', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [streamTopic('writing-avstream-minidrivers-for-hardware'), sampleDriver('avshws')],
    condition: 'Create takes or programs hardware that only one graph can use at a time, instead of the change from KSSTATE_STOP to KSSTATE_ACQUIRE.',
    effect: 'A graph that is only being built disturbs one that runs.',
    remedy: 'Take the hardware in SetDeviceState at KSSTATE_ACQUIRE, and release it at KSSTATE_STOP.',
  },
  {
    ...common, because: reported, code: 'STA-03', title: 'New state kept although SetDeviceState failed', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_kspin')],
    condition: 'SetDeviceState returns an error, and the driver goes on in the new state.',
    effect: 'AVStream sets ClientState back to the previous state: driver and pin disagree, and the next change starts from a state that the driver is not in.',
    remedy: 'Undo what the change had begun before returning the error.',
  },
  {
    ...common, because: reported, code: 'STA-04', title: 'Clones held after STOP', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'the Reset callback leaves clones behind' }], evidence: ['D'],
    sources: [streamTopic('resetting-state-in-avstream-codecs'), sampleDriver('avshws')],
    condition: 'Clones are left when SetDeviceState has returned from the change to KSSTATE_STOP, or when the Reset callback has returned (error).',
    effect: 'Their frames and requests do not complete: the application waits, and at the latest its end hangs.',
    remedy: 'Stop the hardware and delete every clone at STOP and in Reset.',
  },
  {
    ...common, because: reported, code: 'STA-05', title: 'Frame return callback registered after STOP', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('frame-injection'), ksPage('nf-ks-kspinregisterframereturncallback')],
    condition: 'KsPinRegisterFrameReturnCallback is called when the pin has left KSSTATE_STOP.',
    effect: 'The section of the pipe was built at KSSTATE_ACQUIRE without injection: a requestor feeds it already.',
    remedy: 'Register the callback while the filter is stopped, in Create for instance.',
  },
  {
    ...common, because: reported, code: 'STA-06', title: 'Order of power and state on wake assumed', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('power-and-state-changes-in-avstream')],
    condition: 'The driver relies on SetPower to D0 coming before SetDeviceState when the system wakes.',
    effect: 'On wake the two may come in the reverse order: hardware without power is programmed.',
    remedy: 'Let SetDeviceState note what is wanted, and start the hardware when both have come.',
  },
  {
    ...common, because: reported, code: 'STA-07', title: 'Frame counters reset between PAUSE and RUN', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('ksproperty-droppedframes-current')],
    condition: 'The counts of captured and dropped frames are reset on a change between KSSTATE_PAUSE and KSSTATE_RUN.',
    effect: 'They belong to the whole stream and should be reset on the way from stop to pause: an application that pauses sees wrong figures.',
    remedy: 'Reset them on the way from KSSTATE_STOP to KSSTATE_PAUSE.',
  },
  {
    ...common, because: reported, code: 'STA-08', title: 'State change without the necessary pins', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')],
    condition: 'The state of a filter is changed while a pin has fewer instances than its InstancesNecessary.',
    effect: 'The change fails.',
    remedy: 'Connect the pin first, or lower InstancesNecessary if the filter works without it.',
  },
  {
    ...common, because: invariant, code: 'STA-09', title: 'No new data requests during a reset', evidence: ['D'], sources: [resetState],
    condition: 'AVStream would accept data requests between KSRESET_BEGIN and KSRESET_END of IOCTL_KS_RESET_STATE.',
    effect: 'It cancels those that are there and refuses new ones with STATUS_DEVICE_NOT_READY.',
    remedy: 'Nothing has to be written; a client has to expect the refusal.',
  },
  {
    ...common, because: reported, code: 'STA-10', title: 'State change expected to end a reset', defaultSeverity: 'warning', evidence: ['D'], sources: [resetState],
    condition: 'A client changes the state of a pin in order to end the reset state.',
    effect: 'The pin stays in reset and refuses data until KSRESET_END.',
    remedy: 'Send IOCTL_KS_RESET_STATE with KSRESET_END.',
  },
];
