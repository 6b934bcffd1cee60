import * as vscode from 'vscode';
import { type AdviceReport, type ParameterOverride, adviceMethods } from '../../../../server/src/protocol/index';
import { activeDescriptor, pickDescriptor, revealPointer } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import { pickScenario } from '../simulate/pick-scenario';
import { createRecentScenarios } from '../simulate/recent-scenarios';
import { withDelayedProgress } from '../timeline/delayed-progress';
import { writeParameters } from '../timeline/write-parameters';
import { createAdvicePanels } from './panels';

/** Argument of `avstream.advise` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface AdviseArguments {
  readonly uri?: vscode.Uri | string;
  /** Left out: asked for, unless there is only one. */
  readonly scenario?: string;
  /** Confidence of the statement, above 0 and below 1; left out: 0.95. */
  readonly confidence?: number;
  /** A value to be swept, by its JSON pointer or name: added to the advice on show. */
  readonly sweep?: string;
}

/** The command that advises, and the one that its links run to edit. */
export function activateAdviceFeature(context: vscode.ExtensionContext, services: Services): void {
  const { server, output } = services;
  const panels = createAdvicePanels(context);
  const recent = createRecentScenarios(context.workspaceState);
  const progress = new Map<string, (progress: number) => void>();
  let orders = 0;
  /** What is being worked out, by descriptor: another question takes its place. */
  const working = new Map<string, vscode.CancellationTokenSource>();

  const ask = async (uri: vscode.Uri, { scenario, confidence, sweep }: AdviseArguments): Promise<AdviceReport | undefined> => {
    // The server knows open documents only.
    await vscode.workspace.openTextDocument(uri);
    const key = uri.toString();
    working.get(key)?.cancel();
    const source = new vscode.CancellationTokenSource();
    working.set(key, source);
    const adviceId = `advice ${++orders}`;
    try {
      const title = scenario === undefined ? vscode.l10n.t('Working out advice') : vscode.l10n.t('Working out advice: {0}', scenario);
      const result = await withDelayedProgress(title, source, (report) => {
        progress.set(adviceId, report);
        return server.request(adviceMethods.advise, {
          uri: key, adviceId, ...(scenario === undefined ? {} : { scenario }), ...(sweep === undefined ? {} : { sweep, onlySweep: true }),
          ...(confidence === undefined ? {} : { confidence: Math.round(confidence * 1_000_000) }),
        }, source.token);
      });
      if (result.kind === 'completed') return result.report;
      const showValue = vscode.l10n.t('Show Value');
      void vscode.window.showErrorMessage(result.text, ...(result.path === '' ? [] : [showValue])).then((choice) => (choice === showValue ? revealPointer(server, uri, result.path) : undefined));
      return undefined;
    } finally {
      progress.delete(adviceId);
      if (working.get(key) === source) working.delete(key);
      source.dispose();
    }
  };

  const advise = async (argument: unknown): Promise<AdviceReport | undefined> => {
    const { uri: wanted, ...order } = readArguments(argument);
    const uri = wanted ?? panels.active() ?? activeDescriptor() ?? await pickDescriptor(vscode.l10n.t('Advise'));
    if (uri === 'none') void vscode.window.showInformationMessage(vscode.l10n.t('No AVStream descriptor (*.avstream.json) is open or in the workspace.'));
    if (uri === undefined || uri === 'none') return undefined;
    const scenario = order.scenario ?? await pickScenario(services, uri, recent.of(uri), vscode.l10n.t('Advise'));
    if (scenario === undefined) return undefined;
    recent.remember(uri, scenario);
    const report = await ask(uri, { ...order, scenario });
    if (report === undefined) return undefined;
    // Without a report it belongs to, a sweep is one of its own.
    if (order.sweep === undefined || !panels.addSweep(uri, scenario, report.parts)) panels.show(uri, report);
    return report;
  };

  const apply = async (argument: unknown): Promise<boolean> => {
    const { uri, scenario, overrides } = (argument ?? {}) as { uri?: unknown; scenario?: unknown; overrides?: unknown };
    if (typeof uri !== 'string' || typeof scenario !== 'string' || !isOverrides(overrides)) return false;
    const descriptor = vscode.Uri.parse(uri, true);
    if (!await writeParameters(services, descriptor, scenario, overrides)) return false;
    if (overrides[0] !== undefined) await revealPointer(server, descriptor, overrides[0].pointer);
    return true;
  };

  const guarded = <Result>(work: (argument: unknown) => Promise<Result>) => async (argument?: unknown): Promise<Result | undefined> => {
    try {
      return await work(argument);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      output.error(error instanceof Error ? error : String(error));
      // While the server is down its own message stands there already.
      if (server.state !== 'failed') void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };

  context.subscriptions.push(
    server.onNotification(adviceMethods.adviceProgress, ({ adviceId, progress: done }) => progress.get(adviceId)?.(done)),
    vscode.commands.registerCommand(commands.advise, guarded(advise)),
    vscode.commands.registerCommand(commands.applyAdvice, guarded(apply)),
  );
}

const isOverrides = (value: unknown): value is readonly ParameterOverride[] => Array.isArray(value) && value.every((each: unknown) => typeof each === 'object' && each !== null && typeof (each as ParameterOverride).pointer === 'string' && typeof (each as ParameterOverride).value === 'number');

/** Menus pass a Uri, links and other extensions an object, the palette nothing. */
function readArguments(argument: unknown): Omit<AdviseArguments, 'uri'> & { readonly uri: vscode.Uri | undefined } {
  if (argument instanceof vscode.Uri) return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return { uri: undefined };
  const { uri, scenario, confidence, sweep } = argument as { uri?: unknown; scenario?: unknown; confidence?: unknown; sweep?: unknown };
  return {
    uri: uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined,
    ...(typeof scenario === 'string' ? { scenario } : {}), ...(typeof sweep === 'string' ? { sweep } : {}),
    ...(typeof confidence === 'number' && confidence > 0 && confidence < 1 ? { confidence } : {}),
  };
}
