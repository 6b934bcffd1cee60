import { CompletionItemKind } from 'vscode-languageserver-types';
import { type Model, type FieldSite, NodeKind, allPins, isInstanceOf, pinReference, stringValue, textOf } from '../../document/index';
import { grouped, hex } from '../../findings/index';
import { type ConstantSet, type FieldType, SimulationBus, SimulationPeer, constantSetNamed, guidsOfFamily, shapeNamed } from '../../ks/index';
import { isSuppressible } from '../../rules/suppression/index';
import { reportableRules, reportedBySimulations } from '../../rules/index';
import { defaultAllocator } from '../../simulation/index';
import { localize } from '../localize';
import { distributionForms } from './distribution-forms';
import type { ItemDraft } from './items';
import { hasEmptyPlace, objectSnippet } from './snippet';
import { templates, variantTemplate } from './templates';

/** A value that can be written; `text` is the content of a string, `json` anything else as a snippet. */
export type ValueDraft = Omit<ItemDraft, 'insert' | 'isQuoted'> & ({ readonly text: string } | { readonly json: string });

/** Values that a field may have, most fitting first. `flags` says which flags are there already. */
export function valueDrafts(model: Model, site: FieldSite): readonly ValueDraft[] {
  const { type } = site;
  if (type === undefined) return [];
  switch (type.kind) {
    case 'integer': return integerDrafts(model, site, type);
    case 'flags': return flagDrafts(model, site, type);
    case 'enumeration': return constantDrafts(constantSetNamed(type.set), new Set());
    case 'guid': return guidDrafts(type);
    case 'word': return wordDrafts(type.words);
    case 'boolean': return [literal('true', '0'), literal('false', '1')];
    case 'pointer': return pointerDrafts(model, type);
    case 'callback': return callbackDrafts(site, type);
    case 'text': return textDrafts(model, type);
    case 'duration': return durationDrafts(type.period === true);
    case 'distribution': return distributionDrafts(type.counts === true);
    case 'structure': return [site.name === 'Variants' ? variantDraft('0') : objectDraft(type.structure, '0')];
    case 'array': return arrayDrafts(model, site, type);
    case 'table':
    case 'arrayTable':
    case 'any': return [];
  }
}

const literal = (text: string, sort: string, detail?: string): ValueDraft => ({ label: text, kind: CompletionItemKind.Keyword, json: text, sort, detail });

/** Constants of a set; those with bits of `misplaced` behind everything else, because a rule would object to them here. */
function constantDrafts(set: ConstantSet | undefined, without: ReadonlySet<string>, misplaced = 0): readonly ValueDraft[] {
  return (set?.constants ?? []).filter(({ name }) => !without.has(name)).map((constant, index) => ({
    label: constant.name, kind: CompletionItemKind.EnumMember, detail: constant.value < 0 ? grouped(constant.value) : hex(constant.value), data: { kind: 'constant', name: constant.name },
    text: constant.name, sort: `${(constant.value & misplaced) === 0 ? '1' : '9'}${String(index).padStart(3, '0')}`,
  }));
}

function integerDrafts(model: Model, site: FieldSite, type: Extract<FieldType, { readonly kind: 'integer' }>): readonly ValueDraft[] {
  const drafts: ValueDraft[] = [...wordDrafts(type.words ?? [])];
  if (type.set !== undefined) drafts.push(...constantDrafts(constantSetNamed(type.set), new Set()));
  const value = site.isElement ? undefined : site.field?.default;
  if (typeof value === 'number') drafts.push(literal(String(value), '2', site.field?.defaultFrom ?? localize('default')));
  else if (typeof value === 'string') drafts.push({ label: value, kind: CompletionItemKind.Value, text: value, sort: '2', detail: site.field?.defaultFrom ?? localize('default') });
  if (type.display === 'bytes') drafts.push({ label: 'PAGE_SIZE', kind: CompletionItemKind.Constant, detail: grouped(model.pageSize), text: 'PAGE_SIZE', sort: '3', documentation: localize('Size of a memory page of the target in bytes.') });
  return drafts;
}

