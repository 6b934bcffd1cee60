/** Requests about descriptors with their defaults filled in. Types and names only. */

/** Names of our own LSP methods. */
export const resolvedMethods = {
  /** Client → server: a filter, pin or framing with its defaults filled in. `DescribeResolvedParameters` → `DescribeResolvedResult`. */
  describeResolved: 'avstream/describeResolved',
} as const;

export interface DescribeResolvedParameters {
  readonly uri: string;
  /** JSON pointer of a value that is or lies in the filter, pin or framing; of anything else the first filter is meant. */
  readonly path: string;
}

export interface DescribeResolvedResult {
  /** Its name, and the JSON pointer of the object; nothing where the document has none. */
  readonly subject: { readonly name: string; readonly path: string } | null;
  /** Plain text. */
  readonly lines: readonly string[];
}
