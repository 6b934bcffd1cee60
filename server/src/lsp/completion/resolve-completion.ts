import type { CompletionItem, MarkupKind } from 'vscode-languageserver';
import { constantNamed, guidNamed, structureNamed } from '../../ks/index';
import { constantBlocks, fieldBlocks, guidBlocks, prototypeBlocks, shapeBlocks } from '../describe-catalog';
import { type Block, toMarkup } from '../markup';
import type { CompletionData } from './items';

/** Adds the documentation to an item whose `data` says where it is found. Any other item comes back as it is. */
export function resolveCompletion(item: CompletionItem, markup: MarkupKind): CompletionItem {
  const blocks = blocksOf(item.data as Partial<CompletionData> | undefined);
  return blocks.length === 0 ? item : { ...item, documentation: toMarkup(blocks, markup) };
}

/** `data` has been to the client and back: nothing in it is taken for granted. */
function blocksOf(data: Partial<CompletionData> | undefined): readonly Block[] {
  if (typeof data !== 'object' || data === null || typeof data.name !== 'string') return [];
  switch (data.kind) {
    case 'field': {
      const structure = typeof data.structure === 'string' ? structureNamed(data.structure) : undefined;
      const field = structure !== undefined && Object.hasOwn(structure.fields, data.name) ? structure.fields[data.name] : undefined;
      return structure === undefined || field === undefined ? [] : fieldBlocks(structure, data.name, field, 'x64');
    }
    case 'constant': {
      const found = constantNamed(data.name);
      return found === undefined ? [] : constantBlocks(found.constant, found.set);
    }
    case 'guid': {
      const guid = guidNamed(data.name);
      return guid === undefined ? [] : guidBlocks(guid);
    }
    case 'shape': return shapeBlocks(data.name, 'x64');
    case 'prototype': return prototypeBlocks(data.name, typeof data.irql === 'string' ? data.irql : undefined, typeof data.routine === 'string' ? data.routine : data.name);
    default: return [];
  }
}
