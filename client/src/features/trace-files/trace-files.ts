import * as vscode from 'vscode';
import { fileName } from '../../documents/index';
import { commands, editors } from '../../identifiers';
import { askWhereToSave, descriptorPath, toArchive, writeWhole } from '../../saved-runs/index';
import type { Services } from '../../services';
import type { Timelines } from '../timeline/index';
import { openTraceEditor, readTraceFile, type TraceFile } from './trace-editor';

/** The command that saves, and the editor of `*.avtrace`. */
export function activateTraceFilesFeature(context: vscode.ExtensionContext, services: Services, timelines: Timelines): void {
  const provider: vscode.CustomReadonlyEditorProvider<TraceFile> = {
    openCustomDocument: (uri) => readTraceFile(uri),
    resolveCustomEditor: (file, panel) => openTraceEditor(context, services, file, panel),
  };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(editors.trace, provider, { supportsMultipleEditorsPerDocument: true }),
    vscode.commands.registerCommand(commands.saveTrace, (argument?: unknown) => saveTrace(services, timelines, argument)),
  );
}

/** @param argument the descriptor's Uri and, as `to`, where to save without asking; without one, the timeline with the focus is meant */
async function saveTrace({ output }: Services, timelines: Timelines, argument: unknown): Promise<vscode.Uri | undefined> {
  const { descriptor, to } = (typeof argument === 'object' && argument !== null ? argument : {}) as { readonly descriptor?: unknown; readonly to?: unknown };
  const uri = descriptor instanceof vscode.Uri ? descriptor : timelines.active();
  const run = uri === undefined ? undefined : timelines.shownRun(uri);
  if (uri === undefined || run === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no run to save: open the timeline of a descriptor and run a simulation first.'));
    return undefined;
  }
  const place = to instanceof vscode.Uri ? to : await askWhereToSave(uri, run.outcome.scenario);
  if (place === undefined) return undefined;
  try {
    await writeWhole(place, toArchive({ ...run, descriptor: descriptorPath(uri) }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    output.error(`${fileName(place)}: ${reason}`);
    void vscode.window.showErrorMessage(vscode.l10n.t('The trace was not saved to {0}: {1}', fileName(place), reason));
    return undefined;
  }
  if (!(to instanceof vscode.Uri)) void offerToOpen(place);
  return place;
}

async function offerToOpen(place: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  if (await vscode.window.showInformationMessage(vscode.l10n.t('The trace was saved to {0}.', fileName(place)), open) === open) await vscode.commands.executeCommand('vscode.open', place);
}
