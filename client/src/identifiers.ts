/**
 * Every name the manifest and the code share. A test holds the two together, so that a command that is contributed but
 * not registered, or a setting that nobody reads, cannot slip in.
 */

/** The language of `*.avstream.json`. */
export const languageId = 'avstream';

/** The language of descriptors with their defaults filled in; it has colours and nothing else. */
export const resolvedLanguageId = 'avstream-resolved';

/** Name of the files that set the severities of rules for the descriptors in their folder and below. */
export const configurationName = 'avstream.config.json';

/** Commands, by what they do. */
export const commands = {
  /** Runs a scenario and shows its timeline. Argument: a {@link SimulateArguments}, the document's Uri, or nothing. */
  simulate: 'avstream.simulate',
  /** Runs many seeds of a scenario and shows the worst on the timeline. Argument: a {@link FindWorstSeedArguments}, the document's Uri, or nothing. */
  findWorstSeed: 'avstream.findWorstSeed',
  /** Cancels the runs shown in timelines. */
  cancelSimulation: 'avstream.cancelSimulation',
  /** Shows the timeline of a document; runs the scenario last used when there is none yet. Argument: the document's Uri, a `ShowFindingArguments` to select a finding there, or nothing. */
  showTimeline: 'avstream.showTimeline',
  /** Shows on the timeline what the value at the editor's cursor configured. */
  showOnTimeline: 'avstream.showOnTimeline',
  /** Runs a simulation of the Testing view on the timeline. Argument: its item there, or a {@link ShowTestArguments}. */
  showTestOnTimeline: 'avstream.showTestOnTimeline',
  /** Saves the run of a timeline to a file. Argument: nothing, or the descriptor's Uri as `descriptor` and the file's as `to`. */
  saveTrace: 'avstream.saveTrace',
  /** Writes the run of a timeline, or a picture of it, to a file. Argument: an {@link ExportTimelineArguments}, the document's Uri, or nothing. */
  exportTimeline: 'avstream.exportTimeline',
  /** Goes from a timeline to its descriptor. */
  showDescriptor: 'avstream.showDescriptor',
  /** Opens a sample as a new document. Argument: a {@link NewFromSampleArguments} or nothing. */
  newFromSample: 'avstream.newFromSample',
  /** Shows the page of a rule. Argument: its code, or nothing: then it asks, with the rule of the problem at the cursor chosen. */
  explainRule: 'avstream.explainRule',
  /** Explains who may allocate the frames of a pin or a simulation. Argument: an {@link ExplainAllocatorArguments}, the document's Uri, or nothing. */
  explainAllocator: 'avstream.explainAllocator',
  /** Shows a filter, pin or framing with its defaults filled in, and the bytes of its framing. Argument: a {@link ShowResolvedArguments}, the document's Uri, or nothing. */
  showResolved: 'avstream.showResolved',
  /** Works out how many buffers a simulation needs, and what changes its losses. Argument: an {@link AdviseArguments}, the document's Uri, or nothing. */
  advise: 'avstream.advise',
  /** Searches every interleaving of a simulation. Argument: a {@link ProveArguments}, the document's Uri, or nothing. */
  prove: 'avstream.prove',
  /** Makes the edit that a link of advice offers. Argument: the document's address as `uri`, `scenario` and `overrides`. */
  applyAdvice: 'avstream.applyAdvice',
  /** Shows the value that a link of a report leads to. Arguments: the document's address, and the value's JSON pointer. */
  revealValue: 'avstream.revealValue',
  /** Shows the references that a lens has counted. Argument: a `ShowReferencesArguments`. */
  showReferences: 'avstream.showReferences',
  /** Ends the language server and starts a new one. */
  restartServer: 'avstream.restartServer',
  /** Shows the log. */
  showOutput: 'avstream.showOutput',
} as const;

/** Webview panels. */
export const panels = {
  timeline: 'avstream.timeline',
  advice: 'avstream.advice',
} as const;

/** Custom editors. */
export const editors = {
  /** Of `*.avtrace`, read only. */
  trace: 'avstream.trace',
} as const;

/** Schemes of read-only documents this extension provides. */
export const schemes = {
  /** Pages of rules, and what they link to, where the extension does not lie on a disk. */
  rulePage: 'avstream-rule',
  /** Reports about who allocates. */
  negotiation: 'avstream-negotiation',
  /** Descriptors with their defaults filled in. */
  resolved: 'avstream-resolved',
} as const;

/** Types of tasks. */
export const taskTypes = {
  /** `avstream check` on folders, files and patterns. */
  avstream: 'avstream',
} as const;

/** Problem matchers, by the output they read. */
export const problemMatchers = {
  /** Text of `avstream check`. */
  check: '$avstream-check',
} as const;

/** Context keys for `when` clauses. */
export const contextKeys = {
  /** `stopped`, `starting`, `ready` or `failed`. */
  serverState: 'avstream.serverState',
  /** A simulation is running. */
  simulating: 'avstream.simulating',
} as const;

/** Keys of what is remembered for a workspace. */
export const memory = {
  /** Labels of scenarios by document, the last used first. */
  recentScenarios: 'avstream.recentScenarios',
} as const;
