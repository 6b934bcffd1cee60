import type { Instance, NodeId } from '../../document/index';
import type { Source } from '../../ks/index';
import type { OptionName } from './options';

/** A place of the document: a field of a structure, or a node. */
export type DecidingPlace = NodeId | readonly [instance: Instance, field: string];

/**
 * How well one step of a negotiation is founded: documented by Microsoft, inferred from what is documented, chosen by an option because it is not
 * documented, or stated by the simulation.
 */
export type Basis = 'documented' | 'inferred' | 'option' | 'scenario';

/** One cell of the table of a segment: a value with what it rests on. */
export interface Cell<T> {
  /** Nothing when the document does not say enough. */
  readonly value: T | undefined;
  readonly basis: Basis;
  /** The option that decided, where one did. */
  readonly option?: OptionName;
  readonly sources: readonly Source[];
  /** The places of the document that decide, the first one most. */
  readonly decidedBy: readonly DecidingPlace[];
}
