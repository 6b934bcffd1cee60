/** How a page is put on a terminal. */
export interface TextOptions {
  /** Characters in a line. Words longer than that, such as addresses, stand out. */
  readonly width: number;
  /** Whether headings may be bold. */
  readonly bold: boolean;
}

/** Keeps the words of a piece of code on one line until the lines are made. */
const together = '\u00a0';

/** Inline Markdown as plain text: links with their address, emphasis and code without their marks. */
function plain(text: string): string {
  // Code first: nothing in it is markup.
  return text.split(/(`[^`]+`)/).map((piece) => (/^`[^`]+`$/.test(piece) ? piece.slice(1, -1).replaceAll(' ', together) : piece
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, name: string, target: string) => (/^https?:/.test(target) ? `${name} <${target}>` : name))
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replace(/\\([\\*<_`|[\]])/g, '$1'))).join('');
}

/** Breaks a paragraph into lines; the first begins with `first`, the others with as many blanks or `others`. */
function wrapped(text: string, width: number, first = '', others = ' '.repeat(first.length)): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/[ \t]+/).filter((each) => each !== '')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = others;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines.map((each) => each.replaceAll(together, ' '));
}

/** A page of a rule as text for a terminal or a file. */
export function pageAsText(markdown: string, { width, bold }: TextOptions): string {
  const heading = (text: string): string => (bold ? `\u001b[1m${text}\u001b[22m` : text);
  const out: string[] = [];
  let inCode = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('```')) inCode = !inCode;
    else if (inCode) out.push(line === '' ? '' : `    ${line}`);
    // What is only for the web: the notice of the generator, and the way back to the list.
    else if (line.startsWith('<!--') || /^\[All rules\]/.test(line)) continue;
    else if (line.startsWith('# ')) out.push(heading(plain(line.slice(2))), '='.repeat(Math.min(width, plain(line.slice(2)).length)));
    else if (line.startsWith('## ')) out.push(heading(plain(line.slice(3))));
    else if (line.startsWith('- ')) out.push(...wrapped(plain(line.slice(2)), width, '- '));
    else if (line.startsWith('> ')) out.push(...wrapped(plain(line.slice(2)), width, '    > ', '    > '));
    else if (line.trim() === '') out.push('');
    else out.push(...wrapped(plain(line), width));
  }
  return `${out.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
