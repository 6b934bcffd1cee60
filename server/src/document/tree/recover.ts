import { closeBeforeElement, closeCurrent, closeMismatched, isFirstOnLine, lineIndentation } from './brackets';
import { behindStrayQuote, finishString, invalidEnd, isWordCharacter, readNumber } from './lexical';
import { appendNode, linkChild, mayExplore, report, State, type Scanner } from './scanner';
import { NodeKind, type NodeId } from './tree';

/** Whether a problem here would only repeat the one reported at the token before. */
const isEcho = (scanner: Scanner): boolean => scanner.quietEnd === scanner.lastEnd;

/** Takes the text up to `end` as a bad token: until the next good token, what goes missing around it is not reported again. */
function takeBad(scanner: Scanner, end: number): void {
  scanner.position = scanner.lastEnd = scanner.quietEnd = end;
}

/** White space elsewhere, but not in JSON: no-break space, byte order mark, line and paragraph separator, the typographic spaces. */
const isForeignSpace = (c: number): boolean =>
  c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029 || c === 0x1680 || (c >= 0x2000 && c <= 0x200b) || c === 0x202f || c === 0x205f || c === 0x3000;

/**
 * Handles the character `c` at `scanner.position` that the fast path cannot take: reports the one mistake it stands for, and either takes some text or
 * changes the state so that the fast path can go on with the same character. So the scan always advances.
 */
export function recover(scanner: Scanner, c: number): void {
  const { text, limit, position } = scanner;
  if (c < 32 || isForeignSpace(c)) {
    let behind = position + 1;
    while (behind < limit && text.charCodeAt(behind) === c) behind++;
    report(scanner, c < 32 ? 'controlCharacter' : 'unexpectedCharacter', position, behind);
    scanner.position = behind;
    return;
  }
  if ((c === 47 || c === 35) && isFirstOnLine(text, position)) {
    // A line that begins with `/` or `#` was meant as a comment.
    report(scanner, 'unexpectedCharacter', position, position + 1);
    let lineEnd = position + 1;
    while (lineEnd < limit && text.charCodeAt(lineEnd) !== 10 && text.charCodeAt(lineEnd) !== 13) lineEnd++;
    scanner.position = lineEnd;
    return;
  }
  if (isWordCharacter(c) && cutString(scanner)) return;
  switch (scanner.state) {
    case State.Root: return atRoot(scanner, c);
    case State.Element: return atElement(scanner, c);
    case State.Value: return atValue(scanner, c);
    case State.Name: return atName(scanner, c);
    case State.Colon: return atColon(scanner, c);
    default: return behindValue(scanner, c);
  }
}

/**
 * A word right behind a string: its last quote opens the next string, and its own closing quote is missing (`["A, "B"]`, `{"Flags: ["A"]}`). Ends the string
 * where it was most likely meant to end and goes on from there. Looked for while problems are reported, so that text is not read again without end.
 */
function cutString(scanner: Scanner): boolean {
  const { text, kind, start, end, position, lastEnd } = scanner;
  const isName = scanner.state === State.Colon;
  const node = isName ? scanner.count - 1 : scanner.state > State.Colon ? latestScalar(scanner) : -1;
  if (node === -1 || kind[node] !== NodeKind.String || position !== lastEnd || end[node] !== lastEnd || !mayExplore(scanner)) return false;
  const content = text.slice(start[node]! + 1, lastEnd - 1);
  if (text.charCodeAt(start[node]!) !== 34 || text.charCodeAt(lastEnd - 1) !== 34) return false;
  const kept = (isName ? /^\w+(?=\s*:)/.exec(content)?.[0] : undefined) ?? content.slice(0, trimmedLength(content));
  if (!/[,:[\]{}]/.test(content.slice(kept.length))) return false;
  const cut = start[node]! + 1 + kept.length;
  end[node] = cut;
  const property = scanner.parent[node]!;
  if (kind[property] === NodeKind.Property) end[property] = cut;
  report(scanner, 'unterminatedString', start[node]!, cut);
  takeBad(scanner, cut);
  return true;
}

/** Length without the structural characters and blanks at the end. */
function trimmedLength(content: string): number {
  let length = content.length;
  while (length > 0 && ',:[]{} \t'.includes(content[length - 1]!)) length--;
  return length;
}

