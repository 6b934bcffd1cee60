import * as vscode from 'vscode';
import type { ScenarioSummary } from '../../../../server/src/protocol/index';
import { revealRange, toEditorRange } from '../../documents/index';
import type { Services } from '../../services';
import { orderScenarios } from './order-scenarios';

/**
 * Asks which scenario to run; a document with just one is not asked about.
 * @param recent labels, the last used first
 * @param title of the list, the command's
 * @returns its label; undefined when there is none to run, which has been said then, or when the person left the list
 */
export async function pickScenario({ simulations }: Services, uri: vscode.Uri, recent: readonly string[], title = vscode.l10n.t('Simulate')): Promise<string | undefined> {
  const scenarios = orderScenarios(await simulations.list(uri), recent);
  if (scenarios.length === 0) {
    const showDescriptor = vscode.l10n.t('Show Descriptor');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('This descriptor has no scenarios, so there is nothing to simulate. Add one to its top-level "Simulations" array; completion offers a template there.'), showDescriptor);
    if (choice === showDescriptor) await revealRange(uri, undefined);
    return undefined;
  }
  const picked = scenarios.length === 1 ? scenarios[0] : (await vscode.window.showQuickPick(scenarios.map(toItem), {
    title, placeHolder: vscode.l10n.t('Scenario to run'), matchOnDescription: true, matchOnDetail: true,
  }))?.scenario;
  if (picked?.problem === undefined) return picked?.label;
  const showScenario = vscode.l10n.t('Show Scenario');
  const choice = await vscode.window.showErrorMessage(picked.problem, showScenario);
  if (choice === showScenario) await revealRange(uri, toEditorRange(picked.range));
  return undefined;
}

function toItem(scenario: ScenarioSummary): vscode.QuickPickItem & { scenario: ScenarioSummary } {
  return {
    label: scenario.problem === undefined ? scenario.label : `$(warning) ${scenario.label}`,
    detail: scenario.problem ?? scenario.description,
    scenario,
  };
}
