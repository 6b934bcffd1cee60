import * as vscode from 'vscode';
import { fileName } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import { exportFormats, wordsOf, type ExportFormat } from './formats';

/** Argument of `avstream.exportTimeline` that asks nothing. */
export interface ExportTimelineArguments {
  /** The descriptor or saved run whose timeline is meant; left out: the timeline with the focus. */
  readonly uri?: vscode.Uri;
  /** Left out: asked for. */
  readonly format?: ExportFormat;
  /** Left out: asked for. */
  readonly to?: vscode.Uri;
}

/** The command that exports a timeline. */
export function activateExportFeature(context: vscode.ExtensionContext, { exports }: Services): void {
  context.subscriptions.push(vscode.commands.registerCommand(commands.exportTimeline, async (argument?: unknown): Promise<vscode.Uri | undefined> => {
    const { uri, format: wanted, to } = readArguments(argument);
    const exportable = exports.find(uri);
    const scenario = exportable?.run()?.outcome.scenario;
    if (exportable === undefined || scenario === undefined) {
      const simulate = vscode.l10n.t('Simulate…');
      if (await vscode.window.showInformationMessage(vscode.l10n.t('There is no run to export: open the timeline of a descriptor and run a simulation first.'), simulate) === simulate) await vscode.commands.executeCommand(commands.simulate, uri);
      return undefined;
    }
    const format = wanted ?? (await vscode.window.showQuickPick(exportFormats.map((each) => ({ ...wordsOf(each), description: `*.${wordsOf(each).extension}`, format: each })), {
      title: vscode.l10n.t('Export Timeline: {0}, {1}', fileName(exportable.uri), scenario), matchOnDetail: true,
    }))?.format;
    return format === undefined ? undefined : exports.write(exportable, format, to);
  }));
}

function readArguments(argument: unknown): ExportTimelineArguments {
  if (argument instanceof vscode.Uri) return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  const { uri, format, to } = argument as Record<string, unknown>;
  const known = exportFormats.find((each) => each === format);
  return { ...(uri instanceof vscode.Uri ? { uri } : {}), ...(known === undefined ? {} : { format: known }), ...(to instanceof vscode.Uri ? { to } : {}) };
}