function takeUnexpected(scanner: Scanner, end: number): void {
  if (!isEcho(scanner)) report(scanner, 'unexpectedCharacter', scanner.position, end);
  takeBad(scanner, end);
}

function atRoot(scanner: Scanner, c: number): void {
  if (c === 125 || c === 93) closeMismatched(scanner, c);
  else if (c === 44 || c === 58) takeUnexpected(scanner, scanner.position + 1);
  else takeOddValue(scanner, c);
}

function atElement(scanner: Scanner, c: number): void {
  const { position } = scanner;
  if (c === 125) {
    closeMismatched(scanner, c);
  } else if (c === 44) {
    if (!isEcho(scanner)) report(scanner, 'expectedValue', position, position + 1);
    scanner.position = scanner.lastEnd = position + 1;
  } else if (c === 58) {
    takeUnexpected(scanner, position + 1);
  } else {
    takeOddValue(scanner, c);
  }
}

function atValue(scanner: Scanner, c: number): void {
  if (c === 44 || c === 125 || c === 93) {
    if (!isEcho(scanner)) report(scanner, 'expectedValue', scanner.lastEnd - 1, scanner.lastEnd);
    scanner.state = State.AfterProperty;
  } else if (c === 58) {
    takeUnexpected(scanner, scanner.position + 1);
  } else {
    takeOddValue(scanner, c);
  }
}

function atName(scanner: Scanner, c: number): void {
  const { text, limit, position } = scanner;
  if (c === 93) {
    closeMismatched(scanner, c);
    return;
  }
  if (c === 39) {
    const end = takeSingleQuoted(scanner, true);
    addProperty(scanner, NodeKind.String, position, end);
    return;
  }
  if (c === 123 && closeBeforeElement(scanner)) return;
  let end = position;
  while (end < limit && isWordCharacter(text.charCodeAt(end))) end++;
  if (end > position) {
    const behind = behindStrayQuote(text, end, limit);
    if (!isEcho(scanner)) report(scanner, 'expectedPropertyName', position, behind);
    addProperty(scanner, c >= 48 && c <= 57 && behind === end ? NodeKind.Invalid : NodeKind.String, position, end);
    takeBad(scanner, behind);
    return;
  }
  if (!isEcho(scanner)) report(scanner, 'expectedPropertyName', position, invalidEnd(text, position, limit));
  if (c === 44) {
    scanner.position = scanner.lastEnd = position + 1;
  } else if (c === 58 || c === 123 || c === 91) {
    // The rest of the property is there: give it an empty name, so that its value is kept.
    addProperty(scanner, NodeKind.Invalid, position, position);
    scanner.quietEnd = scanner.lastEnd;
    if (c !== 58) scanner.state = State.Value;
  } else {
    takeBad(scanner, invalidEnd(text, position, limit));
  }
}

function atColon(scanner: Scanner, c: number): void {
  const { position } = scanner;
  const name = scanner.count - 1;
  if (c === 61) {
    if (!isEcho(scanner)) report(scanner, 'expectedColon', position, position + 1);
    takeBad(scanner, position + 1);
    scanner.state = State.Value;
    return;
  }
  if (!isEcho(scanner)) report(scanner, 'expectedColon', scanner.start[name]!, scanner.end[name]!);
  scanner.quietEnd = scanner.lastEnd;
  scanner.state = c === 44 || c === 125 || c === 93 ? State.AfterProperty : State.Value;
}

function behindValue(scanner: Scanner, c: number): void {
  const { text, limit, position } = scanner;
  if (c === 125 || c === 93) {
    closeMismatched(scanner, c);
    return;
  }
  const between = scanner.state === State.AfterElement ? State.Element : State.Name;
  if (c === 58) {
    if (!turnIntoName(scanner)) takeUnexpected(scanner, position + 1);
    return;
  }
  if (c === 59) {
    // A semicolon, as in C, for the comma.
    if (!isEcho(scanner)) report(scanner, 'expectedComma', position, position + 1);
    takeBad(scanner, position + 1);
    scanner.state = between;
    return;
  }
  const beginsValue = c === 34 || c === 39 || c === 123 || c === 91 || c === 45 || isWordCharacter(c);
  if (extendExpression(scanner, c, beginsValue)) return;
  if (!beginsValue) {
    takeUnexpected(scanner, invalidEnd(text, position, limit));
    return;
  }
  if (!isEcho(scanner)) report(scanner, 'expectedComma', scanner.lastEnd - 1, scanner.lastEnd);
  scanner.quietEnd = scanner.lastEnd;
  scanner.state = between;
}

