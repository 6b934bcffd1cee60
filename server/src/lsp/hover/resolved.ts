import { type Model, type NodeId, NodeKind, isPropertyName, pointerOf, siteAt } from '../../document/index';
import { KSFILTER_DESCRIPTOR, KSPIN_DESCRIPTOR_EX } from '../../ks/index';
import { type AnsweredState, type FramingAnswer, type ResolvedRow, type ResolvedSubject, changedMembers, framingAnswer, resolvedRows, subjectAt, subjectOf } from '../../resolved/index';
import { localize } from '../localize';
import { type Block, type Span, paragraph } from '../markup';
import { nodeOf } from '../resolved/describe-resolved';
import { memberText, stateTitle } from '../resolved/texts';

/** Makes a link that shows the filter, pin or framing at a JSON pointer with its defaults filled in; nothing where the client has no such command. */
export type ResolvedLink = (path: string) => string | undefined;

/** Links to the client's command. */
export const createResolvedLink = (command: string | undefined, uri: string): ResolvedLink => (path) => (command === undefined ? undefined : `command:${command}?${encodeURIComponent(JSON.stringify([{ uri, path }]))}`);

/** States after run-time edits of which the changes are listed, and changes of each. */
const mostStates = 2;
const mostChanges = 8;

/**
 * What an object amounts to with its defaults filled in, on its opening bracket, its label, or what names its framing: how much of it is stated, and the bytes that a
 * framing query is answered with, before and after the run-time edits.
 */
export function resolvedBlocks(model: Model, node: NodeId, link: ResolvedLink): readonly Block[] {
  const subject = subjectOfHover(model, node);
  if (subject === undefined) return [];
  const blocks: Block[] = [{ kind: 'rule' }];
  switch (subject.kind) {
    case 'framing':
      blocks.push(summary([subject.framing.framing.structure.name], resolvedRows(model, subject.framing.framing)), ...answerBlocks(framingAnswer(subject.framing)));
      break;
    case 'filter':
      for (const { filter, variant } of subject.forms) blocks.push(summary([filter.structure.name, variant?.condition], resolvedRows(model, filter, variant?.node)));
      break;
    case 'pin':
      for (const pin of subject.forms) {
        blocks.push(summary([pin.pin.structure.name, pin.variant?.condition], resolvedRows(model, pin.pin, pin.variant?.node)));
        if (pin.framingView !== undefined) blocks.push(...answerBlocks(framingAnswer(pin.framingView, pin)));
        else if (pin.framing.state === 'null') blocks.push(paragraph({ code: 'AllocatorFraming' }, localize(' is NULL: '), { code: 'KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX' }, localize(' is not supported.')));
      }
  }
  const target = link(pointerOf(model.tree, nodeOf(subject)));
  if (target !== undefined) blocks.push(paragraph({ text: localize('Show with defaults filled in, and byte by byte'), link: target }));
  return blocks;
}

/** Labels, opening brackets, and what names a framing. */
function subjectOfHover(model: Model, node: NodeId): ResolvedSubject | undefined {
  const { tree } = model;
  const kind = tree.kind[node]!;
  if (kind === NodeKind.Object) {
    return subjectOf(model, node);
  }
  const site = siteAt(model, node);
  if (site.table === 'Framings') return isPropertyName(tree, node) ? subjectAt(model, node) : undefined;
  const owner = site.structure?.name;
  const wanted = owner === KSPIN_DESCRIPTOR_EX.name ? ['Label', 'AllocatorFraming'] : owner === KSFILTER_DESCRIPTOR.name ? ['Label'] : [];
  return wanted.includes(site.name) ? subjectAt(model, node) : undefined;
}

function summary([structure, condition]: readonly (string | undefined)[], rows: readonly ResolvedRow[]): Block {
  const scalars = rows.filter((row) => row.value !== undefined || row.origin === 'unknown' || row.origin === 'unreadable');
  const count = (...origins: readonly ResolvedRow['origin'][]): number => scalars.filter(({ origin }) => origins.includes(origin)).length;
  const names = (origin: ResolvedRow['origin']): string => {
    const found = scalars.filter((row) => row.origin === origin).map(({ name }) => name);
    return `${found.slice(0, 4).join(', ')}${found.length > 4 ? ', …' : ''}`;
  };
  const unknown = count('unknown', 'unreadable');
  return paragraph(
    { code: structure ?? '' }, condition === undefined ? '' : ` (${condition})`, ': ',
    localize('{stated} members stated, {defaulted} by default, {derived} derived', { stated: count('stated', 'variant'), defaulted: count('default'), derived: count('derived') }),
    unknown === 0 ? '.' : localize(', {count} not known: {names}.', { count: unknown, names: names('unknown') }),
  );
}

function answerBlocks(answer: FramingAnswer | undefined): readonly Block[] {
  const declared = answer?.states[0];
  if (answer === undefined || declared === undefined) return [];
  const blocks: Block[] = [
    paragraph({ code: 'KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX' }, ': ', `24 + 88 × ${answer.items} = ${localize('{count} bytes', { count: answer.size })}. `, stateTitle(declared), ':'),
    { kind: 'code', text: dump(declared), language: 'text' },
  ];
  const edited = answer.states.slice(1);
  for (const state of edited.slice(0, mostStates)) {
    const changes = changedMembers(declared, state);
    const items = changes.slice(0, mostChanges).map(({ before, after }): Span[] => [{ code: after.offset.toString(16).toUpperCase().padStart(4, '0') }, ` ${after.name.replace(/^FramingItem\[0\]\./, '')}: ${memberText(before)} → ${memberText(after)}`]);
    blocks.push(paragraph(stateTitle(state), changes.length === 0 ? localize(': the same bytes.') : ':'));
    if (items.length > 0) blocks.push({ kind: 'list', items: changes.length > mostChanges ? [...items, [localize('… and {count} more', { count: changes.length - mostChanges })]] : items });
  }
  if (edited.length > mostStates) blocks.push(paragraph(localize('… and with {count} more formats', { count: edited.length - mostStates })));
  if (answer.isReplaced) blocks.push(paragraph(localize('After the run-time edits: another framing, of which the document says nothing.')));
  return blocks;
}

/** At most this many bytes stand in a hover. */
const mostBytes = 200;

/** Sixteen bytes a line with their offset; `??` where a byte is not known. */
function dump({ members }: AnsweredState): string {
  const cells: string[] = [];
  for (const { offset, size, bytes } of members) for (let index = 0; index < size; index += 1) cells[offset + index] = bytes === undefined ? '??' : bytes[index]!.toString(16).toUpperCase().padStart(2, '0');
  const lines: string[] = [];
  for (let at = 0; at < Math.min(cells.length, mostBytes); at += 16) lines.push(`${at.toString(16).toUpperCase().padStart(4, '0')}  ${cells.slice(at, Math.min(at + 16, cells.length)).join(' ')}`);
  return cells.length > mostBytes ? `${lines.join('\n')}\n…` : lines.join('\n');
}
