import * as vscode from 'vscode';
import { type ExplainAllocatorResult, methods, negotiationMethods, type NegotiationSubject } from '../../../../server/src/protocol/index';
import { commands, schemes } from '../../identifiers';
import type { Services } from '../../services';
import { readReportQuery, reportParts } from './report-address';

/** Milliseconds without an edit after which reports are made anew. */
const rest = 300;
/** Milliseconds that the cursor must rest before the report is marked. */
const cursorRest = 80;

type Report = ExplainAllocatorResult;
type ToneName = Report['tones'][number]['tone'];

/** Reports as read-only documents that follow their descriptors. */
export interface Reports {
  /** Shows the report of a pin or simulation beside the editor, or where it is open already. */
  readonly show: (uri: vscode.Uri, subject: NegotiationSubject) => Promise<void>;
}

const toRange = ({ line, start, end }: { readonly line: number; readonly start: number; readonly end: number }): vscode.Range => new vscode.Range(line, start, line, end);

/** Provides the documents, their links, their tones, and the mark of what the cursor of the descriptor stands on. */
export function createReports(context: vscode.ExtensionContext, { server, output }: Services): Reports {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** By address: what was last provided. */
  const provided = new Map<string, Report>();
  const tones: Readonly<Record<ToneName, vscode.TextEditorDecorationType>> = {
    heading: vscode.window.createTextEditorDecorationType({ fontWeight: 'bold' }),
    good: vscode.window.createTextEditorDecorationType({ color: new vscode.ThemeColor('charts.green'), fontWeight: 'bold' }),
    bad: vscode.window.createTextEditorDecorationType({ color: new vscode.ThemeColor('editorError.foreground'), fontWeight: 'bold' }),
    muted: vscode.window.createTextEditorDecorationType({ color: new vscode.ThemeColor('descriptionForeground') }),
  };
  const mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'), border: '1px solid', borderColor: new vscode.ThemeColor('editor.wordHighlightStrongBorder'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'), overviewRulerLane: vscode.OverviewRulerLane.Center,
  });

  const isReport = ({ uri }: vscode.TextDocument): boolean => uri.scheme === schemes.negotiation;
  const openReports = (source: string): readonly vscode.Uri[] => vscode.workspace.textDocuments.filter((document) => isReport(document) && readReportQuery(document.uri.query)?.uri === source).map(({ uri }) => uri);

  const provide = async (uri: vscode.Uri): Promise<string> => {
    const address = readReportQuery(uri.query);
    if (address === undefined) return '';
    try {
      // The server knows open documents only.
      await vscode.workspace.openTextDocument(vscode.Uri.parse(address.uri, true));
      const report = await server.request(negotiationMethods.explainAllocator, address);
      provided.set(uri.toString(), report);
      return report.lines.join('\n');
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      provided.delete(uri.toString());
      return vscode.l10n.t('The report cannot be made: {0}', error instanceof Error ? error.message : String(error));
    }
  };

  /** Sets off what is good, bad or a heading, if the text on screen is still the one that was provided. */
  const paint = (editor: vscode.TextEditor): void => {
    if (!isReport(editor.document)) return;
    const report = provided.get(editor.document.uri.toString());
    const isCurrent = report !== undefined && editor.document.lineCount === report.lines.length;
    for (const [name, type] of Object.entries(tones)) editor.setDecorations(type, isCurrent ? report.tones.filter(({ tone }) => tone === name).map(toRange) : []);
  };

  /** Marks in the reports on screen what the value at the cursor of their descriptor decides. */
  const followCursor = async (editor: vscode.TextEditor): Promise<void> => {
    const source = editor.document.uri.toString();
    const views = vscode.window.visibleTextEditors.filter(({ document }) => isReport(document) && readReportQuery(document.uri.query)?.uri === source);
    if (views.length === 0 || server.state !== 'ready') return;
    const { line, character } = editor.selection.active;
    const { path } = await server.request(methods.pointerAt, { uri: source, position: { line, character } });
    for (const view of views) {
      const links = provided.get(view.document.uri.toString())?.links ?? [];
      const ranges = path === null || path === '' ? [] : links.filter((link) => link.path === path).map(toRange);
      view.setDecorations(mark, ranges);
      if (ranges[0] !== undefined) view.revealRange(ranges[0], vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  };

  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const later = (key: string, milliseconds: number, action: () => void): void => {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => {
      timers.delete(key);
      action();
    }, milliseconds));
  };
  const refresh = (source: string): void => openReports(source).forEach((uri) => changed.fire(uri));

  context.subscriptions.push(
    changed, mark, ...Object.values(tones),
    vscode.workspace.registerTextDocumentContentProvider(schemes.negotiation, { onDidChange: changed.event, provideTextDocumentContent: provide }),
    vscode.languages.registerDocumentLinkProvider({ scheme: schemes.negotiation }, {
      provideDocumentLinks: (document) => {
        const address = readReportQuery(document.uri.query);
        const report = provided.get(document.uri.toString());
        if (address === undefined || report?.lines.length !== document.lineCount) return [];
        return report.links.map((link) => {
          const target = new vscode.DocumentLink(toRange(link), vscode.Uri.parse(`command:${commands.revealValue}?${encodeURIComponent(JSON.stringify([address.uri, link.path]))}`));
          target.tooltip = vscode.l10n.t('Show {0} in the descriptor', link.path);
          return target;
        });
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isReport(document)) vscode.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(paint);
      else {
        const source = document.uri.toString();
        if (openReports(source).length > 0) later(`edit ${source}`, rest, () => refresh(source));
      }
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(paint)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (!isReport(textEditor.document) && openReports(textEditor.document.uri.toString()).length > 0) later('cursor', cursorRest, () => void followCursor(textEditor).catch((error: unknown) => output.debug(`pointerAt: ${String(error)}`)));
    }),
    vscode.workspace.onDidCloseTextDocument((document) => { if (isReport(document)) provided.delete(document.uri.toString()); }),
    // A server that comes back may say what the last one could not.
    server.onDidChangeState((state) => { if (state === 'ready') vscode.workspace.textDocuments.filter(isReport).forEach(({ uri }) => changed.fire(uri)); }),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );

  return {
    show: async (uri, subject) => {
      const address = { uri: uri.toString(), subject };
      const report = vscode.Uri.from({ scheme: schemes.negotiation, ...reportParts(address, vscode.l10n.t('Allocator: {0}', subject.name)) });
      const key = report.toString();
      const open = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key));
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(report), { viewColumn: open?.viewColumn ?? vscode.ViewColumn.Beside, preview: true });
      paint(editor);
    },
  };
}