/** The scalar that was just taken as an element or value of the innermost open container, or -1 when the token before is something else. */
function latestScalar(scanner: Scanner): NodeId {
  const node = scanner.count - 1;
  if (node < 1 || scanner.end[node] !== scanner.lastEnd || scanner.kind[node]! < NodeKind.String) return -1;
  const parent = scanner.parent[node]!;
  if (scanner.state === State.AfterElement) return parent === scanner.current ? node : -1;
  return node === parent + 2 && scanner.parent[parent] === scanner.current ? node : -1;
}

/** `2 * PAGE_SIZE` without quotes: an operator behind a number on the same line makes one Invalid node of the whole expression. */
function extendExpression(scanner: Scanner, c: number, beginsValue: boolean): boolean {
  const { text, limit, position, lastEnd } = scanner;
  const node = latestScalar(scanner);
  if (node === -1 || (scanner.kind[node] !== NodeKind.Number && scanner.kind[node] !== NodeKind.Invalid)) return false;
  if (beginsValue ? c !== 45 || text.charCodeAt(position + 1) !== 32 : !'*%&|^<>!?()/+-'.includes(String.fromCharCode(c))) return false;
  for (let i = lastEnd; i < position; i++) {
    const blank = text.charCodeAt(i);
    if (blank !== 32 && blank !== 9) return false;
  }
  const end = invalidEnd(text, position, limit);
  const behind = behindStrayQuote(text, end, limit);
  if (!isEcho(scanner)) report(scanner, 'invalidLiteral', scanner.start[node]!, behind);
  scanner.kind[node] = behind === end ? NodeKind.Invalid : NodeKind.String;
  scanner.end[node] = end;
  const property = scanner.parent[node]!;
  if (scanner.kind[property] === NodeKind.Property) scanner.end[property] = end;
  takeBad(scanner, behind);
  return true;
}

/**
 * A colon behind a string that was taken for a value: it is the name of a property.
 * Either the value of the property before it has not been typed yet, or the array before it has not been closed, or a brace is missing.
 */
function turnIntoName(scanner: Scanner): boolean {
  const { kind, start, end, parent, next, firstChild, current } = scanner;
  const node = latestScalar(scanner);
  if (node === -1 || kind[node] !== NodeKind.String) return false;
  const nodeEnd = end[node]!;
  let object: NodeId;
  if (scanner.state === State.AfterProperty) {
    const property = parent[node]!;
    object = current;
    const colon = colonBetween(scanner.text, end[property + 1]!, start[node]!);
    end[property] = colon === -1 ? end[property + 1]! : colon + 1;
    next[property + 1] = -1;
    // Without a colon, that was reported as the mistake.
    if (colon !== -1 && !isEcho(scanner)) report(scanner, 'expectedValue', colon, colon + 1);
  } else {
    scanner.isContextual = true;
    const array = current;
    const property = parent[array]!;
    if (!mayExplore(scanner)) return false;
    const inner = lineIndentation(scanner.text, start[node]!);
    const belongsOutside = property !== -1 && kind[property] === NodeKind.Property
      && inner?.isFirst === true && inner.width <= (lineIndentation(scanner.text, start[array]!)?.width ?? -1);
    if (!belongsOutside) {
      insertObject(scanner, node);
      return true;
    }
    // What looked like a missing comma before the name was the missing bracket.
    const latest = scanner.problems.at(-1);
    if (latest?.kind === 'expectedComma' && latest.end <= start[node]! && latest.start > start[array]!) scanner.problems.pop();
    if (!isEcho(scanner)) report(scanner, 'unclosedArray', start[array]!, start[array]! + 1);
    let previous = -1;
    if (node !== array + 1) for (previous = array + 1; next[previous] !== node; ) previous = next[previous]!;
    end[array] = previous;
    if (previous !== -1) next[previous] = -1;
    scanner.count = node;
    closeCurrent(scanner, previous === -1 ? start[array]! + 1 : end[previous]!);
    scanner.count = node + 1;
    object = scanner.current;
  }
  kind[node] = NodeKind.Property;
  parent[node] = object;
  next[node] = -1;
  firstChild[node] = node + 1;
  linkChild(scanner, object, node);
  appendNode(scanner, NodeKind.String, node, start[node]!, nodeEnd);
  scanner.state = State.Colon;
  return true;
}

