import * as vscode from 'vscode';
import { fileName } from '../../documents/index';
import { findDescriptor, readSavedRun, type SavedRun } from '../../saved-runs/index';
import type { Services } from '../../services';
import { openTimelineWebview } from '../timeline/timeline-webview';
import { viewForRun } from '../timeline/view-state';

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

/** Shows a file in the timeline, to be read only: nothing can be run or changed, and the descriptor is reached if it can be found. */
export function openTraceEditor(context: vscode.ExtensionContext, services: Services, file: TraceFile, panel: vscode.WebviewPanel): void {
  const saved = (): SavedRun | undefined => {
    const content = file.content();
    return typeof content === 'string' ? undefined : content;
  };
  const showAll = (): void => {
    const content = file.content();
    if (typeof content === 'string') webview.post({ type: 'unreadable', text: content });
    else webview.post({ type: 'outcome', outcome: content.outcome, trace: content.trace, ...viewForRun(webview.view(), content.outcome), savedFrom: content.descriptor });
  };
  const descriptor = async (): Promise<vscode.Uri | undefined> => {
    const content = saved();
    if (content === undefined) return undefined;
    const found = await findDescriptor(file.uri, content);
    if (found === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('{0}, which this run is of, is not in the workspace. Open the folder that holds it, or put it beside {1}.', content.descriptor, fileName(file.uri)));
    return found;
  };
  const changes = file.onDidChange(showAll);
  const webview = openTimelineWebview(context, services, panel, { uri: file.uri, isFile: true, run: saved, showAll, descriptor, closed: () => { changes.dispose(); } });
}
