import type { FlowMode } from '../../../../server/src/picture/index';
import { flowModes } from '../../../../server/src/picture/index';

/** What helps to read the picture. */
export interface ReadingState {
  readonly flows: FlowMode;
  /** Index of the selected finding among those of the session, or -1. */
  readonly finding: number;
}

/** The selected frame's arrows, and no finding. */
export const initialReading: ReadingState = { flows: 'selected', finding: -1 };

/** Reads a mode that was kept; another version may have written it. */
export function readFlows(value: unknown): FlowMode {
  return flowModes.find((mode) => mode === value) ?? initialReading.flows;
}
