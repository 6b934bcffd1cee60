/** What was done to a text: the stretch from `start` to `oldEnd` was replaced, and what stands there now ends at `newEnd`. Several edits are one, from the first to the last. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What an edit changed, made as short as it can be: what the texts have in common at its begin and end is no part of it. */
export function shortened(oldText: string, newText: string, { start, oldEnd, newEnd }: TextChange): TextChange {
  let from = start;
  const most = Math.min(oldEnd, newEnd);
  while (from < most && oldText.charCodeAt(from) === newText.charCodeAt(from)) from++;
  let [oldTo, newTo] = [oldEnd, newEnd];
  while (oldTo > from && newTo > from && oldText.charCodeAt(oldTo - 1) === newText.charCodeAt(newTo - 1)) {
    oldTo--;
    newTo--;
  }
  return { start: from, oldEnd: oldTo, newEnd: newTo };
}

/** Two edits, one after the other, as one. */
export function joined(first: TextChange | undefined, second: TextChange): TextChange {
  if (first === undefined) return second;
  const end = Math.max(first.newEnd, second.oldEnd);
  return { start: Math.min(first.start, second.start), oldEnd: first.oldEnd + end - first.newEnd, newEnd: end + second.newEnd - second.oldEnd };
}
