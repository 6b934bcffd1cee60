/** Which pointer a violation is about; `clone` carries the driver's context number in the facts. */
export type PointerName = 'leadingEdge' | 'trailingEdge' | 'clone' | 'null';

/** A stream pointer as a violation names it: which, and for a clone its number. */
export interface PointerFacts {
  readonly pointer: PointerName;
  /** The handle the operation was given. */
  readonly handle: number;
}

/**
 * What each rule that a queue can observe tells about its violation. Times are nanoseconds, sizes bytes, states KSSTATE numbers. Codes that begin with Ks are rules of Driver
 * Verifier (DV:ks-*) that have no code of their own.
 */
export interface ViolationFacts {
  'SPT-01': PointerFacts & { readonly synchronised: boolean };
  'SPT-02': PointerFacts & { readonly operation: 'lock' | 'unlock' };
  'SPT-03': PointerFacts;
  'SPT-04': { readonly clones: number; readonly when: 'deviceStop' | 'unload' };
  'SPT-05': { readonly locked: number; readonly when: 'deviceStop' | 'unload' };
  'SPT-06': PointerFacts & { readonly operation: string };
  'SPT-07': { readonly operation: string };
  'SPT-08': PointerFacts;
  'SPT-09': PointerFacts & { readonly offset: 'OffsetIn' | 'OffsetOut'; readonly used: number; readonly remaining: number };
  'SPT-10': PointerFacts & { readonly request: number; readonly delay: number; readonly threshold: number };
  'SPT-11': { readonly clones: number; readonly requests: number };
  'SPT-12': { readonly operation: string };
  'SPT-13': { readonly operation: string };
  'SPT-14': PointerFacts & { readonly operation: 'GetIrp' | 'GetMdl'; readonly dereferenced: boolean };
  'SPT-15': PointerFacts & { readonly state: number };
  'SPT-16': { readonly framesAvailable: number; readonly nothingRequired: boolean };
  'SPT-17': { readonly framesAvailable: number };
  'SPT-18': PointerFacts & { readonly request: number; readonly delay: number; readonly threshold: number };
  'SPT-19': { readonly data: boolean; readonly size: number };
  'SPT-20': Readonly<Record<string, never>>;
  'SPT-21': { readonly framesAvailable: number; readonly count: number };
  'SPT-22': { readonly gate: string; readonly kind: 'and' | 'or'; readonly count: number };
  'HDR-01': { readonly dataUsed: number; readonly frameExtent: number };
  'HDR-02': { readonly dataUsed: number };
  'HDR-03': { readonly size: number; readonly needed: number; readonly wrote: boolean };
  'HDR-04': { readonly dropped: number };
  'HDR-05': { readonly request: number };
  'HDR-06': { readonly dataUsed: number; readonly frameBytes: number };
  'HDR-07': { readonly inputFrames: number };
  'HDR-08': { readonly position: number; readonly headers: number; readonly extended: boolean };
  'DSP-15': { readonly recursive: boolean };
  'FRM-36': { readonly edit: number; readonly wrong: 'mutex' | 'irql' | 'result' | 'containingRecord' };
  'PIN-21': Readonly<Record<string, never>>;
  'PIN-32': { readonly factory: number };
  'PIN-46': { readonly callback: number };
  'DSP-08': { readonly callback: number; readonly routine: string };
  'DSP-09': { readonly from: number; readonly to: number };
  'DSP-12': { readonly clientState: number; readonly deviceState: number };
  'DSP-13': { readonly wrong: 'oldFormat' | 'create' };
  'DMA-03': { readonly mappings: number };
  'STA-07': { readonly dropped: number; readonly from: number; readonly to: number };
  'STA-03': { readonly from: number; readonly to: number };
  'STA-04': { readonly clones: number; readonly when: 'stop' | 'reset' };
  'STA-05': { readonly state: number };
  'STA-06': Readonly<Record<string, never>>;
  'STA-08': { readonly factory: number; readonly instances: number; readonly necessary: number };
  'STA-10': { readonly state: number };
  'DMA-06': PointerFacts & { readonly mappings: number };
  'DSP-07': { readonly routine: string; readonly callback?: number };
  'KsIrqlDDIs': { readonly operation: string };
  'KsFilterMutex': MutexFacts;
  'KsProcessingMutex': MutexFacts;
  'KsDeviceMutex': MutexFacts;
  'KsIrqlPinCallbacks': CallbackFacts;
  'KsIrqlFilterCallbacks': CallbackFacts;
  'KsIrqlDeviceCallbacks': CallbackFacts;
  'KsTimedPinCallbacks': CallbackFacts;
  'KsTimedFilterCallbacks': CallbackFacts;
  'KsTimedDeviceCallbacks': CallbackFacts;
  'KsTimedProcessingMutex': CallbackFacts;
}

/** A routine that Driver Verifier watches: its name, the entry of `Scenario.callbacks` that speaks of it, or -1, and for limits of time what it took, nanoseconds. */
export interface CallbackFacts {
  readonly routine: string;
  readonly callback: number;
  readonly took: number;
}

/** A mutex was acquired by a thread that has it, or released by one that has not. */
interface MutexFacts { readonly misuse: 'recursive' | 'notHeld' }

/** Code of a rule that a queue can observe. */
export type ViolationCode = keyof ViolationFacts;

/** One violation: the rule, when (nanoseconds), on which pin, filter or device, the number of the pin (-1 for another object), and its facts. */
export type Violation = {
  [Code in ViolationCode]: { readonly code: Code; readonly time: number; readonly object: string; readonly pin: number; readonly facts: ViolationFacts[Code]; /** The step of a routine that broke it. */ readonly step?: string };
}[ViolationCode];

/** How often a rule was broken on one object. */
export interface ViolationTally {
  readonly object: string;
  readonly pin: number;
  count: number;
}

/** The first violations of each code on each object, and how many there were in all. */
export interface ViolationLog {
  readonly first: Violation[];
  readonly counts: Map<ViolationCode, number>;
  /** By code, the objects in the order in which they first broke it. */
  readonly tallies: Map<ViolationCode, ViolationTally[]>;
  /** Violations of one code on one object that are kept. */
  readonly limit: number;
}

/** An empty log. */
export function createViolationLog(limit = 64): ViolationLog {
  return { first: [], counts: new Map(), tallies: new Map(), limit };
}

/** Adds a violation; beyond the limit of its code and object it is only counted. */
export function addViolation(log: ViolationLog, violation: Violation): void {
  const { code, object, pin } = violation;
  log.counts.set(code, (log.counts.get(code) ?? 0) + 1);
  let tallies = log.tallies.get(code);
  if (tallies === undefined) {
    tallies = [];
    log.tallies.set(code, tallies);
  }
  let tally = tallies.find((one) => one.pin === pin && one.object === object);
  if (tally === undefined) {
    tally = { object, pin, count: 0 };
    tallies.push(tally);
  }
  tally.count += 1;
  if (tally.count <= log.limit) log.first.push(violation);
}
