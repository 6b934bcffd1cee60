import { type Bound, type Instance, type Model, NodeKind, boundValues, rawText } from '../../document/index';
import { localize } from '../localize';
import { type Block, type Span, paragraph } from '../markup';

/** Most fields and users listed. */
const limit = 12;

/** What an object of the document states, one line a field, and which pins use it where that is known. */
export function instanceSummary(model: Model, instance: Instance): readonly Block[] {
  const names = Object.keys(instance.structure.fields);
  const items: Span[][] = [];
  let left = 0;
  boundValues(instance).forEach((value, ordinal) => {
    const text = shortText(model, value);
    if (text === undefined) return;
    if (items.length < limit) items.push([{ code: names[ordinal]! }, ': ', text]);
    else left++;
  });
  const blocks: Block[] = [];
  if (items.length > 0) blocks.push({ kind: 'list', items });
  if (left > 0) blocks.push(paragraph(localize('… and {count} more', { count: left })));
  const users = model.framings.find((view) => view.framing === instance)?.pins;
  if (users !== undefined) {
    const named = users.slice(0, limit).map((pin) => `${pin.filter.label}/${pin.label}`).join(', ');
    blocks.push(paragraph(users.length === 0 ? localize('Used by no pin.') : localize('Used by {pins}.', { pins: users.length > limit ? `${named}, …` : named })));
  }
  return blocks;
}

/** What the elements of an array are, one line each: their labels, or what each states. */
export function elementsSummary(model: Model, elements: readonly Bound[]): readonly Block[] {
  if (elements.length === 0) return [paragraph(localize('no elements'))];
  const items = elements.slice(0, limit).map((element): Span[] => {
    if (element.state !== 'present' || element.kind !== 'instance') return [shortText(model, element) ?? ''];
    if (element.reference !== undefined) return [{ code: element.reference }, ` – ${element.instance.structure.name}`];
    const said = statedText(model, element.instance);
    return [said === '' ? element.instance.structure.name : said];
  });
  const left = elements.length - items.length;
  return [{ kind: 'list', items }, ...(left > 0 ? [paragraph(localize('… and {count} more', { count: left }))] : [])];
}

/** A stated value in a few words; nothing for what is not stated. */
function shortText(model: Model, value: Bound): Span | undefined {
  if (value.state === 'absent' || ('defaulted' in value && value.defaulted)) return undefined;
  if (value.state === 'null') return { code: 'null' };
  const { tree } = model;
  if (value.state === 'present' && value.kind === 'array') return arrayText(model, value.elements);
  const kind = tree.kind[value.node]!;
  if (kind === NodeKind.Object) return value.state === 'present' && value.kind === 'instance' ? value.instance.structure.name : localize('an object');
  const raw = rawText(tree, value.node).replace(/\s+/g, ' ');
  return { code: raw.length > 100 ? `${raw.slice(0, 99)}…` : raw };
}

/** The number of elements, and of a single object what it states. */
function arrayText(model: Model, elements: readonly Bound[]): string {
  const count = elements.length === 1 ? localize('1 element') : localize('{count} elements', { count: elements.length });
  const only = elements.length === 1 ? elements[0] : undefined;
  const said = only?.state === 'present' && only.kind === 'instance' ? statedText(model, only.instance) : '';
  return said === '' ? count : `${count}: ${said}`;
}

const holdsObjects = (value: Bound): boolean => value.state === 'present' && value.kind === 'array' && value.elements.some((element) => element.state === 'present' && element.kind === 'instance' && element.reference === undefined);

/** What an object states itself, in one line: not the objects inside it. */
function statedText(model: Model, instance: Instance): string {
  const names = Object.keys(instance.structure.fields);
  const parts = boundValues(instance).flatMap((value, ordinal) => {
    if (value.state !== 'present' || value.defaulted === true || value.kind === 'instance' || value.kind === 'any' || holdsObjects(value)) return [];
    return [`${names[ordinal]!} ${rawText(model.tree, value.node).replace(/\s+/g, ' ').replace(/"/g, '')}`];
  });
  const said = parts.join(', ');
  return said.length > 200 ? `${said.slice(0, 199)}…` : said;
}
