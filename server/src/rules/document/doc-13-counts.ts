import { type Bound, type Instance, type Model, bound, elementsOf, isStated, numberOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { type Structure, sizeOf } from '../../ks/index';
import { defineRule } from '../rule';

/** A field that counts an array of the same structure. */
type Count = readonly [count: string, array: string];

/** A field that is the size of an element, the structure of those elements, and the array that leads to them. */
type ItemSize = readonly [size: string, structure: string, array: string];

/** Sizes of the elements of a set, which rules about other tables do not judge. */
const itemSizes: Readonly<Record<string, readonly ItemSize[]>> = {
  KSAUTOMATION_TABLE: [['PropertyItemSize', 'KSPROPERTY_ITEM', 'PropertySets'], ['MethodItemSize', 'KSMETHOD_ITEM', 'MethodSets'], ['EventItemSize', 'KSEVENT_ITEM', 'EventSets']],
};

const counted = new WeakMap<Structure, readonly Count[]>();

/** Counts of a structure. That of framing items is judged by FRM-02. */
function countsOf(structure: Structure): readonly Count[] {
  let found = counted.get(structure);
  if (!found) {
    found = structure.name === 'KSALLOCATOR_FRAMING_EX' ? [] : Object.entries(structure.fields).flatMap(([name, { counts }]): readonly Count[] => (counts !== undefined && structure.fields[counts]?.type.kind === 'array' ? [[name, counts]] : []));
    counted.set(structure, found);
  }
  return found;
}

/** Elements of a table in memory. A list of attributes behind a data range takes an element of its own. */
const lengthOf = (elements: readonly Bound[], array: string): number =>
  elements.length + (array === 'DataRanges' || array === 'ConstrainedDataRanges' ? elements.filter((element) => element.state === 'present' && element.kind === 'instance' && bound(element.instance, 'Attributes').state === 'present').length : 0);

/** Least size that the target has for a structure; of a target that is not stated, the least of any. */
function leastSize(model: Model, structure: string): number {
  const target = model.document && bound(model.document, 'Target');
  const isKnown = target?.state === 'present' && target.kind === 'instance' && isStated(target.instance, 'Architecture');
  return isKnown ? sizeOf(structure, model.architecture) ?? 0 : Math.min(sizeOf(structure, 'x86') ?? 0, sizeOf(structure, 'x64') ?? 0);
}

function statedNumber(instance: Instance, field: string): number | undefined {
  return isStated(instance, field) ? numberOf(instance, field) : undefined;
}

/** A count or size that contradicts the table it belongs to. */
export const doc13 = defineRule({
  code: 'DOC-13', title: 'Count or size that contradicts its table', area: 'document', defaultSeverity: 'error',
  otherSeverities: [{ severity: 'warning', when: 'the count is smaller than the number of elements' }],
  evidence: [], sources: [], since: '0.1.0', scope: 'element',
  condition: 'A count that is written is greater than the number of elements of its table (error) or smaller (warning), or the size of the items of an automation table is smaller than their structure (error). Tables that are null, and counts of 0, have rules of their own.',
  effect: 'Whoever reads the table takes the count for its length: a greater number makes it read memory behind the last element, a smaller one hides the elements that follow. With too small a size each element but the first is read from the wrong place.',
  remedy: 'Leave the count or size out: it follows from the table. In C, let the compiler count (SIZEOF_ARRAY) and measure (sizeof).',
  texts: {
    tooMany: '{field} is {count}, but {array} has {elements}: whoever reads the table runs past its end. Leave {field} out, or write {elements}.',
    tooFew: '{field} is {count}, but {array} has {elements}: nobody sees the elements from index {count} on. Leave {field} out, or write {elements}.',
    itemSize: '{field} is {size}, less than the {least} bytes of a {structure}: each item but the first is read from the wrong place. Leave {field} out, or write sizeof({structure}) or more.',
  },
  check({ instances }, report, model) {
    for (const instance of instances) {
      for (const [field, array] of countsOf(instance.structure)) {
        const count = statedNumber(instance, field);
        const listed = elementsOf(instance, array);
        if (count === undefined || count === 0 || listed === undefined || listed.length === 0) continue;
        const elements = lengthOf(listed, array);
        const values = { field, array, count: grouped(count), elements: grouped(elements) };
        if (count > elements) report([instance, field], 'tooMany', values);
        else if (count < elements) report([instance, field], 'tooFew', values, { severity: 'warning' });
      }
      for (const [field, structure, array] of itemSizes[instance.structure.name] ?? []) {
        const size = statedNumber(instance, field);
        if (size === undefined || (elementsOf(instance, array)?.length ?? 0) === 0) continue;
        const least = leastSize(model, structure);
        if (size < least) report([instance, field], 'itemSize', { field, size, least, structure });
      }
    }
  },
});
