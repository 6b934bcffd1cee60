import { type Model, type NodeId, NodeKind, findProperty, isPropertyName, nodeAtOffset, propertyName, propertyValue, stringValue, subtreeEnd } from '../../document/index';
import { placeAt } from '../place';
import { codeProblem } from './check-code';
import { type Suppression, type SuppressionProblem, type Suppressions, noException } from './suppression';

/** Name of the property. */
const property = 'Suppress';
const written = `"${property}"`;

/** What the `Suppress` lists of a document's objects suppress. Costs one search of the text where there is none. */
export function readSuppressProperties({ tree, instances }: Model): Suppressions {
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  let objects: Set<NodeId> | undefined;
  for (let at = tree.text.indexOf(written); at !== -1; at = tree.text.indexOf(written, at + written.length)) {
    const name = nodeAtOffset(tree, at);
    if (name === -1 || !isPropertyName(tree, name) || tree.start[name] !== at) continue;
    const member = tree.parent[name]!;
    const object = tree.parent[member]!;
    // Inside Notes, and where nothing is read, it is no list of ours.
    objects ??= new Set(instances.filter(({ defaulted }) => !defaulted).map(({ node }) => node));
    const list = propertyValue(tree, member);
    // Of several lists in one object the last counts, as with every property.
    if (!objects.has(object) || findProperty(tree, object, property) !== member || list === -1 || tree.kind[list] !== NodeKind.Array || propertyName(tree, member) !== property) continue;
    const stretch = { of: 'node', from: object, to: subtreeEnd(tree, object) } as const;
    for (let entry = tree.firstChild[list]!; entry !== -1; entry = tree.next[entry]!) {
      if (tree.kind[entry] !== NodeKind.Object) continue;
      const found = findProperty(tree, entry, 'Code');
      const value = found === -1 ? -1 : propertyValue(tree, found);
      if (found === -1) problems.push({ code: 'DOC-12', variant: 'missing', arguments: {}, place: placeAt(tree, entry) });
      // Another type has been reported already.
      if (value === -1 || tree.kind[value] !== NodeKind.String) continue;
      const code = stringValue(tree, value);
      const place = { ...placeAt(tree, value), end: Math.min(tree.end[value]!, tree.start[value]! + 80) };
      const problem = codeProblem(code);
      if (problem === undefined) suppressions.push({ ...stretch, code, except: noException, place });
      else problems.push({ code: 'DOC-12', ...problem, place });
    }
  }
  return { suppressions, problems };
}
