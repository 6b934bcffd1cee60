/** How long something takes, in whole nanoseconds (or, for a jitter, how far it is off; only a jitter may be negative). */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  /** Every whole number from `minimum` to `maximum`, both included, equally likely. */
  | { readonly kind: 'uniform'; readonly minimum: number; readonly maximum: number }
  /** Rises from `minimum` to `mode` and falls to `maximum`; requires minimum ≤ mode ≤ maximum. */
  | { readonly kind: 'triangular'; readonly minimum: number; readonly mode: number; readonly maximum: number }
  /** `values[i]` with probability `weights[i]` / sum; weights are whole numbers, not all zero, as many as values. */
  | { readonly kind: 'table'; readonly values: readonly number[]; readonly weights: readonly number[] };
