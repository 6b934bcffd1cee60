/**
 * Choices about queues and processing that Windows leaves undocumented or documents in two ways. Each is named wherever it decides something.
 */
export interface QueueOptions {
  /** What an unlocked clone does to an IRP that is cancelled: holds it until deleted, holds it only if it has a cancel callback, or does not hold it. */
  readonly cancelledClone: 'lastCloneDeleted' | 'withoutCallbackReleased' | 'atOnce';
  /** A cancellation that meets a locked pointer is carried out when the lock goes, or is forgotten. */
  readonly cancelWhileLocked: 'atUnlock' | 'forgotten';
  /** Ks…AttemptProcessing(FALSE) processes at once at a level up to and including the highest for processing, or only below it. */
  readonly synchronousAttempt: 'atOrBelow' | 'below';
  /** An attempt that is made while Process runs is repeated when Process returns, or lost. */
  readonly attemptDuringProcess: 'remembered' | 'lost';
  /** Who sets DataUsed of a frame with mappings. */
  readonly dataUsedWithMappings: 'minidriver' | 'countMinusRemaining';
  /** How long the mappings of a frame keep their map registers. */
  readonly mappingLifetime: 'whileLocked' | 'untilCompletion';
  /** Whether physically adjacent pages share a mapping. */
  readonly adjacentPages: 'oneMapping' | 'separateMappings';
  /** What a lock returns that finds no map registers. */
  readonly lockWithoutResources: 'insufficientResources' | 'deviceNotReady';
  /** Timeouts scheduled before RUN: wait for another one scheduled in RUN, or fire on time. */
  readonly timeoutBeforeRun: 'waitsForRun' | 'firesOnTime';
  /** A trailing edge that is advanced while it is on the leading edge's frame stays, or takes the leading edge along. */
  readonly trailingEdgeAtLeading: 'stays' | 'movesBoth';
  /** What becomes of a frame ahead of the leading edge when a clone that was advanced to it leaves it: it stays for the leading edge, or it completes. */
  readonly cloneAheadOfEdge: 'frameStays' | 'frameCompletes';
  /** Whether the frame under the leading edge counts as available bytes. */
  readonly availableBytes: 'fromLeadingEdge' | 'afterLeadingEdge';
  /** KSRESET_BEGIN calls the Reset callback before or after the requests are cancelled. */
  readonly resetOrder: 'callbackFirst' | 'cancelFirst';
  /** What becomes of requests that wait in an output queue after a frame left with ENDOFSTREAM. */
  readonly endOfStreamFlush: 'cancelsWaiting' | 'keepsWaiting';
  /** What becomes of frames with FLUSHONPAUSE when the pin goes from RUN to PAUSE. */
  readonly flushOnPause: 'cancelsRequests' | 'leftToMinidriver';
  /** Whether surprise removal cancels requests, or leaves that to the closing of the pins. */
  readonly surpriseRemoval: 'cancelsRequests' | 'leavesRequests';
  /** Which callback comes first when the system wakes up. */
  readonly wakeOrder: 'powerFirst' | 'stateFirst';
  /** A copy for a branch of a splitter that has no empty frame waits, or is left out. */
  readonly copyWithoutFrame: 'waits' | 'leftOut';
  /** Branches that leave data unmodified behind a first branch that modifies it. */
  readonly readOnlyBehindModifying: 'copyEach' | 'shareOneCopy';
}

/** Name of an option. */
export type QueueOptionName = keyof QueueOptions;

/** How well the default of an option is founded. */
export type OptionBasis = 'documented' | 'inferred' | 'assumed';

/** One option: its choices, the default first, and what it rests on. */
export interface QueueOption<Name extends QueueOptionName = QueueOptionName> {
  readonly name: Name;
  readonly choices: readonly [QueueOptions[Name], ...QueueOptions[Name][]];
  readonly basis: OptionBasis;
  /** Number of the contradiction between pages, or '' where they are merely silent. */
  readonly row: string;
  /** Pages that decide or that are silent. */
  readonly sources: readonly string[];
}

function option<Name extends QueueOptionName>(
  name: Name, choices: readonly [QueueOptions[Name], ...QueueOptions[Name][]], basis: OptionBasis, row: string, ...sources: readonly string[]
): QueueOption<Name> {
  return { name, choices, basis, row, sources };
}

