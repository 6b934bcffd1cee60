import * as vscode from 'vscode';
import { methods, resolvedMethods } from '../../../../server/src/protocol/index';
import { activeDescriptor, pickDescriptor } from '../../documents/index';
import { commands, languageId, resolvedLanguageId, schemes } from '../../identifiers';
import type { Services } from '../../services';
import { readResolvedQuery, resolvedParts } from './resolved-address';

/** Argument of `avstream.showResolved` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface ShowResolvedArguments {
  readonly uri?: vscode.Uri | string;
  /** JSON pointer of a value in the filter, pin or framing that is meant; left out: where the cursor is. */
  readonly path?: string;
}

/** Milliseconds without an edit after which open documents are made anew. */
const rest = 300;

/** The command that shows a filter, pin or framing with its defaults filled in, and the documents it shows. They follow their descriptors. */
export function activateResolvedFeature(context: vscode.ExtensionContext, { server, output }: Services): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const isResolved = ({ uri }: vscode.TextDocument): boolean => uri.scheme === schemes.resolved;

  const provide = async (uri: vscode.Uri): Promise<string> => {
    const address = readResolvedQuery(uri.query);
    if (address === undefined) return '';
    try {
      // The server knows open documents only.
      await vscode.workspace.openTextDocument(vscode.Uri.parse(address.uri, true));
      return (await server.request(resolvedMethods.describeResolved, address)).lines.join('\n');
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      return vscode.l10n.t('The descriptor cannot be shown: {0}', error instanceof Error ? error.message : String(error));
    }
  };

  const show = async (argument: unknown): Promise<void> => {
    const { uri: wanted, path: given } = readArguments(argument);
    const uri = wanted ?? activeDescriptor() ?? await pickDescriptor(vscode.l10n.t('Show Resolved Descriptor'));
    if (uri === 'none') void vscode.window.showInformationMessage(vscode.l10n.t('No AVStream descriptor (*.avstream.json) is open or in the workspace.'));
    if (uri === undefined || uri === 'none') return;
    await vscode.workspace.openTextDocument(uri);
    const path = given ?? await pathAtCursor(uri);
    const { subject, lines } = await server.request(resolvedMethods.describeResolved, { uri: uri.toString(), path });
    if (subject === null) {
      void vscode.window.showInformationMessage(lines.join(' '));
      return;
    }
    const resolved = vscode.Uri.from({ scheme: schemes.resolved, ...resolvedParts({ uri: uri.toString(), path: subject.path }, vscode.l10n.t('Resolved: {0}', subject.name)) });
    const key = resolved.toString();
    const open = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(resolved), { viewColumn: open?.viewColumn ?? vscode.ViewColumn.Beside, preview: true });
  };

  const pathAtCursor = async (uri: vscode.Uri): Promise<string> => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== languageId || editor.document.uri.toString() !== uri.toString()) return '';
    const { line, character } = editor.selection.active;
    return (await server.request(methods.pointerAt, { uri: uri.toString(), position: { line, character } })).path ?? '';
  };

  const refresh = (source: string | undefined): void => {
    for (const document of vscode.workspace.textDocuments) if (isResolved(document) && (source === undefined || readResolvedQuery(document.uri.query)?.uri === source)) changed.fire(document.uri);
  };
  // Its address has no ending that could tell VS Code the language.
  const setLanguage = (document: vscode.TextDocument): void => {
    if (!isResolved(document) || document.languageId === resolvedLanguageId) return;
    vscode.languages.setTextDocumentLanguage(document, resolvedLanguageId).then(undefined, (error: unknown) => output.debug(`The language of a resolved descriptor was not set: ${String(error)}`));
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidOpenTextDocument(setLanguage),
    vscode.workspace.registerTextDocumentContentProvider(schemes.resolved, { onDidChange: changed.event, provideTextDocumentContent: provide }),
    vscode.commands.registerCommand(commands.showResolved, async (argument?: unknown) => {
      try {
        await show(argument);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return;
        output.error(error instanceof Error ? error : String(error));
        // While the server is down its own message stands there already.
        if (server.state !== 'failed') void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const source = document.uri.toString();
      if (isResolved(document) || !vscode.workspace.textDocuments.some((each) => isResolved(each) && readResolvedQuery(each.uri.query)?.uri === source)) return;
      clearTimeout(timers.get(source));
      timers.set(source, setTimeout(() => {
        timers.delete(source);
        refresh(source);
      }, rest));
    }),
    // A server that comes back may say what the last one could not.
    server.onDidChangeState((state) => { if (state === 'ready') refresh(undefined); }),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
  vscode.workspace.textDocuments.forEach(setLanguage);
}

/** Menus pass a Uri, links and other extensions an object, the palette nothing. */
function readArguments(argument: unknown): { readonly uri: vscode.Uri | undefined; readonly path: string | undefined } {
  if (argument instanceof vscode.Uri) return { uri: argument, path: undefined };
  if (typeof argument !== 'object' || argument === null) return { uri: undefined, path: undefined };
  const { uri, path } = argument as { uri?: unknown; path?: unknown };
  return { uri: uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined, path: typeof path === 'string' ? path : undefined };
}
