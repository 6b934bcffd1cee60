import { endsToken, finishString } from './lexical';
import { recover } from './recover';
import { addComment, growColumns, report, State, type Scanner } from './scanner';
import { NodeKind, type NodeId } from './tree';

const objectKind = NodeKind.Object;
const arrayKind = NodeKind.Array;
const propertyKind = NodeKind.Property;

/**
 * Scans until the top-level value is complete or the limit is reached: the fast path, one pass, every valid token. Whatever else it meets it hands to
 * `recover`, which either takes the text or changes the state so that the token becomes acceptable.
 * Keeps its state in local variables; that is what makes it fast.
 */
export function scan(scanner: Scanner): void {
  const { text, limit } = scanner;
  let { kind, start, end, parent, next, firstChild, capacity, count, position: i, current, lastEnd, openObjects, openArrays } = scanner;
  let state: number = scanner.state;

  for (;;) {
    if (count + 3 > capacity) {
      scanner.count = count;
      scanner.position = i;
      growColumns(scanner);
      ({ kind, start, end, parent, next, firstChild, capacity } = scanner);
    }
    let c = 0;
    while (i < limit) {
      c = text.charCodeAt(i);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
      i++;
    }
    if (i >= limit || state === State.Done) break;

    if (c === 34 && state <= State.Name) {
      const from = i++;
      let d = 0;
      while (i < limit) {
        d = text.charCodeAt(i);
        if (d === 34 || d === 92 || d < 32) break;
        i++;
      }
      i = i < limit && d === 34 ? i + 1 : finishString(scanner, from, i, lastEnd, state === State.Name);
      lastEnd = i;
      if (state === State.Name) {
        const property = count;
        const last = end[current]!;
        if (last !== -1) next[last] = property;
        end[current] = property;
        kind[property] = propertyKind;
        start[property] = from;
        end[property] = i;
        parent[property] = current;
        next[property] = -1;
        firstChild[property] = property + 1;
        kind[property + 1] = NodeKind.String;
        start[property + 1] = from;
        end[property + 1] = i;
        parent[property + 1] = property;
        next[property + 1] = -1;
        firstChild[property + 1] = -1;
        count += 2;
        // The usual case is a colon right behind the name.
        if (i < limit && text.charCodeAt(i) === 58) {
          lastEnd = ++i;
          end[property] = i;
          state = State.Value;
        } else {
          state = State.Colon;
        }
        continue;
      }
      const node = count++;
      kind[node] = NodeKind.String;
      start[node] = from;
      end[node] = i;
      next[node] = -1;
      firstChild[node] = -1;
      if (state === State.Value) {
        const property = node - 2;
        parent[node] = property;
        next[node - 1] = node;
        end[property] = i;
        state = State.AfterProperty;
      } else {
        parent[node] = current;
        if (state === State.Element) {
          const last = end[current]!;
          if (last !== -1) next[last] = node;
          end[current] = node;
          state = State.AfterElement;
        } else {
          state = State.Done;
        }
      }
      continue;
    }

    if (c === 44) {
      if (state === State.AfterProperty) {
        lastEnd = ++i;
        state = State.Name;
        continue;
      }
      if (state === State.AfterElement) {
        lastEnd = ++i;
        state = State.Element;
        continue;
      }
    } else if (c === 58) {
      if (state === State.Colon) {
        lastEnd = ++i;
        end[count - 2] = i;
        state = State.Value;
        continue;
      }
    } else if (c === 123 || c === 91) {
      if (state <= State.Value) {
        const node = count++;
        start[node] = i;
        end[node] = -1;
        next[node] = -1;
        firstChild[node] = -1;
        if (state === State.Value) {
          parent[node] = node - 2;
          next[node - 1] = node;
        } else {
          parent[node] = current;
          if (state === State.Element) {
            const last = end[current]!;
            if (last !== -1) next[last] = node;
            end[current] = node;
          }
        }
        current = node;
        lastEnd = ++i;
        if (c === 123) {
          kind[node] = objectKind;
          openObjects++;
          state = State.Name;
        } else {
          kind[node] = arrayKind;
          openArrays++;
          state = State.Element;
        }
        continue;
      }
    } else if (c === 125 || c === 93) {
      const closes = c === 125
        ? state === State.Name || state === State.AfterProperty
        : state === State.Element || state === State.AfterElement;
      if (closes) {
        if (c === 125) openObjects--;
        else openArrays--;
        lastEnd = ++i;
        firstChild[current] = count > current + 1 ? current + 1 : -1;
        end[current] = i;
        let outer: NodeId = parent[current]!;
        if (outer === -1) {
          state = State.Done;
        } else if (kind[outer] === propertyKind) {
          end[outer] = i;
          outer = parent[outer]!;
          state = State.AfterProperty;
        } else {
          state = State.AfterElement;
        }
        current = outer;
        continue;
      }
    } else if (c === 47) {
      const d = i + 1 < limit ? text.charCodeAt(i + 1) : 0;
      if (d === 47) {
        const from = i;
        i += 2;
        while (i < limit) {
          const e = text.charCodeAt(i);
          if (e === 10 || e === 13) break;
          i++;
        }
        addComment(scanner, from, i);
        continue;
      }
      if (d === 42) {
        const close = text.indexOf('*/', i + 2);
        const closed = close !== -1 && close + 2 <= limit;
        if (!closed) report(scanner, 'unterminatedComment', i, i + 2);
        addComment(scanner, i, closed ? close + 2 : limit);
        i = closed ? close + 2 : limit;
        continue;
      }
    } else if (state <= State.Value) {
      let literal = 0;
      let j = i;
      if (c === 45 || (c >= 48 && c <= 57)) {
        if (c === 45) j++;
        const first = j;
        while (j < limit) {
          const d = text.charCodeAt(j);
          if (d < 48 || d > 57) break;
          j++;
        }
        // No digits, or a leading zero: not a number of JSON.
        if (j > first && (j === first + 1 || text.charCodeAt(first) !== 48)) {
          literal = NodeKind.Number;
          if (j < limit) {
            let d = text.charCodeAt(j);
            if (d === 46) {
              const fraction = ++j;
              while (j < limit && (d = text.charCodeAt(j)) >= 48 && d <= 57) j++;
              if (j === fraction) literal = 0;
            }
            if (j < limit && (d === 69 || d === 101)) {
              j++;
              if (j < limit && ((d = text.charCodeAt(j)) === 43 || d === 45)) j++;
              const exponent = j;
              while (j < limit && (d = text.charCodeAt(j)) >= 48 && d <= 57) j++;
              if (j === exponent) literal = 0;
            }
          }
        }
      } else if (c === 116) {
        if (text.startsWith('true', i)) {
          literal = NodeKind.True;
          j = i + 4;
        }
      } else if (c === 102) {
        if (text.startsWith('false', i)) {
          literal = NodeKind.False;
          j = i + 5;
        }
      } else if (c === 110) {
        if (text.startsWith('null', i)) {
          literal = NodeKind.Null;
          j = i + 4;
        }
      }
      if (literal !== 0 && j <= limit && (j === limit || endsToken(text.charCodeAt(j)))) {
        const node = count++;
        kind[node] = literal;
        start[node] = i;
        end[node] = j;
        next[node] = -1;
        firstChild[node] = -1;
        i = lastEnd = j;
        if (state === State.Value) {
          const property = node - 2;
          parent[node] = property;
          next[node - 1] = node;
          end[property] = j;
          state = State.AfterProperty;
        } else {
          parent[node] = current;
          if (state === State.Element) {
            const last = end[current]!;
            if (last !== -1) next[last] = node;
            end[current] = node;
            state = State.AfterElement;
          } else {
            state = State.Done;
          }
        }
        continue;
      }
    }

    scanner.count = count;
    scanner.position = i;
    scanner.current = current;
    scanner.state = state as State;
    scanner.lastEnd = lastEnd;
    scanner.openObjects = openObjects;
    scanner.openArrays = openArrays;
    recover(scanner, c);
    ({ count, position: i, current, state, lastEnd, openObjects, openArrays } = scanner);
  }

  scanner.count = count;
  scanner.position = i;
  scanner.current = current;
  scanner.state = state as State;
  scanner.lastEnd = lastEnd;
  scanner.openObjects = openObjects;
  scanner.openArrays = openArrays;
}
