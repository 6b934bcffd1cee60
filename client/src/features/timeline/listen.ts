import * as vscode from 'vscode';
import type { FromTimeline } from '../../../../server/src/protocol/index';
import type { Services } from '../../services';

/** Hands the messages of a timeline's page to `receive`; what goes wrong there is told and written down. */
export function listenToPage(panel: vscode.WebviewPanel, { output }: Services, receive: (message: FromTimeline) => Promise<void>): vscode.Disposable {
  return panel.webview.onDidReceiveMessage((message: FromTimeline) => {
    receive(message).catch((error: unknown) => {
      output.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  });
}

/** Copies what a page asks to be copied. */
export async function copyForPage(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 2_000);
}
