import * as vscode from 'vscode';
import type { AdvicePart, AdviceReport } from '../../../../server/src/protocol/index';
import { commands, panels as panelTypes } from '../../identifiers';
import { advicePage } from './page';

/** The pages of advice, one a descriptor. */
export interface AdvicePanels {
  /** Shows a report, beside the editor or where advice about the descriptor is shown already. */
  readonly show: (uri: vscode.Uri, report: AdviceReport) => void;
  /** Adds a sweep to the report on show of that scenario. @returns whether there is one */
  readonly addSweep: (uri: vscode.Uri, scenario: string, sweep: readonly AdvicePart[]) => boolean;
  /** The descriptor of the page with the focus. */
  readonly active: () => vscode.Uri | undefined;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  report: AdviceReport;
  sweep: readonly AdvicePart[];
  isOutdated: boolean;
}

/** Keeps them. A page says when its descriptor was edited; it is not worked out again unasked, because that takes seconds. */
export function createAdvicePanels(context: vscode.ExtensionContext): AdvicePanels {
  const shown = new Map<string, Shown>();
  const draw = (page: Shown): void => {
    page.panel.title = vscode.l10n.t('Advice: {0}', page.report.scenario);
    page.panel.webview.html = advicePage(page, {
      language: vscode.env.language, title: vscode.l10n.t('AVStream advice'), workItOutAgain: vscode.l10n.t('Work It Out Again'), edited: vscode.l10n.t('The descriptor was edited since this was worked out.'),
      showInDescriptor: vscode.l10n.t('Show in the descriptor'), sweep: vscode.l10n.t('Sweep'),
    });
  };
  const open = (uri: vscode.Uri, report: AdviceReport): Shown => {
    const key = uri.toString();
    const panel = vscode.window.createWebviewPanel(panelTypes.advice, '', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false }, {
      enableScripts: false, localResourceRoots: [], enableFindWidget: true, enableCommandUris: [commands.advise, commands.applyAdvice, commands.revealValue],
    });
    const page: Shown = { panel, report, sweep: [], isOutdated: false };
    shown.set(key, page);
    panel.onDidDispose(() => shown.delete(key));
    return page;
  };
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const page = shown.get(document.uri.toString());
      if (page === undefined || page.isOutdated || contentChanges.length === 0) return;
      page.isOutdated = true;
      draw(page);
    }),
    { dispose: () => { for (const { panel } of [...shown.values()]) panel.dispose(); } },
  );
  return {
    show: (uri, report) => {
      const known = shown.get(uri.toString());
      if (known !== undefined) {
        Object.assign(known, { report, sweep: [], isOutdated: false });
        known.panel.reveal(undefined, false);
        draw(known);
      } else draw(open(uri, report));
    },
    addSweep: (uri, scenario, sweep) => {
      const known = shown.get(uri.toString());
      if (known?.report.scenario !== scenario || known.isOutdated) return false;
      known.sweep = sweep;
      known.panel.reveal(undefined, false);
      draw(known);
      return true;
    },
    active: () => {
      const [key] = [...shown].find(([, { panel }]) => panel.active) ?? [];
      return key === undefined ? undefined : vscode.Uri.parse(key, true);
    },
  };
}
