import { type Bound, type Instance, type NodeId, boundValues, elementsOf, numberOf } from '../../document/index';
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

/** A format that is offered twice. */
export const drg09 = defineRule({
  code: 'DRG-09', title: 'Data range offered twice', area: 'dataRange', defaultSeverity: 'info', evidence: ['I'], sources: [dataRangePage], since: '0.1.0', fixable: true, unnecessary: true, scope: 'pin',
  condition: 'DataRanges of a pin lists the same data range twice, or two that are equal in every member, all of them stated.',
  effect: 'Whatever the second one matches the first has matched already, so it adds nothing but work for clients that go through the list (inferred).',
  remedy: 'Remove it, or correct the member in which it was meant to differ.',
  texts: {
    same: '{name} stands in this list already: what it matches has been matched before, so it adds nothing (inferred). Remove it, or name the data range you meant.',
    equal: '{name} is equal to {other}, which stands before it in this list, in every member: it adds nothing (inferred). Remove it, or correct the member in which it was meant to differ.',
    first: 'The first time.',
  },
  check({ descriptor, dataRanges }, report) {
    if (descriptor === undefined || dataRanges.length < 2) return;
    const instances = new Map<Instance, NodeId>();
    const equals = new Map<string, { readonly range: Instance; readonly node: NodeId }>();
    for (const element of elementsOf(descriptor, 'DataRanges') ?? []) {
      if (element.state !== 'present' || element.kind !== 'instance') continue;
      const { instance: range, node } = element;
      const name = formatName(range);
      const again = instances.get(range);
      if (again !== undefined) {
        report(node, 'same', { name }, { related: [{ where: again, text: 'first' }] });
        continue;
      }
      instances.set(range, node);
      const content = contentOf(range);
      const first = content === undefined ? undefined : equals.get(content);
      if (first) report(node, 'equal', { name, other: formatName(first.range) }, { related: [{ where: first.node, text: 'first' }] });
      else if (content !== undefined) equals.set(content, { range, node });
    }
  },
});
