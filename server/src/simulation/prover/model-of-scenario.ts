import { stockBehaviour } from '../behaviour/stock';
import { queueFlags } from '../queue/index';
import { stockChoicesOf } from '../run/routines/stock-of-pin';
import { settlePin } from '../run/settled';
import type { Scenario } from '../scenario/index';
import type { ProofBounds, ProofModel } from './model';
import { leftOutOf } from './left-out';
import { defaultProofBounds } from './model';

/** Why a pin cannot be proved. */
export type ProofProblem = 'notRead' | 'noDevice' | 'inFilter' | 'inCircuit' | 'noQueue';

/** A pin that can be proved, or why not. */
export type ProofSubject =
  | { readonly kind: 'model'; readonly pin: number; readonly model: ProofModel }
  | { readonly kind: 'impossible'; readonly pin: number; readonly label: string; readonly problem: ProofProblem };

/** What the person who asks says about the bounds; the rest comes from the scenario, up to {@link defaultProofBounds}. */
export type WantedBounds = Partial<ProofBounds>;

/** Headers of a request that are proved where the simulation has more, and requests where they have several. */
const mostHeaders = 2;
const requestsOfSeveral = 2;
/** Frames of all requests. */
const mostFrames = 12;

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
  if (client === null) return impossible(scenario.circuits?.some(({ stations }) => stations.some((station) => station.kind === 'pin' && station.pin === pin)) === true ? 'inCircuit' : 'noQueue');
  if (settled.source === null) return impossible('noDevice');
  const buffers = client.requests * client.headersPerRequest;
  const several = wanted.headers ?? Math.min(client.headersPerRequest, mostHeaders);
  const requests = wanted.requests ?? Math.min(client.requests, several > 1 ? requestsOfSeveral : defaultProofBounds.requests);
  const headers = Math.max(1, Math.min(several, Math.floor(mostFrames / requests)));
  const frames = requests * headers;
  // A list that holds every buffer still does, and so does a window; a shorter one is still too short for all of them.
  const deviceEntries = wanted.deviceEntries ?? (hardware.listDepth >= buffers ? frames : Math.min(hardware.listDepth, Math.max(1, frames - 1)));
  const window = (flags & queueFlags.distinctTrailingEdge) === 0 ? 0 : driver.trailingEdgeFrames >= buffers ? frames : Math.min(driver.trailingEdgeFrames, Math.max(0, frames - 1));
  const behaviour = driver.routines ?? stockBehaviour(stockChoicesOf(settled));
  const describes = (routine: number): boolean => (behaviour.routines[routine]?.path ?? '') !== '';
  // What the document does not say about Reset is no reason to blame routines that it describes.
  const resets = driver.routines === null || describes(behaviour.entries.reset);
  const removal = describes(behaviour.entries.surpriseRemoval) || scenario.events?.some(({ kind }) => kind === 'surpriseRemoval') === true || scenario.faults?.some(({ kind }) => kind === 'deviceGone') === true;
  const stored = Math.max(hardware.fifoFrames, hardware.commonBufferFrames);
  const resetsWithoutRoutine = driver.routines === null && !driver.resetDeletesClones;
  const bounds: ProofBounds = {
    ...defaultProofBounds, resets, removal, processOverlapsStates: scenario.choices?.stateChangeDuringProcess === 'interrupts', ...wanted, requests, headers, deviceEntries,
    storeFrames: wanted.storeFrames ?? Math.min(2, Math.max(1, stored)),
  };
  return {
    kind: 'model', pin, model: {
      label: scenario.label, pin: label, flags, frameBytes, bufferBytes: client.bufferBytes,
      // Locks do not fail, so nothing is mapped.
      headerSize: scenario.headerBytes ?? 56, streamHeaderSize: streamHeaderBytes, setsDataUsed: driver.setsDataUsed, options: scenario.choices ?? {},
      behaviour, resetsWithoutRoutine,
      granularity: 'described', interrupts: hardware.interrupt === 'perPeriod' ? 'always' : hardware.whenFull === 'dropOldest' || hardware.whenFull === 'overwrite' ? 'whenLost' : 'whenFilled',
      bounds, leftOut: leftOutOf(scenario, pin, settled, bounds, bounds.resets && (behaviour.entries.reset >= 0 || resetsWithoutRoutine), window, behaviour),
      ...(settled.hasFixedSize ? { fixedFrameBytes: frameBytes } : {}), ...(client.headerBytes === null ? {} : { clientHeaderSize: client.headerBytes }), ...(window > 0 ? { windowFrames: window } : {}),
    },
  };
}
