import { type TextChange, joined } from '../../server/src/document/index';
import type { Random } from './random';

/** A text after some edits, and the stretch that they changed. */
export interface EditedText {
  readonly text: string;
  readonly edit: TextChange;
}

const pieces = [
  '{', '}', '[', ']', ',', ':', '"', '\\', "'", '\n', '\r\n', '\r', ' ', '\t', '//', '/*', '*/', '// a remark\n', '/* a\nremark */', '// avstream-disable-next-line\n', '/* avstream-disable-file FRM-25 */', '"Suppress": [{ "Code": "FRM-25" }],',
  '1', '0', '-', '0x10', '12345678901', 'null', 'true', '"A"', '"Frames": 2,', '"Label": "x",', '"Flags": "A | B",', '{}', '[]', '{ "Label": "pasted" },', '\ufeff', '\u0000', '\ud83d', 'é', '🎥', '"__proto__": {},', '"Framings": {', ' "a": [',
];

const digits = '0123456789';

/** A place of a text that people edit: beside a bracket, a quote, a comma or a digit, or anywhere. */
function placeIn(text: string, random: Random): number {
  const from = random.below(text.length + 1);
  const wanted = random.pick(['{}[]', '"', ',', digits, '/', '\n', '']);
  if (wanted === '') return from;
  for (let at = from; at < Math.min(text.length, from + 4000); at++) if (wanted.includes(text[at]!)) return at + random.below(2);
  return from;
}

/** The end of the brackets that open at or behind an offset; where none do, a little farther on. */
function balancedEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + 20_000); at++) {
    if ('{['.includes(text[at]!)) depth++;
    else if ('}]'.includes(text[at]!) && --depth <= 0) return at + 1;
  }
  return Math.min(text.length, from + 10);
}

function replaced(text: string, start: number, end: number, put: string): EditedText {
  return { text: text.slice(0, start) + put + text.slice(end), edit: { start, oldEnd: end, newEnd: start + put.length } };
}

/** One thing that someone does to a text. */
function once(text: string, random: Random): EditedText {
  const at = placeIn(text, random);
  switch (random.below(12)) {
    case 0: return replaced(text, at, Math.min(text.length, at + 1), '');
    case 1: return replaced(text, at, Math.min(text.length, at + random.below(60)), '');
    case 2: return replaced(text, at, balancedEnd(text, at), '');
    // An element once more, right behind itself, or somewhere else.
    case 3: {
      const end = balancedEnd(text, at);
      return replaced(text, end, end, (random.below(2) === 0 ? ', ' : ',\n') + text.slice(at, end));
    }
    case 4: {
      const from = placeIn(text, random);
      return replaced(text, at, at, text.slice(from, balancedEnd(text, from)));
    }
    case 5: return random.below(3) === 0 ? (text.startsWith('\ufeff') ? replaced(text, 0, 1, '') : replaced(text, 0, 0, random.pick(['\ufeff', '// first\n', ' ']))) : replaced(text, text.length, text.length, random.pick(pieces));
    case 6: return random.below(6) === 0 ? replaced(text, 0, text.length, text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')) : replaced(text, at, at, random.pick(['\n', '\r\n']));
    case 7:
    case 8: {
      for (let digit = at; digit < Math.min(text.length, at + 2000); digit++) if (digits.includes(text[digit]!)) return replaced(text, digit, digit + 1, random.pick([digits[random.below(10)]!, digits[random.below(10)]!, '', '12', '"', '{', '99999999999']));
      return replaced(text, at, at, random.pick(pieces));
    }
    default: return replaced(text, at, Math.min(text.length, at + (random.below(3) === 0 ? random.below(5) : 0)), random.pick(pieces));
  }
}

/** One change of a document: mostly one edit, sometimes several at once. */
export function editOnce(text: string, random: Random): EditedText {
  let result = once(text, random);
  for (let left = random.below(6) === 0 ? 1 + random.below(3) : 0; left > 0; left--) {
    const next = once(result.text, random);
    result = { text: next.text, edit: joined(result.edit, next.edit) };
  }
  return result;
}
