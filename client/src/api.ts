import type * as vscode from 'vscode';
import type { OutcomeWithoutTrace } from '../../server/src/protocol/index';

/** A descriptor in the Testing view, or one of its simulations. */
export interface ListedTest {
  readonly uri: vscode.Uri;
  /** Label of the simulation; `undefined`: the descriptor itself. */
  readonly scenario: string | undefined;
  /** Of the label. */
  readonly range: vscode.Range | undefined;
  readonly description: string;
  /** Why it cannot be run as it stands. */
  readonly problem: string | undefined;
}

/** What became of a simulation that was run as a test. */
export interface ReportedTest {
  readonly uri: vscode.Uri;
  readonly scenario: string;
  /** `missed`: the run has not shown what is expected; `impossible`: it was not run. */
  readonly outcome: 'passed' | 'missed' | 'impossible' | 'cancelled';
  /** What was missed, or why it was not run, and where. */
  readonly messages: readonly { readonly text: string; readonly range: vscode.Range | undefined }[];
}

/** A run of tests that has ended. */
export interface TestRunReport { readonly tests: readonly ReportedTest[] }

/**
 * What `activate` returns to other extensions and to tests.
 *
 * ```ts
 * const studio = await vscode.extensions.getExtension<AvstreamStudioApi>('avstream-studio.avstream-studio')?.activate();
 * const outcome = await studio?.simulate(document.uri, '30 fps to an application');
 * ```
 */
export interface AvstreamStudioApi {
  /** Grows when something is added; nothing is taken away within a major version of the extension. */
  readonly apiVersion: 2;
  /**
   * Simulates a scenario of a descriptor, as it stands in the editor, without showing anything.
   * @param uri the descriptor; it is read if it is not open
   * @param scenario label of the scenario; the document's first if left out
   * @param seed of the scenario's random numbers; the scenario's own if left out
   * @returns figures, drops, assumptions and findings; times in ns, sizes in bytes
   * @throws Error with a sentence for a person when the scenario cannot be run; CancellationError when cancelled
   */
  readonly simulate: (uri: vscode.Uri, scenario?: string, seed?: number, token?: vscode.CancellationToken) => Promise<OutcomeWithoutTrace>;
  /** Simulations as tests, as the Testing view has them. Since version 2. */
  readonly tests: {
    /** What the view has found so far: descriptors are read when they are opened, unfolded or run. */
    readonly list: () => readonly ListedTest[];
    /** Fires when a run of tests has ended, however it was started. */
    readonly onDidRun: vscode.Event<TestRunReport>;
  };
}
