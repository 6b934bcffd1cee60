/** What a document is of: a descriptor, and an object in it. */
export interface ResolvedAddress {
  /** The descriptor's address. */
  readonly uri: string;
  /** JSON pointer. */
  readonly path: string;
}

/** The parts of the document's own address: the path is what a tab shows, the query what it is of. */
export function resolvedParts({ uri, path }: ResolvedAddress, title: string): { readonly path: string; readonly query: string } {
  // A slash in a label would make folders of it.
  return { path: `/${title.replace(/[/\\]/g, ' ')}`, query: JSON.stringify({ uri, path }) };
}

/** Reads the query of such an address; nothing when it is none of ours. */
export function readResolvedQuery(query: string): ResolvedAddress | undefined {
  try {
    const { uri, path } = JSON.parse(query) as Record<string, unknown>;
    return typeof uri === 'string' && typeof path === 'string' ? { uri, path } : undefined;
  } catch {
    return undefined;
  }
}
