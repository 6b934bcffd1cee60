import { type Model, type NodeId, bound, nodeOf, pinReference, pointerOf, textOf, wordOf } from '../document/index';
import type { Source } from '../ks/index';
import type { AllocatorVerdict, Cell, DecidingPlace, End } from '../simulation/negotiation/index';
import { optionFields } from '../simulation/negotiation/index';
import type { Founding, Said } from './report';

/** A text of the report. */
export const say = (key: string, values: Said['values'] = {}): Said => ({ key, values });

/** A text that needs no translation: a name, a number. */
export const sayName = (text: string): Said => say('value.text', { text });

/** The value that a place stands for, as RFC 6901 pointer; of a field that is left out, its object. */
export function pathOf(model: Model, place: DecidingPlace | undefined): string {
  if (place === undefined) return '';
  const node: NodeId = typeof place === 'number' ? place : bound(place[0], place[1]).state === 'absent' ? place[0].node : nodeOf(place[0], place[1]);
  return node < 0 || node >= model.tree.count ? '' : pointerOf(model.tree, node);
}

const kinds: Readonly<Record<string, string>> = { UserMode: 'end.application', KernelAvStream: 'end.kernelPeer', KernelKs1: 'end.ks1Peer' };

/** Name of an end: the reference of its pin, the label of the peer, or what the peer is. */
export function endName({ pin, peer, mode }: End, isSupposed: boolean): Said {
  if (pin) return say('end.named', { name: pinReference(pin) });
  const label = peer && textOf(peer, 'Label');
  if (label !== undefined) return say('end.named', { name: label });
  return say(kinds[(peer && wordOf(peer, 'Kind')) ?? ''] ?? (mode === 'user' ? 'end.application' : mode === 'kernel' && isSupposed ? 'end.supposedFilter' : 'end.other'));
}

/**
 * Name of an allocator, as a heading (`allocator`) or within a sentence (`with`).
 * @param user the end in user mode, where there is one
 */
export function allocatorName({ kind, pin, peer }: AllocatorVerdict, user: Said | undefined, prefix: 'allocator' | 'with' = 'allocator'): Said {
  const label = pin ? pinReference(pin) : peer ? textOf(peer, 'Label') : undefined;
  if (kind === 'userMode') return say(`${prefix}.userMode`, { name: user ?? say('end.application') });
  if (kind === 'default' || kind === 'proxy') return say(`${prefix}.${kind}`);
  return say(`${prefix}.${kind}`, { name: label ?? say(kind === 'peer' ? kinds[(peer && wordOf(peer, 'Kind')) ?? ''] ?? 'end.other' : 'end.other') });
}

/** What a cell rests on. */
export const foundingOf = ({ basis, option, sources }: Pick<Cell<unknown>, 'basis' | 'option'> & { readonly sources?: readonly Source[] }): Founding => ({ basis, option: option === undefined ? undefined : optionFields[option], source: sources?.[0]?.link ?? '' });
