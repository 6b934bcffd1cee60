import type { Place, TextArguments } from '../../findings/index';

/** A stretch in which findings are suppressed: of text offsets where they begin, or of tree nodes they are about; `to` is exclusive. */
export interface Stretch {
  readonly of: 'offset' | 'node';
  readonly from: number;
  readonly to: number;
}

/** One code that a comment or an entry of Suppress names, or all codes. */
export interface Suppression extends Stretch {
  /** Nothing: every rule. */
  readonly code: string | undefined;
  /** Codes that were enabled again before the end of the stretch, with the offset from which on. */
  readonly except: ReadonlyMap<string, number>;
  /** What is underlined when nothing is found to suppress. */
  readonly place: Place;
}

/** Something that was meant to suppress and cannot be read, or does nothing, as a text of DOC-11 or DOC-12. */
export interface SuppressionProblem {
  readonly code: 'DOC-11' | 'DOC-12';
  readonly variant: string;
  readonly arguments: TextArguments;
  readonly place: Place;
}

/** What a document suppresses. */
export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly SuppressionProblem[];
}

/** No code is enabled again. */
export const noException: ReadonlyMap<string, number> = new Map();
