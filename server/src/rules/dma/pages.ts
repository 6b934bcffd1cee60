import type { Instance } from '../../document/index';

/** Pages that a buffer takes when it begins on a page: BYTES_TO_PAGES. */
export const pagesOf = (bytes: number, pageSize: number): number => Math.ceil(bytes / pageSize);

/** Pages that a frame lies on at worst: it may begin anywhere in its first page. */
export const worstPagesOf = (bytes: number, pageSize: number): number => pagesOf(bytes, pageSize) + 1;

/** A field of the document, to point at. */
export type FieldPlace = readonly [instance: Instance, field: string];
