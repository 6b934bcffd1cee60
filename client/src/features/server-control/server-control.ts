import * as vscode from 'vscode';
import { commands, languageId } from '../../identifiers';
import type { ServerState } from '../../server/index';
import type { Services } from '../../services';

/** The commands that restart the server and show its log, and its entry in the language status. */
export function activateServerControlFeature(context: vscode.ExtensionContext, { output, server, simulations }: Services): void {
  const status = vscode.languages.createLanguageStatusItem('avstream.server', { language: languageId });
  status.name = vscode.l10n.t('AVStream language server');
  const { version } = context.extension.packageJSON as { readonly version: string };
  let simulating = false;
  const show = (state: ServerState): void => {
    const { text, detail, severity } = describe(state, version);
    status.text = simulating ? vscode.l10n.t('Simulating') : text;
    status.detail = detail;
    status.severity = severity;
    status.busy = simulating || state === 'starting';
    status.command = state === 'ready' || state === 'starting'
      ? { command: commands.showOutput, title: vscode.l10n.t('Show Output') }
      : { command: commands.restartServer, title: vscode.l10n.t('Restart Server') };
  };
  show(server.state);
  context.subscriptions.push(
    status,
    server.onDidChangeState(show),
    simulations.onDidChangeRunning((running) => { simulating = running; show(server.state); }),
    vscode.commands.registerCommand(commands.restartServer, async () => {
      try {
        await server.restart();
      } catch {
        // `start` has told the person already.
      }
    }),
    vscode.commands.registerCommand(commands.showOutput, () => output.show()),
  );
}

function describe(state: ServerState, version: string): { text: string; detail: string; severity: vscode.LanguageStatusSeverity } {
  const name = vscode.l10n.t('AVStream Studio {0}', version);
  switch (state) {
    case 'ready': return { text: vscode.l10n.t('AVStream: ready'), detail: name, severity: vscode.LanguageStatusSeverity.Information };
    case 'starting': return { text: vscode.l10n.t('AVStream: starting'), detail: name, severity: vscode.LanguageStatusSeverity.Information };
    case 'stopped': return { text: vscode.l10n.t('AVStream: stopped'), detail: vscode.l10n.t('no findings until the language server runs'), severity: vscode.LanguageStatusSeverity.Warning };
    case 'failed': return { text: vscode.l10n.t('AVStream: not running'), detail: vscode.l10n.t('the language server ended again and again; it is started again after a while'), severity: vscode.LanguageStatusSeverity.Error };
  }
}
