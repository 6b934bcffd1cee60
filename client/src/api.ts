import type * as vscode from 'vscode';
import type { OutcomeWithoutTrace } from '../../server/src/protocol/index';

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
  readonly apiVersion: 1;
  /**
   * Simulates a scenario of a descriptor, as it stands in the editor, without showing anything.
   * @param uri the descriptor; it is read if it is not open
   * @param scenario label of the scenario; the document's first if left out
   * @param seed of the scenario's random numbers; the scenario's own if left out
   * @returns figures, drops, assumptions and findings; times in ns, sizes in bytes
   * @throws Error with a sentence for a person when the scenario cannot be run; CancellationError when cancelled
   */
  readonly simulate: (uri: vscode.Uri, scenario?: string, seed?: number, token?: vscode.CancellationToken) => Promise<OutcomeWithoutTrace>;
}
