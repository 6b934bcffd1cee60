import * as vscode from 'vscode';
import type { ComparedWith, OutcomeWithoutTrace, RunToCompare, ToTimeline } from '../../../../server/src/protocol/index';
import type { Services } from '../../services';
import type { RunOrder } from '../../simulation/index';

/** A run that another one is compared with. */
export interface OtherRun {
  readonly outcome: OutcomeWithoutTrace;
  /** Encoded. */
  readonly trace: Uint8Array;
}

/** Asks for a run that was saved; nothing when the person leaves the dialog. A file that cannot be read has been complained about then. */
export type PickSavedRun = (title: string) => Promise<OtherRun | undefined>;

/** What a timeline compares its run with. */
export interface Comparing {
  /** To be told of each new run, and whether it only goes on with a change that an earlier one began: then what came before that stays the previous run. */
  readonly shown: (run: OtherRun, goesOn: boolean) => void;
  /** Whether there is a previous run of the same scenario. */
  readonly hasPrevious: () => boolean;
  /** Compares with something, after asking what is to be asked; `run` is what is on show. */
  readonly compare: (what: ComparedWith, run: RunOrder & { readonly outcome: OutcomeWithoutTrace }) => Promise<void>;
  /** The other run, if there is one. */
  readonly other: () => RunToCompare | undefined;
}

/** Creates it. @param send sends a message to the webview */
export function createComparing({ simulations }: Services, send: (message: ToTimeline) => void, pickSavedRun?: PickSavedRun): Comparing {
  let current: OtherRun | undefined;
  let previous: OtherRun | undefined;
  let other: RunToCompare | undefined;

  const choose = (what: ComparedWith, run: OtherRun): void => {
    other = { with: what, outcome: run.outcome, trace: run.trace };
    send({ type: 'comparison', ...other });
  };
  const simulate = async (what: ComparedWith, order: RunOrder): Promise<void> => {
    const source = new vscode.CancellationTokenSource();
    try {
      const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Simulating what is compared'), cancellable: true }, (_, token) => {
        token.onCancellationRequested(() => source.cancel());
        return simulations.run(order, source.token);
      });
      if (result.kind === 'completed') choose(what, { outcome: result.outcome, trace: result.trace });
      else if (result.kind !== 'cancelled') void vscode.window.showErrorMessage(result.text);
    } finally {
      source.dispose();
    }
  };

  return {
    shown: (run, goesOn) => {
      const isSame = current?.outcome.scenario === run.outcome.scenario;
      if (!isSame) previous = undefined;
      else if (!goesOn || previous === undefined) previous = current;
      current = run;
      // From now on the question is what the change did.
      if (other !== undefined) other = previous === undefined ? undefined : { with: 'previous', outcome: previous.outcome, trace: previous.trace };
    },
    hasPrevious: () => previous !== undefined,
    compare: async (what, { outcome, ...order }) => {
      switch (what) {
        case 'nothing': other = undefined; return;
        case 'previous': if (previous !== undefined) choose(what, previous); return;
        case 'seed': {
          const seed = await vscode.window.showInputBox({
            title: vscode.l10n.t('Compare with Another Seed'), prompt: vscode.l10n.t('Seed of the other run, a whole number. This one has {0}.', outcome.seed), value: String(outcome.seed + 1),
            validateInput: (text) => (/^\d{1,10}$/.test(text.trim()) && Number(text) <= 0xffffffff ? undefined : vscode.l10n.t('A whole number from 0 to 4294967295.')),
          });
          if (seed !== undefined) await simulate(what, { ...order, seed: Number(seed) });
          return;
        }
        case 'scenario': {
          const scenarios = (await simulations.list(order.uri)).filter(({ label }) => label !== outcome.scenario);
          const items = scenarios.map((scenario) => ({ label: scenario.label, detail: scenario.problem ?? scenario.description, scenario }));
          if (items.length === 0) {
            void vscode.window.showInformationMessage(vscode.l10n.t('The descriptor has no other scenario.'));
            return;
          }
          const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Compare with Another Scenario'), matchOnDetail: true });
          if (picked !== undefined) await simulate(what, { uri: order.uri, scenario: picked.label });
          return;
        }
        case 'saved': {
          const saved = await pickSavedRun?.(vscode.l10n.t('Compare with Saved Trace'));
          if (saved !== undefined) choose(what, saved);
        }
      }
    },
    other: () => other,
  };
}
