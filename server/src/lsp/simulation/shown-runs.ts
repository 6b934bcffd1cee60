import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ShowRunParameters } from '../../protocol/index';
import type { SimulationFinding } from '../../simulation/index';

/** What a run has found in a document, before anyone's choice of severities. */
export interface CompletedRun {
  readonly uri: string;
  /** The document's text that was run. */
  readonly text: string;
  /** Label of the scenario, and its position in `Simulations`. */
  readonly scenario: string;
  readonly index: number;
  /** Whether the run has several pins and circuits, so that a finding has to say which one it is about. */
  readonly hasSeveral: boolean;
  readonly findings: readonly SimulationFinding[];
}

/** The runs that timelines show, one a document. */
export interface ShownRuns {
  /** A run has ended; the client may say that it shows it. */
  completed(runId: string, run: CompletedRun): void;
  /** @returns whether anything changed */
  show(parameters: ShowRunParameters): boolean;
  /** The run that is shown for a document, as long as the document is what was run. */
  of(document: TextDocument): CompletedRun | undefined;
  /** Grows whenever another run is shown. */
  readonly generation: number;
}

/** Runs remembered until the client says whether it shows them. */
const mostWaiting = 16;

/** Creates them. */
export function createShownRuns(): ShownRuns {
  const waiting = new Map<string, CompletedRun>();
  const shown = new Map<string, CompletedRun>();
  let generation = 0;
  return {
    completed: (runId, run) => {
      waiting.set(runId, run);
      for (const oldest of waiting.keys()) {
        if (waiting.size <= mostWaiting) return;
        waiting.delete(oldest);
      }
    },
    show: ({ uri, runId }) => {
      const run = runId === null ? undefined : waiting.get(runId);
      if (runId !== null) waiting.delete(runId);
      const before = shown.get(uri);
      // A run this server knows nothing of, of an earlier server or another document, has no findings here.
      if (run?.uri === uri) shown.set(uri, run);
      else shown.delete(uri);
      const changed = shown.get(uri) !== before;
      if (changed) generation += 1;
      return changed;
    },
    of: (document) => {
      const run = shown.get(document.uri);
      return run?.text === document.getText() ? run : undefined;
    },
    get generation() {
      return generation;
    },
  };
}