function flagDrafts(model: Model, site: FieldSite, { set, misplaced }: Extract<FieldType, { readonly kind: 'flags' }>): readonly ValueDraft[] {
  return constantDrafts(constantSetNamed(set), flagsBeside(model, site), misplaced);
}

/** Names of the flags that stand in the same array already, alone or in expressions. */
function flagsBeside(model: Model, site: FieldSite): ReadonlySet<string> {
  const { tree } = model;
  const names = new Set<string>();
  const array = site.node === -1 ? -1 : tree.kind[site.node] === NodeKind.Array ? site.node : tree.parent[site.node]!;
  if (array === -1 || tree.kind[array] !== NodeKind.Array) return names;
  for (let child = tree.firstChild[array]!; child !== -1; child = tree.next[child]!) {
    if (child !== site.node && tree.kind[child] === NodeKind.String) for (const name of stringValue(tree, child).match(/[A-Za-z_]\w*/g) ?? []) names.add(name);
  }
  return names;
}

function guidDrafts(type: Extract<FieldType, { readonly kind: 'guid' }>): readonly ValueDraft[] {
  const names = new Set<string>();
  const drafts: ValueDraft[] = [];
  for (const family of type.families) {
    for (const guid of guidsOfFamily(family)) {
      if (names.has(guid.name)) continue;
      names.add(guid.name);
      drafts.push({ label: guid.name, kind: CompletionItemKind.Constant, data: { kind: 'guid', name: guid.name }, text: guid.name, sort: `1${String(drafts.length).padStart(3, '0')}` });
    }
  }
  if (type.pointer === true) drafts.push(literal('null', '8'));
  return drafts;
}

const wordDrafts = (words: readonly { readonly word: string; readonly summary: string }[]): readonly ValueDraft[] =>
  words.map(({ word, summary }, index) => ({ label: word, kind: CompletionItemKind.EnumMember, documentation: localize(summary), text: word, sort: `0${String(index).padStart(3, '0')}` }));

function pointerDrafts(model: Model, type: Extract<FieldType, { readonly kind: 'pointer' }>): readonly ValueDraft[] {
  const drafts: ValueDraft[] = [];
  for (const [name, instance] of (type.table === undefined ? undefined : model.tables.get(type.table)) ?? []) {
    drafts.push({ label: name, kind: CompletionItemKind.Reference, detail: `${instance.structure.name} (${type.table ?? ''})`, text: name, sort: `0${String(drafts.length).padStart(3, '0')}` });
  }
  drafts.push(objectDraft(type.structure, '5'), literal('null', '8'));
  return drafts;
}

type ObjectDraft = Extract<ValueDraft, { readonly json: string }>;

/** A form of an object under a condition. */
const variantDraft = (sort: string): ObjectDraft => ({ label: variantTemplate.label, kind: CompletionItemKind.Snippet, detail: localize(variantTemplate.detail), json: variantTemplate.body, sort });

/** An object written in place. */
function objectDraft(structure: string, sort: string): ObjectDraft {
  const template = templates[structure];
  const shape = shapeNamed(structure);
  const json = objectSnippet(structure);
  return { label: template?.label ?? `{ } ${structure}`, kind: CompletionItemKind.Snippet, detail: template === undefined ? undefined : localize(template.detail), data: shape === undefined ? undefined : { kind: 'shape', name: structure }, json, sort, suggestsNext: hasEmptyPlace(json) };
}

function arrayDrafts(model: Model, site: FieldSite, type: Extract<FieldType, { readonly kind: 'array' }>): readonly ValueDraft[] {
  const drafts: ValueDraft[] = [];
  for (const name of (type.table === undefined ? undefined : model.arrayTables.get(type.table)) ?? []) {
    drafts.push({ label: name, kind: CompletionItemKind.Reference, detail: type.table, text: name, sort: `0${String(drafts.length).padStart(3, '0')}` });
  }
  // Behind the names of tables that are there already.
  if (type.element.kind === 'structure') {
    const element = site.name === 'Variants' ? variantDraft('5') : objectDraft(type.element.structure, '5');
    drafts.push({ ...element, json: `[\n${element.json.split('\n').map((line) => `\t${line}`).join('\n')}\n]` });
  }
  drafts.push({ label: '[ ]', kind: CompletionItemKind.Snippet, json: '[$1]', sort: '6', suggestsNext: true });
  if (type.nullable === true) drafts.push(literal('null', '8'));
  return drafts;
}

