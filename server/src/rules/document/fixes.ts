import { type NodeId, type TextEdit, NodeKind, findProperty, insertFirst, isSlip, propertyValue, removeValue, stringValue } from '../../document/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, type FixOptions, type Remedy, described } from '../fixing/fix';
import { leaveOut, swap } from '../fixing/make';
import { numberIn, textIn } from '../fixing/places';
import { idleSuppressionFixes, unreadSuppressionFixes } from './suppression-fixes';
import { syntaxFixes } from './syntax-fixes';

const isRead = 'What was ignored is read then.';

/** The text that is marked, replaced: with quotes where it has them. */
const replaceMarked = ({ model: { tree }, finding: { place } }: Broken, text: string): readonly TextEdit[] => [{ start: place.start, end: place.end, text: tree.text[place.start] === '"' ? JSON.stringify(text) : text }];

/** A slip of the pen is corrected; what is further off is a guess, and of two names that are as near neither comes first. */
const certainty = (broken: Broken, argument = 'name'): Pick<Remedy, 'isSafe' | 'isPreferred'> => {
  if (textIn(broken, 'rival') !== '') return { isSafe: false, isPreferred: false };
  const [name, nearest] = [textIn(broken, argument), textIn(broken, 'nearest')];
  if (isSlip(name, nearest)) return {};
  // A constant without its prefix is that constant all the same.
  return nearest.toUpperCase().endsWith(`_${name.toUpperCase()}`) ? { isSafe: false } : { isSafe: false, isPreferred: false };
};

/** A misspelt name, corrected. */
const renameProperty = (meant: 'nearest' | 'rival'): FixDescription => ({
  ...described('rename', meant === 'nearest' ? 'rename' : 'rename to another', { variants: ['nearest'], ...(meant === 'nearest' ? { preferred: true, safe: true } : {}), brings: isRead }),
  apply: (broken) => {
    const { model: { tree }, node } = broken;
    const [name, nearest] = [textIn(broken, 'name'), textIn(broken, meant)];
    if (nearest === '') return undefined;
    const object = tree.parent[tree.parent[node]!]!;
    if (findProperty(tree, object, nearest) !== -1) return undefined;
    return { edits: [{ start: tree.start[node]!, end: tree.end[node]!, text: JSON.stringify(nearest) }], arguments: { name, nearest }, ...certainty(broken) };
  },
});

/** Names of the catalog are far apart; names that the author gave may differ by a letter, so that the one that is meant is a guess. */
const renameValue = (variant: string, safe: boolean, meant: 'nearest' | 'rival' = 'nearest'): FixDescription => ({
  ...described('rename', meant === 'nearest' ? variant : `${variant}, another`, { variants: [variant], ...(meant === 'nearest' ? { preferred: true } : {}), ...(safe ? { safe: true as const } : {}), brings: isRead }),
  apply: (broken) => {
    const [name, nearest] = [textIn(broken, 'name'), textIn(broken, meant)];
    return nearest === '' ? undefined : { edits: replaceMarked(broken, nearest), arguments: { name, nearest }, ...certainty(broken) };
  },
});

/** Lists of words that are short enough to be offered one by one. */
const mostWords = 4;
const wordAt = (broken: Broken, index: number): string | undefined => {
  const words = textIn(broken, 'words').split(', ');
  return words.length <= mostWords ? words[index] : undefined;
};
const eachWord = (make: (index: number) => FixDescription): readonly FixDescription[] => Array.from({ length: mostWords }, (_, index) => make(index));

const chooseWord = (index: number): FixDescription => ({
  ...described('set', `word ${index + 1}`, { variants: ['word'], brings: isRead }),
  apply: (broken) => {
    const word = wordAt(broken, index);
    return word === undefined ? undefined : { edits: replaceMarked(broken, word), arguments: { field: textIn(broken, 'field'), value: word } };
  },
});

const addVersion: FixDescription = {
  ...described('set', 'version', { variants: ['formatVersion'], preferred: true, safe: true }),
  apply: (broken) => {
    const { tree } = broken.model;
    const version = textIn(broken, 'version');
    return { edits: insertFirst(tree, tree.root, [{ name: 'FormatVersion', value: version }]), arguments: { field: 'FormatVersion', value: version } };
  },
};

/** Takes a property out, given its name, its value or itself. */
function removeProperty(title: 'leaveOut' | 'removeEarlier' | 'keepThis', options: FixOptions, property: (broken: Broken) => NodeId): FixDescription {
  return {
    ...described(title, options.name ?? title, options),
    apply: (broken) => {
      const { tree } = broken.model;
      const node = property(broken);
      const edits = node < 0 || tree.kind[node] !== NodeKind.Property ? undefined : removeValue(tree, propertyValue(tree, node) === -1 ? tree.firstChild[node]! : propertyValue(tree, node));
      return edits && { edits, arguments: { field: textIn(broken, 'name'), name: textIn(broken, 'name'), other: textIn(broken, 'other') } };
    },
  };
}
const own = ({ model: { tree }, node }: Broken): NodeId => tree.parent[node] ?? -1;
const related = ({ model: { tree }, finding }: Broken): NodeId => tree.parent[finding.related[0]?.node ?? -1] ?? -1;

