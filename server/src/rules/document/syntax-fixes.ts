import { type TextEdit, type Tree, NodeKind, nodeAtOffset } from '../../document/index';
import { type Broken, type FixDescription, described } from '../fixing/fix';
import type { FixTitle } from '../fixing/titles';

/** A fix of one kind of syntax error, given the text that is marked. */
function mend(variant: string, title: FixTitle, edit: (marked: string, broken: Broken) => { readonly text: string; readonly at?: 'end' } | undefined): FixDescription {
  return {
    // Behind an error the text may be read otherwise than it was meant.
    ...described(title, variant, { variants: [variant], preferred: true, brings: 'What follows is read otherwise then.' }),
    apply: (broken) => {
      const { start, end } = broken.finding.place;
      const found = edit(broken.model.tree.text.slice(start, end), broken);
      const edits: TextEdit[] = found === undefined ? [] : [{ start: found.at === 'end' ? end : start, end, text: found.text }];
      return found && { edits, arguments: { text: found.text, next: found.at === 'end' ? wordAfter(broken.model.tree, end) : '' } };
    },
  };
}

/** What stands behind an offset, comments skipped, short enough for a title. */
function wordAfter({ text, comments }: Tree, offset: number): string {
  let at = offset;
  for (let index = 0; index < comments.length; index += 2) if (comments[index]! >= at && /^[\s]*$/.test(text.slice(at, comments[index]))) at = comments[index + 1]!;
  const found = /^\s*("(?:[^"\\\r\n]|\\.)*"?|[\w.+-]+|[^\s])/.exec(text.slice(at, at + 400))?.[1] ?? '';
  return found.length > mostOfWord ? `${found.slice(0, mostOfWord)}…` : found;
}
const mostOfWord = 40;
/** How far the space around a word is looked through. */
const mostOfGap = 200;

/** What a bare word is meant as: a literal of another spelling, or a name without its quotes. */
function quoted(marked: string): string | undefined {
  const word = marked.trim();
  if (/^(?:true|false|null)$/i.test(word)) return word.toLowerCase();
  return word === '' || /["'\\\r\n]/.test(word) ? undefined : JSON.stringify(word);
}

function number(marked: string): string | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(marked)) return JSON.stringify(marked);
  const decimal = /^\+?0*(\d*)(\.\d+)?$/.exec(marked);
  return decimal && marked !== '' && (decimal[1] !== '' || decimal[2] !== undefined || /0/.test(marked)) ? `${decimal[1] === '' ? '0' : decimal[1]!}${decimal[2] ?? ''}` : undefined;
}

/** The least that a descriptor is, behind the comments of a text that has nothing else. */
const emptyDocument: FixDescription = {
  ...described('insertText', 'emptyDocument', { variants: ['emptyDocument'], preferred: true, brings: 'What follows is read otherwise then.' }),
  apply: ({ model: { tree: { text, comments } } }) => {
    const object = '{ "FormatVersion": 1 }';
    const last = comments.at(-1);
    const start = last ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
    return { edits: [{ start, end: text.length, text: `${last === undefined ? '' : '\n'}${object}\n` }], arguments: { text: object } };
  },
};

/** Fixes of syntax errors: where the text at the place says enough. */
export const syntaxFixes: readonly FixDescription[] = [
  mend('expectedComma', 'insertBefore', () => ({ text: ',', at: 'end' })),
  mend('expectedColon', 'insertBefore', () => ({ text: ':', at: 'end' })),
  mend('singleQuotes', 'quote', (marked) => {
    const inner = marked.slice(1, marked.endsWith("'") && marked.length > 1 ? -1 : undefined);
    // Escapes are left to the author; an apostrophe needs none between double quotes.
    const plain = inner.replace(/\\'/g, "'");
    return /[\\"]/.test(plain) || !marked.endsWith("'") ? undefined : { text: JSON.stringify(plain) };
  }),
  mend('invalidLiteral', 'escape', (marked, { model: { tree: { text: whole } }, finding: { place } }) => {
    // A value with a colon behind it may be a name whose own value is missing, or a colon too many: quotes alone mend neither.
    if (/^\s*:/.test(whole.slice(place.end, place.end + mostOfGap)) && /:\s*$/.test(whole.slice(Math.max(0, place.start - mostOfGap), place.start))) return undefined;
    const text = quoted(marked);
    return text === undefined ? undefined : { text };
  }),
  mend('invalidNumber', 'escape', (marked) => {
    const text = number(marked);
    return text === undefined ? undefined : { text };
  }),
  mend('invalidEscape', 'escape', (marked) => (marked.startsWith('\\') ? { text: `\\${marked}` } : undefined)),
  mend('controlCharacter', 'escape', (marked, { model: { tree }, finding: { place } }) => {
    const node = nodeAtOffset(tree, place.start);
    return node !== -1 && tree.kind[node] === NodeKind.String ? { text: JSON.stringify(marked).slice(1, -1) } : undefined;
  }),
  emptyDocument,
];
