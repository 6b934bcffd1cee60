import type { DropReason, SimulationResult } from '../result';
import type { Scenario } from '../scenario';

/** What a run says of itself, as far as advice looks. */
export type RunFigures = Pick<SimulationResult, 'stopReason' | 'events' | 'fingerprint' | 'virtualTime' | 'framesProduced' | 'framesDelivered' | 'latency' | 'memoryBytes' | 'pins' | 'circuits'>;

/** One run of an experiment: its seed, and an order of simultaneous events where it is not the scenario's own. */
export interface Draw {
  readonly seed: number;
  readonly tieSeed?: number;
  /** How many times as long as the scenario the run lasts; left out: 1. */
  readonly times?: number;
}

/** What advice keeps of a run. */
export interface Sample {
  readonly stopReason: SimulationResult['stopReason'];
  readonly events: number;
  readonly virtualTime: number;
  readonly fingerprint: string;
  readonly framesProduced: number;
  /** Frames lost, by pin: all that were dropped but those that the scenario itself took back. */
  readonly lostByPin: readonly number[];
  /** Frames that each writing client filled. */
  readonly writtenByPin: readonly number[];
  /** Frames that the scenario took back by a stop, a reset, a pause or a cancellation: no number of buffers saves them. */
  readonly takenBack: number;
  /** Frames lost by reason, the most frequent first. */
  readonly reasons: readonly { readonly pin: number; readonly drop: DropReason }[];
  /** 99th percentile of latency, ns; `null` when nothing was delivered. */
  readonly latency99: number | null;
  readonly memoryBytes: number;
  /** Bytes from one buffer to the next, by pin with a client, and by circuit. */
  readonly strideByPin: readonly number[];
  readonly strideByCircuit: readonly number[];
  /** By circuit: most frames that its allocator had given at a time; those it has, where its life is not part of the run. */
  readonly givenByCircuit: readonly number[];
  /** Mappings that locks built: they cost time that events do not show. */
  readonly mappings: number;
}

const takenBack: ReadonlySet<DropReason['key']> = new Set(['discardedAtStop', 'cancelled']);

/** Keeps of a run what is compared. */
export function sampleOf(scenario: Scenario, { stopReason, events, virtualTime, fingerprint, framesProduced, latency, memoryBytes, pins, circuits }: RunFigures): Sample {
  const reasons = pins.flatMap(({ drops }, pin) => drops.filter(({ key }) => !takenBack.has(key)).map((drop) => ({ pin, drop })));
  return {
    stopReason, events, virtualTime, fingerprint, framesProduced, memoryBytes, latency99: latency.p99,
    strideByPin: pins.map(({ bufferStride }) => bufferStride), strideByCircuit: circuits.map(({ frameBytes }) => frameBytes),
    givenByCircuit: circuits.map(({ allocator, frames }) => allocator?.peakOut ?? frames), mappings: pins.reduce((sum, { mappingsBuilt }) => sum + mappingsBuilt, 0),
    lostByPin: pins.map((_, index) => reasons.reduce((sum, { pin, drop }) => sum + (pin === index ? drop.count : 0), 0)),
    writtenByPin: pins.map(({ framesProduced: produced }, index) => (writes(scenario, index) ? produced : 0)),
    takenBack: pins.reduce((sum, { drops }) => sum + drops.reduce((each, drop) => each + (takenBack.has(drop.key) ? drop.count : 0), 0), 0),
    reasons: reasons.sort((first, second) => second.drop.count - first.drop.count),
  };
}

/** Whether the client of a pin writes at a pace of its own. Without a buffer it waits: it loses nothing, but falls behind. */
export function writes({ pins }: Scenario, pin: number): boolean {
  const { client, dataFlow } = pins[pin]!;
  return client?.period !== undefined && dataFlow === 'in';
}

/** All frames that a run lost. */
export const lostOf = ({ lostByPin }: Sample): number => lostByPin.reduce((sum, each) => sum + each, 0);
