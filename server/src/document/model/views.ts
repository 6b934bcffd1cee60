import type { Document, KSALLOCATOR_DISPATCH, KSALLOCATOR_FRAMING_EX, KSFILTER_DESCRIPTOR, KSFILTER_DISPATCH, KSPIN_DESCRIPTOR, KSPIN_DESCRIPTOR_EX, KSPIN_DISPATCH, KS_FRAMING_ITEM, RuntimeEdit } from '../../ks/index';
import type { NodeId, Tree } from '../tree/index';
import type { Instance, Pointer } from './bound';
import type { DocumentProblem } from './problem';

/** One item of a framing. */
export interface ItemView {
  readonly framing: FramingView;
  readonly index: number;
  readonly item: Instance<typeof KS_FRAMING_ITEM>;
}

/** A framing, stated once in a table or on a pin, with every pin that uses it. */
export interface FramingView {
  readonly framing: Instance<typeof KSALLOCATOR_FRAMING_EX>;
  readonly items: readonly ItemView[];
  /** Number of elements of FramingItem as written, broken ones included; nothing when the array is unknown. */
  readonly elementCount: number | undefined;
  readonly pins: readonly PinView[];
  /** No pin uses it as it stands: those that point to it fill it in later (`FilledLater`), so that it says nothing. */
  readonly isPlaceholder: boolean;
}

/** One of the forms that an object has under different conditions. */
export interface VariantView {
  /** Which one, of how many. */
  readonly index: number;
  readonly of: number;
  /** The object in the list of variants. */
  readonly node: NodeId;
  /** The condition as the document states it. */
  readonly condition: string | undefined;
}

/** One pin of one filter. */
export interface PinView {
  readonly filter: FilterView;
  /** Pin ID: index in PinDescriptors; pins that the driver adds while it runs follow, in the order in which DynamicPinDescriptors lists them. */
  readonly id: number;
  /** The driver adds the pin while it runs (KsFilterCreatePinFactory). */
  readonly isDynamic: boolean;
  /** The variant that this is, when the pin has variants. */
  readonly variant: VariantView | undefined;
  readonly label: string;
  readonly pin: Instance<typeof KSPIN_DESCRIPTOR_EX>;
  readonly descriptor: Instance<typeof KSPIN_DESCRIPTOR> | undefined;
  readonly dispatch: Pointer<typeof KSPIN_DISPATCH>;
  /** KSPIN_DISPATCH.Allocator; null as well when Dispatch itself is null. */
  readonly allocator: Pointer<typeof KSALLOCATOR_DISPATCH>;
  readonly framing: Pointer<typeof KSALLOCATOR_FRAMING_EX>;
  /** The view of the framing, when there is one. */
  readonly framingView: FramingView | undefined;
  /** KSPIN_DATAFLOW: 1 in, 2 out; nothing when unknown or neither. */
  readonly dataFlow: number | undefined;
  /** KSPIN_COMMUNICATION; nothing when unknown or none of its values. */
  readonly communication: number | undefined;
  /** KSPIN_FLAG bits; nothing when unknown. */
  readonly flags: number | undefined;
  /** Declared run-time edits of the framing, in order. */
  readonly edits: readonly Instance<typeof RuntimeEdit>[];
  /** False when the list of edits is written but partly broken: then nothing is known of sizes after the edits. */
  readonly editsKnown: boolean;
  /** The data ranges that are known. */
  readonly dataRanges: readonly Instance[];
}

/** One filter. */
export interface FilterView {
  readonly index: number;
  readonly label: string;
  readonly filter: Instance<typeof KSFILTER_DESCRIPTOR>;
  readonly dispatch: Pointer<typeof KSFILTER_DISPATCH>;
  readonly role: string | undefined;
  readonly pins: readonly PinView[];
  /** Whether every pin that the filter will have stands in `pins`: yes, no, or nothing when the document doesn't say. */
  readonly pinsComplete: boolean | undefined;
  /** The variant that this is, when the filter itself has variants. */
  readonly variant: VariantView | undefined;
}

/** A part of a document that an edit elsewhere leaves alone: a member of a top-level list or table, or an object that stands alone at the top level. */
export interface ElementView {
  /** Its structures in document order, without those that it only refers to. */
  readonly instances: readonly Instance[];
}

/** What a document says, as far as it can be read. It stays alive while the text is broken. */
export interface Model {
  readonly tree: Tree;
  /** Nothing when the text holds no object, or one of a newer format. */
  readonly document: Instance<typeof Document> | undefined;
  readonly problems: readonly DocumentProblem[];
  readonly architecture: 'x86' | 'x64' | 'ARM64';
  /** PAGE_SIZE of the target, in bytes. */
  readonly pageSize: number;
  /** The filters; of one with variants the first configuration. */
  readonly filters: readonly FilterView[];
  /**
   * Every configuration of every filter: a filter whose pins, or which itself, has variants stands here once for each, the n-th with the n-th variant
   * of each. Rules look at all of them. Views of one filter share `index`.
   */
  readonly configurations: readonly FilterView[];
  readonly framings: readonly FramingView[];
  readonly items: readonly ItemView[];
  /** Every structure that the document states, in document order. */
  readonly instances: readonly Instance[];
  /** The top-level tables: name of the table, name of the entry, structure. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Instance>>;
  /** The top-level tables of arrays: name of the table, names of its entries. */
  readonly arrayTables: ReadonlyMap<string, readonly string[]>;
}
