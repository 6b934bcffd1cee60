import { type Model, type NodeId, type TextEdit, NodeKind, createLineIndex, findProperty, insertElements, insertFirst, lineAt, propertyValue } from '../../document/index';
import type { Finding } from '../../findings/index';
import { isSuppressible } from './check-code';

/** Edits that suppress a finding by a comment on a line of its own above it; nothing where the finding cannot be suppressed, or where no comment can stand. */
export function suppressAbove({ tree }: Model, { code, place }: Finding): readonly TextEdit[] | undefined {
  if (!isSuppressible(code)) return undefined;
  const { text, comments } = tree;
  const lines = createLineIndex(text);
  const line = lineAt(lines, place.start);
  const start = lines.lineStarts[line]!;
  for (let index = 0; index < comments.length; index += 2) if (comments[index]! < start && start < comments[index + 1]!) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start, lines.lineEnds[line]))![0];
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return [{ start, end: start, text: `${start === 0 && text.startsWith('\ufeff') ? '' : indent}// avstream-disable-next-line ${code}${lineBreak}` }];
}

/** Edits that suppress a finding by the `Suppress` list of the object that it is about; nothing where there is none to hold it. */
export function suppressInObject({ tree, instances }: Model, { code, place }: Finding): readonly TextEdit[] | undefined {
  if (!isSuppressible(code) || place.node < 0 || tree.problems.length > 0) return undefined;
  const objects = new Set(instances.filter(({ defaulted }) => !defaulted).map(({ node }) => node));
  let object: NodeId = place.node;
  while (object !== -1 && !objects.has(object)) object = tree.parent[object]!;
  // At the root it would be for the whole document.
  if (object <= 0) return undefined;
  const entry = `{ "Code": ${JSON.stringify(code)} }`;
  const property = findProperty(tree, object, 'Suppress');
  if (property === -1) return insertFirst(tree, object, [{ name: 'Suppress', value: `[${entry}]` }]);
  const list = propertyValue(tree, property);
  return list !== -1 && tree.kind[list] === NodeKind.Array ? insertElements(tree, list, [entry]) : undefined;
}
