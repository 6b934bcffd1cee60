import { type Model, type NodeId, type FieldSite, NodeKind, pinsNamed, stringValue } from '../../document/index';
import { constantNamed, guidNamed, structureNamed } from '../../ks/index';
import { constantBlocks, fieldBlocks, guidBlocks, pageSizeBlocks, structureBlocks, wordBlocks } from '../describe-catalog';
import type { RuleLink } from '../diagnostics';
import { localize } from '../localize';
import { type Block, paragraph } from '../markup';
import { wordAt } from '../word-at';
import { defaultBlocks } from './default-value';
import { elementsSummary, instanceSummary } from './instance-summary';
import { ruleBlocks } from './rule';
import { valueMeaning } from './value-meaning';

/** Content of a hover and the stretch it is about. */
export interface HoverContent { readonly blocks: readonly Block[]; readonly start: number; readonly end: number }

/** What is said about a value: the name under the cursor first, then what the whole amounts to, then the field. */
export function valueBlocks(model: Model, site: FieldSite, node: NodeId, offset: number, ruleLink: RuleLink): HoverContent | undefined {
  const { tree } = model;
  const { type, field, structure } = site;
  if (type === undefined) return undefined;
  const whole = { start: tree.start[node]!, end: tree.end[node]! };
  const text = tree.kind[node] === NodeKind.String ? stringValue(tree, node) : '';
  const about = field === undefined || structure === undefined ? [] : fieldBlocks(structure, site.name, field, model.architecture, defaultBlocks(site));
  const meaning = valueMeaning(model, site);
  const rest: readonly Block[] = [...meaning, ...(about.length > 0 ? [{ kind: 'rule' } as const, ...about] : [])];
  switch (type.kind) {
    case 'integer':
    case 'flags':
    case 'enumeration': {
      const word = tree.kind[node] === NodeKind.String ? wordAt(tree.text, offset, whole.start, whole.end) : undefined;
      if (word !== undefined) {
        const known = nameBlocksOf(model, word.text, site);
        if (known.length > 0) return { blocks: [...known, ...rest], start: word.start, end: word.end };
      }
      return { blocks: rest, ...whole };
    }
    case 'guid': {
      const guid = guidNamed(text);
      return { blocks: [...(guid === undefined ? [] : guidBlocks(guid)), ...(guid === undefined ? meaning : []), ...(about.length > 0 ? [{ kind: 'rule' } as const, ...about] : [])], ...whole };
    }
    case 'pointer': {
      if (site.bound?.state !== 'present' || site.bound.kind !== 'instance' || site.bound.reference === undefined) return { blocks: about, ...whole };
      const { instance, reference } = site.bound;
      return { blocks: [paragraph({ strong: reference }, ` – ${localize('entry of {table}', { table: type.table ?? '' })}, `, { code: instance.structure.name }), ...instanceSummary(model, instance), { kind: 'rule' }, ...about], ...whole };
    }
    case 'word': {
      const word = type.words.find((entry) => entry.word === text);
      if (word === undefined) return { blocks: about, ...whole };
      // The property that chooses among structures holds the name of one.
      const named = structureNamed(text);
      return { blocks: [...(named === undefined ? wordBlocks(word) : structureBlocks(named, model.architecture)), { kind: 'rule' }, ...about], ...whole };
    }
    case 'callback': {
      if (text === '' || field === undefined || structure === undefined) return { blocks: about, ...whole };
      const title = paragraph({ strong: text }, ` – ${localize('routine of the driver, of type {prototype}', { prototype: type.prototype })}`);
      return { blocks: [title, ...fieldBlocks(structure, site.name, field, model.architecture, [], text)], ...whole };
    }
    case 'text': {
      if (type.reference === 'rule' || type.reference === 'simulatedRule') {
        const rule = ruleBlocks(text, ruleLink);
        return { blocks: [...rule, { kind: 'rule' }, ...about], ...whole };
      }
      if (type.reference === 'pin') {
        const [pin] = pinsNamed(model, text);
        return { blocks: [...(pin === undefined ? [] : [paragraph({ strong: text }, ' – ', { code: pin.pin.structure.name }), ...instanceSummary(model, pin.pin), { kind: 'rule' } as const]), ...about], ...whole };
      }
      const entry = type.reference === undefined ? undefined : model.tables.get(type.reference)?.get(text);
      if (entry === undefined) return { blocks: about, ...whole };
      return { blocks: [paragraph({ strong: text }, ` – ${localize('entry of {table}', { table: type.reference ?? '' })}, `, { code: entry.structure.name }), ...instanceSummary(model, entry), { kind: 'rule' }, ...about], ...whole };
    }
    case 'array': {
      if (site.bound?.state !== 'present' || site.bound.kind !== 'array' || site.bound.reference === undefined) return { blocks: rest, ...whole };
      const { elements, reference } = site.bound;
      return { blocks: [paragraph({ strong: reference }, ` – ${localize('entry of {table}', { table: type.table ?? '' })}`), ...elementsSummary(model, elements), { kind: 'rule' }, ...about], ...whole };
    }
    default:
      return { blocks: [...meaning, ...(meaning.length > 0 && about.length > 0 ? [{ kind: 'rule' } as const] : []), ...about], ...whole };
  }
}

/** A name inside an expression: constant, PAGE_SIZE, a structure under sizeof, or a word of the format. */
function nameBlocksOf(model: Model, name: string, { type }: FieldSite): readonly Block[] {
  if (name === 'PAGE_SIZE') return pageSizeBlocks(model.pageSize);
  if (type?.kind === 'integer') {
    const word = type.words?.find((entry) => entry.word === name);
    if (word !== undefined) return wordBlocks(word);
  }
  const found = constantNamed(name);
  if (found !== undefined) return constantBlocks(found.constant, found.set);
  const structure = structureNamed(name);
  return structure === undefined ? [] : structureBlocks(structure, model.architecture);
}
