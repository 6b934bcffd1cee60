import { parseDuration, parsePeriod } from '../expression/index';
import { type NodeId, NodeKind, numberValue, rawText, stringValue } from '../tree/index';
import { type Binding, problemAt, wrongType } from './bind';
import type { DurationDistribution } from './bound';

/** A duration in ns, or of a period the rate's; nothing is a value that has been complained about. */
export function durationAt(binding: Binding, node: NodeId, period: boolean, field: string, signedAllowed = false): number | undefined {
  const { tree } = binding;
  const kind = tree.kind[node];
  if (kind === NodeKind.Number) {
    problemAt(binding, 'DOC-06', 'unitMissing', node, { field, expression: rawText(tree, node) });
    return undefined;
  }
  if (kind !== NodeKind.String) {
    wrongType(binding, node, 'a duration such as "5 ms"', field);
    return undefined;
  }
  const text = stringValue(tree, node);
  const negative = signedAllowed && /^\s*-/.test(text);
  const parsed = (period ? parsePeriod : parseDuration)(negative ? text.replace('-', '') : text);
  if ('problem' in parsed) {
    problemAt(binding, 'DOC-06', parsed.problem.kind, node, { field, expression: text });
    return undefined;
  }
  return negative ? -parsed.nanoseconds : parsed.nanoseconds;
}

/** A whole number above 0. */
function countAt(binding: Binding, node: NodeId, field: string): number | undefined {
  const { tree } = binding;
  const value = tree.kind[node] === NodeKind.Number ? numberValue(tree, node) : NaN;
  if (Number.isSafeInteger(value) && value > 0) return value;
  if (tree.kind[node] === NodeKind.Number) problemAt(binding, 'DOC-06', 'count', node, { field, expression: rawText(tree, node) });
  else wrongType(binding, node, 'a whole number above 0', field);
  return undefined;
}

const distributionShapes = ['Uniform', 'Triangular', 'Table', 'Histogram', 'Samples'] as const;
type Shape = (typeof distributionShapes)[number];

/** How one value of a distribution is written: as a duration, or as a count. */
type ReadValue = (node: NodeId) => number | undefined;

/** A distribution of durations in ns, or of counts; nothing is one that has been complained about. */
export function distributionAt(binding: Binding, node: NodeId, field: string, { counts = false, signed = false }: { readonly counts?: boolean; readonly signed?: boolean }): DurationDistribution | undefined {
  const { tree } = binding;
  const read: ReadValue = counts ? (value) => countAt(binding, value, field) : (value) => durationAt(binding, value, false, field, signed);
  if (tree.kind[node] !== NodeKind.Object) {
    const value = read(node);
    return value === undefined ? undefined : { kind: 'constant', value };
  }
  const property = tree.firstChild[node]!;
  const shape = property === -1 ? undefined : distributionShapes.find((name) => name === stringValue(tree, tree.firstChild[property]!));
  const list = property === -1 ? -1 : tree.next[tree.firstChild[property]!]!;
  if (shape === undefined || tree.next[property] !== -1 || list === -1 || tree.kind[list] !== NodeKind.Array) {
    problemAt(binding, 'DOC-06', 'distribution', node, { field, expression: 'object' }, { end: tree.start[node]! + 1 });
    return undefined;
  }
  return readers[shape](binding, list, field, read);
}

type ReadShape = (binding: Binding, list: NodeId, field: string, read: ReadValue) => DurationDistribution | undefined;

const readers: Readonly<Record<Shape, ReadShape>> = {
  Uniform: (binding, list, field, read) => {
    const values = ascending(binding, list, field, read, 2, 'uniform');
    return values && { kind: 'uniform', minimum: values[0]!, maximum: values[1]! };
  },
  Triangular: (binding, list, field, read) => {
    const values = ascending(binding, list, field, read, 3, 'triangular');
    return values && { kind: 'triangular', minimum: values[0]!, mode: values[1]!, maximum: values[2]! };
  },
  Table: (binding, list, field, read) => tableAt(binding, list, field, (row) => (row.length === 2 ? read(row[0]!) : null), 'table'),
  // What lies in a bin counts as its upper bound, so that no time is taken for shorter than it was.
  Histogram: (binding, list, field, read) => tableAt(binding, list, field, (row) => {
    if (row.length !== 3) return null;
    const [from, to] = [read(row[0]!), read(row[1]!)];
    if (from === undefined || to === undefined) return undefined;
    return from > to ? null : to;
  }, 'histogram'),
  Samples: (binding, list, field, read) => {
    const counts = new Map<number, number>();
    for (let child = binding.tree.firstChild[list]!; child !== -1; child = binding.tree.next[child]!) {
      const value = read(child);
      if (value === undefined) return undefined;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size === 0) {
      problemAt(binding, 'DOC-06', 'samples', list, { field, expression: 'Samples' });
      return undefined;
    }
    const values = [...counts.keys()].sort((a, b) => a - b);
    return { kind: 'table', values, weights: values.map((value) => counts.get(value)!) };
  },
};

/** So many values, none below the one before it. */
function ascending(binding: Binding, list: NodeId, field: string, read: ReadValue, wanted: number, variant: 'uniform' | 'triangular'): readonly number[] | undefined {
  const { tree } = binding;
  const values: number[] = [];
  for (let child = tree.firstChild[list]!; child !== -1; child = tree.next[child]!) {
    const value = read(child);
    if (value === undefined) return undefined;
    values.push(value);
  }
  if (values.length === wanted && values.every((value, index) => index === 0 || value >= values[index - 1]!)) return values;
  problemAt(binding, 'DOC-06', variant, list, { field, expression: variant });
  return undefined;
}

/** Rows whose last element is a whole weight. `valueOf` gives the value of a row, `null` for a row of another form, nothing for one that has been complained about. */
function tableAt(binding: Binding, list: NodeId, field: string, valueOf: (row: readonly NodeId[]) => number | null | undefined, variant: 'table' | 'histogram'): DurationDistribution | undefined {
  const { tree } = binding;
  const values: number[] = [];
  const weights: number[] = [];
  const refuse = (node: NodeId): undefined => {
    problemAt(binding, 'DOC-06', variant, node, { field, expression: variant });
    return undefined;
  };
  for (let row = tree.firstChild[list]!; row !== -1; row = tree.next[row]!) {
    const parts: NodeId[] = [];
    if (tree.kind[row] === NodeKind.Array) for (let part = tree.firstChild[row]!; part !== -1; part = tree.next[part]!) parts.push(part);
    const last = parts.at(-1);
    const weight = last !== undefined && tree.kind[last] === NodeKind.Number ? numberValue(tree, last) : NaN;
    if (!Number.isSafeInteger(weight) || weight < 0 || weight > 0xffffffff) return refuse(row);
    const value = valueOf(parts);
    if (value === undefined) return undefined;
    if (value === null) return refuse(row);
    values.push(value);
    weights.push(weight);
  }
  return weights.every((weight) => weight === 0) ? refuse(list) : { kind: 'table', values, weights };
}
