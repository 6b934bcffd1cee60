import type { AdviceBlock } from '../simulation/advice/index';

/** Advice as a person reads it in a terminal: paragraphs, tables in columns, edits as what is to be written. Pictures are for `--chart`. */
export function adviceText(blocks: readonly AdviceBlock[]): string {
  const lines: string[] = [];
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        if (lines.length > 0) lines.push('');
        lines.push(block.text);
        break;
      case 'paragraph':
        lines.push(`  ${block.text}${block.path === '' ? '' : `\n      ${block.path}`}`);
        break;
      case 'edit':
        lines.push(`  ${block.title}:`, ...block.overrides.map(({ pointer, value }) => `      ${pointer} = ${value}`));
        break;
      case 'table':
        lines.push('', `  ${block.caption}`, ...tableLines(block));
        break;
      case 'chart':
        break;
    }
  }
  return `${lines.join('\n')}\n`;
}

function tableLines({ columns, rows }: Extract<AdviceBlock, { readonly kind: 'table' }>): string[] {
  const cells = [columns.map(({ text }) => text), ...rows.map((row) => row.cells)];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => `    ${row.map((cell, column) => (columns[column]!.isNumber ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')}`.trimEnd());
}
