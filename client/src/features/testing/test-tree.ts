import * as vscode from 'vscode';
import { testingMethods, type TestSummary } from '../../../../server/src/protocol/index';
import { descriptorPattern, fileName, toEditorRange } from '../../documents/index';
import { readFile } from '../../documents/read-file';
import { languageId } from '../../identifiers';
import type { Services } from '../../services';

/** Milliseconds of quiet after which an edited descriptor is read anew. */
const quiet = 300;
/** Files of the workspace that are shown at most. */
const mostFiles = 1000;

/** A simulation in the Testing view. */
export interface ScenarioTest {
  readonly item: vscode.TestItem;
  readonly uri: vscode.Uri;
  /** Its label, and its position in the descriptor. */
  readonly label: string;
  readonly index: number;
  /** The descriptor's text that it is in. */
  readonly text: string;
}

/** The items of the Testing view: descriptors, and below each its simulations. */
export interface TestTree {
  readonly controller: vscode.TestController;
  /** Simulations that a request is about, read anew, so that what runs is what stands there. A file that cannot be read stands for itself. */
  readonly testsOf: (request: vscode.TestRunRequest) => Promise<{ readonly tests: readonly ScenarioTest[]; readonly unread: readonly vscode.TestItem[] }>;
  /** The simulation that an item stands for. */
  readonly testAt: (item: vscode.TestItem) => ScenarioTest | undefined;
  /** Fires when a descriptor was edited, or its file changed, and its simulations have been read. */
  readonly onDidEdit: vscode.Event<vscode.Uri>;
}

