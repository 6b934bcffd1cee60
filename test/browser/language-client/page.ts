// The page of the tests: CodeMirror as an editor, its language client, and our server in a web worker. Nothing of ours lies between them but the pipe.
import { LSPClient, type Transport, findReferences, formatDocument, jumpToDefinition, languageServerExtensions, renameSymbol } from '@codemirror/lsp-client';
// Parts of the editor that the client is a part of.
import { acceptCompletion, completionStatus, currentCompletions, startCompletion } from '@codemirror/autocomplete';
import { forEachDiagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/** A diagnostic as the editor has it: offsets in its text. */
export interface ShownDiagnostic { readonly severity: string; readonly message: string; readonly text: string }

/** What the tests do with the page. */
export interface EditorPage {
  readonly open: (uri: string, text: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly text: () => string;
  readonly diagnostics: () => readonly ShownDiagnostic[];
  /** Puts the cursor `offset` characters into the first occurrence of a text. */
  readonly goTo: (searched: string, offset: number) => void;
  readonly selected: () => { readonly line: string; readonly from: number };
  readonly type: (text: string) => void;
  readonly replace: (searched: string, replacement: string) => void;
  readonly complete: () => void;
  readonly completions: () => readonly string[];
  readonly accept: () => boolean;
  readonly run: (command: 'definition' | 'references' | 'format' | 'rename') => boolean;
  /** Everything the client or the page complained about. */
  readonly complaints: string[];
  readonly request: (method: string, params: unknown) => Promise<unknown>;
}

const complaints: string[] = [];
for (const level of ['warn', 'error'] as const) console[level] = (...parts: readonly unknown[]) => { complaints.push(parts.map(String).join(' ')); };

function connect(worker: Worker): Transport {
  const handlers = new Map<(message: string) => void, (event: MessageEvent) => void>();
  return {
    send: (message) => { worker.postMessage(JSON.parse(message)); },
    subscribe: (handler) => {
      const listener = (event: MessageEvent): void => { handler(JSON.stringify(event.data)); };
      handlers.set(handler, listener);
      worker.addEventListener('message', listener);
    },
    unsubscribe: (handler) => { worker.removeEventListener('message', handlers.get(handler)!); },
  };
}

let view: EditorView;
let client: LSPClient;
const place = (searched: string): number => {
  const at = view.state.doc.toString().indexOf(searched);
  if (at < 0) throw new Error(`The text has no ${searched}.`);
  return at;
};
const commands = { definition: jumpToDefinition, references: findReferences, format: formatDocument, rename: renameSymbol };

const page: EditorPage = {
  open: async (uri, text) => {
    client = new LSPClient({ extensions: languageServerExtensions(), timeout: 20_000 });
    client.connect(connect(new Worker('server.js')));
    await client.initializing;
    view = new EditorView({ parent: document.body, state: EditorState.create({ doc: text, extensions: [keymap.of([]), client.plugin(uri, 'avstream')] }) });
    return client.serverCapabilities as Readonly<Record<string, unknown>>;
  },
  text: () => view.state.doc.toString(),
  diagnostics: () => {
    const shown: ShownDiagnostic[] = [];
    forEachDiagnostic(view.state, ({ severity, message }, from, to) => { shown.push({ severity, message, text: view.state.sliceDoc(from, to) }); });
    return shown;
  },
  goTo: (searched, offset) => {
    view.focus();
    view.dispatch({ selection: { anchor: place(searched) + offset }, scrollIntoView: true });
  },
  selected: () => {
    const { from } = view.state.selection.main;
    const line = view.state.doc.lineAt(from);
    return { line: line.text, from: from - line.from };
  },
  type: (text) => {
    const { from, to } = view.state.selection.main;
    view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.type' });
  },
  replace: (searched, replacement) => {
    const from = place(searched);
    view.dispatch({ changes: { from, to: from + searched.length, insert: replacement } });
  },
  complete: () => { startCompletion(view); },
  completions: () => (completionStatus(view.state) === 'active' ? currentCompletions(view.state).map(({ displayLabel, label }) => displayLabel ?? label) : []),
  accept: () => acceptCompletion(view),
  run: (command) => commands[command](view),
  complaints,
  request: (method, params) => client.request(method, params),
};
(window as unknown as { editor: EditorPage }).editor = page;
