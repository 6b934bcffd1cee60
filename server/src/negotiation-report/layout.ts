/** How a stretch of text is set off: a heading, good or bad news, or what a reader may pass over. */
export type Tone = 'heading' | 'good' | 'bad' | 'muted';

/** A piece of running text. */
export interface Run {
  readonly text: string;
  /** RFC 6901 pointer of the value that it leads to. */
  readonly path?: string;
  readonly tone?: Tone;
}

/** A stretch of a text: zero-based line, UTF-16 characters, `end` exclusive. */
export interface Stretch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A text in lines, with what it leads to and how it is set off. */
export interface LaidOutText {
  readonly lines: readonly string[];
  readonly links: readonly (Stretch & { readonly path: string })[];
  readonly tones: readonly (Stretch & { readonly tone: Tone })[];
}

/** Words of one line of a cell, each with the run that it comes from. */
type Line = readonly (Run & { readonly isContinued: boolean })[];

/** Breaks runs into lines of at most `width` characters; a word that is longer stands out. */
function wrap(runs: readonly Run[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let line: (Run & { isContinued: boolean })[] = [];
  let length = 0;
  for (const run of runs) {
    let isFirst = true;
    for (const word of run.text.split(' ').filter((each) => each !== '')) {
      if (length > 0 && length + 1 + word.length > width) {
        lines.push(line);
        line = [];
        length = 0;
      }
      // Pieces of one run that follow each other on a line are one stretch.
      line.push({ ...run, text: word, isContinued: !isFirst && length > 0 });
      length += (length > 0 ? 1 : 0) + word.length;
      isFirst = false;
    }
  }
  if (line.length > 0 || lines.length === 0) lines.push(line);
  return lines;
}

/** A column of a line: where it begins, how wide it is, what stands in it. */
export interface Column {
  readonly at: number;
  readonly width: number;
  readonly runs: readonly Run[];
}

/** Takes paragraphs and rows and puts them into lines. */
export interface Layout {
  /** A paragraph; lines after the first begin at `hanging`, or else where the first does. */
  readonly paragraph: (runs: readonly Run[], indent?: number, hanging?: number) => void;
  /** A row of columns, each broken for itself. */
  readonly row: (columns: readonly Column[]) => void;
  readonly blank: () => void;
  readonly finish: () => LaidOutText;
}

/** @param width characters in a line */
export function createLayout(width: number): Layout {
  const lines: string[] = [];
  const links: (Stretch & { readonly path: string })[] = [];
  const tones: (Stretch & { readonly tone: Tone })[] = [];

  /** Appends words at a column of a line. */
  const place = (line: number, at: number, words: Line): void => {
    let text = (lines[line] ?? '').padEnd(at);
    let open: { readonly start: number; readonly run: Run } | undefined;
    const close = (end: number): void => {
      if (open?.run.path) links.push({ line, start: open.start, end, path: open.run.path });
      if (open?.run.tone) tones.push({ line, start: open.start, end, tone: open.run.tone });
    };
    words.forEach((word, index) => {
      if (!word.isContinued) {
        close(text.length);
        open = { start: text.length + (index > 0 ? 1 : 0), run: word };
      }
      text += index > 0 ? ` ${word.text}` : word.text;
    });
    close(text.length);
    lines[line] = text;
  };

  const row = (columns: readonly Column[]): void => {
    const first = lines.length;
    const cells = columns.map(({ runs, width: room }) => wrap(runs, room));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    for (let index = 0; index < height; index += 1) {
      lines.push('');
      cells.forEach((cell, column) => { if ((cell[index]?.length ?? 0) > 0) place(first + index, columns[column]!.at, cell[index]!); });
    }
  };

  return {
    row,
    paragraph: (runs, indent = 0, hanging = indent) => {
      const [head, ...rest] = wrap(runs, width - Math.max(indent, hanging));
      lines.push('');
      place(lines.length - 1, indent, head!);
      for (const line of rest) {
        lines.push('');
        place(lines.length - 1, hanging, line);
      }
    },
    blank: () => { if (lines.length > 0 && lines.at(-1) !== '') lines.push(''); },
    finish: () => ({ lines, links, tones }),
  };
}