/** Makes the tree: it looks for files once the Testing view is opened, and follows open descriptors from the beginning. */
export function createTestTree(context: vscode.ExtensionContext, { server, output }: Services): TestTree {
  const controller = vscode.tests.createTestController('avstream', 'AVStream');
  const tests = new WeakMap<vscode.TestItem, ScenarioTest>();
  const edited = new vscode.EventEmitter<vscode.Uri>();
  /** By id of the file's item: how often it was read, so that only the last one counts. */
  const readings = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let discovered: Promise<void> | undefined;

  const openDocument = (uri: vscode.Uri): vscode.TextDocument | undefined => vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());

  const addFile = (uri: vscode.Uri): vscode.TestItem => {
    const id = uri.toString();
    const known = controller.items.get(id);
    if (known !== undefined) return known;
    const item = controller.createTestItem(id, fileName(uri), uri);
    const folder = uri.scheme === 'untitled' ? '' : vscode.workspace.asRelativePath(uri).slice(0, -fileName(uri).length).replace(/\/$/, '');
    if (folder !== '') item.description = folder;
    item.canResolveChildren = true;
    controller.items.add(item);
    return item;
  };

  /** Reads the simulations of a file, from the editor if it is open there. @returns false when it cannot be read */
  const readTests = async (item: vscode.TestItem): Promise<boolean> => {
    const uri = item.uri!;
    const reading = (readings.get(item.id) ?? 0) + 1;
    readings.set(item.id, reading);
    item.busy = true;
    try {
      const document = openDocument(uri);
      const found = document === undefined ? await readFile(uri) : { kind: 'text' as const, text: document.getText() };
      if (found.kind !== 'text') {
        item.error = vscode.l10n.t('The descriptor cannot be read.');
        item.children.replace([]);
        return false;
      }
      const { tests: summaries, problem } = await server.request(testingMethods.listTests, { uri: item.id, text: found.text });
      // A later reading has overtaken this one.
      if (readings.get(item.id) !== reading) return true;
      item.error = problem;
      const ids = new Set<string>();
      item.children.replace(summaries.map((summary) => toItem(uri, summary, found.text, ids)));
      return true;
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      item.error = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      item.busy = false;
    }
  };

  /** @param ids those taken in this descriptor */
  const toItem = (uri: vscode.Uri, { label, index, range, expectations, problem }: TestSummary, text: string, ids: Set<string>): vscode.TestItem => {
    // Labels keep their results when simulations move; a label of several is told apart by its position.
    const id = ids.has(label) ? `${label} (${index})` : label;
    ids.add(id);
    const item = controller.createTestItem(id, label, uri);
    item.range = toEditorRange(range);
    item.sortText = String(index).padStart(4, '0');
    item.description = expectations === 0 ? vscode.l10n.t('no expectations') : expectations === 1 ? vscode.l10n.t('1 expectation') : vscode.l10n.t('{0} expectations', expectations);
    item.error = problem;
    tests.set(item, { item, uri, label, index, text });
    return item;
  };

  const discover = (): Promise<void> => (discovered ??= (async () => {
    const files = await vscode.workspace.findFiles(descriptorPattern, '**/node_modules/**', mostFiles);
    files.forEach(addFile);
  })());

  const forget = (uri: vscode.Uri): void => {
    controller.items.delete(uri.toString());
    readings.delete(uri.toString());
  };

  /** A descriptor that somebody works on, as opposed to an older version of one in a comparison. */
  const isWorkedOn = ({ languageId: language, uri }: vscode.TextDocument): boolean => language === languageId
    && (uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true);
  const follow = (document: vscode.TextDocument, isEdit: boolean): void => {
    if (!isWorkedOn(document)) return;
    const item = addFile(document.uri);
    clearTimeout(timers.get(item.id));
    timers.set(item.id, setTimeout(() => {
      timers.delete(item.id);
      if (controller.items.get(item.id) === item) void readTests(item).then(() => { if (isEdit) edited.fire(document.uri); });
    }, quiet));
  };

  controller.resolveHandler = async (item) => {
    if (item === undefined) await discover();
    else if (item.parent === undefined) await readTests(item);
  };
  controller.refreshHandler = async () => {
    discovered = undefined;
    const open = new Set(vscode.workspace.textDocuments.filter(isWorkedOn).map(({ uri }) => uri.toString()));
    const before = [...controller.items].map(([, item]) => item);
    await discover();
    const files = new Set((await vscode.workspace.findFiles(descriptorPattern, '**/node_modules/**', mostFiles)).map(String));
    for (const item of before) if (!open.has(item.id) && !files.has(item.id)) forget(item.uri!);
    await Promise.all([...controller.items].filter(([, item]) => item.children.size > 0).map(([, item]) => readTests(item)));
  };

  const watcher = vscode.workspace.createFileSystemWatcher(descriptorPattern);
  context.subscriptions.push(
    controller, edited, watcher,
    watcher.onDidCreate((uri) => { if (discovered !== undefined) addFile(uri); }),
    watcher.onDidDelete((uri) => { if (openDocument(uri) === undefined) forget(uri); }),
    watcher.onDidChange((uri) => {
      const item = controller.items.get(uri.toString());
      // An open one is followed as it is edited.
      if (item !== undefined && item.children.size > 0 && openDocument(uri) === undefined) void readTests(item).then(() => edited.fire(uri));
    }),
    vscode.workspace.onDidOpenTextDocument((document) => follow(document, false)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0) follow(document, true); }),
    // What is not of the workspace goes with its editor.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => { if (vscode.workspace.getWorkspaceFolder(uri) === undefined) forget(uri); }),
    { dispose: () => { for (const timer of timers.values()) clearTimeout(timer); } },
  );
  for (const document of vscode.workspace.textDocuments) follow(document, false);

  const testsOf: TestTree['testsOf'] = async ({ include, exclude = [] }) => {
    if (include === undefined) await discover();
    const asked = include ?? [...controller.items].map(([, item]) => item);
    const files = [...new Set(asked.map((item) => item.parent ?? item))];
    const couldRead = new Map(await Promise.all(files.map(async (file) => [file, await readTests(file)] as const)));
    // Reading makes new items: those that were asked for are found by their ids.
    const isExcluded = (item: vscode.TestItem): boolean => exclude.some((other) => other.id === item.id && other.parent?.id === item.parent?.id);
    const wanted = asked.flatMap((item) => {
      const file = item.parent;
      if (file === undefined) return [...item.children].map(([, child]) => child);
      const now = file.children.get(item.id);
      return now === undefined ? [] : [now];
    });
    return {
      tests: [...new Set(wanted)].filter((item) => !isExcluded(item) && (item.parent === undefined || !isExcluded(item.parent))).flatMap((item) => tests.get(item) ?? []),
      unread: files.filter((file) => couldRead.get(file) === false && !isExcluded(file)),
    };
  };

  return { controller, testsOf, testAt: (item) => tests.get(item), onDidEdit: edited.event };
}
