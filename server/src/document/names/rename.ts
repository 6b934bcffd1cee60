import { type Model, type PinView, pinReference, pinsNamed } from '../model/index';
import { siteAt, sitesTo } from '../site/index';
import { type NodeId, type Tree, isPropertyName, rawText, stringValue } from '../tree/index';
import { hasLabel, labelled } from './labelled';
import type { NameKind, NamedThing } from './name-part';
import { type Occurrence, occurrenceAt, occurrencesOf, stringsWith } from './occurrences';
import { entryThing, partsAt, scopeOf, sectionSeparator } from './parts';
import { parameterName, routineNames } from './routine-names';

/** Why a name cannot be changed, or not to that: the key of a sentence, and what it names. */
export type RenameProblem =
  /** Nothing of the document's own stands there. */
  | { readonly kind: 'notAName' }
  /** There is nothing of that name. */
  | { readonly kind: 'undeclared'; readonly name: string }
  /** Several have that name, and the document does not settle which is meant. */
  | { readonly kind: 'ambiguous'; readonly name: string }
  /** The name is made of the position: there is no Label to change. */
  | { readonly kind: 'unlabelled'; readonly name: string }
  /** The name of what AVStream passes to a callback. */
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'empty' }
  /** The word means something else where such names stand. */
  | { readonly kind: 'reserved'; readonly name: string }
  /** Something has that name already, or refers to it. */
  | { readonly kind: 'taken'; readonly name: string };

/** A piece of text to be replaced; offsets in the text. */
export interface TextReplacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What can be renamed at an offset: the name there, and what it means. */
export interface Renameable {
  readonly occurrence: Occurrence;
  readonly thing: NamedThing;
}

const undeclarable: ReadonlySet<NameKind> = new Set<NameKind>(['function', 'sharedAllocator', 'lock']);

/** The name at an offset, if it can be changed. */
export function renameableAt(model: Model, offset: number): Renameable | RenameProblem {
  const occurrence = occurrenceAt(model, offset);
  if (occurrence === undefined) return { kind: 'notAName' };
  const { things, name, kind } = occurrence;
  const thing = things[0];
  if (thing === undefined) return { kind: 'undeclared', name };
  if (things.length > 1) return { kind: 'ambiguous', name };
  if (kind === 'pointer' && name === parameterName) return { kind: 'parameter', name };
  if (kind === 'filter' || kind === 'pin') {
    const views = kind === 'filter' ? labelled(model).filters.get(name)?.filter(({ filter }) => thing.key === `filter:${filter.node}`) : labelled(model).pins.get(Number(thing.key.slice('pin:'.length)));
    if (!occurrence.isDeclaration && views?.some(hasLabel) === false) return { kind: 'unlabelled', name };
    const clashing = kind === 'filter' ? (labelled(model).filters.get(name)?.length ?? 0) > 1 : (views ?? []).some((view) => pinsNamed(model, pinReference(view as PinView)).length > 1);
    return clashing ? { kind: 'ambiguous', name } : { occurrence, thing };
  }
  if (undeclarable.has(kind)) return { occurrence, thing };
  let declarations = 0;
  const distinctPlaces = kind !== 'pointer' && kind !== 'flag' && kind !== 'peer';
  for (const each of occurrencesOf(model, thing)) {
    if (!each.isDeclaration) continue;
    declarations++;
    if (!distinctPlaces || declarations > 1) break;
  }
  if (declarations === 0) return { kind: 'undeclared', name };
  return distinctPlaces && declarations > 1 ? { kind: 'ambiguous', name } : { occurrence, thing };
}

/** Whether an answer tells why not. */
export const isRenameProblem = (answer: Renameable | RenameProblem | readonly TextReplacement[]): answer is RenameProblem => 'kind' in answer;

/**
 * The replacements that give a thing another name wherever the document names it, in document order and correctly escaped; or why it cannot have that name.
 * `reserved` are words that no stream pointer and no flag can be called.
 */
export function rename(model: Model, { thing }: Renameable, newName: string, reserved: ReadonlySet<string>): readonly TextReplacement[] | RenameProblem {
  if (newName.trim() === '') return { kind: 'empty' };
  if (newName === thing.name) return [];
  if (isReserved(thing.kind, newName, reserved)) return { kind: 'reserved', name: newName };
  const occurrences = [...occurrencesOf(model, thing)];
  const ambiguous = occurrences.find(({ things }) => things.length > 1);
  if (ambiguous !== undefined) return { kind: 'ambiguous', name: rawText(model.tree, ambiguous.node).slice(1, -1) };
  if (isTaken(model, thing, newName, occurrences)) return { kind: 'taken', name: newName };
  return occurrences.map((occurrence) => replacement(model.tree, occurrence, newName));
}

function isReserved(kind: NameKind, name: string, reserved: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'pointer':
    case 'flag': return reserved.has(name) || name === parameterName || name.trim() !== name || name.startsWith('!');
    case 'filter':
    case 'pin':
    case 'peer':
    case 'runPin': return name === 'Default' || name.includes(sectionSeparator);
    default: return false;
  }
}

