import type { NamedGuid } from '../structure';
import { categories } from './categories';
import { attributes, formats } from './formats';
import { memoryAndBusTypes } from './memory-and-bus';
import { setsAndObjects } from './sets';

/** Every named GUID. Several names may have one value. */
export const guids: readonly NamedGuid[] = [...memoryAndBusTypes, ...categories, ...formats, ...attributes, ...setsAndObjects];
