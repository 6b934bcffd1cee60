/** Kinds of hint, as settings name them. */
export const hintKinds = ['alignment', 'expressions', 'frameBytes', 'instances'] as const;
/** One of {@link hintKinds}. */
export type HintKind = (typeof hintKinds)[number];
