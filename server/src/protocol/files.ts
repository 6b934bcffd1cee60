/** Files that the server asks the client for: the client alone reaches the workspace, wherever it lies. Types and names only. */

/** Names of our own LSP methods about files. */
export const fileMethods = {
  /** Server → client: the text of a file. `ReadFileParameters` → `ReadFileResult`. Asked only of a client that said `readsFiles`. */
  readFile: 'avstream/readFile',
} as const;

export interface ReadFileParameters { readonly uri: string }

/** Why a file that is there cannot be read. */
export type UnreadableReason = 'folder' | 'denied' | 'tooLarge' | 'notText' | 'failed';

export type ReadFileResult =
  /** UTF-8, without byte order mark. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };
