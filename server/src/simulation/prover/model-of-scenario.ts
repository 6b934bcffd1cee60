import { stockBehaviour } from '../behaviour/stock';
import { queueFlags } from '../queue/index';
import { stockChoicesOf } from '../run/routines/stock-of-pin';
import { settlePin } from '../run/settled';
import type { Scenario } from '../scenario/index';
import type { ProofBounds, ProofModel } from './model';
import { defaultProofBounds } from './model';

/** Why a pin cannot be proved. */
export type ProofProblem = 'notRead' | 'noDevice' | 'inFilter' | 'inCircuit' | 'window';

/** A pin that can be proved, or why not. */
export type ProofSubject =
  | { readonly kind: 'model'; readonly pin: number; readonly model: ProofModel }
  | { readonly kind: 'impossible'; readonly pin: number; readonly label: string; readonly problem: ProofProblem };

/** What the person who asks says about the bounds; the rest comes from the scenario, up to {@link defaultProofBounds}. */
export type WantedBounds = Partial<ProofBounds>;

/** What can be proved of each pin of a scenario. */
export function proofSubjects(scenario: Scenario, wanted: WantedBounds = {}): ProofSubject[] {
  return scenario.pins.map((_, pin) => subjectOf(scenario, pin, wanted));
}

function subjectOf(scenario: Scenario, pin: number, wanted: WantedBounds): ProofSubject {
  const settled = settlePin(scenario, pin);
  const { driver, hardware, client, flags, label, frameBytes, streamHeaderBytes } = settled;
  const impossible = (problem: ProofProblem): ProofSubject => ({ kind: 'impossible', pin, label, problem });
  if (settled.dataFlow !== 'out') return impossible('notRead');
  if (scenario.filters?.some(({ factories, process }) => process !== null && factories.some(({ pins }) => pins.includes(pin))) === true) return impossible('inFilter');
  if (client === null) return impossible('inCircuit');
  if (settled.source === null) return impossible('noDevice');
  if ((flags & queueFlags.distinctTrailingEdge) !== 0) return impossible('window');
  const buffers = client.requests * client.headersPerRequest;
  const requests = wanted.requests ?? Math.min(buffers, defaultProofBounds.requests);
  // A list that holds every buffer still does; a shorter one is still too short for all of them.
  const deviceEntries = wanted.deviceEntries ?? (hardware.listDepth >= buffers ? requests : Math.min(hardware.listDepth, Math.max(1, requests - 1)));
  const behaviour = driver.routines ?? stockBehaviour(stockChoicesOf(settled));
  // What the document does not say about Reset is no reason to blame routines that it describes.
  const resets = driver.routines === null || (behaviour.routines[behaviour.entries.reset]?.path ?? '') !== '';
  const stored = Math.max(hardware.fifoFrames, hardware.commonBufferFrames);
  return {
    kind: 'model', pin, model: {
      label: scenario.label, pin: label, flags, frameBytes, bufferBytes: client.bufferBytes,
      // Locks do not fail, so nothing is mapped.
      headerSize: scenario.headerBytes ?? 56, streamHeaderSize: streamHeaderBytes, setsDataUsed: driver.setsDataUsed, options: scenario.choices ?? {},
      behaviour, resetsWithoutRoutine: driver.routines === null && !driver.resetDeletesClones,
      granularity: 'described', interrupts: hardware.interrupt === 'perPeriod' ? 'always' : hardware.whenFull === 'dropOldest' || hardware.whenFull === 'overwrite' ? 'whenLost' : 'whenFilled',
      bounds: { ...defaultProofBounds, resets, processOverlapsStates: scenario.choices?.stateChangeDuringProcess === 'interrupts', ...wanted, requests, deviceEntries, storeFrames: wanted.storeFrames ?? Math.min(2, Math.max(1, stored)) },
    },
  };
}
