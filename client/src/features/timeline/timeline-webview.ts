import * as vscode from 'vscode';
import type { FromTimeline, PictureFormat, TimelineViewState, ToTimeline } from '../../../../server/src/protocol/index';
import { fileName, revealPointer } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import { asBytes, type Exportable } from '../export/exports';
import { timelinePage, timelineResources } from './page';

/**
 * VS Code looks four times a second whether a webview has the focus, and then makes its panel the active one, also when an editor has been shown in between.
 * After this many milliseconds it has looked.
 */
const lateFocus = 400;

/** What a timeline shows, be it of a document or of a file, and what it alone answers. */
export interface TimelineContent {
  /** The descriptor, or the file of a saved run. */
  readonly uri: vscode.Uri;
  /** The page is to show a saved run, not one of a document. */
  readonly isFile: boolean;
  /** The run on show. */
  readonly run: Exportable['run'];
  /** Sends all there is to show: the page is new, or has come back. */
  readonly showAll: () => void;
  /** The descriptor of the run; undefined when it cannot be reached, which has been told then. */
  readonly descriptor: () => Promise<vscode.Uri | undefined>;
  /** Answers what asks for runs; a timeline without it shows a run as it is. */
  readonly receive?: (message: FromTimeline) => Promise<void>;
  /** To be done when the panel is closed. */
  readonly closed?: () => void;
}

/** The page of a timeline. */
export interface TimelineWebview {
  /** Whether somebody listens: a hidden page is gone, and says `ready` again when it is shown. */
  readonly isListening: () => boolean;
  /** Sends a message, if somebody listens. */
  readonly post: (message: ToTimeline) => void;
  /** The view that the page has told last. */
  readonly view: () => TimelineViewState | undefined;
}

/**
 * Loads the timeline's page into a panel and answers all that does not depend on what kind of timeline it is.
 * @param restored the view the panel had before a reload
 */
export function openTimelineWebview(context: vscode.ExtensionContext, services: Services, panel: vscode.WebviewPanel, content: TimelineContent, restored?: TimelineViewState): TimelineWebview {
  const { uri } = content;
  let listening = false;
  let view = restored;
  let wantedPicture: PictureFormat | undefined;
  const post = (message: ToTimeline): void => { if (listening) void panel.webview.postMessage(message); };
  const exportable: Exportable = {
    panel, uri, run: content.run,
    askForPicture: (format) => {
      if (listening) post({ type: 'drawPicture', format });
      else wantedPicture = format;
    },
  };
  services.exports.offer(exportable);

  // Whatever the person does in the panel afterwards makes an earlier reveal history. The view follows every click, also the one that asked for it.
  let reveals = 0;
  const reveal = async (path: string): Promise<void> => {
    const order = reveals;
    const descriptor = await content.descriptor();
    if (descriptor === undefined) return;
    if (await revealPointer(services.server, descriptor, path)) {
      setTimeout(() => { if (order === reveals && panel.active) void revealPointer(services.server, descriptor, path); }, lateFocus);
    } else {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} has no value at {1} any more: it was edited since the run.', fileName(descriptor), path));
    }
  };
  const receive = async (message: FromTimeline): Promise<void> => {
    if (message.type !== 'state') reveals += 1;
    switch (message.type) {
      case 'ready':
        listening = true;
        if (message.view !== null) view = message.view;
        content.showAll();
        if (wantedPicture !== undefined) post({ type: 'drawPicture', format: wantedPicture });
        wantedPicture = undefined;
        return;
      case 'reveal': await reveal(message.path); return;
      case 'explainRule': await vscode.commands.executeCommand(commands.explainRule, message.code); return;
      case 'export': await services.exports.write(exportable, message.format); return;
      case 'picture': await services.exports.takePicture(exportable, message.format, asBytes(message.bytes)); return;
      case 'state': view = message.view; return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 2_000);
        return;
      case 'error': services.output.error(`${fileName(uri)}: ${message.text}`); return;
      default: await content.receive?.(message);
    }
  };

  panel.webview.options = { enableScripts: true, localResourceRoots: [timelineResources(context.extensionUri)] };
  const subscriptions = [
    panel.webview.onDidReceiveMessage((message: FromTimeline) => {
      receive(message).catch((error: unknown) => {
        services.output.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      });
    }),
    panel.onDidChangeViewState(() => { if (!panel.visible) listening = false; }),
  ];
  panel.onDidDispose(() => {
    listening = false;
    for (const subscription of subscriptions) subscription.dispose();
    content.closed?.();
  });
  panel.webview.html = timelinePage(panel.webview, context.extensionUri, content.isFile);
  return { isListening: () => listening, post, view: () => view };
}
