/** What is selected: an index into the span or instant columns of a trace, with its row. */
export type Selection =
  | { readonly kind: 'span'; readonly row: number; readonly index: number }
  | { readonly kind: 'instant'; readonly row: number; readonly index: number };
