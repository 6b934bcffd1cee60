import { type CancellationToken, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type NameKind, type NamedPlace, namedThings, readModel } from '../../document/index';
import { isConfiguration } from '../../configuration/index';
import { type Analyses, type Analysis } from '../analysis';
import { answerCodes, answerError } from '../answer-error';
import { localize } from '../localize';
import { rangeOf } from '../names/navigation';
import type { ServerContext } from '../start-server';
import type { WorkspaceFile, WorkspaceFiles } from '../workspace-files';

/** What is worth being found from elsewhere, and the symbol that stands for it. */
const kinds: Readonly<Partial<Record<NameKind, SymbolKind>>> = {
  entry: SymbolKind.Struct, filter: SymbolKind.Class, pin: SymbolKind.Interface, simulation: SymbolKind.Event, bus: SymbolKind.Object, callback: SymbolKind.Function, workItem: SymbolKind.Function, function: SymbolKind.Function,
};
const wanted: ReadonlySet<NameKind> = new Set(Object.keys(kinds) as NameKind[]);

/** Symbols by tables; dispatch tables look like functions. */
const tableKinds: Readonly<Record<string, SymbolKind>> = { PinDispatches: SymbolKind.Function, FilterDispatches: SymbolKind.Function, AllocatorDispatches: SymbolKind.Function, ClockDispatches: SymbolKind.Function, DeviceDispatches: SymbolKind.Function, AutomationTables: SymbolKind.Function };

/** Most symbols of one file, and of one answer. */
const mostOfFile = 20_000;
const mostAnswered = 5000;

/** Files that are read at a time. */
const atOnce = 8;

/** Finds symbols in all descriptors of the workspace. */
export interface WorkspaceSymbols {
  find(query: string, token: CancellationToken): Promise<SymbolInformation[]>;
}

/** Whether the characters of a query stand in a name in that order, in either case; clients rank what is left as they like. */
function matches(query: string, name: string): boolean {
  let at = 0;
  for (const character of query) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** An open document says what holds, whatever its file says. What follows from a file or a version is kept as long as that lasts. */
export function createWorkspaceSymbols({ documents, runtime, connection }: Pick<ServerContext, 'documents' | 'runtime' | 'connection'>, files: WorkspaceFiles, analyses: Analyses): WorkspaceSymbols {
  const known = new WeakMap<WorkspaceFile | Analysis, readonly SymbolInformation[]>();
  const symbolsOf = (source: WorkspaceFile | Analysis, document: () => TextDocument): readonly SymbolInformation[] => {
    let symbols = known.get(source);
    if (symbols === undefined) known.set(source, (symbols = listSymbols(document(), 'model' in source ? namedThings(source.model(), wanted, mostOfFile) : namedThings(readModel(source.text), wanted, mostOfFile))));
    return symbols;
  };
  return {
    find: async (query, token) => {
      const pattern = query.toLowerCase().replace(/\s+/g, '');
      const found: SymbolInformation[] = [];
      const refuseIfCancelled = (): void => {
        if (token.isCancellationRequested) throw answerError(answerCodes.requestCancelled, localize('The request was cancelled.'));
      };
      const take = (symbols: readonly SymbolInformation[]): void => {
        for (const symbol of symbols) if (found.length < mostAnswered && matches(pattern, symbol.name.toLowerCase())) found.push(symbol);
      };
      const open = documents.all().filter(({ uri, languageId }) => !isConfiguration(uri) && languageId === 'avstream');
      for (const document of open) {
        take(symbolsOf(analyses.of(document), () => document));
        await runtime.yieldToMessages();
        refuseIfCancelled();
      }
      const isOpen = new Set(open.map(({ uri }) => normalized(uri)));
      const closed = (await files.list()).uris.filter((uri) => !isOpen.has(normalized(uri)));
      for (let index = 0; index < closed.length && found.length < mostAnswered; index += atOnce) {
        for (const file of await Promise.all(closed.slice(index, index + atOnce).map((uri) => files.read(uri)))) {
          refuseIfCancelled();
          if (file === undefined) continue;
          take(symbolsOf(file, () => TextDocument.create(file.uri, 'avstream', 0, file.text)));
          await runtime.yieldToMessages();
        }
      }
      if (found.length === mostAnswered) connection.console.info(`More than ${mostAnswered} symbols match; the others are left out.`);
      return found;
    },
  };
}

/** Addresses of one file may differ in how they are escaped (`file:///c%3A/…`). */
function normalized(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function listSymbols(document: TextDocument, places: readonly NamedPlace[]): readonly SymbolInformation[] {
  let filter: string | undefined;
  return places.map((place) => {
    const { name, kind, within } = place;
    if (kind === 'filter') filter = name;
    // Pins stand inside their filter, behind its label, unless a table holds them.
    const containerName = kind === 'entry' ? within : kind === 'pin' ? filter : undefined;
    return { name, kind: (kind === 'entry' ? tableKinds[within] : undefined) ?? kinds[kind]!, location: { uri: document.uri, range: rangeOf(document, place) }, ...(containerName === undefined ? {} : { containerName }) };
  });
}
