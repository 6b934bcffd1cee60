import { type Model, type NodeId, type TextEdit, nodeAtOffset } from '../../document/index';
import type { Finding } from '../../findings/index';
import { rules } from '../registry';

/** How many pins, or filters, what an edit changes belongs to: more than one. */
export interface Sharing {
  readonly of: 'pins' | 'filters';
  readonly count: number;
}

/** Who uses one object of the document. */
interface Users {
  readonly pins: Set<string>;
  readonly filters: Set<number>;
  /** Objects that the pins are: one where several filters share its table. */
  readonly pinNodes: Set<NodeId>;
}

/** Rules about framings and their items whose condition asks which pins use them, or how. */
const judgedByUse: ReadonlySet<string> = new Set([
  'FRM-13', 'FRM-14', 'FRM-15', 'FRM-19', 'FRM-20', 'FRM-23', 'FRM-28', 'FRM-31', 'FRM-38', 'FRM-41', 'FRM-42', 'RNG-08', 'RNG-11', 'RNG-12', 'RNG-13', 'CMP-03', 'CMP-07', 'CMP-09', 'DRG-08', 'MEM-03', 'MEM-04', 'MEM-05', 'MEM-11',
]);
const ofUsers: ReadonlySet<string> = new Set(rules.filter(({ code, scope }) => judgedByUse.has(code) || scope === 'pin' || scope === 'filter' || scope === 'graph').map(({ code }) => code));

/** Whether a finding of a rule may hold for one user of an object and not for another. */
export const isJudgedByUse = (code: string): boolean => ofUsers.has(code);

const known = new WeakMap<Model, ReadonlyMap<NodeId, Users>>();

/** Objects that several may use, each with its users. */
function usersIn(model: Model): ReadonlyMap<NodeId, Users> {
  let found = known.get(model);
  if (!found) known.set(model, (found = lookForUsers(model)));
  return found;
}

function lookForUsers({ configurations }: Model): ReadonlyMap<NodeId, Users> {
  const found = new Map<NodeId, Users>();
  const usersOf = (node: NodeId): Users => {
    let users = found.get(node);
    if (!users) found.set(node, (users = { pins: new Set(), filters: new Set(), pinNodes: new Set() }));
    return users;
  };
  for (const { index, dispatch, pins } of configurations) {
    if (dispatch.state === 'present') usersOf(dispatch.instance.node).filters.add(index);
    for (const { id, pin, dispatch: ofPin, allocator, framing, dataRanges } of pins) {
      const parts = [ofPin, allocator, framing].flatMap((pointer) => (pointer.state === 'present' ? [pointer.instance.node] : []));
      for (const node of [pin.node, ...parts, ...dataRanges.map((range) => range.node)]) {
        const users = usersOf(node);
        users.pins.add(`${index}/${id}`);
        users.filters.add(index);
        users.pinNodes.add(pin.node);
      }
    }
  }
  return found;
}

/** Who shares what edits change, where a finding may be right of one of them and wrong of another; nothing where it is about all of them. */
export function sharingOf(model: Model, { code, related }: Finding, edits: readonly TextEdit[]): Sharing | undefined {
  if (!isJudgedByUse(code)) return undefined;
  const { tree } = model;
  const users = usersIn(model);
  let most: Sharing | undefined;
  for (const { start } of edits) {
    for (let node = nodeAtOffset(tree, start, true); node !== -1; node = tree.parent[node]!) {
      const found = users.get(node);
      if (found === undefined) continue;
      const sharing: Sharing = found.pinNodes.size > 1 ? { of: 'pins', count: found.pins.size } : { of: 'filters', count: found.filters.size };
      if (sharing.count > (most?.count ?? 1)) most = sharing;
    }
  }
  // A finding names the pins that it is about, if it is about pins.
  const named = new Set(related.filter(({ text }) => text === `${code}.pin`).map(({ node }) => node));
  return most !== undefined && named.size >= most.count ? undefined : most;
}