/** What samples call a routine: the object it belongs to and what it does. */
const owners: Readonly<Record<string, string>> = { KSPIN_DISPATCH: 'Pin', KSFILTER_DISPATCH: 'Filter', KSALLOCATOR_DISPATCH: 'Allocator', KSCLOCK_DISPATCH: 'Clock', KSDEVICE_DISPATCH: 'Device' };

function callbackDrafts(site: FieldSite, type: Extract<FieldType, { readonly kind: 'callback' }>): readonly ValueDraft[] {
  const owner = owners[site.structure?.name ?? ''] ?? '';
  const routine = `${owner}${site.name}`;
  const prototype = { kind: 'prototype', name: type.prototype, irql: type.irql ?? null, routine } as const;
  return [{ label: routine, kind: CompletionItemKind.Function, detail: type.prototype, data: prototype, text: routine, sort: '0' }, literal('null', '8')];
}

function textDrafts(model: Model, type: Extract<FieldType, { readonly kind: 'text' }>): readonly ValueDraft[] {
  if (type.reference === undefined) return [];
  // Pins of one label are told apart by nothing that could be written.
  if (type.reference === 'pin') return [...new Set(allPins(model).map(pinReference))].map((label, index) => ({ label, kind: CompletionItemKind.Reference, text: label, sort: `0${String(index).padStart(3, '0')}` }));
  if (type.reference === 'filter' || type.reference === 'bus') {
    const labels = type.reference === 'filter' ? model.filters.map(({ label }) => label) : model.instances.flatMap((instance) => (isInstanceOf(instance, SimulationBus) ? [textOf(instance, 'Label') ?? ''] : []));
    return [...new Set(labels)].filter((label) => label !== '').map((label, index) => ({ label, kind: CompletionItemKind.Reference, text: label, sort: `0${String(index).padStart(3, '0')}` }));
  }
  if (type.reference === 'allocator') {
    const peers = model.instances.flatMap((instance) => (isInstanceOf(instance, SimulationPeer) ? [textOf(instance, 'Label') ?? ''] : []));
    return [...new Set([...allPins(model).map(pinReference), ...peers, defaultAllocator])].filter((name) => name !== '').map((label, index) => ({ label, kind: CompletionItemKind.Reference, text: label, sort: `0${String(index).padStart(3, '0')}` }));
  }
  if (type.reference === 'rule' || type.reference === 'simulatedRule') {
    const draft = (code: string, detail: string): ValueDraft => ({ label: code, kind: CompletionItemKind.Reference, detail, text: code, sort: '0' });
    const ofRuns = reportedBySimulations.map((code) => draft(code, 'Reported by simulations'));
    return type.reference === 'simulatedRule' ? ofRuns : [...reportableRules.filter(({ code }) => isSuppressible(code)).map(({ code, title }) => draft(code, title)), ...ofRuns];
  }
  return [...(model.tables.get(type.reference) ?? [])].map(([name, instance], index) => ({ label: name, kind: CompletionItemKind.Reference, detail: instance.structure.name, text: name, sort: `0${String(index).padStart(3, '0')}` }));
}

function durationDrafts(period: boolean): readonly ValueDraft[] {
  const examples = period ? ['29.97 fps', '25 fps', '60 fps', '33.3667 ms'] : ['100 us', '1 ms', '10 ms', '1 s'];
  return examples.map((text, index) => ({ label: text, kind: CompletionItemKind.Unit, text, sort: `0${index}` }));
}

function distributionDrafts(counts: boolean): readonly ValueDraft[] {
  return [
    ...(counts ? [1, 2, 4, 16].map((value, index) => literal(String(value), `0${index}`)) : durationDrafts(false)),
    ...distributionForms(counts).map(({ name, value }, index): ValueDraft => ({ label: name, kind: CompletionItemKind.Snippet, json: `{ "${name}": ${value} }`, sort: String(5 + index) })),
  ];
}