function replacement({ text, start: starts }: Tree, { start, end, node }: Occurrence, name: string): TextReplacement {
  const quote = text.charCodeAt(starts[node]!);
  // A name without quotes gets them.
  if (quote !== 34 && quote !== 39) return { start, end, text: JSON.stringify(name) };
  const escaped = JSON.stringify(name).slice(1, -1);
  return { start, end, text: quote === 39 ? escaped.replace(/'/g, "\\'") : escaped };
}

/** Whether something else has the name already, or a reference would come to mean something else. */
function isTaken(model: Model, thing: NamedThing, name: string, occurrences: readonly Occurrence[]): boolean {
  switch (thing.kind) {
    case 'filter': return isFilterTaken(model, thing, name);
    case 'pin': return isPinTaken(model, thing, name, occurrences);
    case 'entry': return isNamed(model, thing, entryThing(model, thing.key.slice('entry:'.length, thing.key.length - thing.name.length - 1), name).key, name);
    case 'pointer':
    case 'flag': return isTakenInRoutines(model, thing, name);
    case 'label': return false;
    case 'runPin':
    case 'connection':
    case 'peer': return isTakenAmongSections(model, thing, name);
    default: return isNamed(model, thing, `${thing.kind}:${thing.scope}:${name}`, name);
  }
}

/** Whether anything within the scope of a thing is known by a key. */
function isNamed(model: Model, { scope }: NamedThing, key: string, name: string): boolean {
  for (const node of stringsWith(model, scope, name)) if (partsAt(model, node).some(({ things }) => things.some((other) => other.key === key))) return true;
  return false;
}

/** Whether a reference to a pin says exactly one of these texts. */
function isReferredTo(model: Model, wanted: ReadonlySet<string>, search: string): boolean {
  const { tree } = model;
  for (const node of stringsWith(model, tree.root, search)) {
    if (!wanted.has(stringValue(tree, node)) || isPropertyName(tree, node)) continue;
    const { type } = siteAt(model, node);
    if ((type?.kind === 'text' && type.reference === 'pin') || isOfSection(model, node)) return true;
  }
  return false;
}

function isFilterTaken(model: Model, thing: NamedThing, name: string): boolean {
  const { filters } = labelled(model);
  if (filters.has(name)) return true;
  const own = (filters.get(thing.name) ?? []).filter(({ filter }) => thing.key === `filter:${filter.node}`);
  const references = new Set(own.flatMap(({ pins }) => pins.map((pin) => `${name}/${pin.label}`)));
  for (const reference of references) if (pinsNamed(model, reference).length > 0) return true;
  return isReferredTo(model, references, `${name}/`) || isNamedAs(model, 'filter', name);
}

function isPinTaken(model: Model, thing: NamedThing, name: string, occurrences: readonly Occurrence[]): boolean {
  const views = labelled(model).pins.get(Number(thing.key.slice('pin:'.length))) ?? [];
  const references = views.map(({ filter }) => `${filter.label}/${name}`);
  if (views.some(({ filter }) => filter.pins.some(({ label }) => label === name)) || references.some((reference) => pinsNamed(model, reference).length > 0)) return true;
  // Referred to by its label alone, the pin must be the only one with it.
  const isAlone = occurrences.some(({ isDeclaration, from, node }) => !isDeclaration && from === 0 && stringValue(model.tree, node) === thing.name);
  if (isAlone && pinsNamed(model, name).length > 0) return true;
  return isReferredTo(model, new Set([name, ...references]), name);
}

/** Whether a reference to a filter says so, although there is none. */
function isNamedAs(model: Model, kind: 'filter', name: string): boolean {
  for (const node of stringsWith(model, model.tree.root, name)) if (partsAt(model, node).some((part) => part.kind === kind && part.name === name)) return true;
  return false;
}

/** Pointers and flags share one space of names: a condition may mean either. */
function isTakenInRoutines(model: Model, { scope }: NamedThing, name: string): boolean {
  for (const node of stringsWith(model, scope, name)) if (partsAt(model, node).some((part) => (part.kind === 'pointer' || part.kind === 'flag') && part.name === name)) return true;
  // A pointer of one routine, beside what all of them share.
  const { routines } = scopeOf(model, sitesTo(model, scope));
  const { flags, kept } = routineNames(model, routines);
  return flags.has(name) || kept.has(name);
}

/** Sections and allocators are called by pins of the run, connections, peers and pins of filters alike: a reference to one must not come to mean another. */
function isTakenAmongSections(model: Model, { kind, scope }: NamedThing, name: string): boolean {
  const { tree } = model;
  for (const node of stringsWith(model, scope, name)) {
    const parts = partsAt(model, node);
    if (parts.some((part) => part.kind === kind && part.name === name)) return true;
    // A section that has a label of its own is called by it, whatever its peer is called.
    if (kind === 'peer' && parts.length === 1 && (parts[0]!.kind === 'connection' || parts[0]!.kind === 'runPin')) continue;
    const isReference = parts.some(({ isDeclaration }) => !isDeclaration) && !isPropertyName(tree, node);
    if (isReference && isOfSection(model, node) && (stringValue(tree, node) === name || parts.some((part) => part.name === name))) return true;
  }
  return false;
}

/** Whether a string refers to a section of the graph or to an allocator. */
function isOfSection(model: Model, node: NodeId): boolean {
  const { type, name } = siteAt(model, node);
  return type?.kind === 'text' && (type.reference === 'allocator' || name === 'Section');
}