/** The node of the finding, written anew. */
function rewrite(name: string, options: FixOptions, text: (broken: Broken) => string | undefined): FixDescription {
  return {
    ...described('set', name, options),
    apply: (broken) => {
      const { model: { tree }, node } = broken;
      const json = node < 0 ? undefined : text(broken);
      return json === undefined ? undefined : { edits: [{ start: tree.start[node]!, end: tree.end[node]!, text: json }], arguments: { field: textIn(broken, 'field'), value: json.replace(/^"|"$/g, '') } };
    },
  };
}

const withUnit = (unit: string): FixDescription => rewrite(unit, { variants: ['unitMissing'], brings: isRead }, (broken) => {
  const number = textIn(broken, 'expression').replace(/"/g, '').trim();
  return /^\d+(?:\.\d+)?$/.test(number) ? JSON.stringify(`${number} ${unit}`) : undefined;
});

/** The one end that a connection names, named as the other end. */
function otherEnd(from: 'From' | 'To', to: 'From' | 'To'): FixDescription {
  return {
    ...described('ends', `to ${to}`, { variants: [from.toLowerCase()] }),
    apply: (broken) => {
      const { model: { tree }, node } = broken;
      const connection = tree.parent[tree.parent[node]!]!;
      if (findProperty(tree, connection, to) !== -1) return undefined;
      const name = tree.firstChild[tree.parent[node]!]!;
      return { edits: [{ start: tree.start[name]!, end: tree.end[name]!, text: JSON.stringify(to) }], arguments: { pin: textIn(broken, 'pin'), field: to, other: from } };
    },
  };
}

/** A name of the author's own, which may be another than the nearest one: never without asking. */
const nearestName = (variant: string, argument: string, brings: string, meant: 'nearest' | 'rival' = 'nearest'): FixDescription => ({
  ...described('rename', meant === 'nearest' ? variant : `${variant}, another`, { variants: [variant], preferred: true, brings }),
  apply: (broken) => {
    const { model: { tree }, node } = broken;
    const [name, nearest] = [textIn(broken, argument), textIn(broken, meant)];
    return nearest !== '' && node >= 0 && tree.kind[node] === NodeKind.String && stringValue(tree, node) === name ? { edits: [{ start: tree.start[node]!, end: tree.end[node]!, text: JSON.stringify(nearest) }], arguments: { name, nearest }, ...certainty(broken, argument) } : undefined;
  },
});

/** Fixes of mistakes in the document itself. */
export const documentFixes: FamilyFixes = {
  'DOC-01': syntaxFixes,
  'DOC-02': [renameProperty('nearest'), renameProperty('rival'), removeProperty('leaveOut', { variants: ['unknown', 'nearest'] }, own)],
  'DOC-03': [removeProperty('removeEarlier', { preferred: true, safe: true }, related)],
  'DOC-04': [rewrite('round', { variants: ['fraction'], brings: isRead }, (broken) => { const value = numberIn(broken, 'value'); return value === undefined || !Number.isSafeInteger(Math.round(value)) ? undefined : String(Math.round(value)); })],
  'DOC-05': [renameValue('constantNearest', true), renameValue('constantNearest', false, 'rival'), renameValue('wordNearest', true), renameValue('wordNearest', false, 'rival'), renameValue('entryNearest', false), renameValue('entryNearest', false, 'rival'), renameValue('pinNearest', false), renameValue('pinNearest', false, 'rival'), ...eachWord(chooseWord)],
  'DOC-06': ['ns', 'us', 'ms', 's'].map(withUnit),
  'DOC-07': [rewrite('all bits', { variants: ['negative'], preferred: true, brings: isRead }, (broken) => (numberIn(broken, 'value') === -1 && textIn(broken, 'type') === 'ULONG' ? '"(ULONG)-1"' : undefined))],
  'DOC-08': [addVersion],
  'DOC-10': [removeProperty('keepThis', { name: 'keep this', brings: isRead }, related), removeProperty('leaveOut', { brings: isRead }, own)],
  'DOC-11': idleSuppressionFixes,
  'DOC-12': unreadSuppressionFixes,
  'DOC-13': [leaveOut((broken) => textIn(broken, 'field'), { preferred: true })],
  'DOC-14': [swap('From', 'To', { variants: ['swapped'], preferred: true }), leaveOut('Peer', { variants: ['peer'] }), otherEnd('From', 'To'), otherEnd('To', 'From')],
  'DOC-15': [nearestName('expectCodeNearest', 'code', 'The next mistake of the simulation is told then.'), nearestName('expectCodeNearest', 'code', 'The next mistake of the simulation is told then.', 'rival')],
  'DOC-16': ['pointerNeverSetNearest', 'unknownConditionNearest', 'unknownRoutineNearest'].map((variant) => nearestName(variant, 'name', 'The next mistake of the routine is told then.')),
};

/** Mistakes in the document itself without a fix. */
export const documentWithoutFix: FamilyWithoutFix = { 'DOC-09': 'the document is for another version of the product', 'DOC-17': 'the time that is meant is the author\'s to know' };
