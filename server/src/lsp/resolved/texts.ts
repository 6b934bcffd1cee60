import { bytesInHexadecimal } from '../../bytes/index';
import { textOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { guidsByValue } from '../../ks/index';
import type { AnswerMember, AnsweredState, ResolvedRow } from '../../resolved/index';
import { localize } from '../localize';

/** Where the value of a member comes from, in a word or two. */
export function originText({ origin }: ResolvedRow): string {
  switch (origin) {
    case 'stated': return localize('stated');
    case 'variant': return localize('variant');
    case 'default': return localize('default');
    case 'derived': return localize('derived');
    case 'unknown': return localize('not stated');
    case 'unreadable': return localize('unreadable');
  }
}

/** The value of a member; nothing for an embedded structure, whose members follow. */
export const valueText = ({ value, origin }: ResolvedRow): string => value ?? (origin === 'unknown' || origin === 'unreadable' ? '?' : '');

/** What fills a value in where the document does not say it, to stand behind its origin. */
export const sourceText = ({ origin, from }: ResolvedRow): string => (from === undefined ? '' : ` (${origin === 'derived' ? localize('from {name}', { name: from }) : from})`);

/** `After the run-time edits, format FormatYUY2_Capture`. */
export function stateTitle({ kind, format }: AnsweredState): string {
  if (kind === 'declared') return localize('As declared');
  const name = format && (format.entry ?? textOf(format, 'Label') ?? format.structure.name);
  return name === undefined ? localize('After the run-time edits') : localize('After the run-time edits, with format {name}', { name });
}

/** Bytes in the order of memory; `??` for each that is not known. */
export const memberBytes = ({ bytes, size }: AnswerMember): string => (bytes === undefined ? Array.from({ length: size }, () => '??').join(' ') : bytesInHexadecimal(bytes));

/** Flags and alignment read better in hexadecimal. */
const isMask = (name: string): boolean => /Flags$|FileAlignment$/.test(name);

/** The value of a member of an answer. */
export function memberText({ name, value }: AnswerMember): string {
  if (value === undefined) return '?';
  if (typeof value === 'string') return guidsByValue(value)[0]?.name ?? `{${value.toUpperCase()}}`;
  if (typeof value === 'number' && (isMask(name) || value === 0xffffffff)) return `0x${value.toString(16).toUpperCase()}`;
  return grouped(value);
}
