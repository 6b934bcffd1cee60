import type { Finding } from '../findings/index';
import type { AllocatorVerdict, Basis, ConditionName, CutReason, Mode } from '../simulation/negotiation/index';

/** A text by its key in {@link reportTexts}, with its arguments, which may be texts themselves. */
export interface Said {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Said>>;
}

/** What a value rests on. */
export interface Founding {
  readonly basis: Basis;
  /** Field of SimulationOptions, where an option decided. */
  readonly option: string | undefined;
  /** Address of the page that the step follows; empty where none does. */
  readonly source: string;
}

/** A row of a segment's table. */
export type Aspect = 'property' | 'memory' | 'physicalRange' | 'framingRange' | 'stepping' | 'frameSize' | 'alignment' | 'pitch' | 'frames' | 'flags' | 'preferences' | 'stride' | 'total';

/** What one end says in a row: one text for each alternative, with the value that says so (RFC 6901 pointer, or empty). */
export interface DemandEntry {
  /** Index in {@link SegmentReport.ends}. */
  readonly end: number;
  readonly alternatives: readonly Said[];
  readonly path: string;
}

/** What the ends of a segment have in common in a row. */
export interface CommonEntry extends Founding {
  /** False where the document does not settle it: then it rests on nothing. */
  readonly isKnown: boolean;
  readonly alternatives: readonly Said[];
  readonly path: string;
}

export interface ReportRow {
  readonly aspect: Aspect;
  readonly demands: readonly DemandEntry[];
  readonly common: CommonEntry | undefined;
}

/** One condition of an allocator, with the values that decide. */
export interface ConditionReport extends Founding {
  readonly name: ConditionName;
  readonly state: 'met' | 'notMet' | 'unknown';
  readonly said: Said;
  readonly paths: readonly string[];
}

/** What can be said of one allocator. Never that it will be chosen. */
export interface AllocatorReport {
  readonly kind: AllocatorVerdict['kind'];
  readonly name: Said;
  readonly path: string;
  readonly verdict: AllocatorVerdict['verdict'];
  /** Why it is rejected, or what has to be known first: the condition that weighs most. */
  readonly because: Said | undefined;
  /** The value that decides it. */
  readonly becausePath: string;
  readonly conditions: readonly ConditionReport[];
}

/** One member of the create request. */
export interface RequestField extends Founding {
  readonly name: string;
  /** Nothing when unknown. */
  readonly value: number | undefined;
  readonly said: Said;
  readonly path: string;
}

/** KSALLOCATOR_FRAMING of a create request: members, and the 24 bytes in hexadecimal where all are known. */
export interface RequestReport {
  readonly fields: readonly RequestField[];
  readonly bytes: string | undefined;
}

export interface EndReport {
  readonly name: Said;
  readonly mode: Mode;
  readonly path: string;
}

/** A finding of the validator that belongs to a segment. */
export interface FindingReport {
  readonly finding: Finding;
  readonly path: string;
}

export interface SegmentReport {
  /** From 1 on, in the order of the graph. */
  readonly number: number;
  readonly ends: readonly EndReport[];
  readonly mode: Mode;
  /** What has to be known about the segment as a whole. */
  readonly notes: readonly Said[];
  readonly rows: readonly ReportRow[];
  readonly allocators: readonly AllocatorReport[];
  /** Where the default allocator would be created; nothing where it is not eligible. */
  readonly placement: (Founding & { readonly end: Said; readonly path: string }) | undefined;
  readonly simulatedWith: Founding & { readonly allocator: Said; readonly path: string };
  /** Nothing where no allocator could get one. */
  readonly request: RequestReport | undefined;
  readonly findings: readonly FindingReport[];
}

/** Where one segment ends and another begins. */
export interface CutReport extends Founding {
  readonly because: CutReason;
  readonly said: Said;
  readonly upstream: number;
  readonly downstream: number;
  readonly path: string;
}

/** An option that decided something. */
export interface OptionReport {
  /** Field of SimulationOptions. */
  readonly name: string;
  readonly word: string;
  /** What the word says. */
  readonly summary: string;
  readonly from: 'default' | 'simulation' | 'request';
  readonly path: string;
}

/** One graph: that of a simulation, or one that is supposed for a pin. */
export interface GraphReport {
  readonly kind: 'simulation' | 'supposedApplication' | 'supposedKernelFilter';
  /** Labels of the simulations that have it; of a supposed one the pin. */
  readonly labels: readonly string[];
  /** Conditions of the forms that the filters and pins have in it, as the document states them. */
  readonly conditions: readonly string[];
  readonly path: string;
  readonly segments: readonly SegmentReport[];
  readonly cuts: readonly CutReport[];
  readonly options: readonly OptionReport[];
}

/** What a reader asks first, with the answer. */
export interface Answer {
  readonly question: Said;
  readonly lines: readonly { readonly said: Said; readonly path: string }[];
}

/** Who may allocate the frames of a document's graphs, and why others may not. */
export interface NegotiationReport {
  readonly answers: readonly Answer[];
  readonly graphs: readonly GraphReport[];
}
