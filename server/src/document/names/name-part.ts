import type { NodeId } from '../tree/index';

/**
 * What can have a name in a document:
 * - `entry`: an entry of a top-level table; `filter`, `pin`: by their Label, which references join to `filter/pin`;
 * - `simulation`, `runPin`, `connection`, `peer`, `bus`, `fault`, `label`: by their Label;
 * - `sharedAllocator`: what connections of a simulation that share an allocator call it;
 * - `function`: a routine of the driver, by its name in the source;
 * - `callback`, `workItem`, `pointer`, `flag`, `lock`: what the routines of a simulated driver name.
 */
export type NameKind =
  | 'entry' | 'filter' | 'pin'
  | 'simulation' | 'runPin' | 'connection' | 'peer' | 'bus' | 'fault' | 'label' | 'sharedAllocator'
  | 'function' | 'callback' | 'workItem' | 'pointer' | 'flag' | 'lock';

/** Something that has a name: two names with one key mean the same thing. */
export interface NamedThing {
  readonly kind: NameKind;
  readonly key: string;
  readonly name: string;
  /** The node inside of which the name means this. */
  readonly scope: NodeId;
}

/** A name inside a string of the document. */
export interface NamePart {
  readonly kind: NameKind;
  readonly name: string;
  /** Range in the decoded text of the string, UTF-16, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** What the name means: nothing where there is none of that name, several where the document does not settle which. */
  readonly things: readonly NamedThing[];
  /** The thing gets its name here. */
  readonly isDeclaration: boolean;
}
