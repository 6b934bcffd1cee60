import { type Constant, type ConstantSet, type Field, type FieldType, constantNamed, constantSetNamed, guidNamed, guidsByValue, guidsOfFamily, sizeOf } from '../../ks/index';
import { type ExpressionEnvironment, type IntegerShape, type PointerSize, convertToField, evaluateExpression, fixedType, shapes } from '../expression/index';
import { nearestName, rivalOf } from '../nearest-name';
import { type NodeId, NodeKind, numberValue, offsetInString, rawText, stringValue } from '../tree/index';
import { type Binding, problemAt, wrongType } from './bind';
import { distributionAt, durationAt } from './bind-distribution';
import type { Bound } from './bound';

const guidPattern = /^\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}$/i;

/** Names that an expression of this document may use. */
export function expressionEnvironment(binding: Pick<Binding, 'architecture' | 'pageSize'>): ExpressionEnvironment {
  return {
    pointerSize: pointerSizeOf(binding),
    resolve: (name) => {
      if (name === 'PAGE_SIZE') return { value: BigInt(binding.pageSize), type: 'int' };
      const found = constantNamed(name);
      return found && { value: BigInt(found.constant.value), type: found.set.type };
    },
    sizeOf: (name) => sizeOf(name, binding.architecture),
  };
}

/** Binds a value that is neither object nor array of structures. */
export function bindScalar(binding: Binding, field: Field, type: FieldType, node: NodeId, property: NodeId, name: string): Bound {
  const { tree } = binding;
  const kind = tree.kind[node]!;
  switch (type.kind) {
    case 'integer':
    case 'flags':
    case 'enumeration':
      return bindInteger(binding, type, node, property, name);
    case 'guid':
      return bindGuid(binding, type, node, property, name);
    case 'callback':
      if (kind === NodeKind.Null) return { node, property, state: 'null' };
      if (kind === NodeKind.String) return { node, property, state: 'present', kind: 'text', text: stringValue(tree, node) };
      wrongType(binding, node, "the routine's name or null", name);
      return { node, property, state: 'invalid' };
    case 'text':
      if (kind === NodeKind.Null && type.nullable === true) return { node, property, state: 'null' };
      if (kind === NodeKind.String) return { node, property, state: 'present', kind: 'text', text: stringValue(tree, node) };
      wrongType(binding, node, type.nullable === true ? 'a string or null' : 'a string', name);
      return { node, property, state: 'invalid' };
    case 'word': {
      if (kind !== NodeKind.String) {
        wrongType(binding, node, `one of ${type.words.map((entry) => `"${entry.word}"`).join(', ')}`, name);
        return { node, property, state: 'invalid' };
      }
      const word = stringValue(tree, node);
      if (type.words.some((entry) => entry.word === word)) return { node, property, state: 'present', kind: 'word', word };
      reportUnknownWord(binding, node, word, type.words.map((entry) => entry.word), name);
      return { node, property, state: 'invalid' };
    }
    case 'boolean':
      if (kind === NodeKind.True || kind === NodeKind.False) return { node, property, state: 'present', kind: 'boolean', value: kind === NodeKind.True };
      wrongType(binding, node, 'true or false', name);
      return { node, property, state: 'invalid' };
    case 'duration': {
      const nanoseconds = durationAt(binding, node, type.period === true, name);
      return nanoseconds === undefined ? { node, property, state: 'invalid' } : { node, property, state: 'present', kind: 'duration', nanoseconds };
    }
    case 'distribution': {
      const distribution = distributionAt(binding, node, name, type);
      return distribution === undefined ? { node, property, state: 'invalid' } : { node, property, state: 'present', kind: 'distribution', distribution };
    }
    case 'any':
      return { node, property, state: 'present', kind: 'any' };
    default:
      throw new Error(`${field.summary}: ${type.kind} is no scalar.`);
  }
}