/** `["a": 1, "b": 2]`: the brace before the first name is missing. Turns the string `node`, the latest node, into an object that begins with this name. */
function insertObject(scanner: Scanner, node: NodeId): void {
  const { position } = scanner;
  const from = scanner.start[node]!;
  const to = scanner.end[node]!;
  if (!isEcho(scanner)) report(scanner, 'unexpectedCharacter', position, position + 1);
  scanner.kind[node] = NodeKind.Object;
  scanner.end[node] = -1;
  scanner.openObjects++;
  scanner.current = node;
  addProperty(scanner, NodeKind.String, from, to);
}

/** Offset of the colon between a name and what follows it, or -1. Nothing but blanks and comments stands beside it. */
function colonBetween(text: string, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const c = text.charCodeAt(i);
    if (c === 58) return i;
    if (c === 47 && text.charCodeAt(i + 1) === 42) {
      i = text.indexOf('*/', i + 2) + 2;
    } else if (c === 47) {
      while (i < to && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
    } else {
      i++;
    }
  }
  return -1;
}

/** Takes a value that JSON does not know: a string in single quotes, a number in another form, bare words. */
function takeOddValue(scanner: Scanner, c: number): void {
  const { text, limit, position } = scanner;
  if (c === 39) {
    const end = takeSingleQuoted(scanner, false);
    addScalar(scanner, NodeKind.String, position, end);
    return;
  }
  const end = invalidEnd(text, position, limit);
  // Longer text is no number anyone means.
  const raw = end - position <= 400 ? text.slice(position, end) : '';
  const looksNumeric = /^[+-]?(?:[\d.][\w.]*(?:[eE][+-]?\d*)?)?$/.test(raw) && raw !== '';
  const behind = behindStrayQuote(text, end, limit);
  const isReadable = looksNumeric && behind === end && !Number.isNaN(readNumber(raw));
  if (!isEcho(scanner)) report(scanner, looksNumeric ? 'invalidNumber' : 'invalidLiteral', position, behind);
  addScalar(scanner, behind > end ? NodeKind.String : isReadable ? NodeKind.Number : NodeKind.Invalid, position, end);
  if (isReadable) scanner.position = scanner.lastEnd = end;
  else takeBad(scanner, behind);
}

/** Takes a string in single quotes; returns its end. */
function takeSingleQuoted(scanner: Scanner, isName: boolean): number {
  const { position } = scanner;
  const quietBefore = scanner.quietEnd;
  const echo = isEcho(scanner);
  const end = finishString(scanner, position, position + 1, scanner.lastEnd, isName);
  const terminated = scanner.quietEnd === quietBefore;
  if (terminated && !echo) report(scanner, 'singleQuotes', position, end);
  scanner.position = scanner.lastEnd = end;
  return end;
}

function addScalar(scanner: Scanner, kind: number, from: number, to: number): void {
  if (scanner.state === State.Value) {
    const property = scanner.count - 2;
    const node = appendNode(scanner, kind, property, from, to);
    scanner.next[node - 1] = node;
    scanner.end[property] = to;
    scanner.state = State.AfterProperty;
  } else {
    const node = appendNode(scanner, kind, scanner.current, from, to);
    if (scanner.current !== -1) linkChild(scanner, scanner.current, node);
    scanner.state = scanner.state === State.Element ? State.AfterElement : State.Done;
  }
}

function addProperty(scanner: Scanner, nameKind: number, from: number, to: number): void {
  const property = appendNode(scanner, NodeKind.Property, scanner.current, from, to);
  scanner.firstChild[property] = property + 1;
  linkChild(scanner, scanner.current, property);
  appendNode(scanner, nameKind, property, from, to);
  scanner.state = State.Colon;
}
