import * as vscode from 'vscode';
import { dataFormats, pictureFormats, type DataFormat, type PictureFormat } from '../../../../server/src/protocol/index';

/** Everything a timeline can be exported to. */
export type ExportFormat = DataFormat | PictureFormat;
/** In the order in which they are offered. */
export const exportFormats: readonly ExportFormat[] = [...dataFormats, ...pictureFormats];

/** Whether the format holds the picture as it is shown. */
export const isPicture = (format: ExportFormat): format is PictureFormat => pictureFormats.some((picture) => picture === format);

/** How a format is offered, and how its files are called. */
export interface FormatWords {
  readonly label: string;
  readonly detail: string;
  /** Without a dot. */
  readonly extension: string;
}

/** The words of a format. */
export function wordsOf(format: ExportFormat): FormatWords {
  switch (format) {
    case 'perfetto': return { label: vscode.l10n.t('Perfetto Trace'), detail: vscode.l10n.t('The whole run, for ui.perfetto.dev and its trace processor: frames as flows, exact to the nanosecond'), extension: 'pftrace' };
    case 'chrome': return { label: vscode.l10n.t('Chrome Trace (JSON)'), detail: vscode.l10n.t('The whole run, for chrome://tracing, speedscope and whatever reads trace events'), extension: 'json' };
    case 'vcd': return { label: vscode.l10n.t('Value Change Dump (VCD)'), detail: vscode.l10n.t('The whole run as signals, for GTKWave, Surfer and other wave viewers'), extension: 'vcd' };
    case 'csv': return { label: vscode.l10n.t('Table (CSV)'), detail: vscode.l10n.t('The whole run, one line for each span, event and step of a counter'), extension: 'csv' };
    case 'svg': return { label: vscode.l10n.t('Picture of the View (SVG)'), detail: vscode.l10n.t('What the timeline shows now, in any size'), extension: 'svg' };
    case 'png': return { label: vscode.l10n.t('Picture of the View (PNG)'), detail: vscode.l10n.t('What the timeline shows now, as it is on the screen'), extension: 'png' };
  }
}
