/** Requests and notifications between the client and the language server about simulations. Types and names only. */

/** Names of our own LSP methods. */
export const methods = {
  /** Client → server: which simulations a document offers. `ListScenariosParameters` → `ListScenariosResult`. */
  listScenarios: 'avstream/listScenarios',
  /** Client → server: run one. `SimulateParameters` → `SimulateResult`; cancelled like any request. Progress by `simulationProgress`. */
  simulate: 'avstream/simulate',
  /** Server → client: how far a run is. `SimulationProgressParameters`. */
  simulationProgress: 'avstream/simulationProgress',
  /** Client → server: run many seeds of one, and say which is the worst. `FindWorstSeedParameters` → `FindWorstSeedResult`; progress by `simulationProgress`, of all seeds together. */
  findWorstSeed: 'avstream/findWorstSeed',
  /** Client → server, a notification: which run a document's timeline shows; its findings become diagnostics. `ShowRunParameters`. */
  showRun: 'avstream/showRun',
  /** Client → server: the edits that write values of a run into the document. `EditParametersParameters` → `EditParametersResult`. */
  editParameters: 'avstream/editParameters',
  /** Client → server: the range of the value at a JSON pointer. `ResolvePointerParameters` → `ResolvePointerResult`. */
  resolvePointer: 'avstream/resolvePointer',
  /** Client → server: the JSON pointer at a position. `PointerAtParameters` → `PointerAtResult`. */
  pointerAt: 'avstream/pointerAt',
} as const;

/** A position as in LSP: zero-based line and UTF-16 character. */
export interface Position { readonly line: number; readonly character: number }
/** A range as in LSP, `end` exclusive. */
export interface Range { readonly start: Position; readonly end: Position }

/** What the client tells the server when it starts it. */
export interface InitializationOptions {
  /** Scheme of addresses that open this editor (`vscode`, `vscode-insiders` …): the rule pages are opened through it. */
  readonly uriScheme?: string;
  /** Identifier of the extension, the authority of those addresses. */
  readonly extensionId?: string;
  /** Command of the client that shows a rule's page, given its code. Hovers open no addresses but those of the web, and commands. */
  readonly ruleCommand?: string;
  /** Command of the client that shows a finding of a run on the timeline, given a `ShowFindingArguments`. Without it no action offers that. */
  readonly timelineCommand?: string;
  /** Command of the client that shows a descriptor with its defaults filled in, given its document's address as `uri` and a JSON pointer as `path`. */
  readonly resolvedCommand?: string;
  /** Commands of the client that run, prove and advise on a simulation, given its document's address as `uri` and its label as `scenario`. Without them no lens offers that. */
  readonly simulationCommands?: { readonly simulate: string; readonly prove: string; readonly advise: string };
  /** Command of the client that shows references, given a {@link ShowReferencesArguments}. Without it no lens counts them. */
  readonly referencesCommand?: string;
  /** The client answers `avstream/readFile`. */
  readonly readsFiles?: boolean;
  /** The client answers `avstream/listFiles`: what is closed in the workspace is looked at too. */
  readonly listsFiles?: boolean;
  /** The client shows which documents are too large (`avstream/documentLimit`). */
  readonly showsLimits?: boolean;
}

/** References that a lens has counted: what is named at a position of a document, and where else it is. */
export interface ShowReferencesArguments {
  readonly uri: string;
  readonly position: Position;
  readonly ranges: readonly Range[];
}

export interface ListScenariosParameters { readonly uri: string }
export interface ScenarioSummary {
  readonly label: string;
  /** Position in the document's `Simulations`. */
  readonly index: number;
  readonly description: string;
  /** Why it cannot be run as it stands, in a sentence; absent when it can. */
  readonly problem?: string;
  readonly range: Range;
}
export interface ListScenariosResult { readonly scenarios: readonly ScenarioSummary[] }

