import * as vscode from 'vscode';
import { methods } from '../../../../server/src/protocol/index';
import type { Services } from '../../services';
import type { TimelineSession } from './timeline-session';

/** Milliseconds the cursor must rest before the timeline is told. */
const rest = 80;

/** Marks in a document's timeline what the value under the editor's cursor configured. */
export function followCursor({ server, output }: Services, sessionOf: (uri: vscode.Uri) => TimelineSession | undefined): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: vscode.CancellationTokenSource | undefined;
  const ask = async (session: TimelineSession, position: vscode.Position): Promise<void> => {
    asked?.cancel();
    const source = new vscode.CancellationTokenSource();
    asked = source;
    try {
      const { path } = await server.request(methods.pointerAt, { uri: session.uri.toString(), position: { line: position.line, character: position.character } }, source.token);
      if (!source.token.isCancellationRequested) session.highlight(path);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) output.debug(`pointerAt: ${String(error)}`);
    } finally {
      source.dispose();
      if (asked === source) asked = undefined;
    }
  };
  const subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    const session = sessionOf(textEditor.document.uri);
    const position = selections[0]?.active;
    if (session?.panel.visible !== true || position === undefined || server.state !== 'ready') return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(session, position), rest);
  });
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    asked?.cancel();
    subscription.dispose();
  });
}
