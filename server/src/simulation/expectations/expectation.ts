import type { DropReason, LatencyStatistics, SimulatedWith, SimulationFinding, StopReason, TextArguments } from '../result';

/** Which side of a bound a number has to keep to. */
export type BoundSide = 'atLeast' | 'atMost';

/** A number that a run is held to. */
interface Bounded {
  readonly side: BoundSide;
  readonly limit: number;
}

/** What is expected, by kind. `pin` is a number among the pins of the run; `null`: the run as a whole. Times in ns, sizes in bytes. */
export type Expected =
  /** Frames lost while the stream runs; with a reason, those alone that were lost for it. */
  | ({ readonly kind: 'drops'; readonly pin: number | null; readonly reason: DropReason['key'] | null } & Bounded)
  | ({ readonly kind: 'delivered'; readonly pin: number | null } & Bounded)
  | { readonly kind: 'latency'; readonly pin: number | null; readonly percentile: keyof LatencyStatistics; readonly limit: number }
  | { readonly kind: 'memory'; readonly pin: number | null; readonly limit: number }
  | ({ readonly kind: 'buffersInFlight'; readonly pin: number } & Bounded)
  | { readonly kind: 'noLeak' }
  | AllocatorExpected
  /** `section`: its label, `null` any. */
  | { readonly kind: 'simulatedWith'; readonly section: string | null; readonly simulatedWith: SimulatedWith }
  | { readonly kind: 'finding'; readonly code: string; readonly occurs: boolean }
  /** The most serious finding that may be reported; `none`: no finding at all. */
  | { readonly kind: 'worstFinding'; readonly worst: 'none' | 'info' | 'warning' }
  | { readonly kind: 'fingerprint'; readonly fingerprint: string }
  | { readonly kind: 'ends'; readonly stopReason: StopReason };

/** Whether an allocator has to be eligible, or has to be rejected. */
export interface AllocatorExpected {
  readonly kind: 'allocator';
  /** Label of the section; `null`: any. */
  readonly section: string | null;
  /** As the document calls it; {@link defaultAllocator} is the default one. */
  readonly allocator: string;
  readonly owner: 'vendor' | 'peer' | 'default';
  /** What a result may call it by: reference of the pin, labels of its instances in the run, label of the peer; empty for the default allocator. */
  readonly names: readonly string[];
  readonly verdict: 'eligible' | 'rejected';
}

/** One thing that is expected of a run, and where the document says so. */
export type Expectation = Expected & {
  /** RFC 6901 pointer of the value that states it; of the simulation for what holds unasked. */
  readonly path: string;
  /** What the document calls it: `Drops.AtMost`; empty for what holds unasked. */
  readonly name: string;
};

/** Name by which expectations call the default allocator. */
export const defaultAllocator = 'Default';

/** What an expectation was held against, beside the figures: sentences of the run itself. */
export type Because =
  | { readonly kind: 'drops'; readonly reasons: readonly DropReason[] }
  | { readonly kind: 'finding'; readonly finding: SimulationFinding }
  /** `report` and `entry` are positions in `allocators` of the result, and in its list of that name. */
  | { readonly kind: 'rejected' | 'undecided'; readonly report: number; readonly entry: number };

/** Why an expectation was not met. */
export interface Miss {
  readonly expectation: Expectation;
  /** Text key is `expectation.` + key. */
  readonly key: string;
  readonly arguments: TextArguments;
  /** Label of the pin, filter or circuit it is about; empty for the run as a whole. */
  readonly pin: string;
  readonly because: Because | null;
  /** RFC 6901 pointers of the values that decided it, the most telling first. */
  readonly decidedBy: readonly string[];
}

/** Values that a finding is about, the one that caused it first. */
export const decidersOfFinding = ({ path, relatedPaths }: SimulationFinding): readonly string[] => [path, ...relatedPaths].filter((each) => each !== '');
