import type { Model } from '../model/index';
import { type NodeId, NodeKind, nodeAtOffset, offsetInString, stringValue } from '../tree/index';
import type { NamePart, NamedThing } from './name-part';
import { partsAt } from './parts';

/** A name where it stands in the text. */
export interface Occurrence extends NamePart {
  /** The string that holds it. */
  readonly node: NodeId;
  /** Range of the name in the text, without quotes. */
  readonly start: number;
  readonly end: number;
}

const occurrence = ({ tree }: Model, node: NodeId, part: NamePart): Occurrence => ({ ...part, node, start: offsetInString(tree, node, part.from), end: offsetInString(tree, node, part.to) });

/** Every name in a string of the document. */
export const occurrencesIn = (model: Model, node: NodeId): readonly Occurrence[] => partsAt(model, node).map((part) => occurrence(model, node, part));

/** The name at an offset; at the border of two the one that begins there. */
export function occurrenceAt(model: Model, offset: number): Occurrence | undefined {
  const found = occurrencesIn(model, nodeAtOffset(model.tree, offset, true)).filter(({ start, end }) => start <= offset && offset <= end);
  return found.find(({ start }) => start === offset) ?? found[0] ?? outsideOf(model, offset);
}

/** The quotes belong to the name as well, where the string holds one alone. */
function outsideOf(model: Model, offset: number): Occurrence | undefined {
  const all = occurrencesIn(model, nodeAtOffset(model.tree, offset, true));
  return all.length === 1 && all[0]!.from === 0 && all[0]!.to === stringValue(model.tree, all[0]!.node).length ? all[0] : undefined;
}

const isWord = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

/**
 * Strings within a node that hold a text, decoded, in document order. Looks for the text itself, not at every string: it takes as long as finding
 * the text, and what stands around each place where it is found.
 */
export function* stringsWith({ tree }: Model, scope: NodeId, wanted: string): Generator<NodeId, void, undefined> {
  if (scope < 0 || wanted === '') return;
  const { text } = tree;
  const limit = tree.end[scope]!;
  const beginsWord = isWord(wanted.charCodeAt(0));
  const endsWord = isWord(wanted.charCodeAt(wanted.length - 1));
  // A text with an escape in it stands there in other characters.
  const next = (what: string, from: number): number => {
    const at = text.indexOf(what, from);
    return at === -1 || at >= limit ? -1 : at;
  };
  let plain = next(wanted, tree.start[scope]!);
  let escape = next('\\', tree.start[scope]!);
  while (plain !== -1 || escape !== -1) {
    const isPlain = escape === -1 || (plain !== -1 && plain < escape);
    const at = isPlain ? plain : escape;
    let behind = at + 1;
    if (!isPlain || !((beginsWord && isWord(text.charCodeAt(at - 1))) || (endsWord && isWord(text.charCodeAt(at + wanted.length))))) {
      const node = nodeAtOffset(tree, at);
      if (node !== -1 && tree.kind[node] === NodeKind.String) {
        if (isPlain || stringValue(tree, node).includes(wanted)) yield node;
        behind = tree.end[node]!;
      }
    }
    if (plain !== -1 && plain < behind) plain = next(wanted, behind);
    if (escape !== -1 && escape < behind) escape = next('\\', behind);
  }
}

/** Every place where a thing is named, in document order: where it gets its name, and where it is referred to. */
export function* occurrencesOf(model: Model, thing: NamedThing): Generator<Occurrence, void, undefined> {
  for (const node of stringsWith(model, thing.scope, thing.name)) {
    for (const part of partsAt(model, node)) if (part.kind === thing.kind && part.name === thing.name && part.things.some(({ key }) => key === thing.key)) yield occurrence(model, node, part);
  }
}
