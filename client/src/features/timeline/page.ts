import * as vscode from 'vscode';
import { timelineTexts } from './texts';

/** The folder webviews may load from: bundles only. */
export function timelineResources(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

/**
 * The page of the timeline. Nothing is allowed but our own script (by nonce, which a module hands on to what it imports), our own style sheet and fonts, and workers
 * from blobs, the only kind a webview can start.
 * @param isFile the page is to show a saved run, not one of a document
 */
export function timelinePage(webview: vscode.Webview, extensionUri: vscode.Uri, isFile = false): string {
  const resource = (name: string): string => escapeAttribute(webview.asWebviewUri(vscode.Uri.joinPath(timelineResources(extensionUri), name)).toString());
  const nonce = createNonce();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `font-src ${webview.cspSource}`, 'worker-src blob:'].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(vscode.l10n.t('AVStream timeline'))}</title>
<link rel="stylesheet" href="${resource('timeline.css')}">
</head>
<body>
<div id="timeline"${isFile ? ' data-file' : ''}></div>
<script type="application/json" id="timeline-texts">${textsInPage()}</script>
<script type="module" nonce="${nonce}" src="${resource('timeline/timeline.js')}"></script>
</body>
</html>`;
}

/** The timeline's texts in the reader's language, as data that no text can break out of. */
function textsInPage(): string {
  return JSON.stringify(Object.fromEntries(Object.entries(timelineTexts).map(([key, english]) => [key, vscode.l10n.t(english)]))).replaceAll('<', '\\u003c');
}

function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
