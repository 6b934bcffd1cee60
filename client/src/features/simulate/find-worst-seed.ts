import * as vscode from 'vscode';
import type { FindWorstSeedResult } from '../../../../server/src/protocol/index';
import { revealRange, toEditorRange } from '../../documents/index';
import type { Services } from '../../services';

/** Argument of `avstream.findWorstSeed` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface FindWorstSeedArguments {
  readonly uri?: vscode.Uri | string;
  /** Left out: asked for, unless there is only one. */
  readonly scenario?: string;
  /** How many seeds; left out: asked for. */
  readonly seeds?: number;
}

/** Seeds that are offered, and the most there may be. */
const usualSeeds = 100;
const mostSeeds = 100_000;

/** Asks how many seeds are to be run; nothing when the person left. */
export async function askSeeds(): Promise<number | undefined> {
  const entered = await vscode.window.showInputBox({
    title: vscode.l10n.t('Find the Worst Seed'), prompt: vscode.l10n.t('Seeds to run, from the one of the scenario on'), value: String(usualSeeds),
    validateInput: (text) => (/^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= mostSeeds ? undefined : vscode.l10n.t('A whole number from 1 to {0}', mostSeeds.toLocaleString())),
  });
  return entered === undefined ? undefined : Number(entered);
}

/** Runs the seeds with progress, to be cancelled, and says which is the worst. */
export async function searchSeeds({ simulations }: Services, uri: vscode.Uri, scenario: string, seeds: number): Promise<Extract<FindWorstSeedResult, { readonly kind: 'found' }> | undefined> {
  const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Finding the worst seed: {0}', scenario), cancellable: true }, async (progress, token) => {
    let shown = 0;
    try {
      return await simulations.findWorstSeed({ uri, scenario }, seeds, token, (done) => {
        const percent = Math.floor(done * 100);
        if (percent <= shown) return;
        progress.report({ increment: percent - shown, message: vscode.l10n.t('{0} of {1}', Math.min(seeds, Math.floor(done * seeds) + 1), seeds) });
        shown = percent;
      });
    } catch (error) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      throw error;
    }
  });
  if (result.kind === 'found') {
    void vscode.window.showInformationMessage(result.text);
    return result;
  }
  const showScenario = vscode.l10n.t('Show Scenario');
  void vscode.window.showErrorMessage(result.text, ...(result.range === undefined ? [] : [showScenario])).then((choice) => (choice === showScenario && result.range !== undefined ? revealRange(uri, toEditorRange(result.range)) : undefined));
  return undefined;
}
