import { type FilterView, type Instance, type Model, type NodeId, type PinView, pinReference, pointerOf, resolvePointer } from '../../document/index';
import { grouped } from '../../findings/index';
import type { DescribeResolvedResult } from '../../protocol/index';
import { type AnswerMember, type FramingAnswer, type ResolvedRow, type ResolvedSubject, changedMembers, framingAnswer, resolvedRows, subjectAt } from '../../resolved/index';
import { localize } from '../localize';
import { memberBytes, memberText, originText, sourceText, stateTitle, valueText } from './texts';

/** Answers `avstream/describeResolved`: the descriptor as the compiler would lay it out, and the answer to a framing query byte by byte. */
export function describeResolved(model: Model, path: string): DescribeResolvedResult {
  const node = resolvePointer(model.tree, path);
  const subject = (node === -1 ? undefined : subjectAt(model, node)) ?? (model.filters[0] && subjectAt(model, model.filters[0].filter.node));
  if (subject === undefined) return { subject: null, lines: [localize('The document has no filter, pin or framing.')] };
  return { subject: { name: nameOf(subject), path: pointerOf(model.tree, nodeOf(subject)) }, lines: linesOf(model, subject) };
}

/** What people call it. */
export function nameOf(subject: ResolvedSubject): string {
  switch (subject.kind) {
    case 'pin': return pinReference(subject.forms[0]!);
    case 'filter': return subject.forms[0]!.label;
    case 'framing': return subject.framing.framing.entry ?? localize('framing');
  }
}

/** The object of a subject. */
export function nodeOf(subject: ResolvedSubject): NodeId {
  switch (subject.kind) {
    case 'pin': return subject.forms[0]!.pin.node;
    case 'filter': return subject.forms[0]!.filter.node;
    case 'framing': return subject.framing.framing.node;
  }
}

function linesOf(model: Model, subject: ResolvedSubject): string[] {
  // Short lines: the document mostly stands beside its descriptor, in half of a window.
  const lines = [nameOf(subject), localize('With its defaults, as laid out for {architecture}.', { architecture: model.architecture }), localize('Offsets and sizes are in bytes.'), localize('? is neither stated nor a default.')];
  switch (subject.kind) {
    case 'pin':
      for (const pin of subject.forms) lines.push(...pinLines(model, pin));
      break;
    case 'framing':
      lines.push('', ...structureLines(model, subject.framing.framing), ...answerLines(framingAnswer(subject.framing)));
      break;
    case 'filter':
      for (const filter of subject.forms) lines.push(...filterLines(model, filter));
  }
  return lines;
}

/** `Variant 2 of 3, if #ifdef X`; nothing for an object with a single form. */
const variantLines = ({ variant }: PinView | FilterView): string[] =>
  variant === undefined ? [] : ['', `## ${variant.condition === undefined ? localize('Variant {index} of {count}', { index: variant.index + 1, count: variant.of }) : localize('Variant {index} of {count}: {condition}', { index: variant.index + 1, count: variant.of, condition: variant.condition })}`];

function filterLines(model: Model, filter: FilterView): string[] {
  const lines = [...variantLines(filter), '', ...structureLines(model, filter.filter, filter.variant?.node)];
  if (filter.dispatch.state === 'present') lines.push('', ...structureLines(model, filter.dispatch.instance));
  for (const pin of filter.pins) lines.push('', `## ${localize('Pin {id}: {name}', { id: pin.id, name: pinReference(pin) })}`, ...pinLines(model, pin));
  return lines;
}

function pinLines(model: Model, pin: PinView): string[] {
  const lines = [...variantLines(pin), '', ...structureLines(model, pin.pin, pin.variant?.node)];
  for (const pointer of [pin.dispatch, pin.allocator, pin.framing]) if (pointer.state === 'present') lines.push('', ...structureLines(model, pointer.instance));
  if (pin.framingView !== undefined) lines.push(...answerLines(framingAnswer(pin.framingView, pin)));
  else if (pin.framing.state === 'null') lines.push('', localize('AllocatorFraming is NULL: KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX is not supported.'));
  return lines;
}

const mostArrayElements = 64;

/** The members of a structure in columns: offset, size, name, value, where it comes from. The items of a framing follow it. */
function structureLines(model: Model, instance: Instance, variant: NodeId = -1): string[] {
  const { structure, entry } = instance;
  const size = structure.size?.[model.architecture === 'x86' ? 'x86' : 'x64'].size;
  const title = `${structure.name}${entry === undefined ? '' : ` ${entry}`}${size === undefined ? '' : `, ${localize('{count} bytes', { count: size })}`}`;
  const rows = resolvedRows(model, instance, variant);
  const lines = [title, ...table(rows)];
  const at = structure.name === 'KSALLOCATOR_FRAMING_EX' ? instance.stated[Object.keys(structure.fields).indexOf('FramingItem')] : undefined;
  if (at?.state === 'present' && at.kind === 'array') {
    for (const [index, element] of at.elements.slice(0, mostArrayElements).entries()) {
      if (element.state === 'present' && element.kind === 'instance') lines.push('', `FramingItem[${index}], KS_FRAMING_ITEM, ${localize('{count} bytes', { count: 88 })}`, ...table(resolvedRows(model, element.instance, -1, 0, 24 + 88 * index)));
    }
  }
  return lines;
}

/** Widest cells that others are aligned with, in characters: values stand within the 50 columns that half of a window shows. */
const mostWidths = [5, 5, 26, 18] as const;

function table(rows: readonly ResolvedRow[]): string[] {
  const cells = rows.map((row) => [row.offset === undefined ? '' : String(row.offset), row.size === undefined ? '' : String(row.size), `${'  '.repeat(row.depth)}${row.name}`, valueText(row)] as const);
  const [offsets, sizes, names, values] = mostWidths.map((most, column) => Math.max(0, ...cells.map((row) => row[column]!.length).filter((length) => length <= most))) as [number, number, number, number];
  return cells.map(([offset, size, name, value], index) => {
    const row = rows[index]!;
    return ` ${offset.padStart(offsets)} ${size.padStart(sizes)}  ${name.padEnd(names)}  ${value.padEnd(values)}  ${originText(row)}${sourceText(row)}`;
  });
}

/** The answer in each state, a line a member; what the edits change is marked. */
function answerLines(answer: FramingAnswer | undefined): string[] {
  if (answer === undefined) return [];
  const lines = ['', `KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX: 24 + 88 × ${answer.items} = ${localize('{count} bytes', { count: grouped(answer.size) })}`];
  const [declared] = answer.states;
  for (const state of answer.states) {
    const changed = new Set(state === declared || declared === undefined ? [] : changedMembers(declared, state).map(({ after }) => after.name));
    lines.push('', stateTitle(state), ...state.members.flatMap((member) => memberLines(member, changed.has(member.name))));
  }
  if (answer.isReplaced) lines.push('', localize('After the run-time edits: another framing, of which the document says nothing.'));
  else if (answer.states.length > 1) lines.push('', localize('* written by a run-time edit. ?? not known.'));
  return lines;
}

/** Four bytes a line, and behind the first of them the value and the name. */
function memberLines(member: AnswerMember, isChanged: boolean): string[] {
  const bytes = memberBytes(member).split(' ');
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const offset = (member.offset + at).toString(16).toUpperCase().padStart(4, '0');
    const text = at === 0 ? `  ${memberText(member).padEnd(10)}  ${member.name}` : '';
    lines.push(`${isChanged ? '*' : ' '} ${offset}  ${bytes.slice(at, at + 4).join(' ')}${text}`);
  }
  return lines;
}
