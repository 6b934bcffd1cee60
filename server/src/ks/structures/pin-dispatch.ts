import { ksPage, streamTopic } from '../evidence';
import { notesField } from '../format/common';
import { defineStructure } from '../structure';
import { callback, extent, place, pointerTo } from './common';

const page = ksPage('ns-ks-_kspin_dispatch');

/** Callbacks of a pin type. */
export const KSPIN_DISPATCH = defineStructure({
  name: 'KSPIN_DISPATCH',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Callbacks of a pin type. Every member may be null.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(40, 4, 80, 8),
  fields: {
    Create: {
      type: callback('PFNKSPINIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSPINIRP', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Called when an instance of the pin is created.',
      remarks: 'STATUS_PENDING only together with KsMarkPendingIrp/IoMarkIrpPending. Samples write the real frame size into an edited framing here.',
    },
    Close: {
      type: callback('PFNKSPINIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSPINIRP', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Called when an instance of the pin is closed.',
    },
    Process: {
      type: callback('PFNKSPIN', 'PASSIVE_LEVEL, or DISPATCH_LEVEL with KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING'), cType: 'PFNKSPIN', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D'], source: ksPage('nc-ks-pfnkspin'),
      summary: 'Called when there is data to process. Its presence makes the pin pin-centric; a filter has either this or a filter Process.',
      remarks: 'STATUS_SUCCESS asks to be called again while there is data, STATUS_PENDING stops until the next trigger.',
    },
    Reset: {
      type: callback('PFNKSPINVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSPINVOID', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Called on IOCTL_KS_RESET_STATE.',
    },
    SetDataFormat: {
      type: callback('PFNKSPINSETDATAFORMAT', 'PASSIVE_LEVEL'), cType: 'PFNKSPINSETDATAFORMAT', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], source: ksPage('nc-ks-pfnkspinsetdataformat'),
      summary: 'Called to verify a format: before Create (with no old format) and on every change of format.',
      remarks: 'STATUS_NO_MATCH lets AVStream try the next data range; STATUS_PENDING is not allowed.',
    },
    SetDeviceState: {
      type: callback('PFNKSPINSETDEVICESTATE', 'PASSIVE_LEVEL'), cType: 'PFNKSPINSETDEVICESTATE', ...place(20, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], source: ksPage('nc-ks-pfnkspinsetdevicestate'),
      summary: 'Called on every change of state (STOP, ACQUIRE, PAUSE, RUN), with the filter control mutex held.',
      remarks: 'Pins on the standard transport see one step at a time; others may see jumps. STATUS_PENDING is not allowed.',
    },
    Connect: {
      type: callback('PFNKSPIN', 'PASSIVE_LEVEL'), cType: 'PFNKSPIN', ...place(24, 4, 48, 8), presence: 'optional', evidence: ['D', 'I'], source: page,
      summary: 'Called when two AVStream pins have shaken hands.',
      remarks: 'STATUS_PENDING is not allowed.',
    },
    Disconnect: {
      type: callback('PFNKSPINVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSPINVOID', ...place(28, 4, 56, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Called when such a connection is taken down.',
    },
    Clock: {
      type: pointerTo('KSCLOCK_DISPATCH', 'ClockDispatches'), cType: 'const KSCLOCK_DISPATCH*', ...place(32, 4, 64, 8), presence: 'optional', evidence: ['D'], source: streamTopic('avstream-clocks'),
      summary: 'Callbacks of the clock that the pin exposes. Goes with KSPIN_FLAG_IMPLEMENT_CLOCK.',
    },
    Allocator: {
      type: pointerTo('KSALLOCATOR_DISPATCH', 'AllocatorDispatches'), cType: 'const KSALLOCATOR_DISPATCH*', ...place(36, 4, 72, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Callbacks of an allocator of your own: declares that the pin can allocate frames in kernel mode.',
      remarks: 'Only an offer: the graph manager may prefer another allocator, and then none of the callbacks is ever called. Memory from it cannot reach user mode.',
    },
    Notes: notesField,
  },
});

const clockPage = ksPage('ns-ks-_ksclock_dispatch');

/** Callbacks of a clock that a pin exposes. */
export const KSCLOCK_DISPATCH = defineStructure({
  name: 'KSCLOCK_DISPATCH',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Callbacks of a clock that a pin exposes. The graph manager may select it as master clock.',
  evidence: ['D', 'H'],
  source: clockPage,
  size: extent(16, 4, 32, 8),
  fields: {
    SetTimer: {
      type: callback('PFNKSPINSETTIMER', '<= DISPATCH_LEVEL'), cType: 'PFNKSPINSETTIMER', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: clockPage,
      summary: 'Sets a timer on the clock of the pin.',
    },
    CancelTimer: {
      type: callback('PFNKSPINCANCELTIMER', '<= DISPATCH_LEVEL'), cType: 'PFNKSPINCANCELTIMER', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: clockPage,
      summary: 'Cancels a timer that SetTimer has set.',
    },
    CorrelatedTime: {
      type: callback('PFNKSPINCORRELATEDTIME', '<= DISPATCH_LEVEL'), cType: 'PFNKSPINCORRELATEDTIME', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: clockPage,
      summary: 'Returns the time of the clock together with the system time at which it was read, in 100 ns.',
    },
    Resolution: {
      type: callback('PFNKSPINRESOLUTION', '<= DISPATCH_LEVEL'), cType: 'PFNKSPINRESOLUTION', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: clockPage,
      summary: 'Returns the granularity and error of the clock.',
    },
    Notes: notesField,
  },
});