function reportUnknownWord(binding: Binding, node: NodeId, name: string, words: readonly string[], field: string): void {
  const nearest = nearestName(name, words);
  problemAt(binding, 'DOC-05', nearest === undefined ? 'word' : 'wordNearest', node, { name, field, nearest: nearest ?? '', words: words.join(', '), ...(nearest === undefined ? {} : rivalOf(name, nearest, words)) });
}

type IntegerField = Extract<FieldType, { readonly kind: 'integer' | 'flags' | 'enumeration' }>;

/** A bound integer; nothing is a value that has been complained about. */
function integerBound(node: NodeId, property: NodeId, value: number | bigint | undefined): Bound {
  if (value === undefined) return { node, property, state: 'invalid' };
  if (typeof value === 'number') return { node, property, state: 'present', kind: 'integer', value };
  return Number.isSafeInteger(Number(value)) ? { node, property, state: 'present', kind: 'integer', value: Number(value) } : { node, property, state: 'present', kind: 'integer', value: Number(value), exact: value };
}

function bindInteger(binding: Binding, type: IntegerField, node: NodeId, property: NodeId, name: string): Bound {
  const { tree } = binding;
  switch (tree.kind[node]) {
    case NodeKind.Number: {
      const value = integerLiteral(binding, node, type.type, name);
      return integerBound(node, property, value);
    }
    case NodeKind.String: {
      const text = stringValue(tree, node);
      if (type.kind === 'integer' && type.words?.some((entry) => entry.word === text) === true) return { node, property, state: 'present', kind: 'word', word: text };
      const value = expressionAt(binding, node, text, type, name);
      return integerBound(node, property, value);
    }
    case NodeKind.Array: {
      if (type.kind !== 'flags') break;
      let bits = 0;
      let known = true;
      for (let child = tree.firstChild[node]!; child !== -1; child = tree.next[child]!) {
        if (tree.kind[child] !== NodeKind.String && tree.kind[child] !== NodeKind.Number) {
          wrongType(binding, child, 'the name of a flag', name);
          known = false;
          continue;
        }
        const part = bindInteger(binding, type, child, -1, name);
        if (part.state === 'present' && part.kind === 'integer') bits = (bits | part.value) >>> 0;
        else known = false;
      }
      return known ? { node, property, state: 'present', kind: 'integer', value: bits } : { node, property, state: 'invalid' };
    }
    default:
      break;
  }
  wrongType(binding, node, type.kind === 'flags' ? 'flags (an array of names, a name, a number or an expression)' : 'a number or a constant expression in a string', name);
  return { node, property, state: 'invalid' };
}

/** Size of a pointer on the document's target, in bytes. */
const pointerSizeOf = ({ architecture }: Pick<Binding, 'architecture'>): PointerSize => (architecture === 'x86' ? 4 : 8);

/** Least and greatest value of a field's type. */
const limitsOf = (binding: Binding, type: IntegerField['type']): IntegerShape => shapes[fixedType(type, pointerSizeOf(binding))];

function integerLiteral(binding: Binding, node: NodeId, type: IntegerField['type'], field: string): number | bigint | undefined {
  const { tree } = binding;
  const value = numberValue(tree, node);
  if (!Number.isFinite(value)) return undefined;
  if (!Number.isInteger(value)) {
    problemAt(binding, 'DOC-04', 'fraction', node, { field, value: rawText(tree, node) });
    return undefined;
  }
  // The usual case, without big integers.
  if (value >= 0 && value <= 0x7fffffff && type !== 'UCHAR' && type !== 'USHORT') return value;
  const raw = rawText(tree, node);
  const exact = /^-?\d+$/.test(raw) ? BigInt(raw) : BigInt(value);
  const { least, greatest } = limitsOf(binding, type);
  if (exact < least || exact > greatest) {
    problemAt(binding, 'DOC-07', exact < 0n && least === 0n ? 'negative' : 'range', node, { field, value: raw, type, least: least.toString(), greatest: greatest.toString() });
    return undefined;
  }
  return exact;
}

