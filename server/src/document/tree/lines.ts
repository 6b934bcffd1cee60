/** Where the lines of a text begin: what turns offsets into positions and back. Lines end with LF, CRLF or CR, as in the language server protocol. */
export interface LineIndex {
  /** Length of the text. */
  readonly length: number;
  readonly lineCount: number;
  /** Offset of the first character of each line; entries at and above `lineCount` are unused. */
  readonly lineStarts: Int32Array;
  /** Offset behind the last character of each line, line end not included. */
  readonly lineEnds: Int32Array;
}

/** Zero-based line and UTF-16 character, as in the language server protocol. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Finds the lines of a text in one pass. */
export function createLineIndex(text: string): LineIndex {
  let capacity = Math.max(16, text.length >> 4);
  let lineStarts = new Int32Array(capacity);
  let lineEnds = new Int32Array(capacity);
  const hasReturns = text.includes('\r');
  let lineCount = 1;
  for (let i = 0; ; ) {
    if (lineCount === capacity) {
      capacity *= 2;
      const starts = new Int32Array(capacity);
      const ends = new Int32Array(capacity);
      starts.set(lineStarts);
      ends.set(lineEnds);
      lineStarts = starts;
      lineEnds = ends;
    }
    if (hasReturns) {
      let c = 0;
      while (i < text.length && (c = text.charCodeAt(i)) !== 10 && c !== 13) i++;
      lineEnds[lineCount - 1] = i;
      if (i >= text.length) break;
      i += c === 13 && i + 1 < text.length && text.charCodeAt(i + 1) === 10 ? 2 : 1;
    } else {
      const feed = text.indexOf('\n', i);
      lineEnds[lineCount - 1] = feed === -1 ? text.length : feed;
      if (feed === -1) break;
      i = feed + 1;
    }
    lineStarts[lineCount++] = i;
  }
  return { length: text.length, lineCount, lineStarts, lineEnds };
}

/** The line that holds an offset (a line holds its line end); the offset is brought into the text first. */
export function lineAt(index: LineIndex, offset: number): number {
  let low = 0;
  let high = index.lineCount;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (index.lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The position of an offset. Offsets inside a line end give the end of the line, offsets outside the text its begin or end. */
export function positionAt(index: LineIndex, offset: number): LinePosition {
  const inside = Math.max(0, Math.min(offset, index.length));
  const line = lineAt(index, inside);
  return { line, character: Math.min(inside, index.lineEnds[line]!) - index.lineStarts[line]! };
}

/** The offset of a position. A character behind the end of its line gives the end of the line, a line behind the text the end of the text. */
export function offsetAt(index: LineIndex, line: number, character: number): number {
  if (line < 0) return 0;
  if (line >= index.lineCount) return index.length;
  return Math.min(index.lineStarts[line]! + Math.max(0, character), index.lineEnds[line]!);
}
