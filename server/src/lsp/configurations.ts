import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Configuration, configurationCode, configurationIn, configurationMessage, findConfigurations, foldersOf, isConfiguration, parseConfiguration, resolveSeverities } from '../configuration/index';
import type { Severities } from '../findings/index';
import type { ReadFileResult } from '../protocol/index';
import { diagnosticSource, severityOf } from './diagnostics';
import { compileGlob } from './glob';
import { describeError } from './guard';
import { localize } from './localize';
import type { ServerContext } from './start-server';

/** The severities that people chose, for every open document. */
export interface Configurations {
  /** What holds for a document, once its configuration files were read. */
  severitiesOf(uri: string): Promise<Severities>;
  /** The nearest configuration file that holds for a document, with its text and, where an editor has it, its version. */
  nearest(uri: string): Promise<{ readonly uri: string; readonly text: string; readonly version: number | null } | undefined>;
  /** Grows whenever a configuration file says something else. */
  readonly generation: number;
  /** What is wrong in a configuration that is open. */
  diagnosticsOf(document: TextDocument): Diagnostic[];
  /** An open configuration was opened or edited: what the editor shows holds, saved or not. */
  edited(uri: string): void;
  /** A configuration is no longer open: its file holds again. */
  closed(uri: string): void;
  /** Files were made, changed or removed. */
  filesChanged(uris: readonly string[]): void;
  /** Looks again at the files that hold for a document: those outside the workspace nobody watches. */
  lookAgain(uri: string): void;
}

/** How long answers wait for a file before they do without it, in ms. What comes later holds from then on. */
const patience = 500;

/** A configuration file that was asked for. */
interface Entry {
  /** Its text; nothing where there is none. */
  text: string | undefined;
  configuration: Promise<Configuration | undefined>;
}

/** Creates them; `onChange` is called when other severities hold than before. */
export function createConfigurations(context: ServerContext, onChange: () => void): Configurations {
  const { connection, documents } = context;
  const entries = new Map<string, Entry>();
  /** Closed files whose mistakes were published. */
  const published = new Set<string>();
  const parsed = new WeakMap<TextDocument, { readonly version: number; readonly configuration: Configuration }>();
  let generation = 0;
  const changed = (): void => {
    generation += 1;
    onChange();
  };

  const parseOpen = (document: TextDocument): Configuration => {
    const known = parsed.get(document);
    if (known?.version === document.version) return known.configuration;
    const configuration = parseConfiguration(document.getText(), compileGlob);
    parsed.set(document, { version: document.version, configuration });
    return configuration;
  };

  /** Tells the mistakes of a file that no editor shows; an open one is asked about by the client, or told like any document. */
  const publish = (uri: string, text: string | undefined, configuration: Configuration | undefined): void => {
    if (documents.get(uri) !== undefined) return;
    const diagnostics = text === undefined || configuration === undefined ? [] : toDiagnostics(TextDocument.create(uri, 'json', 0, text), configuration);
    if (diagnostics.length === 0 && !published.delete(uri)) return;
    if (diagnostics.length > 0) published.add(uri);
    void connection.sendDiagnostics({ uri, diagnostics }).catch(() => undefined);
  };
  const unpublish = (uri: string): void => {
    if (published.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] }).catch(() => undefined);
  };

  /** The text of a file; nothing where there is none, or none that can be read. */
  const readText = async (uri: string): Promise<string | undefined> => {
    let result: ReadFileResult;
    try {
      result = await context.readFile(uri);
    } catch (error) {
      connection.console.warn(`A configuration could not be read: ${describeError(error)}`);
      return undefined;
    }
    if (result.kind === 'unreadable') connection.console.warn(`The configuration ${uri} is not read (${result.reason}); what it says does not hold.`);
    return result.kind === 'text' ? result.text : undefined;
  };

  const setText = (uri: string, entry: Entry, text: string | undefined): Configuration | undefined => {
    const configuration = text === undefined ? undefined : parseConfiguration(text, compileGlob);
    entry.text = text;
    entry.configuration = Promise.resolve(configuration);
    publish(uri, text, configuration);
    return configuration;
  };

  const ask = (uri: string): Entry => {
    const entry: Entry = { text: undefined, configuration: Promise.resolve(undefined) };
    let isLate = false;
    const asked = readText(uri).then((text) => {
      if (entries.get(uri) !== entry) return undefined;
      const configuration = setText(uri, entry, text);
      if (isLate && configuration !== undefined) changed();
      return configuration;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        isLate = true;
        resolve(undefined);
      }, patience);
    });
    entry.configuration = Promise.race([asked, late]).finally(() => clearTimeout(timer));
    entries.set(uri, entry);
    return entry;
  };

  const load = (uri: string): Promise<Configuration | undefined> => {
    const open = documents.get(uri);
    return open === undefined ? (entries.get(uri) ?? ask(uri)).configuration : Promise.resolve(parseOpen(open));
  };

  const lookAgainAt = async (uri: string): Promise<void> => {
    const entry = entries.get(uri);
    if (entry === undefined || documents.get(uri) !== undefined) return;
    await entry.configuration;
    const text = await readText(uri);
    if (entries.get(uri) !== entry || text === entry.text) return;
    setText(uri, entry, text);
    changed();
  };

  return {
    severitiesOf: async (uri) => {
      const [{ rules }, found] = await Promise.all([context.settings(uri), findConfigurations(uri, load)]);
      return resolveSeverities(uri, rules, found);
    },
    nearest: async (uri) => {
      for (const address of foldersOf(uri).map(configurationIn)) {
        const open = documents.get(address);
        if (open !== undefined) return { uri: address, text: open.getText(), version: open.version };
        await load(address);
        const text = entries.get(address)?.text;
        if (text !== undefined) return { uri: address, text, version: null };
      }
      return undefined;
    },
    get generation() {
      return generation;
    },
    diagnosticsOf: (document) => {
      const configuration = parseOpen(document);
      // VS Code's own support of JSON, which an open configuration has, tells syntax errors already: one mistake is told once.
      const isTold = context.options.uriScheme !== undefined && /^jsonc?$/.test(document.languageId);
      return toDiagnostics(document, isTold ? { ...configuration, problems: configuration.problems.filter(({ kind }) => kind !== 'syntax') } : configuration);
    },
    edited: (uri) => {
      unpublish(uri);
      changed();
    },
    closed: (uri) => {
      entries.delete(uri);
      changed();
    },
    filesChanged: (uris) => {
      const ours = uris.filter((uri) => isConfiguration(uri) && documents.get(uri) === undefined && entries.delete(uri));
      for (const uri of ours) unpublish(uri);
      if (ours.length > 0) changed();
    },
    lookAgain: (uri) => {
      for (const folder of foldersOf(uri)) void lookAgainAt(configurationIn(folder));
    },
  };
}

/** Mistakes of a configuration as diagnostics; their code is what kind they are. */
function toDiagnostics(document: TextDocument, { problems }: Configuration): Diagnostic[] {
  return problems.map((problem) => ({
    range: { start: document.positionAt(problem.start), end: document.positionAt(problem.end) },
    severity: severityOf[problem.severity], source: diagnosticSource, code: configurationCode(problem.kind), message: configurationMessage(problem, localize),
  }));
}
