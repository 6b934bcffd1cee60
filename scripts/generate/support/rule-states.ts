import type { RuleState } from '../../../server/src/protocol/index';
import { type Area, type RuleDescription, type SilentRule, reportableRules, silentRules } from '../../../server/src/rules/index';
import { type BehaviourRule, type SimulatedRule, isInvariant, simulatedRules } from '../../../server/src/rules/simulated/index';

/** Whatever has a page. */
export type Page = RuleDescription | SilentRule | SimulatedRule;

/** Chapters of the index, in their order. */
export const chapters: Readonly<Record<Area, { readonly title: string; readonly introduction: string }>> = {
  document: { title: 'The document', introduction: 'Mistakes in the text itself, before anything is asked about the driver.' },
  framing: { title: 'Extended framing', introduction: 'KSALLOCATOR_FRAMING_EX and its items: memory, flags, frame counts, alignment, and how a driver edits them at run time.' },
  frameSize: { title: 'Frame sizes', introduction: 'PhysicalRange and FramingRange, after the run-time edits that the document declares.' },
  compression: { title: 'Compression', introduction: 'KS_COMPRESSION: how the size of frames changes between the pins of a filter.' },
  memory: { title: 'Memory and buses', introduction: 'Which kind of memory frames lie in, and over which bus it is reached.' },
  pin: { title: 'Pins', introduction: 'KSPIN_DESCRIPTOR_EX: flags, instances, interfaces and mediums.' },
  filter: { title: 'Filters and devices', introduction: 'KSFILTER_DESCRIPTOR, KSDEVICE_DESCRIPTOR and the way their filters come to be.' },
  dispatch: { title: 'Dispatch tables', introduction: 'KSPIN_DISPATCH and KSALLOCATOR_DISPATCH, and what the routines in them do.' },
  allocator: { title: 'Vendor allocators', introduction: 'The four callbacks of KSALLOCATOR_DISPATCH, and who uses an allocator when.' },
  createRequest: { title: 'Requests for an allocator', introduction: 'KSALLOCATOR_FRAMING in a request to create an allocator.' },
  dma: { title: 'DMA', introduction: 'Scatter/gather: adapters, mappings, and how frames are programmed and completed.' },
  commonBuffer: { title: 'Common buffers', introduction: 'Buffers that device and driver share: their size, their life, and what is carved from them.' },
  dataRange: { title: 'Data ranges', introduction: 'KSDATARANGE and its kin: formats, their sizes, and how they intersect.' },
  negotiation: { title: 'Connections', introduction: 'What the pins of one graph have to agree on. Nothing here says which allocator will be chosen: that is not documented.' },
  state: { title: 'States', introduction: 'State changes, reset and power.' },
  streamPointer: { title: 'Stream pointers', introduction: 'Locking, cloning, advancing and deleting, cancellation, and when Process is called.' },
  streamHeader: { title: 'Stream headers', introduction: 'KSSTREAM_HEADER and the completion of frames.' },
};

const order = Object.keys(chapters) as readonly Area[];

/** Everything that has a page, by chapter and code. */
export const pages: readonly Page[] = [...reportableRules, ...silentRules, ...simulatedRules]
  .sort((a, b) => order.indexOf(a.area) - order.indexOf(b.area) || (a.code < b.code ? -1 : 1));

/** What becomes of a rule. */
export function stateOf(page: Page): RuleState {
  if (!('because' in page)) return 'checked';
  switch (page.because.kind) {
    case 'simulation': return page.because.reported ? 'simulated' : 'later';
    case 'invariant': return 'invariant';
    case 'text': return 'said';
    case 'connection':
    case 'behaviour':
    case 'undocumented':
    case 'unstated': return 'unchecked';
  }
}

/** Rules that only a run shows and that simulations of this version report. */
export const reportedBySimulations: readonly BehaviourRule[] = simulatedRules.flatMap((rule) => (!isInvariant(rule) && rule.because.reported ? [rule] : []));

/** Words for {@link RuleState}, as heads of columns. */
export const stateNames: Readonly<Record<RuleState, string>> = {
  checked: 'Checked', simulated: 'Reported by simulations', later: 'Simulated later', invariant: 'Invariant of the model', said: 'Said by another rule', unchecked: 'Not checked',
};

/** Why a rule is not checked, as the end of a sentence; nothing for every other state. */
export function reasonOf(page: Page): string | undefined {
  if (!('because' in page)) return undefined;
  switch (page.because.kind) {
    case 'connection': return 'it needs to know what the pin is connected to';
    case 'behaviour': return "it needs to know what the driver's code does";
    case 'undocumented':
    case 'unstated': return page.because.reason;
    default: return undefined;
  }
}
