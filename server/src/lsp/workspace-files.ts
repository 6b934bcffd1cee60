import { type FileEvent, FileChangeType } from 'vscode-languageserver';
import type { ListFilesResult } from '../protocol/index';
import { describeError } from './guard';
import type { ServerContext } from './start-server';

/** A descriptor of the workspace as its file says it. The same object for as long as the file stays: what follows from it can be kept in a `WeakMap`. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly text: string;
}

/** The descriptors of the workspace, open or not, as the client lists them; none where it lists none. */
export interface WorkspaceFiles {
  /** Their addresses, sorted; asked for once, then kept by what the client tells of its files. `isWhole` is false where there are more than are looked at. */
  list(): Promise<{ readonly uris: readonly string[]; readonly isWhole: boolean }>;
  /** A file as it is on its disk, whatever an editor shows of it; `undefined` where there is none, or none that can be read. Read once until it changes. */
  read(uri: string): Promise<WorkspaceFile | undefined>;
  /** Files were made, changed or removed. Answers whether descriptors were among them. */
  filesChanged(changes: readonly FileEvent[]): boolean;
  /** Other folders than before: everything is asked for anew. */
  foldersChanged(): void;
  /** Whether a file was too large when it was last read. */
  isTooLarge(uri: string): boolean;
  /** Grows whenever a file may say something else, or there are others. */
  readonly generation: number;
}

/** Files that are looked at. More descriptors than this are no workspace that somebody wrote. */
export const mostWorkspaceFiles = 2000;
/** Characters of files that are kept; what was used longest ago is read again. */
const keptCharacters = 32_000_000;

/** Glob of what the client is asked to watch. */
export const descriptorGlob = '**/*.avstream.{json,jsonc}';
const isDescriptor = (uri: string): boolean => /\.avstream\.jsonc?$/i.test(uri) && !uri.includes('/node_modules/');

interface Entry {
  readonly file: Promise<WorkspaceFile | undefined>;
  characters: number;
}

/** Nothing is asked of the client until somebody asks here. */
export function createWorkspaceFiles(context: ServerContext): WorkspaceFiles {
  const { connection } = context;
  const entries = new Map<string, Entry>();
  const tooLarge = new Set<string>();
  let characters = 0;
  let generation = 0;
  let listed: Promise<{ uris: Set<string>; isWhole: boolean }> | undefined;

  const ask = async (): Promise<{ uris: Set<string>; isWhole: boolean }> => {
    let result: ListFilesResult;
    try {
      result = await context.listFiles(mostWorkspaceFiles);
    } catch (error) {
      connection.console.warn(`The files of the workspace were not listed: ${describeError(error)}`);
      // Asked again when somebody next wants them.
      listed = undefined;
      return { uris: new Set(), isWhole: true };
    }
    return { uris: new Set(result.uris.slice(0, mostWorkspaceFiles)), isWhole: result.isWhole && result.uris.length <= mostWorkspaceFiles };
  };

  const forget = (uri: string): void => {
    characters -= entries.get(uri)?.characters ?? 0;
    entries.delete(uri);
    tooLarge.delete(uri);
  };
  const load = (uri: string): Entry => {
    const entry: Entry = {
      characters: 0,
      file: context.readFile(uri).then((result) => {
        if (result.kind === 'unreadable') connection.console.warn(`The descriptor ${uri} is not read (${result.reason}).`);
        if (result.kind === 'unreadable' && result.reason === 'tooLarge') tooLarge.add(uri);
        else tooLarge.delete(uri);
        if (result.kind !== 'text') return undefined;
        if (entries.get(uri) === entry) {
          entry.characters = result.text.length;
          characters += entry.characters;
          for (const [other] of entries) {
            if (characters <= keptCharacters) break;
            if (other !== uri) forget(other);
          }
        }
        return { uri, text: result.text };
      }, (error: unknown) => {
        connection.console.warn(`A descriptor could not be read: ${describeError(error)}`);
        if (entries.get(uri) === entry) forget(uri);
        return undefined;
      }),
    };
    return entry;
  };

  return {
    list: async () => {
      const { uris, isWhole } = await (listed ??= ask());
      return { uris: [...uris].sort(), isWhole };
    },
    read: (uri) => {
      const entry = entries.get(uri) ?? load(uri);
      // The last used is the last in the map.
      entries.delete(uri);
      entries.set(uri, entry);
      return entry.file;
    },
    filesChanged: (changes) => {
      const ours = changes.filter(({ uri }) => isDescriptor(uri));
      if (ours.length === 0) return false;
      generation += 1;
      for (const { uri } of ours) forget(uri);
      void listed?.then((list) => {
        for (const { uri, type } of ours) {
          if (type === FileChangeType.Deleted) list.uris.delete(uri);
          else if (list.uris.size < mostWorkspaceFiles) list.uris.add(uri);
          else if (!list.uris.has(uri)) list.isWhole = false;
        }
      });
      return true;
    },
    foldersChanged: () => {
      generation += 1;
      listed = undefined;
    },
    isTooLarge: (uri) => tooLarge.has(uri),
    get generation() {
      return generation;
    },
  };
}
