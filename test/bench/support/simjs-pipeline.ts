import type { Distribution } from '../../../server/src/simulation/index';
import type { SimJs } from './simulation-peers';

/** What a general simulator is told of a capture pipeline: buffers that go from the device to the application and back. Nanoseconds. */
export interface PeerPipeline {
  readonly frames: number;
  readonly period: number;
  readonly requests: number;
  readonly transfer: Distribution;
  /** One timer after the other between device and application. Those of no time are left out. */
  readonly toClient: readonly Distribution[];
  readonly hold: Distribution;
}

/** Runs a pipeline in simjs and gives its figures: frames delivered, and the sum of their latencies for a mean. No trace, no queue, no stream pointers. */
export function simJsPipeline({ Sim, Entity }: SimJs, { frames, period, requests, transfer, toClient, hold }: PeerPipeline): { readonly delivered: number; readonly dropped: number; readonly meanLatency: number } {
  const transferTime = drawing(transfer);
  const steps = toClient.filter((step) => step.kind !== 'constant' || step.value > 0).map(drawing);
  const holdTime = drawing(hold);
  const listed = Array.from({ length: requests }, (_, index) => index);
  const captured = new Float64Array(requests);
  let frame = 0;
  let delivered = 0;
  let dropped = 0;
  let latency = 0;
  const sim = new Sim();
  class Capture extends Entity {
    start(): void { this.next(); }
    readonly next = (): void => { this.setTimer(period).done(this.produced, this); };
    readonly produced = (): void => {
      frame += 1;
      if (frame < frames) this.next();
      const buffer = listed.shift();
      if (buffer === undefined) {
        dropped += 1;
        return;
      }
      captured[buffer] = sim.time();
      this.setTimer(transferTime()).done(this.moved[0] ?? this.received, this, buffer);
    };
    readonly moved = steps.map((step, index) => (buffer: number): void => { this.setTimer(step()).done(this.moved[index + 1] ?? this.received, this, buffer); });
    readonly received = (buffer: number): void => {
      delivered += 1;
      latency += sim.time() - captured[buffer]!;
      this.setTimer(holdTime()).done(this.returned, this, buffer);
    };
    readonly returned = (buffer: number): void => { listed.push(buffer); };
  }
  sim.addEntity(Capture);
  sim.simulate(Number.MAX_SAFE_INTEGER);
  return { delivered, dropped, meanLatency: latency / delivered };
}

/** A source of numbers from a distribution, as cheap as there is. */
function drawing(distribution: Distribution): () => number {
  let state = 1;
  const below = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296) * bound;
  };
  switch (distribution.kind) {
    case 'constant':
      return () => distribution.value;
    case 'uniform':
      return () => distribution.minimum + below(distribution.maximum - distribution.minimum);
    case 'triangular': {
      const { minimum, mode, maximum } = distribution;
      return () => (below(maximum - minimum) < mode - minimum ? minimum + Math.max(below(mode - minimum), below(mode - minimum)) : maximum - Math.max(below(maximum - mode), below(maximum - mode)));
    }
    case 'table': {
      const { values, weights } = distribution;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return () => {
        let left = below(total);
        return values.find((_, index) => (left -= weights[index]!) < 0) ?? values[0]!;
      };
    }
  }
}
