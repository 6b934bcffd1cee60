import type { Scenario, ScenarioEvent } from '../../../../server/src/simulation/index';
import { type PinChanges, constant, milliseconds as ms, pin, scenario } from '../scenarios';
import type { Case } from './cases';
import { linked } from './linked';

const quick = { requests: 3, hold: constant(1 * ms) } as const;
const of = (changes: PinChanges, events: readonly ScenarioEvent[], more: Partial<Scenario> = {}): Scenario => linked(scenario([pin({ client: quick, ...changes })], { events, ...more }));
const cancel = { kind: 'cancel', time: 32 * ms, pin: 0, which: 'all' } as const;
/** Frames come seldom, so that the device keeps its buffers for long. */
const slow = { source: { period: 300 * ms } } as const;

/** Two frames to a request. */
const pairs = { client: { requests: 2, headersPerRequest: 2, hold: constant(1 * ms) } } as const;

/** Mistakes that show when something comes from outside. */
export const eventCases: readonly Case[] = [
  {
    code: 'SPT-10', what: 'an unlocked clone that nothing cancels',
    breaks: of({ ...slow, driver: { unlocksClones: true, cancelCallback: 'none' } }, [cancel], { duration: 400 * ms }), keeps: of({ ...slow, driver: { unlocksClones: true, cancelCallback: 'deletes' } }, [cancel], { duration: 400 * ms }),
    finding: { key: 'unattendedClone', path: '/pins/0/driver/cancelCallback' }, ignoresLosses: true,
  },
  {
    code: 'SPT-11', what: 'a cancel callback that keeps its clone',
    breaks: of({ driver: { unlocksClones: true, cancelCallback: 'keeps', deletesClones: 'never' } }, [{ ...cancel, time: 102 * ms }]), keeps: of({ driver: { unlocksClones: true, cancelCallback: 'deletes', deletesClones: 'atStop' } }, [{ ...cancel, time: 102 * ms }]),
    finding: { key: 'cancelledCloneKept', path: '/pins/0/driver/cancelCallback' }, ignoresLosses: true,
  },
  {
    code: 'SPT-18', what: 'a locked leading edge delays a cancellation',
    breaks: of({ ...slow, ...pairs, driver: { pattern: 'holdLeadingEdge' } }, [cancel], { duration: 400 * ms }), keeps: of({ ...slow, ...pairs, driver: { pattern: 'cloneAndAdvance', unlocksClones: true, cancelCallback: 'deletes' } }, [cancel], { duration: 400 * ms }),
    finding: { key: 'lockDelaysCancellation', path: '/pins/0/driver/pattern' }, ignoresLosses: true,
  },
  {
    code: 'STA-04', what: 'clones that outlive a reset',
    breaks: of({ driver: { resetDeletesClones: false } }, [{ kind: 'reset', time: 32 * ms, pin: 0, duration: 5 * ms }]), keeps: of({ driver: { resetDeletesClones: true } }, [{ kind: 'reset', time: 32 * ms, pin: 0, duration: 5 * ms }]),
    finding: { key: 'clonesLeftByReset', severity: 'error', path: '/pins/0/driver/resetDeletesClones' }, ignoresLosses: true,
  },
  {
    code: 'STA-06', what: 'reliance on SetPower coming first',
    breaks: of({ driver: { reliesOnPowerFirst: true } }, [{ kind: 'sleep', time: 32 * ms, duration: 20 * ms }], { choices: { wakeOrder: 'stateFirst' } }),
    keeps: of({ driver: { reliesOnPowerFirst: false } }, [{ kind: 'sleep', time: 32 * ms, duration: 20 * ms }], { choices: { wakeOrder: 'stateFirst' } }),
    finding: { key: 'stateBeforePower', path: '/pins/0/driver/reliesOnPowerFirst' }, ignoresLosses: true,
  },
  {
    code: 'PIN-33', what: 'a second instance of one',
    breaks: of({}, [{ kind: 'secondOpen', time: 32 * ms, pin: 0, instancesPossible: 1 }]), keeps: of({}, [{ kind: 'secondOpen', time: 32 * ms, pin: 0, instancesPossible: 2 }]),
    finding: { key: 'tooManyInstances', path: '/events/0' },
  },
  {
    code: 'DMA-05', what: 'more locked frames than map registers',
    breaks: of({ flags: 0x00010100, frameBytes: 8192, hardware: { mappings: { mapRegisters: 4 } }, client: { ...quick, bufferBytes: 8192 } }, []),
    keeps: of({ flags: 0x00010100, frameBytes: 8192, hardware: { mappings: { mapRegisters: 64 } }, client: { ...quick, bufferBytes: 8192 } }, []),
    finding: { key: 'noMapRegisters', path: '/pins/0/hardware/mappings/mapRegisters' }, ignoresLosses: true,
  },
  {
    code: 'DMA-04', what: 'mappings without an adapter',
    breaks: of({ flags: 0x00010100, hardware: { mappings: { isRegistered: false } } }, []), keeps: of({ flags: 0x00010100, hardware: { mappings: { isRegistered: true } } }, []),
    finding: { key: 'noAdapter', path: '/pins/0/hardware/mappings/isRegistered' },
  },
];