/** Every option, in the order in which the guide lists them. */
export const queueOptionTable = [
  option('cancelledClone', ['lastCloneDeleted', 'withoutCallbackReleased', 'atOnce'], 'documented', 'C-14', 'K:nc-ks-pfnksstreampointer', 'W:locking-and-unlocking-stream-pointers'),
  option('cancelWhileLocked', ['atUnlock', 'forgotten'], 'inferred', '', 'W:stream-pointers-and-irp-cancellation'),
  option('synchronousAttempt', ['atOrBelow', 'below'], 'inferred', 'C-15', 'K:nf-ks-kspinattemptprocessing', 'K:nf-ks-ksfilterattemptprocessing'),
  option('attemptDuringProcess', ['remembered', 'lost'], 'assumed', '', 'W:restarting-processing-in-avstream'),
  option('dataUsedWithMappings', ['minidriver', 'countMinusRemaining'], 'inferred', 'C-04', 'K:ns-ks-ksstream_header', 'W:packet-based-dma-in-avstream'),
  option('mappingLifetime', ['whileLocked', 'untilCompletion'], 'inferred', '', 'W:supporting-dma-in-64-bit-avstream-drivers'),
  option('adjacentPages', ['oneMapping', 'separateMappings'], 'inferred', '', 'W:packet-based-dma-in-avstream'),
  option('lockWithoutResources', ['insufficientResources', 'deviceNotReady'], 'assumed', '', 'K:nf-ks-ksstreampointerlock'),
  option('timeoutBeforeRun', ['waitsForRun', 'firesOnTime'], 'documented', '', 'K:nf-ks-ksstreampointerscheduletimeout'),
  option('trailingEdgeAtLeading', ['stays', 'movesBoth'], 'inferred', '', 'W:leading-and-trailing-edge-stream-pointers'),
  option('cloneAheadOfEdge', ['frameStays', 'frameCompletes'], 'assumed', '', 'W:leading-and-trailing-edge-stream-pointers'),
  option('availableBytes', ['fromLeadingEdge', 'afterLeadingEdge'], 'assumed', '', 'K:nf-ks-kspingetavailablebytecount'),
  option('resetOrder', ['callbackFirst', 'cancelFirst'], 'inferred', '', 'W:resetting-state-in-avstream-codecs', 'K:ni-ks-ioctl_ks_reset_state'),
  option('endOfStreamFlush', ['cancelsWaiting', 'keepsWaiting'], 'inferred', '', 'W:resetting-state-in-avstream-codecs'),
  option('flushOnPause', ['cancelsRequests', 'leftToMinidriver'], 'assumed', '', 'K:ns-ks-ksstream_header'),
  option('surpriseRemoval', ['cancelsRequests', 'leavesRequests'], 'assumed', ''),
  option('wakeOrder', ['powerFirst', 'stateFirst'], 'documented', '', 'W:power-and-state-changes-in-avstream'),
  option('copyWithoutFrame', ['waits', 'leftOut'], 'assumed', '', 'W:avstream-splitters'),
  option('readOnlyBehindModifying', ['copyEach', 'shareOneCopy'], 'assumed', '', 'W:avstream-splitters'),
] as const;

/** What holds when nothing else is said: the first choice of each row. */
export const defaultQueueOptions: QueueOptions = Object.fromEntries(queueOptionTable.map((row) => [row.name, row.choices[0]])) as unknown as QueueOptions;

/** Bits of a choice's number for its place among the choices of its option; the option's place in the table stands above them. */
const placeBits = 2;

/** A number for every choice of every option, so that a queue asks by number: see `chosen` of the environment. */
export const choices = Object.fromEntries(queueOptionTable.map(({ name, choices: words }, option) => [
  name, Object.fromEntries(words.map((word, place) => [word, (option << placeBits) | place])),
])) as unknown as { readonly [Name in QueueOptionName]: Readonly<Record<QueueOptions[Name], number>> };

/** The place of the option that a choice belongs to, in the table. */
export function optionOf(choice: number): number {
  return choice >> placeBits;
}

/** The number of the choice that holds for each option, in the order of the table. Throws a RangeError for a word that is no choice of its option. */
export function choose(options: QueueOptions): Uint8Array {
  return Uint8Array.from(queueOptionTable, ({ name }) => {
    const choice = (choices[name] as Readonly<Record<string, number>>)[options[name]];
    if (choice === undefined) throw new RangeError(`${name}: ${options[name]}`);
    return choice;
  });
}
