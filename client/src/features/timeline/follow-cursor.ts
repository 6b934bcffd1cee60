import * as vscode from 'vscode';
import { methods } from '../../../../server/src/protocol/index';
import type { Services } from '../../services';
import type { TimelineSession } from './timeline-session';

/** Milliseconds the cursor must rest before the timeline is told. */
const rest = 80;

/** Keeps the mark of the timelines where the cursor of the editors is. */
export interface CursorFollower {
  /** Marks in a timeline that has just appeared what the cursor stands on already. */
  readonly appeared: (session: TimelineSession) => void;
  readonly dispose: () => void;
}

/** Marks in a document's timeline what the value under the editor's cursor configured. */
export function followCursor({ server, output }: Services, sessionOf: (uri: vscode.Uri) => TimelineSession | undefined): CursorFollower {
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
  const follow = (session: TimelineSession, position: vscode.Position): void => {
    if (server.state !== 'ready') return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(session, position), rest);
  };
  const subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    const session = sessionOf(textEditor.document.uri);
    const position = selections[0]?.active;
    if (session?.panel.visible === true && position !== undefined) follow(session, position);
  });
  return {
    appeared: (session) => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === session.uri.toString());
      if (editor !== undefined) follow(session, editor.selection.active);
    },
    dispose: () => {
      clearTimeout(timer);
      asked?.cancel();
      subscription.dispose();
    },
  };
}
