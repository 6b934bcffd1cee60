import type { AdvicePart, AdviceReport } from '../../../../server/src/protocol/index';
import { commands } from '../../identifiers';

/** What a page shows. */
export interface AdvicePageContent {
  readonly report: AdviceReport;
  /** A sweep that was asked for afterwards. */
  readonly sweep: readonly AdvicePart[];
  /** The descriptor was edited since. */
  readonly isOutdated: boolean;
}

/** What a page needs of the place it is shown in: the language of its texts, and the texts that are not the report's. */
export interface AdvicePageTexts {
  readonly language: string;
  readonly title: string;
  readonly workItOutAgain: string;
  readonly edited: string;
  readonly showInDescriptor: string;
  readonly sweep: string;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const link = (command: string, parameters: readonly unknown[], text: string, className = ''): string => `<a href="${escape(`command:${command}?${encodeURIComponent(JSON.stringify(parameters))}`)}"${className === '' ? '' : ` class="${className}"`}>${escape(text)}</a>`;

/** Colours are those of the theme, in high contrast too; what a colour says stands in words beside it. */
const style = `
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.5em; font-weight: 600; } h2 { font-size: 1.2em; font-weight: 600; margin-top: 2em; }
a { color: var(--vscode-textLink-foreground); } a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
a.edit { display: inline-block; padding: 0.3em 0.9em; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); text-decoration: none; border-radius: 2px; }
a.edit:hover { background: var(--vscode-button-hoverBackground); }
.good { border-left: 3px solid var(--vscode-charts-green); padding-left: 0.7em; } .bad { border-left: 3px solid var(--vscode-charts-red); padding-left: 0.7em; } .muted { color: var(--vscode-descriptionForeground); }
.outdated { border: 1px solid var(--vscode-inputValidation-warningBorder); background: var(--vscode-inputValidation-warningBackground); padding: 0.4em 0.8em; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; margin: 0.5em 0 1em; } caption { text-align: left; color: var(--vscode-descriptionForeground); padding-bottom: 0.3em; }
th, td { padding: 0.2em 0.9em 0.2em 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.marked > * { font-weight: 600; }
figure { margin: 0.5em 0 1.5em; } figcaption { color: var(--vscode-descriptionForeground); }
svg.chart { width: 100%; max-width: 720px; height: auto; } .chart text { fill: var(--vscode-foreground); font-size: 11px; } .chart .bar { fill: var(--vscode-charts-blue); stroke: var(--vscode-contrastBorder, transparent); }
.chart .marked .bar, .chart .mark { fill: var(--vscode-charts-green); } .chart .axis { stroke: var(--vscode-foreground); stroke-opacity: 0.6; }
`;

/** The page of advice: no scripts, nothing loaded, links that run commands of this extension only. */
export function advicePage({ report, sweep, isOutdated }: AdvicePageContent, texts: AdvicePageTexts): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const again = link(commands.advise, [{ uri: report.uri, scenario: report.scenario }], texts.workItOutAgain);
  // What is advised stands first, then the sweep, because it was asked for last, then the rest.
  const second = report.parts.findIndex(({ kind }, index) => index > 0 && kind === 'heading');
  const at = second === -1 ? report.parts.length : second;
  const parts = [...report.parts.slice(0, at), ...sweep, ...report.parts.slice(at)].map((part) => partHtml(part, report, texts));
  if (isOutdated) parts.splice(1, 0, `<p class="outdated" role="status">${escape(texts.edited)} ${again}</p>`);
  return `<!DOCTYPE html>
<html lang="${escape(texts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(texts.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>`;
}

function partHtml(part: AdvicePart, report: AdviceReport, texts: AdvicePageTexts): string {
  const { uri, scenario } = report;
  switch (part.kind) {
    case 'heading': return `<h${part.level}>${escape(part.text)}</h${part.level}>`;
    case 'paragraph': return `<p class="${part.tone}">${escape(part.text)}${part.path === '' ? '' : ` ${link(commands.revealValue, [uri, part.path], texts.showInDescriptor)}`}</p>`;
    case 'edit': return `<p>${link(commands.applyAdvice, [{ uri, scenario, overrides: part.overrides }], part.title, 'edit')}</p>`;
    // The markup is the server's own, of escaped text.
    case 'chart': return `<figure>${part.svg}<figcaption>${escape(part.title)}</figcaption></figure>`;
    case 'table': return tableHtml(part, report, texts);
  }
}

function tableHtml({ caption, columns, rows }: Extract<AdvicePart, { readonly kind: 'table' }>, { uri, scenario }: AdviceReport, texts: AdvicePageTexts): string {
  const canSweep = rows.some(({ sweep }) => sweep !== '');
  const className = (column: number): string => (columns[column]?.isNumber === true ? ' class="number"' : '');
  const head = columns.map(({ text }, column) => (text === '' ? '<td></td>' : `<th scope="col"${className(column)}>${escape(text)}</th>`)).join('') + (canSweep ? '<td></td>' : '');
  const body = rows.map(({ cells, path, mark, sweep }) => {
    const shown = cells.map((cell, column) => {
      const text = column === 0 && path !== '' ? link(commands.revealValue, [uri, path], cell) : escape(cell);
      return column === 0 ? `<th scope="row"${className(column)}>${text}</th>` : `<td${className(column)}>${text}</td>`;
    }).join('');
    const swept = sweep === '' ? '' : link(commands.advise, [{ uri, scenario, sweep }], texts.sweep);
    return `<tr${mark === '' ? '' : ' class="marked"'}>${shown}${canSweep ? `<td>${swept}</td>` : ''}</tr>`;
  }).join('');
  return `<div class="scroll" tabindex="0"><table><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
