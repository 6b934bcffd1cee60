import { type ConstantSet, constantNamed, constantSetNamed } from '../../ks/index';
import { type ExpressionEnvironment, evaluateExpression } from '../expression/index';
import { NodeKind, type NodeId, type Tree, numberValue, stringValue } from '../tree/index';
import { insertElements } from './insert-members';
import { removeValues } from './remove-value';
import type { TextEdit } from './set-values';

/** Bits to take out of a value and to put in. */
export interface FlagChange { readonly clear?: number; readonly set?: number }

/** One flag as it stands in a list or between two `|`. */
interface Term { readonly node: NodeId; readonly text: string; readonly bits: number }

/**
 * Clears and sets bits of flags as they are written: names are taken out of a list or of an expression with `|`, and added behind the others; a name that
 * stands for more than what is cleared is replaced by the names of the rest. Nothing where the value is written in a way that cannot be taken apart.
 * @param set name of the set of constants that the flags belong to
 */
export function changeFlags(tree: Tree, node: NodeId, set: string, { clear = 0, set: added = 0 }: FlagChange, environment: ExpressionEnvironment): readonly TextEdit[] | undefined {
  const constants = constantSetNamed(set);
  if (!constants) return undefined;
  const whole = (text: string): readonly TextEdit[] => [{ start: tree.start[node]!, end: tree.end[node]!, text }];
  switch (tree.kind[node]) {
    case NodeKind.Number: {
      const value = numberValue(tree, node);
      // A 0 has no notation to keep: names say more.
      if (value === 0 && added !== 0) return whole(`[${namesOf(constants, added).map((name) => JSON.stringify(name)).join(', ')}]`);
      return Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? whole(String(((value & ~clear) | added) >>> 0)) : undefined;
    }
    case NodeKind.String: {
      const text = stringValue(tree, node);
      // What binds weaker than `|` makes its operands no terms.
      if (/[?:]|\|\||&&/.test(text) || parenthesesHideTerms(text)) return undefined;
      const terms = text.split('|').map((part) => termOf(part.trim(), node, environment));
      if (!terms.every((term) => term !== undefined)) return undefined;
      const present = terms.reduce((bits, term) => bits | term.bits, 0) & ~clear;
      const kept = terms.flatMap((term) => rest(term, clear, constants)?.map((each) => each.text) ?? [term.text]);
      const written = [...kept, ...namesOf(constants, added & ~present)];
      return whole(JSON.stringify(written.length === 0 ? '0' : written.join(' | ')));
    }
    case NodeKind.Array: return changeList(tree, node, constants, clear, added, environment);
    default: return undefined;
  }
}

/** True when a `|` stands inside parentheses. */
const parenthesesHideTerms = (text: string): boolean => /\([^)]*\|/.test(text);

function changeList(tree: Tree, array: NodeId, constants: ConstantSet, clear: number, added: number, environment: ExpressionEnvironment): readonly TextEdit[] | undefined {
  const removed: NodeId[] = [];
  const edits: TextEdit[] = [];
  let present = 0;
  for (let child = tree.firstChild[array]!; child !== -1; child = tree.next[child]!) {
    const text = tree.kind[child] === NodeKind.String ? stringValue(tree, child) : tree.text.slice(tree.start[child], tree.end[child]);
    const term = termOf(text, child, environment);
    if (!term) return undefined;
    present |= term.bits & ~clear;
    const left = rest(term, clear, constants);
    if (left === undefined) continue;
    if (left.length === 0) removed.push(child);
    else edits.push({ start: tree.start[child]!, end: tree.end[child]!, text: left.map((each) => JSON.stringify(each.text)).join(', ') });
  }
  const names = namesOf(constants, added & ~present).map((name) => JSON.stringify(name));
  // What is added takes the place of the first that goes, so that no two edits meet.
  const [replaced] = names.length > 0 ? removed.splice(0, 1) : [];
  if (replaced !== undefined) edits.push({ start: tree.start[replaced]!, end: tree.end[replaced]!, text: names.join(', ') });
  else if (names.length > 0) edits.push(...insertElements(tree, array, names));
  if (removed.length > 0) {
    const removal = removeValues(tree, removed);
    if (!removal) return undefined;
    edits.push(...removal);
  }
  return edits.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** A term with its bits; nothing when it cannot be read. */
function termOf(text: string, node: NodeId, environment: ExpressionEnvironment): Term | undefined {
  const direct = constantNamed(text);
  if (direct) return { node, text, bits: direct.constant.value >>> 0 };
  const result = evaluateExpression(text, environment);
  return 'problem' in result ? undefined : { node, text, bits: Number(BigInt.asUintN(32, result.value)) };
}

/** What is left of a term without some bits; nothing when it stays as it is. */
function rest(term: Term, clear: number, constants: ConstantSet): readonly { readonly text: string }[] | undefined {
  if ((term.bits & clear) === 0) return undefined;
  return namesOf(constants, term.bits & ~clear).map((text) => ({ text }));
}

/** The names of single bits of a mask; bits without a name together as a number. */
export function namesOf(constants: ConstantSet, mask: number): readonly string[] {
  const names: string[] = [];
  let left = mask >>> 0;
  for (const { name, value } of constants.constants) {
    const bits = value >>> 0;
    if (bits === 0 || (bits & (bits - 1)) !== 0 || (left & bits) === 0) continue;
    names.push(name);
    left = (left & ~bits) >>> 0;
  }
  return left === 0 ? names : [...names, `0x${left.toString(16).toUpperCase()}`];
}
