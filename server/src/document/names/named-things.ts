import { type Model, bound } from '../model/index';
import { Document } from '../../ks/index';
import { NodeKind, propertyNameNode, propertyValue, stringValue } from '../tree/index';
import type { NameKind } from './name-part';
import { type Occurrence, occurrencesIn } from './occurrences';

/** Structures whose objects have a name of their own, and the field that holds it. */
const naming: Readonly<Record<string, 'Label' | 'Name'>> = { KSFILTER_DESCRIPTOR: 'Label', KSPIN_DESCRIPTOR_EX: 'Label', Simulation: 'Label', SimulationBus: 'Label', DriverRoutine: 'Name' };

/** A name where something gets it, and what it stands in: the table of an entry, the structure of an object. */
export interface NamedPlace extends Occurrence {
  readonly within: string;
}

/** Names that things of some kinds get, in document order, `most` of them: entries of tables, filters, pins, simulations, buses, routines. */
export function namedThings(model: Model, kinds: ReadonlySet<NameKind>, most: number): readonly NamedPlace[] {
  const { tree } = model;
  const found: NamedPlace[] = [];
  const add = (node: number, within: string): void => {
    for (const each of occurrencesIn(model, node)) if (each.isDeclaration && kinds.has(each.kind)) found.push({ ...each, within });
  };
  if (kinds.has('entry') && tree.root !== -1 && tree.kind[tree.root] === NodeKind.Object) {
    for (let property = tree.firstChild[tree.root]!; property !== -1; property = tree.next[property]!) {
      if (tree.kind[property] !== NodeKind.Property) continue;
      const table = stringValue(tree, propertyNameNode(tree, property));
      const type = Object.hasOwn(Document.fields, table) ? Document.fields[table as keyof typeof Document.fields].type.kind : undefined;
      const value = propertyValue(tree, property);
      if ((type !== 'table' && type !== 'arrayTable') || value === -1 || tree.kind[value] !== NodeKind.Object) continue;
      for (let entry = tree.firstChild[value]!; entry !== -1 && found.length < most; entry = tree.next[entry]!) if (tree.kind[entry] === NodeKind.Property) add(propertyNameNode(tree, entry), table);
    }
  }
  for (const instance of model.instances) {
    if (found.length >= most) break;
    const field = naming[instance.structure.name];
    if (field === undefined) continue;
    const value = bound(instance, field);
    if (value.state === 'present' && value.kind === 'text' && value.defaulted === undefined) add(value.node, instance.structure.name);
  }
  return found.sort((a, b) => a.start - b.start);
}
