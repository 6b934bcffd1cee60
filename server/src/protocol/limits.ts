/** Documents that are too large for the server. Types and names only. */

/** Names of our own LSP methods about limits. */
export const limitMethods = {
  /** Server → client, a notification: a document is too large to be checked, or no longer is. `DocumentLimitParameters`. Sent only to a client that said `showsLimits`. */
  documentLimit: 'avstream/documentLimit',
} as const;

export interface DocumentLimitParameters {
  readonly uri: string;
  /** What is too much, in a sentence; null: it is checked again, or closed. */
  readonly problem: string | null;
}
