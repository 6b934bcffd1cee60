/** Whose flow arrows are drawn: of the selected frame, of all frames in sight while they are few, or nobody's. */
export type FlowMode = 'selected' | 'visible' | 'off';

/** The modes in the order in which a key goes through them. */
export const flowModes: readonly FlowMode[] = ['selected', 'visible', 'off'];

/** What the run has found, in order of time; columns of equal length. */
export interface FindingMarks {
  /** Nanoseconds, rising. */
  readonly times: Float64Array;
  readonly severities: readonly ('error' | 'warning' | 'info')[];
}

/** What helps to read a picture beyond the trace itself. */
export interface ReadingMarks {
  readonly flows: FlowMode;
  readonly findings: FindingMarks;
  /** Index of the selected finding, or -1. */
  readonly finding: number;
  /** A span or instant that the pointer is on, whose flow is drawn too; null for none. */
  readonly hovered: { readonly kind: 'span' | 'instant'; readonly row: number; readonly index: number } | null;
}

/** Without findings. */
export const noFindings: FindingMarks = { times: new Float64Array(0), severities: [] };

/** A picture that stands for itself: the selection's flow is drawn. */
export const plainReading: ReadingMarks = { flows: 'selected', findings: noFindings, finding: -1, hovered: null };
