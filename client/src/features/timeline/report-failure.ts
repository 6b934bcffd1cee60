import * as vscode from 'vscode';
import { revealPointer, revealRange, toEditorRange } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import type { RunResult } from '../../simulation/index';

/** Says once why there is no run to show, with a way on. A run the person cancelled needs no message. */
export async function reportFailure({ server, output }: Services, uri: vscode.Uri, result: RunResult): Promise<void> {
  switch (result.kind) {
    case 'completed':
    case 'cancelled': return;
    case 'impossible': {
      const showValue = vscode.l10n.t('Show Value');
      const buttons = result.range === null && result.path === '' ? [] : [showValue];
      if (await vscode.window.showErrorMessage(result.text, ...buttons) !== showValue) return;
      if (result.range === null) await revealPointer(server, uri, result.path);
      else await revealRange(uri, toEditorRange(result.range));
      return;
    }
    case 'broken': {
      // When it was given up, the server's own message already offers a restart.
      if (server.state === 'failed') return;
      const runAgain = vscode.l10n.t('Run Again');
      const showOutput = vscode.l10n.t('Show Output');
      const choice = await vscode.window.showErrorMessage(result.text, runAgain, showOutput);
      if (choice === runAgain) await vscode.commands.executeCommand(commands.simulate, uri);
      if (choice === showOutput) output.show();
    }
  }
}
