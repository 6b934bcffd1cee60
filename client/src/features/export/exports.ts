import * as vscode from 'vscode';
import { exportMethods, type DataFormat, type OutcomeWithoutTrace, type PictureFormat } from '../../../../server/src/protocol/index';
import { fileName } from '../../documents/index';
import { writeWhole } from '../../saved-runs/files';
import type { LanguageServer } from '../../server/index';
import { decodeBase64 } from '../../simulation/base64';
import { toBase64 } from './to-base64';
import { isPicture, wordsOf, type ExportFormat } from './formats';

/** A panel with a run in it. */
export interface Exportable {
  readonly panel: vscode.WebviewPanel;
  /** The descriptor, or the file of a saved run: exports are called after it and offered to be put beside it. */
  readonly uri: vscode.Uri;
  readonly run: () => { readonly outcome: OutcomeWithoutTrace; /** Encoded. */ readonly trace: Uint8Array } | undefined;
  /** Asks the webview for a picture of what it shows; it comes back in a message of its own. */
  readonly askForPicture: (format: PictureFormat) => void;
}

/** Writes runs and pictures of them to files. */
export interface Exports {
  /** Makes a panel known; it is forgotten with the panel. */
  readonly offer: (exportable: Exportable) => void;
  /** The panel of a document, or else the one with the focus, or else the only one. */
  readonly find: (uri?: vscode.Uri) => Exportable | undefined;
  /**
   * Exports to a format, after asking where to.
   * @param target where to without asking
   * @returns the file; undefined when the person left the dialog, nothing was written, or a picture is on its way
   */
  readonly write: (exportable: Exportable, format: ExportFormat, target?: vscode.Uri) => Promise<vscode.Uri | undefined>;
  /** Takes the picture that a webview has made, asked or unasked. */
  readonly takePicture: (exportable: Exportable, format: PictureFormat, bytes: Uint8Array) => Promise<void>;
}

/** How long a webview may take for a picture, in milliseconds. */
const patience = 20_000;

/** @param server writes the data formats @param output gets what cannot be told in a sentence */
export function createExports(server: LanguageServer, output: vscode.LogOutputChannel): Exports {
  const offered = new Set<Exportable>();
  const awaited = new Map<Exportable, (bytes: Uint8Array) => void>();
  let exported = 0;

  const askWhere = async ({ uri, run }: Exportable, format: ExportFormat): Promise<vscode.Uri | undefined> => {
    const { label, extension } = wordsOf(format);
    const words = `${fileName(uri).replace(/\.(avstream\.jsonc?|avtrace)$/, '')} ${run()?.outcome.scenario ?? ''}`.replace(/[^\p{L}\p{N}.+-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80);
    const isInFiles = vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
    const folder = isInFiles ? vscode.Uri.joinPath(uri, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
    return vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Timeline'), filters: { [label]: [extension] },
      ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${words === '' ? 'run' : words}.${extension}`) }),
    });
  };

  const writeData = async ({ uri, run }: Exportable, format: DataFormat): Promise<Uint8Array | undefined> => {
    const shown = run();
    if (shown === undefined) return undefined;
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting {0}', shown.outcome.scenario), cancellable: true }, async (notification, token) => {
      const exportId = `export ${++exported}`;
      const pieces: Promise<Uint8Array>[] = [];
      let told = 0;
      const subscription = server.onNotification(exportMethods.exportPiece, ({ exportId: id, data, progress }) => {
        if (id !== exportId) return;
        pieces.push(decodeBase64(data));
        notification.report({ increment: (progress - told) * 100 });
        told = progress;
      });
      try {
        const { traceTexts, assumptions } = shown.outcome;
        const result = await server.request(exportMethods.exportTrace, { exportId, format, document: fileName(uri), trace: await toBase64(shown.trace), traceTexts, assumptions: assumptions.length }, token);
        if (result.kind === 'failed') throw new Error(result.text);
        const bytes = join(await Promise.all(pieces));
        if (bytes.length !== result.bytes) throw new Error(vscode.l10n.t('Only {0} of {1} bytes arrived from the language server.', bytes.length, result.bytes));
        return bytes;
      } finally {
        subscription.dispose();
      }
    });
  };

  /** A picture of what the panel shows; a hidden panel is brought to the front, since hidden webviews are gone. */
  const makePicture = async (exportable: Exportable, format: PictureFormat): Promise<Uint8Array | undefined> => {
    if (!exportable.panel.visible) exportable.panel.reveal(undefined, false);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(vscode.l10n.t('The timeline did not draw the picture in time. Show the timeline and export again.'))), patience);
        awaited.set(exportable, resolve);
        exportable.askForPicture(format);
      });
    } finally {
      clearTimeout(timer);
      awaited.delete(exportable);
    }
  };

  /** Writes what `make` makes. Where to is asked first: nobody wants to wait and then leave the dialog. */
  const save = async (exportable: Exportable, format: ExportFormat, target: vscode.Uri | undefined, make: () => Promise<Uint8Array | undefined>): Promise<vscode.Uri | undefined> => {
    const place = target ?? await askWhere(exportable, format);
    if (place === undefined) return undefined;
    try {
      const bytes = await make();
      if (bytes === undefined) return undefined;
      await writeWhole(place, bytes);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      output.error(`${fileName(place)}: ${reason}`);
      void vscode.window.showErrorMessage(vscode.l10n.t('The timeline was not exported to {0}: {1}', fileName(place), reason));
      return undefined;
    }
    if (target === undefined) void offerToOpen(place, format);
    return place;
  };

  const exports: Exports = {
    offer: (exportable) => {
      offered.add(exportable);
      exportable.panel.onDidDispose(() => offered.delete(exportable));
    },
    find: (uri) => {
      const all = [...offered].filter(({ run }) => run() !== undefined);
      if (uri !== undefined) return all.find((one) => one.uri.toString() === uri.toString());
      return all.find(({ panel }) => panel.active) ?? (all.length === 1 ? all[0] : undefined);
    },
    write: (exportable, format, target) => save(exportable, format, target, () => (isPicture(format) ? makePicture(exportable, format) : writeData(exportable, format))),
    takePicture: async (exportable, format, bytes) => {
      const waiting = awaited.get(exportable);
      if (waiting !== undefined) waiting(bytes);
      else await save(exportable, format, undefined, () => Promise.resolve(bytes));
    },
  };
  return exports;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

async function offerToOpen(file: vscode.Uri, format: ExportFormat): Promise<void> {
  const open = vscode.l10n.t('Open');
  // Perfetto's format is for tools outside.
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('Exported {0}.', fileName(file)), ...(format === 'perfetto' ? [] : [open]));
  if (choice === open) await vscode.commands.executeCommand('vscode.open', file);
}

/** Bytes that came out of a webview: depending on what carries the message they arrive as a view or as a bare buffer. */
export function asBytes(sent: unknown): Uint8Array {
  return sent instanceof Uint8Array ? sent : new Uint8Array(sent instanceof ArrayBuffer ? sent : new ArrayBuffer(0));
}
