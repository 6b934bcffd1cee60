// A reader of value change dumps that knows nothing of how ours are written.

/** One declared variable with everything that happened to it. */
export interface VcdVariable {
  readonly type: string;
  readonly size: number;
  /** Names of the scopes around it and its own. */
  readonly path: readonly string[];
  /** Times and values in order, as they stand: `b101`, `sTEXT`, `r1.5`, `1`. Of several changes at one time only the last is kept, but all of an event's. */
  readonly changes: readonly (readonly [time: number, value: string])[];
}

/** Reads a dump; throws at what the standard does not allow. */
export function readVcd(text: string): { readonly timescale: string; readonly variables: readonly VcdVariable[]; readonly end: number } {
  // White space of ASCII only: in a string there may be other.
  const words = text.split(/[ \t\r\n\v\f]+/).filter((word) => word !== '');
  const scopes: string[] = [];
  const variables: VcdVariable[] = [];
  const byCode = new Map<string, { changes: [number, string][]; isEvent: boolean }>();
  let timescale = '';
  let at = 0;
  const until = (end: string): string[] => {
    const from = at;
    while (words[at] !== end) if (++at > words.length) throw new Error(`no ${end}`);
    at += 1;
    return words.slice(from, at - 1);
  };
  for (let isHeader = true; isHeader;) {
    const word = words[at++];
    switch (word) {
      case '$date': case '$version': case '$comment': case '$attrbegin': case '$attrend': until('$end'); break;
      case '$timescale': timescale = until('$end').join(''); break;
      case '$scope': scopes.push(until('$end')[1]!); break;
      case '$upscope':
        if (scopes.pop() === undefined) throw new Error('$upscope outside of a scope');
        until('$end');
        break;
      case '$var': {
        const [type, size, code, name] = until('$end') as [string, string, string, string];
        if (!/^[!-~]+$/.test(code)) throw new Error(`code ${code}`);
        if (byCode.has(code)) throw new Error(`${code} is declared twice`);
        const signal: { changes: [number, string][]; isEvent: boolean } = { changes: [], isEvent: type === 'event' };
        byCode.set(code, signal);
        variables.push({ type, size: Number(size), path: [...scopes, name], changes: signal.changes });
        break;
      }
      case '$enddefinitions':
        until('$end');
        isHeader = false;
        break;
      default: throw new Error(`"${word}" in the header`);
    }
  }
  if (scopes.length > 0) throw new Error('a scope is not left');
  let time = -1;
  const change = (value: string, code: string): void => {
    const signal = byCode.get(code);
    if (signal === undefined) throw new Error(`${code} was not declared`);
    const last = signal.changes.at(-1);
    if (!signal.isEvent && last?.[0] === time) last[1] = value;
    else signal.changes.push([time, value]);
  };
  while (at < words.length) {
    const word = words[at++]!;
    if (word.startsWith('#')) {
      const next = Number(word.slice(1));
      if (!(next > time || (time === 0 && next === 0))) throw new Error(`${word} after ${time}`);
      time = next;
    } else if (/^[bBrRsS]/.test(word)) change(word, words[at++] ?? '');
    else if (/^[01xXzZ]./.test(word)) change(word[0]!, word.slice(1));
    else if (word !== '$dumpvars' && word !== '$end') throw new Error(`"${word}" among the values`);
  }
  return { timescale, variables, end: time };
}

/** A vector's bits in full: shorter values are extended by zeros, those that begin with x or z by that. */
export function bitsOf(value: string, size: number): string {
  const digits = value.slice(1).toLowerCase();
  return digits.padStart(size, /^[xz]/.test(digits) ? digits[0] : '0');
}

const named: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A string's text: `\\` and the like as in C, and characters by their octal or hexadecimal number. */
export function textOf(value: string): string {
  const bytes: number[] = [];
  const body = Buffer.from(value.slice(1), 'utf8').toString('latin1');
  for (let at = 0; at < body.length; at += 1) {
    const octal = /^\\([0-7]{3})/.exec(body.slice(at, at + 4))?.[1];
    const hexadecimal = /^\\x([0-9a-fA-F]{2})/.exec(body.slice(at, at + 4))?.[1];
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (hexadecimal !== undefined) bytes.push(Number.parseInt(hexadecimal, 16));
    else if (body[at] === '\\') bytes.push(named[body[at + 1]!] ?? body.charCodeAt(at + 1));
    else bytes.push(body.charCodeAt(at));
    at += octal !== undefined || hexadecimal !== undefined ? 3 : body[at] === '\\' ? 1 : 0;
  }
  return Buffer.from(bytes).toString('utf8');
}
