import type { Behaviour } from '../behaviour/program';
import { queueFlags } from '../queue/index';
import type { SettledPin } from '../run/settled';
import type { Scenario } from '../scenario/index';
import type { ProofBounds, ProofOmission } from './model';

/** What a simulation has that takes no part in the proof of one of its pins: it is said with the verdict. */
export function leftOutOf(scenario: Scenario, pin: number, { client, driver, hardware, flags }: SettledPin, bounds: ProofBounds, canReset: boolean, window: number, behaviour: Behaviour): ProofOmission[] {
  const found = new Set<ProofOmission>();
  const note = (key: ProofOmission, is: boolean): void => {
    if (is) found.add(key);
  };
  const events = new Set((scenario.events ?? []).flatMap((event) => (!('pin' in event) || event.pin === pin ? [event.kind] : [])));
  const faults = new Set((scenario.faults ?? []).flatMap((fault) => (fault.pin === pin || fault.kind === 'deviceGone' ? [fault.kind] : [])));
  note('cancel', !bounds.cancels && (events.has('cancel') || events.has('processEnds') || faults.has('requestCancelled')));
  note('reset', events.has('reset') && !canReset);
  note('removal', !bounds.removal && (events.has('surpriseRemoval') || faults.has('deviceGone')));
  for (const kind of ['formatChange', 'secondOpen', 'sleep'] as const) note(kind, events.has(kind));
  note('allocateFails', faults.has('allocateFails'));
  note('lockFails', faults.has('lockFails') || hardware.lockFailures !== undefined);
  note('callbacks', (scenario.callbacks ?? []).some(({ pins, dispatch }) => dispatch !== 'pin' || pins.includes(pin)));
  note('otherPins', scenario.pins.length > 1);
  note('headers', client !== null && bounds.headers < client.headersPerRequest);
  note('window', window < driver.trailingEdgeFrames);
  note('mappings', (flags & queueFlags.generateMappings) !== 0);
  // An interrupt that comes later is one whose DPC comes later; one that need not come at all is not.
  note('interrupts', hardware.interrupt === 'perField' || (hardware.interruptEvery > 1 && hardware.coalescingTime === null));
  note('endOfStream', driver.endOfStreamAt !== null);
  note('typeChange', driver.typeChangedAt !== null);
  note('chunks', driver.routines === null && driver.chunkBytes !== null);
  note('stateFailure', driver.setDeviceStateFailsAt !== undefined);
  note('conduct', driver.runningTestedBy !== undefined || driver.testsOldFormat !== undefined || driver.setDataFormatNeedsCreate !== undefined || driver.resetsCountersAt !== undefined || driver.takesResourcesAt === 'create' || driver.reliesOnPowerFirst);
  note('flushOnPause', client?.flushOnPause === true);
  note('queuedAtAcquire', client?.firstQueuedAt === 'ACQUIRE');
  note('edits', (scenario.pins[pin]!.edits ?? []).length > 0);
  note('emptyAtTimeout', behaviour.entries.timeout >= 0);
  note('lossesMarked', driver.marksDiscontinuity !== null);
  return [...found];
}
