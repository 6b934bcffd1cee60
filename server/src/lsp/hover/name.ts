import { type Model, type FieldSite, structureAt } from '../../document/index';
import { fieldBlocks, shapeBlocks } from '../describe-catalog';
import type { FieldType } from '../../ks/index';
import { type Block, paragraph } from '../markup';
import { localize } from '../localize';
import { defaultBlocks } from './default-value';
import { elementsSummary, instanceSummary } from './instance-summary';
import { valueMeaning } from './value-meaning';

/** What is said about the name of a property: the field with its value, a table's entry, or that nobody knows it. */
export function nameBlocks(model: Model, site: FieldSite): readonly Block[] {
  const { architecture } = model;
  if (site.table !== undefined) return entryBlocks(model, site);
  if (site.structure === undefined || site.field === undefined) {
    return site.structure === undefined ? [] : [paragraph({ strong: site.name }), paragraph(localize('{structure} has no such property.', { structure: site.structure.name }))];
  }
  const blocks: Block[] = [...fieldBlocks(site.structure, site.name, site.field, architecture, [...valueMeaning(model, site), ...defaultBlocks(site)])];
  const { type } = site.field;
  // A structure's name leads to its size; the field's own text says what it is for here.
  if (type.kind === 'structure' || type.kind === 'pointer' || type.kind === 'table') {
    const structure = structureAt(model, site);
    blocks.push({ kind: 'rule' }, ...shapeBlocks(structure?.name ?? type.structure, architecture));
  } else if (type.kind === 'array' || type.kind === 'arrayTable') blocks.push(...elementBlocks(model, type));
  return blocks;
}

/** The structure of which an array holds objects. */
const elementBlocks = ({ architecture }: Model, { element }: Extract<FieldType, { readonly kind: 'array' | 'arrayTable' }>): readonly Block[] =>
  element.kind === 'structure' || element.kind === 'pointer' ? [{ kind: 'rule' }, ...shapeBlocks(element.structure, architecture)] : [];

/** An entry of a top-level table: its structure, what it says and who uses it. */
function entryBlocks(model: Model, site: FieldSite): readonly Block[] {
  if (site.type?.kind === 'array') {
    const elements = site.bound?.state === 'present' && site.bound.kind === 'array' ? site.bound.elements : [];
    return [paragraph({ strong: site.name }, ` – ${localize('entry of {table}', { table: site.table ?? '' })}`), ...elementsSummary(model, elements), ...elementBlocks(model, site.type)];
  }
  if (site.type?.kind !== 'structure') return [];
  const structure = structureAt(model, site);
  const blocks: Block[] = [paragraph({ strong: site.name }, ` – ${localize('entry of {table}', { table: site.table ?? '' })}`)];
  if (site.bound?.state === 'present' && site.bound.kind === 'instance') blocks.push(...instanceSummary(model, site.bound.instance));
  blocks.push({ kind: 'rule' }, ...shapeBlocks(structure?.name ?? site.type.structure, model.architecture));
  return blocks;
}
