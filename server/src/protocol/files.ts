/** Files that the server asks the client for: the client alone reaches the workspace, wherever it lies. Types and names, and how large they may be. */

/** Names of our own LSP methods about files. */
export const fileMethods = {
  /** Server → client: the text of a file. `ReadFileParameters` → `ReadFileResult`. Asked only of a client that said `readsFiles`. */
  readFile: 'avstream/readFile',
  /** Server → client: which descriptors the workspace has. `ListFilesParameters` → `ListFilesResult`. Asked only of a client that said `listsFiles`. */
  listFiles: 'avstream/listFiles',
} as const;

/** Most files that are asked for. */
export interface ListFilesParameters { readonly most: number }

export interface ListFilesResult {
  /** Addresses as `textDocument/didOpen` would have them, in no order. */
  readonly uris: readonly string[];
  /** False: the workspace has more than were asked for. */
  readonly isWhole: boolean;
}

/** Size above which no file is read for the server, in MiB: configurations are small, and of many descriptors each takes memory. */
export const mostFileMebibytes = 4;

export interface ReadFileParameters { readonly uri: string }

/** Why a file that is there cannot be read. */
export type UnreadableReason = 'folder' | 'denied' | 'tooLarge' | 'notText' | 'failed';

export type ReadFileResult =
  /** UTF-8, without byte order mark. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };
