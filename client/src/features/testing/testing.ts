import * as vscode from 'vscode';
import type { AvstreamStudioApi, ListedTest } from '../../api';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import type { Timelines } from '../timeline/index';
import { createTestRunner } from './run-tests';
import { createTestTree, type ScenarioTest } from './test-tree';

/** Argument of `avstream.showTestOnTimeline` for who has no item of the view. */
export interface ShowTestArguments {
  readonly uri: vscode.Uri;
  readonly scenario: string;
}

/** Simulations in the Testing view: found, run, shown on the timeline. */
export function activateTestingFeature(context: vscode.ExtensionContext, services: Services, timelines: Timelines): AvstreamStudioApi['tests'] {
  const tree = createTestTree(context, services);
  const runner = createTestRunner(tree, services);
  const { controller } = tree;

  const showOnTimeline = async ({ uri, label }: Pick<ScenarioTest, 'uri' | 'label'>): Promise<void> => {
    await timelines.run({ uri, scenario: label });
  };
  /** What is meant: an item of the view, of a descriptor its first simulation; or what {@link ShowTestArguments} say. */
  const toShow = (argument: vscode.TestItem | ShowTestArguments | undefined): Pick<ScenarioTest, 'uri' | 'label'> | undefined => {
    if (argument === undefined) return undefined;
    if ('scenario' in argument) return { uri: argument.uri, label: argument.scenario };
    const [first] = argument.children;
    const item = argument.parent === undefined ? first?.[1] : argument;
    return item === undefined ? undefined : tree.testAt(item);
  };
  /** Runs whenever a descriptor has been edited, until it is called off. */
  const runContinuously = (request: vscode.TestRunRequest, token: vscode.CancellationToken): void => {
    let running = Promise.resolve();
    const queued = new Set<string>();
    const listener = tree.onDidEdit((uri) => {
      const id = uri.toString();
      const file = controller.items.get(id);
      const include = request.include?.filter((item) => item.uri?.toString() === id) ?? (file === undefined ? [] : [file]);
      if (include.length === 0 || queued.has(id)) return;
      queued.add(id);
      running = running.then(() => {
        queued.delete(id);
        return runner.run(new vscode.TestRunRequest(include, request.exclude, request.profile, true), token);
      });
    });
    token.onCancellationRequested(() => { listener.dispose(); });
  };

  const profile = controller.createRunProfile(vscode.l10n.t('Run'), vscode.TestRunProfileKind.Run, (request, token) => {
    if (request.continuous === true) {
      runContinuously(request, token);
      return undefined;
    }
    return runner.run(request, token);
  }, true, undefined, true);
  const withTimeline = controller.createRunProfile(vscode.l10n.t('Run and Show on Timeline'), vscode.TestRunProfileKind.Run, async (request, token) => {
    const { tests: [first] } = await tree.testsOf(request);
    if (first !== undefined) await showOnTimeline(first);
    await runner.run(request, token);
  });
  context.subscriptions.push(
    profile, withTimeline, runner,
    vscode.commands.registerCommand(commands.showTestOnTimeline, async (argument?: vscode.TestItem | ShowTestArguments) => {
      const test = toShow(argument);
      if (test !== undefined) await showOnTimeline(test);
    }),
  );
  return { list: () => [...controller.items].flatMap(([, file]) => listed(file)), onDidRun: runner.onDidRun };
}

/** A file and its simulations as others see them. */
function listed(file: vscode.TestItem): readonly ListedTest[] {
  const tell = (item: vscode.TestItem, scenario: string | undefined): ListedTest => ({
    uri: item.uri!, scenario, range: item.range, description: item.description ?? '', problem: typeof item.error === 'string' ? item.error : item.error?.value,
  });
  return [tell(file, undefined), ...[...file.children].map(([, item]) => tell(item, item.label))];
}