export interface SimulateParameters {
  readonly uri: string;
  /** Left out: the first one. */
  readonly scenario?: string;
  /** Left out: the scenario's own seed. */
  readonly seed?: number;
  /** Write down where stream pointers point also in a run so long that it is not done by itself. */
  readonly streamPointers?: boolean;
  /** Values that the run has instead of those of the document, which stays as it is. What is not there any more is left out. */
  readonly overrides?: readonly ParameterOverride[];
  /** Comes back with each progress notification. */
  readonly runId: string;
}
export interface FindWorstSeedParameters {
  readonly uri: string;
  /** Left out: the first one. */
  readonly scenario?: string;
  /** How many seeds, from the scenario's own on. */
  readonly seeds: number;
  /** Comes back with each progress notification. */
  readonly runId: string;
}
/** What the run of one seed came to. */
export interface SeedStatement {
  readonly seed: number;
  readonly fingerprint: string;
  /** Findings of level error and warning, lost frames, greatest latency in ns. */
  readonly errors: number;
  readonly warnings: number;
  readonly dropped: number;
  readonly latency: number;
}
export type FindWorstSeedResult =
  | {
    readonly kind: 'found'; readonly scenario: string;
    /** The worst first: by findings and their level, then lost frames, then latency. One alone where nothing in the scenario is random. */
    readonly outcomes: readonly SeedStatement[];
    /** Whether anything in the scenario is random. */
    readonly isRandom: boolean;
    /** What came of it, in a sentence. */
    readonly text: string;
  }
  | { readonly kind: 'impossible'; readonly text: string; readonly path: string; readonly range?: Range };
export interface SimulationProgressParameters {
  readonly runId: string;
  /** 0 … 1. */
  readonly progress: number;
  /** Virtual time reached, in ns. */
  readonly virtualTime: number;
}

export interface ShowRunParameters {
  readonly uri: string;
  /** Of a `simulate` that was completed; null when no run of the document is shown any more. */
  readonly runId: string | null;
}
/** Tells a finding of a run from the others. */
export interface FindingReference {
  readonly key: string;
  readonly path: string;
  /** ns */
  readonly time: number;
}
/** Argument of the client's `timelineCommand`. */
export interface ShowFindingArguments {
  readonly uri: string;
  readonly finding: FindingReference;
}

/** A number that shaped a run, and that its simulation states or can state. Times are whole ns. */
export interface ParameterStatement {
  /** RFC 6901 pointer of the number: where it stands in the document, or would. */
  readonly pointer: string;
  /** Pointer of the value that its numbers share, such as a distribution with its least and its greatest; they ascend. */
  readonly member: string;
  /** As the document calls it: `Client.Hold`. */
  readonly name: string;
  /** Label of the pin, peer, filter or bus; empty for the run as a whole. */
  readonly owner: string;
  readonly part: 'value' | 'least' | 'usual' | 'greatest';
  /** `probability`: of a million. `table`: a distribution that no number describes; to be changed in the document only. */
  readonly kind: 'integer' | 'time' | 'probability' | 'table';
  /** What it means. */
  readonly summary: string;
  /** In the document, or what holds because it says nothing. */
  readonly value: number;
  /** The simulation states it, another place of the document does, a preset has it, or it is a default of the model. */
  readonly origin: 'stated' | 'elsewhere' | 'preset' | 'default';
  /** How the document writes it, quotes included; empty where it does not. */
  readonly written: string;
  readonly lowest: number;
  readonly highest: number;
  /** A stretch worth trying, and how fine. */
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}
/** Another number for a parameter. */
export interface ParameterOverride { readonly pointer: string; readonly value: number }

export interface EditParametersParameters {
  readonly uri: string;
  /** Label of the scenario the values are of. */
  readonly scenario: string;
  readonly overrides: readonly ParameterOverride[];
}
/** An edit as in LSP. */
export interface ValueEdit { readonly range: Range; readonly newText: string }
export type EditParametersResult =
  | { readonly kind: 'edits'; readonly edits: readonly ValueEdit[] }
  /** `text` says what to do. */
  | { readonly kind: 'refused'; readonly text: string };

