import { type FieldType, KSPIN_DESCRIPTOR_EX } from '../../ks/index';
import { type Bound, type EffectiveItem, type Model, effectiveStates, isInstanceOf, isStated, nodeOf, numberOf } from '../model/index';
import { fieldTable } from '../model/bound';
import { type NodeId, NodeKind, stringValue } from '../tree/index';
import type { HintKind } from './hint-kinds';

/** A number that stands behind a value. `node` is the value. */
export type ValueHint = { readonly node: NodeId } & (
  /** Bytes of which each frame begins at a multiple. */
  | { readonly kind: 'alignment'; readonly bytes: number }
  /** Value of a constant expression, in the C type of its field. */
  | { readonly kind: 'expressions'; readonly expression: string; readonly value: number; readonly exact?: bigint; readonly type: string; readonly isBytes: boolean }
  /** All frames of a framing item together; of several states in which clients find it the largest, and with a range of sizes the greatest. */
  | { readonly kind: 'frameBytes'; readonly frames: number; readonly size: number; readonly isGreatest: boolean; readonly states: readonly EffectiveItem[] }
  /** Instances of a pin that are necessary and possible; nothing possible: without limit. Nothing necessary: not stated. */
  | { readonly kind: 'instances'; readonly necessary: number | undefined; readonly possible: number | undefined });

const unlimited = 0xffffffff;

/** An operator, a cast or a call: what is no single name or number. A sign alone makes no expression. */
const isExpression = (text: string): boolean => /[^\w\s]/.test(text.trim().replace(/^[-+]/, ''));

/**
 * The hints whose values begin in a stretch of the text, in no particular order.
 * @param limit greatest number
 */
export function valueHints(model: Model, stretch: { readonly start: number; readonly end: number }, wanted: ReadonlySet<HintKind>, limit = 5000): readonly ValueHint[] {
  const { tree } = model;
  const hints: ValueHint[] = [];
  const isInside = (node: NodeId): boolean => tree.start[node]! >= stretch.start && tree.start[node]! <= stretch.end;
  if (wanted.has('frameBytes')) {
    for (const view of model.items) {
      if (hints.length >= limit) return hints;
      if (view.framing.isPlaceholder || !isStated(view.item, 'Frames')) continue;
      const node = nodeOf(view.item, 'Frames');
      const hint = isInside(node) ? frameBytes(node, effectiveStates(view)) : undefined;
      if (hint !== undefined) hints.push(hint);
    }
  }
  if (!wanted.has('alignment') && !wanted.has('expressions') && !wanted.has('instances')) return hints;
  for (const instance of model.instances) {
    if (tree.start[instance.node]! > stretch.end || tree.end[instance.node]! < stretch.start) continue;
    if (hints.length >= limit) return hints;
    const { fields } = fieldTable(instance.structure);
    instance.stated.forEach((value, ordinal) => {
      const { type } = fields[ordinal]!;
      if (value?.state !== 'present' || value.defaulted === true) return;
      if (type.kind === 'integer') addInteger(value, type);
      // Elements of an array that stands elsewhere belong to where it stands.
      if (type.kind !== 'array' || type.element.kind !== 'integer' || value.kind !== 'array' || value.reference !== undefined) return;
      if (tree.start[value.node]! > stretch.end || tree.end[value.node]! < stretch.start) return;
      for (const element of value.elements) if (hints.length < limit) addInteger(element, type.element);
    });
    if (wanted.has('instances') && isInstanceOf(instance, KSPIN_DESCRIPTOR_EX) && isStated(instance, 'InstancesPossible')) {
      const node = nodeOf(instance, 'InstancesPossible');
      const possible = numberOf(instance, 'InstancesPossible');
      if (isInside(node) && possible !== undefined) hints.push({ kind: 'instances', node, necessary: numberOf(instance, 'InstancesNecessary'), possible: possible === unlimited ? undefined : possible });
    }
  }
  return hints;

  function addInteger(value: Bound, type: Extract<FieldType, { readonly kind: 'integer' }>): void {
    if (value.state !== 'present' || value.kind !== 'integer' || !isInside(value.node)) return;
    if (wanted.has('alignment') && type.display === 'alignmentMask' && tree.kind[value.node] === NodeKind.Number) {
      const bytes = value.value + 1;
      if (value.value > 0 && (value.value & bytes) === 0) hints.push({ kind: 'alignment', node: value.node, bytes });
    }
    const hint = wanted.has('expressions') ? expressionHint(model, value, type.type, type.display === 'bytes') : undefined;
    if (hint !== undefined) hints.push(hint);
  }
}

function expressionHint({ tree }: Model, value: Extract<Bound, { readonly state: 'present'; readonly kind: 'integer' }>, type: string, isBytes: boolean): ValueHint | undefined {
  if (tree.kind[value.node] !== NodeKind.String) return undefined;
  const expression = stringValue(tree, value.node);
  if (!isExpression(expression)) return undefined;
  return { kind: 'expressions', node: value.node, expression, value: value.value, type, isBytes, ...(value.exact === undefined ? {} : { exact: value.exact }) };
}

/** Nothing where the size or the number of frames is not known in any state, or without limit. */
function frameBytes(node: NodeId, states: readonly EffectiveItem[]): ValueHint | undefined {
  let largest: { readonly frames: number; readonly size: number; readonly isGreatest: boolean } | undefined;
  const totals = new Set<number>();
  for (const { frames: { value: frames }, framingRange: { min, max } } of states) {
    if (frames === undefined || frames === 0 || max.value === undefined || max.value === 0 || max.value === unlimited) {
      totals.add(Number.NaN);
      continue;
    }
    totals.add(frames * max.value);
    if (largest === undefined || frames * max.value > largest.frames * largest.size) largest = { frames, size: max.value, isGreatest: min.value !== max.value };
  }
  return largest === undefined ? undefined : { kind: 'frameBytes', node, ...largest, isGreatest: largest.isGreatest || totals.size > 1, states };
}
