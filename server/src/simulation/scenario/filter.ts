import type { Distribution } from './distribution';

/** A filter with a Process routine of its own, or one that joins pins of the scenario. */
export interface FilterScenario {
  readonly label: string;
  /** KSFILTER_FLAG_ bits. */
  readonly flags: number;
  /** The author's name of KSFILTER_DISPATCH.Process. */
  readonly process: string | null;
  /**
   * What Process does. `copy`: fills frames of the outputs from frames of the inputs; `inPlace`: changes the frames of its one queue and passes them on;
   * `capture`: fills frames of the outputs from the device's store, as Microsoft's avssamp does.
   */
  readonly role: 'copy' | 'inPlace' | 'capture';
  /** Pin types in the order of their identifiers. */
  readonly factories: readonly {
    /** KSPIN_FLAG_ bits. */
    readonly flags: number;
    readonly instancesNecessary: number;
    /** Instances: indices into `Scenario.pins`. */
    readonly pins: readonly number[];
    /** With KSPIN_FLAG_SPLITTER: which instances are followed by something that changes the data in place. */
    readonly modifiesData?: readonly boolean[];
  }[];
  /** Whether Process moves stream pointers itself (SPT-13). Left out: unknown. */
  readonly movesStreamPointers?: boolean;
  /** Pin types, by their number in `factories`, that the filter need not have an instance of and whose first one Process reads without looking (PIN-32). Default: none. */
  readonly readsUntested?: readonly number[];
  /** What Process returns when nothing is left to do. Default `pending`, as avssamp. */
  readonly whenDone?: 'pending' | 'success';
  /** Time Process works on one set of frames. Default: constant 10 000. */
  readonly processTime?: Distribution;
  /** Bytes of output for `inputBytes` bytes of input. Default: as much as went in. */
  readonly ratio?: { readonly inputBytes: number; readonly outputBytes: number };
  /** Gates that pins are attached to before they leave STOP, each an input of the filter's AND gate (KsPinAttachOrGate, KsPinAttachAndGate); `pins`: indices into `Scenario.pins`. */
  readonly gates?: readonly { readonly kind: 'and' | 'or'; readonly pins: readonly number[] }[];
}
