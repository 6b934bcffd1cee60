import { ddiPage, ksPage, streamTopic } from '../../ks/index';
import { verifierRule } from '../sources';
import { later, reported, type SimulatedRule } from './simulated-rule';

const common = { area: 'dispatch', since: '0.1.0', because: later } as const;

/** Rules about what the routines of a pin do. */
export const simulatedDispatchRules: readonly SimulatedRule[] = [
  {
    ...common, because: reported, code: 'DSP-07', title: 'STATUS_PENDING from a routine that has to finish', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nc-ks-pfnkspinsetdevicestate'), ksPage('nc-ks-pfnkspinsetdataformat'), ksPage('nc-ks-pfnkspin')],
    condition: 'SetDeviceState, SetDataFormat or Connect returns STATUS_PENDING.',
    effect: 'The documentation forbids it: these routines run with the filter control mutex held and have to finish.',
    remedy: 'Finish the work in the routine, or start it there and let the stream wait at a gate until it is done.',
  },
  {
    ...common, because: reported, code: 'DSP-08', title: 'STATUS_PENDING without IoMarkIrpPending', defaultSeverity: 'error', evidence: ['D'], sources: [verifierRule('ksmarkpendingirp', 'KsMarkPendingIrp'), ddiPage('wdm/nf-wdm-iomarkirppending')],
    condition: 'Create or Close of a pin, or Close of a filter, returns STATUS_PENDING without having called IoMarkIrpPending.',
    effect: 'The I/O manager is not told that the request is still on its way. Driver Verifier has a rule for it, KsMarkPendingIrp.',
    remedy: 'Call IoMarkIrpPending before returning STATUS_PENDING, and KsCompletePendingRequest when the work is done.',
  },
  {
    ...common, because: reported, code: 'DSP-09', title: 'State changes of one step assumed', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('nc-ks-pfnkspinsetdevicestate')],
    condition: 'SetDeviceState of a pin off the standard transport handles only changes by one step.',
    effect: 'Such a pin sees the changes unfiltered: KSSTATE_RUN to KSSTATE_STOP may come as one call, and what the steps between would have released stays.',
    remedy: 'Do in one call what all the steps between FromState and ToState would have done.',
  },
  {
    ...common, because: reported, code: 'DSP-12', title: 'DeviceState taken for the state of the stream', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_dispatch'), ksPage('ns-ks-_kspin')],
    condition: 'The driver decides by KSPIN.DeviceState whether the stream runs.',
    effect: 'DeviceState is the state that the pin was told to take, not that of its pipe: it may say KSSTATE_RUN before the pipe runs.',
    remedy: 'Read ClientState, or keep the state that SetDeviceState was given in a variable of the driver.',
  },
  {
    ...common, because: reported, code: 'DSP-13', title: 'Optional parameters of SetDataFormat used without a test', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('nc-ks-pfnkspinsetdataformat')],
    condition: 'SetDataFormat reads OldFormat, OldAttributeList or AttributeRange without testing for NULL, or relies on what Create prepares.',
    effect: 'The first call comes before Create, with OldFormat NULL: a null pointer is read, or a context that does not exist yet.',
    remedy: 'Test each of the three for NULL, and take OldFormat NULL as the call that only verifies the format.',
  },
  {
    ...common, because: reported, code: 'DSP-15', title: 'Control mutex acquired where it is held or forbidden', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('filter-control-mutex-in-avstream'), verifierRule('ks-ksprocessingmutex', 'KsProcessingMutex')],
    condition: 'KsFilterAcquireControl or KsPinAcquireControl is called inside Create, SetDeviceState or Process.',
    effect: 'In Create and SetDeviceState AVStream holds the mutex already, and it is not recursive: the thread waits for itself. In Process the order of the locks is wrong, and two threads may wait for each other.',
    remedy: 'Do without in Create and SetDeviceState. From Process, queue a work item that takes the mutex.',
  },
];
