import * as vscode from 'vscode';
import { testingMethods, type MissedExpectation } from '../../../../server/src/protocol/index';
import type { ReportedTest, TestRunReport } from '../../api';
import { toEditorRange } from '../../documents/index';
import type { Services } from '../../services';
import type { ScenarioTest, TestTree } from './test-tree';

/** Runs asked of the server at a time: as many as it carries out at once on a desktop. */
const mostAtOnce = 2;

/** Runs tests for the Testing view. */
export interface TestRunner {
  readonly run: (request: vscode.TestRunRequest, token: vscode.CancellationToken) => Promise<void>;
  /** Fires when a run of tests has ended. */
  readonly onDidRun: vscode.Event<TestRunReport>;
  readonly dispose: () => void;
}

/** @param tree whose items are run */
export function createTestRunner(tree: TestTree, { server, output }: Services): TestRunner {
  const ended = new vscode.EventEmitter<TestRunReport>();

  const runOne = async (run: vscode.TestRun, { item, uri, index, text, label }: ScenarioTest, token: vscode.CancellationToken): Promise<ReportedTest> => {
    const about = { uri, scenario: label };
    if (token.isCancellationRequested) {
      run.skipped(item);
      return { ...about, outcome: 'cancelled', messages: [] };
    }
    run.started(item);
    const begin = Date.now();
    try {
      const result = await server.request(testingMethods.runTest, { uri: uri.toString(), text, index }, token);
      const duration = Date.now() - begin;
      if (result.kind === 'impossible') {
        const range = result.range === null ? item.range : toEditorRange(result.range);
        run.errored(item, messageAt(new vscode.TestMessage(result.text), uri, range), duration);
        return { ...about, outcome: 'impossible', messages: [{ text: result.text, range }] };
      }
      run.appendOutput(`${label}: ${result.headline}\r\n`, item.range === undefined ? undefined : new vscode.Location(uri, item.range), item);
      if (result.kind === 'passed') {
        run.passed(item, duration);
        return { ...about, outcome: 'passed', messages: [] };
      }
      run.failed(item, result.misses.map((miss) => toMessage(miss, uri)), duration);
      return { ...about, outcome: 'missed', messages: result.misses.map(({ text: message, range }) => ({ text: message, range: toEditorRange(range) })) };
    } catch (error) {
      if (error instanceof vscode.CancellationError || token.isCancellationRequested) {
        run.skipped(item);
        return { ...about, outcome: 'cancelled', messages: [] };
      }
      output.error(error instanceof Error ? error : String(error));
      const message = error instanceof Error ? error.message : String(error);
      run.errored(item, new vscode.TestMessage(message));
      return { ...about, outcome: 'impossible', messages: [{ text: message, range: undefined }] };
    }
  };

  const run: TestRunner['run'] = async (request, token) => {
    const going = tree.controller.createTestRun(request);
    const source = new vscode.CancellationTokenSource();
    const listeners = [token, going.token].map((each) => each.onCancellationRequested(() => source.cancel()));
    const reported: ReportedTest[] = [];
    try {
      const { tests, unread } = await tree.testsOf(request);
      for (const file of unread) going.errored(file, new vscode.TestMessage(typeof file.error === 'string' ? file.error : vscode.l10n.t('The descriptor cannot be read.')));
      tests.forEach(({ item }) => going.enqueued(item));
      const waiting = [...tests];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) reported.push(await runOne(going, next, source.token));
      };
      await Promise.all(Array.from({ length: mostAtOnce }, work));
    } finally {
      going.end();
      listeners.forEach((listener) => { listener.dispose(); });
      source.dispose();
      ended.fire({ tests: reported });
    }
  };
  return { run, onDidRun: ended.event, dispose: () => ended.dispose() };
}

function messageAt(message: vscode.TestMessage, uri: vscode.Uri, range: vscode.Range | undefined): vscode.TestMessage {
  if (range !== undefined) message.location = new vscode.Location(uri, range);
  return message;
}

function toMessage({ text, wanted, found, range }: MissedExpectation, uri: vscode.Uri): vscode.TestMessage {
  const message = wanted === undefined || found === undefined ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, wanted, found);
  return messageAt(message, uri, toEditorRange(range));
}
