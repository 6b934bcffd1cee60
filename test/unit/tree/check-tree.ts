import { NodeKind, type Tree } from '../../../server/src/document/tree/index';

/** Throws unless the columns of a tree agree with each other and with the text. Used by tests and fuzzers on any input, valid or not. */
export function checkTree(tree: Tree): void {
  const { count, kind, start, end, parent, next, firstChild, text } = tree;
  const fail = (node: number, what: string): never => {
    throw new Error(`node ${node}: ${what}\n${JSON.stringify(text.slice(0, 2000))}`);
  };
  if (tree.root !== (count > 0 ? 0 : -1)) fail(0, 'root');
  // The last child seen of each node; with pre-order ids one pass finds every child.
  const last = new Int32Array(count).fill(-1);
  for (let node = 0; node < count; node++) {
    if (start[node]! < 0 || start[node]! > end[node]! || end[node]! > text.length) fail(node, `range ${start[node]}..${end[node]}`);
    const above = parent[node]!;
    if (node === 0) {
      if (above !== -1) fail(node, 'root has a parent');
    } else {
      if (above < 0 || above >= node) fail(node, `parent ${above}`);
      if (start[node]! < start[above]! || end[node]! > end[above]!) fail(node, `not inside its parent ${above}: ${start[node]}..${end[node]} in ${start[above]}..${end[above]}`);
      if (start[node]! < start[node - 1]!) fail(node, 'starts decrease');
      if (last[above] === -1) {
        if (firstChild[above] !== node || node !== above + 1) fail(above, `first child ${firstChild[above]}, not ${node}`);
      } else {
        if (next[last[above]!] !== node) fail(last[above]!, `next ${next[last[above]!]}, not ${node}`);
        if (end[last[above]!]! > start[node]!) fail(node, `overlaps its sibling ${last[above]}`);
      }
      last[above] = node;
    }
    const inObject = above !== -1 && kind[above] === NodeKind.Object;
    if ((kind[node] === NodeKind.Property) !== inObject) fail(node, 'properties belong in objects, and nothing else does');
    if (kind[node]! < NodeKind.Object || kind[node]! > NodeKind.Invalid) fail(node, `kind ${kind[node]}`);
  }
  for (let node = 0; node < count; node++) {
    if (last[node] === -1) {
      if (firstChild[node] !== -1) fail(node, 'has a first child that is not its child');
    } else if (next[last[node]!] !== -1) {
      fail(last[node]!, 'is last and has a next sibling');
    }
    const leaf = kind[node]! > NodeKind.Property;
    if (leaf && last[node] !== -1) fail(node, 'a scalar with children');
    if (kind[node] === NodeKind.Property) {
      const name = node + 1;
      if (last[node] === -1 || last[node]! > node + 2) fail(node, 'a property has a name and at most one value');
      if (kind[name] !== NodeKind.String && kind[name] !== NodeKind.Invalid) fail(name, 'is no name');
    }
  }
  let previous = 0;
  for (const [index, problem] of tree.problems.entries()) {
    if (problem.start < 0 || problem.start > problem.end || problem.end > text.length) fail(-1, `problem ${problem.kind} ${problem.start}..${problem.end}`);
    if (problem.kind === 'tooManyProblems') {
      if (index !== 100 || tree.problems.length !== 101) fail(-1, 'tooManyProblems is not last');
    } else {
      if (problem.start < previous) fail(-1, 'problems out of order');
      previous = problem.start;
    }
  }
  if (tree.problems.length > 101) fail(-1, 'too many problems');
  let before = 0;
  for (let i = 0; i < tree.comments.length; i += 2) {
    const from = tree.comments[i]!;
    const to = tree.comments[i + 1]!;
    if (from < before || to < from + 2 || to > text.length || !/^\/[/*]/.test(text.slice(from, from + 2))) fail(-1, `comment ${from}..${to}`);
    before = to;
  }
}
