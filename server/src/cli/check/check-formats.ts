/** How `avstream check` can write what it found. */
export const checkFormats = ['text', 'json', 'sarif', 'junit', 'github'] as const;
/** One of {@link checkFormats}. */
export type CheckFormat = (typeof checkFormats)[number];

/** A report that is wanted: in a form, in a file; `-` is standard output. */
export interface CheckOutput { readonly format: CheckFormat; readonly path: string }
