import * as vscode from 'vscode';
import { limitMethods } from '../../../../server/src/protocol/index';
import { languageId } from '../../identifiers';
import type { Services } from '../../services';

/** Documents longer than this VS Code gives to no extension, in bytes. */
const editorLimit = 50 * 1024 * 1024;

/**
 * Shows in the language status why the active descriptor is not checked, with a command that leads to the setting. The server says so
 * of what it is given; of what VS Code keeps to itself only the file's size tells.
 */
export function activateLimitsFeature(context: vscode.ExtensionContext, { server }: Services): void {
  const problems = new Map<string, string>();
  let item: vscode.LanguageStatusItem | undefined;
  let shown = '';

  const show = (problem: string | undefined, isConfigurable: boolean): void => {
    if (problem === (item === undefined ? undefined : shown)) return;
    item?.dispose();
    item = undefined;
    if (problem === undefined) return;
    shown = problem;
    item = vscode.languages.createLanguageStatusItem('avstream.limit', { language: languageId });
    item.name = vscode.l10n.t('AVStream size limit');
    item.text = vscode.l10n.t('AVStream: not checked, too large');
    // A longer one would push the command off the screen.
    item.detail = isConfigurable ? vscode.l10n.t('the Problems view says why') : problem;
    item.severity = vscode.LanguageStatusSeverity.Warning;
    if (isConfigurable) item.command = { command: 'workbench.action.openSettings', title: vscode.l10n.t('Configure'), arguments: ['avstream.maxFileSize'] };
  };
  /** Looks at the tab and not at the editor: of a document that extensions are not given there is no editor. */
  const update = async (): Promise<void> => {
    const uri = activeDescriptor();
    const problem = uri === undefined ? undefined : problems.get(uri.toString());
    if (uri === undefined || problem !== undefined || isGiven(uri)) {
      show(problem, true);
      return;
    }
    const size = await Promise.resolve(vscode.workspace.fs.stat(uri)).then((stat) => stat.size, () => 0);
    if (activeDescriptor()?.toString() !== uri.toString() || isGiven(uri)) return;
    show(size > editorLimit ? vscode.l10n.t('{0} MB; VS Code gives extensions no more than 50 MB', Math.round(size / 1_000_000)) : undefined, false);
  };
  const look = (): void => void update();

  context.subscriptions.push(
    server.onNotification(limitMethods.documentLimit, ({ uri, problem }) => {
      const key = vscode.Uri.parse(uri, true).toString();
      if (problem === null) problems.delete(key);
      else problems.set(key, problem);
      look();
    }),
    // A server that has gone has told nothing.
    server.onDidChangeState((state) => {
      if (state === 'ready') return;
      problems.clear();
      look();
    }),
    vscode.window.tabGroups.onDidChangeTabs(look),
    vscode.window.tabGroups.onDidChangeTabGroups(look),
    vscode.workspace.onDidOpenTextDocument(look),
    new vscode.Disposable(() => item?.dispose()),
  );
  look();
}

function activeDescriptor(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && /\.avstream\.jsonc?$/.test(input.uri.path) ? input.uri : undefined;
}

const isGiven = (uri: vscode.Uri): boolean => vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
