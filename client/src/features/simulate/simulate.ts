import * as vscode from 'vscode';
import { type FindingReference, type OutcomeWithoutTrace, methods } from '../../../../server/src/protocol/index';
import { activeDescriptor, pickDescriptor, revealRange } from '../../documents/index';
import { commands, contextKeys, languageId } from '../../identifiers';
import type { Services } from '../../services';
import type { Timelines } from '../timeline/index';
import { askSeeds, searchSeeds } from './find-worst-seed';
import { pickScenario } from './pick-scenario';
import { createRecentScenarios } from './recent-scenarios';

/** Argument of `avstream.simulate` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface SimulateArguments {
  readonly uri?: vscode.Uri | string;
  /** Left out: asked for, unless there is only one. */
  readonly scenario?: string;
  /** Left out: the scenario's own. */
  readonly seed?: number;
  /** Of `avstream.showTimeline`: the finding of the run on show to select. */
  readonly finding?: FindingReference;
}

/** The commands that run a scenario, show its timeline, and lead back to the descriptor. */
export function activateSimulateFeature(context: vscode.ExtensionContext, services: Services, timelines: Timelines): void {
  const recent = createRecentScenarios(context.workspaceState);

  const chooseDescriptor = async (wanted: vscode.Uri | undefined, title: string): Promise<vscode.Uri | undefined> => {
    const found = wanted ?? timelines.active() ?? activeDescriptor() ?? await pickDescriptor(title);
    if (found !== 'none') return found;
    const newFromSample = vscode.l10n.t('New Descriptor from Sample…');
    const choice = await vscode.window.showInformationMessage(vscode.l10n.t('No AVStream descriptor (*.avstream.json) is open or in the workspace.'), newFromSample);
    if (choice === newFromSample) await vscode.commands.executeCommand(commands.newFromSample);
    return undefined;
  };

  const run = async (uri: vscode.Uri, scenario: string, seed?: number): Promise<OutcomeWithoutTrace | undefined> => {
    recent.remember(uri, scenario);
    const result = await timelines.run({ uri, scenario, seed });
    return result.kind === 'completed' ? result.outcome : undefined;
  };

  const simulate = async (argument?: unknown): Promise<OutcomeWithoutTrace | undefined> => {
    const { uri: wanted, scenario, seed } = readArguments(argument);
    const uri = await chooseDescriptor(wanted, vscode.l10n.t('Simulate'));
    if (uri === undefined) return undefined;
    const label = scenario ?? await pickScenario(services, uri, recent.of(uri));
    return label === undefined ? undefined : await run(uri, label, seed);
  };

  const findWorstSeed = async (argument?: unknown): Promise<OutcomeWithoutTrace | undefined> => {
    const { uri: wanted, scenario: label } = readArguments(argument);
    const uri = await chooseDescriptor(wanted, vscode.l10n.t('Find the Worst Seed'));
    const scenario = uri === undefined ? undefined : label ?? await pickScenario(services, uri, recent.of(uri), vscode.l10n.t('Find the Worst Seed'));
    if (uri === undefined || scenario === undefined) return undefined;
    const seeds = readSeeds(argument) ?? await askSeeds();
    if (seeds === undefined) return undefined;
    const found = await searchSeeds(services, uri, scenario, seeds);
    return found === undefined ? undefined : await run(uri, scenario, found.outcomes[0]!.seed);
  };

  const showTimeline = async (argument?: unknown): Promise<void> => {
    const { uri: wanted, finding } = readArguments(argument);
    const uri = await chooseDescriptor(wanted, vscode.l10n.t('Show Timeline'));
    if (uri === undefined || (finding === undefined ? timelines.reveal(uri) : timelines.showFinding(uri, finding))) return;
    const scenarios = await services.simulations.list(uri);
    const last = recent.of(uri).find((label) => scenarios.some((scenario) => scenario.label === label && scenario.problem === undefined));
    const label = last ?? await pickScenario(services, uri, []);
    if (label !== undefined) await run(uri, label);
  };

  /** The value at the cursor; within a simulation that is not on show, the timeline changes to it. */
  const showOnTimeline = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== languageId) return;
    const { uri } = editor.document;
    const { line, character } = editor.selection.active;
    await services.server.start();
    const { path } = await services.server.request(methods.pointerAt, { uri: uri.toString(), position: { line, character } });
    const index = /^\/Simulations\/(\d+)(?:\/|$)/.exec(path ?? '')?.[1];
    const scenarios = await services.simulations.list(uri);
    const wanted = scenarios.find((scenario) => String(scenario.index) === index)?.label;
    const last = recent.of(uri).find((label) => scenarios.some((scenario) => scenario.label === label && scenario.problem === undefined));
    const scenario = wanted ?? (timelines.isShown(uri) ? undefined : last ?? await pickScenario(services, uri, []));
    if (scenario === undefined && !timelines.isShown(uri)) return;
    if (scenario !== undefined) recent.remember(uri, scenario);
    await timelines.showValue(uri, path ?? '', scenario);
  };

  const guarded = <Result>(work: (argument?: unknown) => Promise<Result>) => async (argument?: unknown): Promise<Result | undefined> => {
    try {
      return await work(argument);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      services.output.error(error instanceof Error ? error : String(error));
      // While the server is down its own message stands there already.
      if (services.server.state !== 'failed') void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };

  context.subscriptions.push(
    services.simulations.onDidChangeRunning((running) => void vscode.commands.executeCommand('setContext', contextKeys.simulating, running)),
    vscode.commands.registerCommand(commands.simulate, guarded(simulate)),
    vscode.commands.registerCommand(commands.findWorstSeed, guarded(findWorstSeed)),
    vscode.commands.registerCommand(commands.cancelSimulation, () => timelines.cancel()),
    vscode.commands.registerCommand(commands.showTimeline, guarded(showTimeline)),
    vscode.commands.registerCommand(commands.showOnTimeline, guarded(showOnTimeline)),
    vscode.commands.registerCommand(commands.showDescriptor, guarded(async () => {
      const uri = await chooseDescriptor(undefined, vscode.l10n.t('Show Descriptor'));
      if (uri !== undefined) await revealRange(uri, undefined);
    })),
  );
}

/** The number of seeds in an argument, where it has one. */
function readSeeds(argument: unknown): number | undefined {
  const { seeds } = (typeof argument === 'object' ? argument ?? {} : {}) as { readonly seeds?: unknown };
  return typeof seeds === 'number' && Number.isInteger(seeds) && seeds >= 1 ? seeds : undefined;
}

/** Menus pass a Uri, links and other extensions an object, the palette nothing. */
function readArguments(argument: unknown): { uri: vscode.Uri | undefined; scenario: string | undefined; seed: number | undefined; finding: FindingReference | undefined } {
  if (argument instanceof vscode.Uri) return { uri: argument, scenario: undefined, seed: undefined, finding: undefined };
  if (typeof argument !== 'object' || argument === null) return { uri: undefined, scenario: undefined, seed: undefined, finding: undefined };
  const { uri, scenario, seed, finding } = argument as { uri?: unknown; scenario?: unknown; seed?: unknown; finding?: unknown };
  return {
    uri: uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined,
    scenario: typeof scenario === 'string' ? scenario : undefined,
    seed: typeof seed === 'number' && Number.isFinite(seed) ? seed : undefined,
    finding: readFinding(finding),
  };
}

function readFinding(value: unknown): FindingReference | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { key, path, time } = value as { key?: unknown; path?: unknown; time?: unknown };
  return typeof key === 'string' && typeof path === 'string' && typeof time === 'number' && Number.isFinite(time) ? { key, path, time } : undefined;
}
