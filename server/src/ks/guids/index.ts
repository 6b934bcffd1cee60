import type { NamedGuid } from '../structure';
import { audioNodes } from './audio-nodes';
import { broadcast } from './broadcast';
import { categories } from './categories';
import { attributes, formats } from './formats';
import { memoryAndBusTypes } from './memory-and-bus';
import { moreFormats, musicTechnologies } from './more-formats';
import { moreSets } from './more-sets';
import { setsAndObjects } from './sets';

/** Every named GUID. Several names may have one value. */
export const guids: readonly NamedGuid[] = [...memoryAndBusTypes, ...categories, ...formats, ...moreFormats, ...musicTechnologies, ...attributes, ...setsAndObjects, ...moreSets, ...audioNodes, ...broadcast];