/** A sentence in the reader's language, with what it is about. */
export interface Statement {
  readonly key: string;
  readonly text: string;
  /** RFC 6901 pointer of the value it is about, or the empty string. */
  readonly path: string;
}
/** A choice that shaped the outcome. */
export interface AssumptionStatement extends Statement {
  readonly basis: 'documented' | 'inferred' | 'assumed' | 'scenario';
  readonly value: string;
  /** Public source of the behaviour, or the empty string. */
  readonly source: string;
  /** Whether the document states it. */
  readonly decided: boolean;
}
/** Whose frames a section of the graph was simulated with, and what was said of the other allocators. */
export interface AllocatorStatement {
  /** Label of the pin or circuit. */
  readonly section: string;
  readonly simulatedWith: string;
  readonly basis: string;
  readonly rejected: readonly Statement[];
  readonly undecided: readonly Statement[];
  readonly eligible: readonly Statement[];
}
/** A queue at a virtual time, in ns. */
export interface QueueStatement {
  readonly pin: string;
  readonly time: number;
  readonly text: string;
}
/** A figure of the run, ready to be shown. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly path: string;
}

/** How often frames are due at one place: what time in frames is counted by. */
export interface FramePeriod {
  /** Label of the pin, or of the peer that fills a circuit's frames. */
  readonly label: string;
  /** Nominal time from frame to frame, ns, > 0. */
  readonly period: number;
}

/** The outcome of a run. Numbers in ns and bytes; texts are already in the reader's language. */
export interface SimulationOutcome {
  readonly uri: string;
  readonly scenario: string;
  readonly seed: number;
  readonly fingerprint: string;
  readonly stopReason: 'completed' | 'limitReached' | 'endlessLoop' | 'noProgress' | 'cancelled';
  readonly statistics: {
    readonly framesProduced: number;
    readonly framesDelivered: number;
    readonly framesDropped: number;
    readonly latency: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null; readonly max: number | null };
    readonly memoryBytes: number;
    /** Mean bytes of a delivered frame by label of the pin; pins that delivered nothing are left out. */
    readonly frameBytes?: Readonly<Record<string, number>>;
  };
  /** Of pins first, then of circuits; left out where none is known. */
  readonly periods?: readonly FramePeriod[];
  /** The numbers that shaped the run, as the document has them. */
  readonly parameters?: readonly ParameterStatement[];
  /** The values that the run had instead. */
  readonly overrides?: readonly ParameterOverride[];
  /** One line that says what happened: "118 of 120 frames delivered, 2 dropped: …". */
  readonly headline: string;
  readonly figures: readonly Figure[];
  /** Why frames were dropped, most frequent first. */
  readonly drops: readonly (Statement & { readonly count: number; readonly firstTime: number; readonly firstFrame: number })[];
  readonly assumptions: readonly AssumptionStatement[];
  /** Whose frames each section of the graph was simulated with: pins with clients first, then circuits. */
  readonly allocators: readonly AllocatorStatement[];
  readonly findings: readonly (Statement & { readonly code: string | null; readonly severity: 'error' | 'warning' | 'info'; readonly time: number })[];
  /** Queues in the shape of `!ks.dumpqueue`, marked as simulated, where the document asks for them. */
  readonly queues: readonly QueueStatement[];
  /** The encoded trace in base64: compact, and cheap for a JSON channel. */
  readonly trace: string;
  /** Texts of the trace's rows, states, instants and counters by key, in the reader's language. */
  readonly traceTexts: Readonly<Record<string, string>>;
}
export type SimulateResult =
  | { readonly kind: 'completed'; readonly outcome: SimulationOutcome }
  /** The scenario cannot be run; `text` says what to do, `path` where. */
  | { readonly kind: 'impossible'; readonly text: string; readonly path: string; readonly range?: Range };

export interface ResolvePointerParameters { readonly uri: string; readonly path: string }
export interface ResolvePointerResult { readonly range: Range | null }
export interface PointerAtParameters { readonly uri: string; readonly position: Position }
export interface PointerAtResult { readonly path: string | null }
