import { children, NodeKind, numberValue, propertyName, propertyValue, rawText, stringValue, type NodeId, type Tree } from '../../../server/src/document/tree/index';

/** Builds the JavaScript value of a node, without recursion. Missing and invalid values become `undefined`; `__proto__` is an ordinary key. */
export function toValue(tree: Tree, root: NodeId = tree.root): unknown {
  const built = new Map<NodeId, unknown>();
  const place = (node: NodeId, value: unknown): void => {
    built.set(node, value);
  };
  // Children have greater ids than their parents: backwards, every child is built before its parent needs it.
  for (let node = tree.count - 1; node >= 0; node--) {
    switch (tree.kind[node]) {
      case NodeKind.Object: {
        const object: Record<string, unknown> = {};
        for (const property of children(tree, node)) {
          Object.defineProperty(object, propertyName(tree, property), { value: built.get(propertyValue(tree, property)), enumerable: true, configurable: true, writable: true });
        }
        place(node, object);
        break;
      }
      case NodeKind.Array: place(node, [...children(tree, node)].map((element) => built.get(element))); break;
      case NodeKind.String: place(node, stringValue(tree, node)); break;
      case NodeKind.Number: place(node, numberValue(tree, node)); break;
      case NodeKind.True: place(node, true); break;
      case NodeKind.False: place(node, false); break;
      case NodeKind.Null: place(node, null); break;
    }
  }
  return built.get(root);
}

/** A tree in one line: `{a:1,b:["x",<NaN>],c:?}`; `<…>` is an Invalid node with its text, `?` a missing value, `-` no value at all. For small trees. */
export function show(tree: Tree, node: NodeId = tree.root): string {
  if (node === -1) return node === tree.root ? '-' : '?';
  switch (tree.kind[node]) {
    case NodeKind.Object: return `{${[...children(tree, node)].map((property) => `${propertyName(tree, property)}:${show(tree, propertyValue(tree, property))}`).join(',')}}`;
    case NodeKind.Array: return `[${[...children(tree, node)].map((element) => show(tree, element)).join(',')}]`;
    case NodeKind.String: return JSON.stringify(stringValue(tree, node));
    case NodeKind.Number: return String(numberValue(tree, node));
    case NodeKind.Invalid: return `<${rawText(tree, node)}>`;
    default: return rawText(tree, node);
  }
}

/** The problems in one line: kind and the text each of them marks. */
export function showProblems(tree: Tree): string[] {
  return tree.problems.map((problem) => `${problem.kind} ${JSON.stringify(tree.text.slice(problem.start, problem.end))}`);
}
