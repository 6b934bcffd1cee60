import * as vscode from 'vscode';
import type { FromTimeline, PictureFormat, TimelineViewState, ToTimeline } from '../../../../server/src/protocol/index';
import { fileName, revealPointer } from '../../documents/index';
import { commands } from '../../identifiers';
import { findDescriptor, readSavedRun, type SavedRun } from '../../saved-runs/index';
import type { Services } from '../../services';
import { asBytes, type Exportable } from '../export/exports';
import { timelinePage, timelineResources } from '../timeline/page';
import { viewForRun } from '../timeline/view-state';
import { copyForPage, listenToPage } from '../timeline/listen';

/** A file on show: its run, or the sentence why there is none. */
export interface TraceFile extends vscode.CustomDocument {
  readonly onDidChange: vscode.Event<void>;
  readonly content: () => SavedRun | string;
}

/** Milliseconds a file must have rested before it is read again: it may be in the middle of being written. */
const rest = 150;

/** Reads a file, and reads it again whenever it has changed. */
export async function readTraceFile(uri: vscode.Uri): Promise<TraceFile> {
  let content = await readSavedRun(uri);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), fileName(uri).replace(/[[\]{}*?]/g, '[$&]')), false, false, true);
  const read = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void readSavedRun(uri).then((next) => {
        content = next;
        changed.fire();
      });
    }, rest);
  };
  const subscriptions = [watcher, watcher.onDidChange(read), watcher.onDidCreate(read), changed];
  return {
    uri,
    content: () => content,
    onDidChange: changed.event,
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Shows a file in the timeline, to be read only: nothing can be run, and the descriptor is reached if it can be found. */
export function openTraceEditor(context: vscode.ExtensionContext, services: Services, file: TraceFile, panel: vscode.WebviewPanel): void {
  let listening = false;
  let view: TimelineViewState | undefined;
  const post = (message: ToTimeline): void => { if (listening) void panel.webview.postMessage(message); };
  const postAll = (): void => {
    const content = file.content();
    if (typeof content === 'string') {
      post({ type: 'unreadable', text: content });
      return;
    }
    const { outcome, trace } = content;
    post({ type: 'outcome', outcome, trace, ...viewForRun(view, outcome), savedFrom: content.descriptor });
  };
  const reveal = async (path: string): Promise<void> => {
    const content = file.content();
    if (typeof content === 'string') return;
    const descriptor = await findDescriptor(file.uri, content);
    if (descriptor === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('{0}, which this run is of, is not in the workspace. Open the folder that holds it, or put it beside {1}.', content.descriptor, fileName(file.uri)));
    } else if (!await revealPointer(services.server, descriptor, path)) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} has no value at {1} any more: it was edited since the run.', fileName(descriptor), path));
    }
  };
  let wantedPicture: PictureFormat | undefined;
  const exportable: Exportable = {
    panel, uri: file.uri,
    run: () => {
      const content = file.content();
      return typeof content === 'string' ? undefined : content;
    },
    askForPicture: (format) => {
      if (listening) post({ type: 'drawPicture', format });
      else wantedPicture = format;
    },
  };
  services.exports.offer(exportable);
  const receive = async (message: FromTimeline): Promise<void> => {
    switch (message.type) {
      case 'ready':
        listening = true;
        if (message.view !== null) view = message.view;
        postAll();
        if (wantedPicture !== undefined) post({ type: 'drawPicture', format: wantedPicture });
        wantedPicture = undefined;
        return;
      case 'reveal': await reveal(message.path); return;
      case 'explainRule': await vscode.commands.executeCommand(commands.explainRule, message.code); return;
      case 'export': await services.exports.write(exportable, message.format); return;
      case 'picture': await services.exports.takePicture(exportable, message.format, asBytes(message.bytes)); return;
      case 'state': view = message.view; return;
      case 'copy': await copyForPage(message.text); return;
      case 'error': services.output.error(`${fileName(file.uri)}: ${message.text}`); return;
      // A saved run is neither run again nor changed; the page offers none of that.
      default:
    }
  };
  panel.webview.options = { enableScripts: true, localResourceRoots: [timelineResources(context.extensionUri)] };
  const subscriptions = [
    listenToPage(panel, services, receive),
    panel.onDidChangeViewState(() => { if (!panel.visible) listening = false; }),
    file.onDidChange(postAll),
  ];
  panel.onDidDispose(() => {
    listening = false;
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.webview.html = timelinePage(panel.webview, context.extensionUri, true);
}