/** Place in the document of a stretch of a string's decoded text; never empty. */
function placeInString({ tree }: Binding, node: NodeId, start: number, end: number): { start: number; end: number } {
  const from = offsetInString(tree, node, start);
  return { start: from, end: Math.min(Math.max(offsetInString(tree, node, end), from + 1), tree.end[node]!) };
}

function expressionAt(binding: Binding, node: NodeId, text: string, type: IntegerField, field: string): number | bigint | undefined {
  // A name alone is by far the commonest: no evaluation is needed for it, unless the document says what it is or it may not fit.
  const direct = text === 'PAGE_SIZE' || type.type === 'UCHAR' || type.type === 'USHORT' ? undefined : constantNamed(text);
  if (direct && direct.constant.value <= 0x7fffffff && direct.constant.value >= 0) return direct.constant.value;
  const evaluated = evaluateExpression(text, expressionEnvironment(binding));
  if ('problem' in evaluated) {
    const { problem } = evaluated;
    const place = placeInString(binding, node, problem.start, problem.end);
    if (problem.kind === 'unknownName') reportUnknownConstant(binding, node, place, problem.name ?? text, type, field);
    else problemAt(binding, 'DOC-06', problem.kind, node, { field, expression: text }, place);
    return undefined;
  }
  const converted = convertToField(evaluated.value, evaluated.type, type.type, pointerSizeOf(binding));
  if ('problem' in converted) {
    const { least, greatest } = limitsOf(binding, type.type);
    problemAt(binding, 'DOC-07', 'range', node, { field, value: evaluated.value.toString(), type: type.type, least: least.toString(), greatest: greatest.toString() });
    return undefined;
  }
  return converted.value;
}

function reportUnknownConstant(binding: Binding, node: NodeId, place: { start: number; end: number }, name: string, type: IntegerField, field: string): void {
  const set: ConstantSet | undefined = type.set === undefined ? undefined : constantSetNamed(type.set);
  const candidates = [...(set?.constants.map((constant: Constant) => constant.name) ?? []), ...(type.kind === 'integer' ? [...(type.words?.map((entry) => entry.word) ?? []), 'PAGE_SIZE'] : [])];
  const nearest = nearestName(name, candidates);
  if (nearest === undefined) problemAt(binding, 'DOC-05', 'constant', node, { name, field }, place);
  else problemAt(binding, 'DOC-05', 'constantNearest', node, { name, field, nearest, ...rivalOf(name, nearest, candidates) }, place);
}

function bindGuid(binding: Binding, type: Extract<FieldType, { readonly kind: 'guid' }>, node: NodeId, property: NodeId, name: string): Bound {
  const { tree } = binding;
  if (tree.kind[node] === NodeKind.Null && type.pointer === true) return { node, property, state: 'null' };
  if (tree.kind[node] !== NodeKind.String) {
    wrongType(binding, node, type.pointer === true ? 'the name of a GUID, "{…}" or null' : 'the name of a GUID or "{…}"', name);
    return { node, property, state: 'invalid' };
  }
  const text = stringValue(tree, node);
  const named = guidNamed(text);
  if (named) return { node, property, state: 'present', kind: 'guid', value: named.value, name: named.name };
  if (guidPattern.test(text)) {
    const value = text.slice(1, -1).toLowerCase();
    const known = guidsByValue(value).find((guid) => guid.families.some((family) => type.families.includes(family)));
    return known ? { node, property, state: 'present', kind: 'guid', value, name: known.name } : { node, property, state: 'present', kind: 'guid', value };
  }
  if (text.startsWith('{')) problemAt(binding, 'DOC-06', 'guid', node, { field: name, expression: text });
  else {
    const candidates = type.families.flatMap((family) => guidsOfFamily(family).map((guid) => guid.name));
    const nearest = nearestName(text, candidates);
    if (nearest === undefined) problemAt(binding, 'DOC-05', 'guid', node, { name: text, field: name });
    else problemAt(binding, 'DOC-05', 'constantNearest', node, { name: text, field: name, nearest, ...rivalOf(text, nearest, candidates) });
  }
  return { node, property, state: 'invalid' };
}
