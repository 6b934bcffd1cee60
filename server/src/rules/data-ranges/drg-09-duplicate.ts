import { type Bound, type Instance, type NodeId, boundValues, elementsOf, guidOf, numberOf } from '../../document/index';
import { constantValue, dataRangePage } from '../../ks/index';
import { formatHeader, formatName } from '../facts';
import { defineRule } from '../rule';

const withAttributes = constantValue('KSDATARANGE_ATTRIBUTES');
const contents = new WeakMap<Instance, string | undefined>();

/** Everything that a structure states, in one text; nothing when something of it is unknown. */
function contentOf(instance: Instance): string | undefined {
  if (!contents.has(instance)) contents.set(instance, describe(instance));
  return contents.get(instance);
}

function describe(instance: Instance): string | undefined {
  const header = formatHeader(instance);
  const flags = header && numberOf(header, 'Flags');
  const values = boundValues(instance);
  let text = instance.structure.name;
  for (const [ordinal, [name, { format, presence }]] of Object.entries(instance.structure.fields).entries()) {
    const value = values[ordinal]!;
    // A list of attributes follows only where the flag says so.
    if (name === 'Attributes') {
      if (flags === undefined) return undefined;
      if ((flags & withAttributes) === 0) continue;
    } else if (format === true || (value.state === 'absent' && (presence === 'derived' || presence === 'reserved'))) continue;
    const part = describeValue(value);
    if (part === undefined) return undefined;
    text += ` ${name}=${part}`;
  }
  return `{${text}}`;
}

function describeValue(value: Bound): string | undefined {
  if (value.state === 'null') return 'null';
  if (value.state !== 'present') return undefined;
  switch (value.kind) {
    case 'integer': return String(value.exact ?? value.value);
    case 'guid': return value.value;
    case 'boolean': return String(value.value);
    case 'instance': return contentOf(value.instance);
    case 'array': {
      const parts = value.elements.map(describeValue);
      return parts.includes(undefined) ? undefined : `[${parts.join()}]`;
    }
    default: return undefined;
  }
}

/** An element that repeats one before it: the same data range, or (`other`) one that is equal to it. */
interface Repetition { readonly node: NodeId; readonly first: NodeId; readonly name: string; readonly other: string | undefined }

const repetitions = new WeakMap<readonly Bound[], readonly Repetition[]>();

/** The repetitions in a table of data ranges. A table that several pins share is read once. */
function repetitionsIn(elements: readonly Bound[]): readonly Repetition[] {
  let found = repetitions.get(elements);
  if (!found) repetitions.set(elements, (found = findRepetitions(elements)));
  return found;
}

/** What two equal ranges have in common and most others have not: cheaper to compare than everything. */
function likenessOf(range: Instance): string {
  const header = formatHeader(range);
  return header === undefined ? range.structure.name : `${range.structure.name} ${guidOf(header, 'SubFormat') ?? ''} ${guidOf(header, 'Specifier') ?? ''} ${numberOf(header, 'SampleSize') ?? ''}`;
}

/** A range that has been seen in the table. */
interface Seen { readonly range: Instance; readonly node: NodeId }

function findRepetitions(elements: readonly Bound[]): readonly Repetition[] {
  const found: Repetition[] = [];
  const instances = new Map<Instance, NodeId>();
  // Ranges that look alike, and of those that have been compared in full the first of each content.
  const alike = new Map<string, Seen | Map<string, Seen>>();
  for (const element of elements) {
    if (element.state !== 'present' || element.kind !== 'instance') continue;
    const { instance: range, node } = element;
    const again = instances.get(range);
    if (again !== undefined) {
      found.push({ node, first: again, name: formatName(range), other: undefined });
      continue;
    }
    instances.set(range, node);
    const likeness = likenessOf(range);
    const known = alike.get(likeness);
    if (known === undefined) {
      alike.set(likeness, { range, node });
      continue;
    }
    const contents = 'range' in known ? new Map([[contentOf(known.range), known]].filter((entry): entry is [string, Seen] => entry[0] !== undefined)) : known;
    const content = contentOf(range);
    const equal = content === undefined ? undefined : contents.get(content);
    if (equal) found.push({ node, first: equal.node, name: formatName(range), other: formatName(equal.range) });
    else if (content !== undefined) contents.set(content, { range, node });
    alike.set(likeness, contents);
  }
  return found;
}

/** A format that is offered twice. */
export const drg09 = defineRule({
  code: 'DRG-09', title: 'Data range offered twice', area: 'dataRange', defaultSeverity: 'info', evidence: ['I'], sources: [dataRangePage], since: '0.1.0', unnecessary: true, scope: 'pin',
  condition: 'DataRanges of a pin lists the same data range twice, or two that are equal in every member, all of them stated.',
  effect: 'Whatever the second one matches the first has matched already, so it adds nothing but work for clients that go through the list (inferred).',
  remedy: 'Remove it, or correct the member in which it was meant to differ.',
  texts: {
    same: '{name} stands in this list already: what it matches has been matched before, so it adds nothing (inferred). Remove it, or name the data range you meant.',
    equal: '{name} is equal to {other}, which stands before it in this list, in every member: it adds nothing (inferred). Remove it, or correct the member in which it was meant to differ.',
    first: 'The first time.',
  },
  check({ descriptor }, report) {
    const elements = descriptor && elementsOf(descriptor, 'DataRanges');
    if (elements === undefined || elements.length < 2) return;
    for (const { node, first, name, other } of repetitionsIn(elements)) report(node, other === undefined ? 'same' : 'equal', { name, other: other ?? '' }, { related: [{ where: first, text: 'first' }] });
  },
});
