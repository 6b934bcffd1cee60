import { type FieldName, type Instance, bound, elementsOf, isStated, numberOf } from '../../document/index';
import type { Structure } from '../../ks/index';
import { isBroken } from '../facts';

/** A table behind a C pointer, with the count beside it. */
export interface CountedTable {
  /** Count as the document writes it; nothing when it is left out or broken. */
  readonly stated: number | undefined;
  /** Elements that the table lists, broken ones included; a null table has none. Nothing when the table is unknown. */
  readonly listed: number | undefined;
  /** Whether the pointer is null. */
  readonly isNull: boolean;
  /** Elements that the table has: the stated count, or else those listed. Nothing when unknown. */
  readonly count: number | undefined;
  /** Whether count or table is written and cannot be read. */
  readonly broken: boolean;
}

/** Reads a counted table of a structure: the count by its field, the table by its field. */
export function countedTable<S extends Structure>(instance: Instance<S>, countField: FieldName<S>, tableField: FieldName<S>): CountedTable {
  const stated = isStated(instance, countField) ? numberOf(instance, countField) : undefined;
  const listed = elementsOf(instance, tableField)?.length;
  const broken = isBroken(instance, countField) || isBroken(instance, tableField);
  return { broken, stated, listed, isNull: bound(instance, tableField).state === 'null', count: broken ? undefined : (stated ?? listed) };
}
