import { type Model, type ModelVersion, type Tree, type TreeVersion, formatPointer, modelAfter, modelOf, parseTree, pathOf, treeAfter, withoutUnused } from '../../server/src/document/index';
import type { Finding, Place } from '../../server/src/findings/index';
import { type Validation, messageOf, validateDocument } from '../../server/src/rules/index';
import type { EditedText } from './random-edit';

/** One version of a document as it is kept between edits. */
export interface KeptVersion {
  readonly tree: TreeVersion;
  readonly model: ModelVersion;
}

/** The next version, from the one before. */
export function versionAfter(previous: KeptVersion, { text, edit }: EditedText): KeptVersion {
  const tree = treeAfter(previous.tree, text, edit);
  return { tree, model: modelAfter(previous.model, tree) };
}

/** A tree as text: every row with all its columns, every problem and comment. */
function treeText({ count, root, kind, start, end, parent, next, firstChild, problems, comments }: Tree): string {
  const rows = Array.from({ length: count }, (_, node) => [kind[node], start[node], end[node], parent[node], next[node], firstChild[node]].join(' '));
  return [`root ${root}`, ...rows, ...problems.map((problem) => `${problem.kind} ${problem.start}-${problem.end}`), `comments ${[...comments].join()}`].join('\n');
}

/** Where a node stands, in words that do not depend on its number. */
const nodeText = ({ kind, start, end }: Tree, node: number): string => (node === -1 ? 'none' : `${kind[node]} ${start[node]}-${end[node]}`);

const placeText = (tree: Tree, place: Place): string => `${place.start}-${place.end} at ${nodeText(tree, place.node)}`;
const findingText = (tree: Tree, finding: Finding): string => `${finding.code} ${finding.severity} ${finding.quiet} ${placeText(tree, finding.place)} ${messageOf(finding)} ${finding.related.map((related) => `${placeText(tree, related)} ${messageOf(related)}`).join(' / ')}`;
const validationText = (tree: Tree, { findings, suppressed }: Validation): string => [...findings.map((finding) => findingText(tree, finding)), 'suppressed', ...suppressed.map((finding) => findingText(tree, finding))].join('\n');

/** Everything that a model shows, but for what it says in views, which rules ask. */
function modelText({ tree, document, problems, architecture, pageSize, filters, configurations, framings, items, instances, tables, arrayTables }: Model): string {
  const instanceAt = ({ structure, node, entry }: Model['instances'][number]): string => `${structure.name} ${entry ?? ''} ${nodeText(tree, node)}`;
  return [
    `${document === undefined ? 'none' : instanceAt(document)} ${architecture} ${pageSize}`,
    ...problems.map(({ code, variant, arguments: values, start, end, node, related }) => `${code} ${variant} ${JSON.stringify(values)} ${start}-${end} ${nodeText(tree, node)} ${related === undefined ? '' : placeText(tree, related)}`),
    ...[filters, configurations].flat().map(({ index, label, filter, dispatch, role, pins, pinsComplete, variant }) => `filter ${index} ${label} ${instanceAt(filter)} ${dispatch.state === 'present' ? instanceAt(dispatch.instance) : dispatch.state} ${role} ${pinsComplete} ${variant?.index} ${pins.map((pin) => `${pin.id} ${pin.label} ${instanceAt(pin.pin)} ${pin.framingView === undefined ? '' : framings.indexOf(pin.framingView)} ${pin.flags} ${pin.dataFlow} ${pin.dataRanges.map(instanceAt).join()} ${pin.edits.length} ${pin.filter.index}`).join('; ')}`),
    ...framings.map(({ framing, items: of, elementCount, pins, isPlaceholder }) => `framing ${instanceAt(framing)} ${of.length} ${elementCount} ${isPlaceholder} ${pins.map((pin) => `${pin.filter.index}/${pin.id}`).join()}`),
    ...items.map(({ framing, index, item }) => `item ${framings.indexOf(framing)} ${index} ${instanceAt(item)}`),
    ...instances.map((instance) => `${instanceAt(instance)} ${instance.stated.filter((value) => value !== undefined && value.state !== 'absent' && !('defaulted' in value)).map((value) => valueText(tree, value)).join()}`),
    ...[...tables].map(([name, entries]) => `${name}: ${[...entries].map(([entry, instance]) => `${entry} ${instanceAt(instance)}`).join()}`),
    ...[...arrayTables].map(([name, entries]) => `${name}: ${entries.join()}`),
  ].join('\n');
}

function valueText(tree: Tree, value: Model['instances'][number]['stated'][number]): string {
  if (value === undefined || value.state === 'absent') return 'absent';
  const where = `${value.state} ${nodeText(tree, value.node)}`;
  if (value.state !== 'present') return where;
  switch (value.kind) {
    case 'instance': return `${where} ${value.reference ?? ''} ${value.instance.structure.name} ${nodeText(tree, value.instance.node)}`;
    case 'array': return `${where} ${value.reference ?? ''} [${value.elements.map((element) => valueText(tree, element)).join()}]`;
    case 'table': return `${where} {${[...value.entries].map(([name, entry]) => `${name} ${valueText(tree, entry)}`).join()}}`;
    default: return `${where} ${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)).replace(/"(?:node|property)":-?\d+,?/g, '')}`;
  }
}

function firstDifference(one: string, other: string): string {
  const [ours, theirs] = [one.split('\n'), other.split('\n')];
  const line = ours.findIndex((text, index) => text !== theirs[index]);
  return `line ${line}:\n    kept    ${ours[line]?.slice(0, 600)}\n    scratch ${theirs[line === -1 ? ours.length : line]?.slice(0, 600)}`;
}

/** Throws when a version that was kept through edits says anything else than its text read from scratch: tree, model, findings in order, suppressions. */
export function checkVersion({ tree, model }: KeptVersion, text: string, unexpected: (problem: { readonly code: string; readonly error: unknown }) => never): void {
  if (tree.tree.text !== text) throw new Error('incremental text: another text');
  const scratch = parseTree(text);
  const compare = (what: string, kept: string, fresh: string): void => {
    if (kept !== fresh) throw new Error(`incremental ${what}: ${firstDifference(kept, fresh)}`);
  };
  compare('tree', treeText(withoutUnused(tree)), treeText(scratch));
  const fresh = modelOf(scratch);
  compare('model', modelText(model.model), modelText(fresh));
  const said = validateDocument(model.model, { onInternalProblem: unexpected });
  compare('findings', validationText(tree.tree, said), validationText(scratch, validateDocument(fresh, { onInternalProblem: unexpected })));
  const finding = said.findings.find(({ place }) => place.node !== -1);
  if (finding !== undefined) formatPointer(pathOf(tree.tree, finding.place.node));
}
