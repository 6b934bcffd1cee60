import * as vscode from 'vscode';
import { type ProveResult, proofMethods } from '../../../../server/src/protocol/index';
import { activeDescriptor, pickDescriptor, revealPointer } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import { decodeBase64 } from '../../simulation/base64';
import { pickScenario } from '../simulate/pick-scenario';
import { createRecentScenarios } from '../simulate/recent-scenarios';
import type { Timelines } from '../timeline/index';

/** Argument of `avstream.prove` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface ProveArguments {
  readonly uri?: vscode.Uri | string;
  /** Left out: asked for, unless there is only one. */
  readonly scenario?: string;
  /** Requests of the client; left out: those of the simulation, up to 3. */
  readonly requests?: number;
  /** Process may run during SetDeviceState, and a DPC while the device stops. */
  readonly overlap?: boolean;
  /** Where the search gives up; left out: the settings `avstream.prove.*`. Seconds 0: no limit. */
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
}

/** What the command answers to who runs it by name. */
export type ProveAnswer = Pick<Extract<ProveResult, { readonly kind: 'completed' }>, 'verdict' | 'scenario' | 'text' | 'report'>;

/** Milliseconds after which a search shows how far it is. */
const patience = 700;

/** The command that proves a simulation, and shows a counterexample on the timeline. */
export function activateProveFeature(context: vscode.ExtensionContext, services: Services, timelines: Timelines): void {
  const { server, output } = services;
  const recent = createRecentScenarios(context.workspaceState);
  const progress = new Map<string, (states: number, depth: number) => void>();
  let proofs = 0;

  const ask = async (uri: vscode.Uri, { scenario, requests, overlap, ...limits }: Omit<ProveArguments, 'uri'>): Promise<ProveResult> => {
    const source = new vscode.CancellationTokenSource();
    const proofId = `proof ${++proofs}`;
    const title = scenario === undefined ? vscode.l10n.t('Proving') : vscode.l10n.t('Proving: {0}', scenario);
    const result = server.request(proofMethods.prove, { uri: uri.toString(), proofId, ...(scenario === undefined ? {} : { scenario }), ...(requests === undefined ? {} : { requests }), ...(overlap === undefined ? {} : { overlap }), ...limitsFor(uri), ...limits }, source.token);
    const timer = setTimeout(() => void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (notification, token) => {
      token.onCancellationRequested(() => source.cancel());
      progress.set(proofId, (states, depth) => notification.report({ message: vscode.l10n.t('{0} states, {1} steps deep', states.toLocaleString(), depth) }));
      await result.then(() => undefined, () => undefined);
    }), patience);
    try {
      return await result;
    } finally {
      clearTimeout(timer);
      progress.delete(proofId);
      source.dispose();
    }
  };

  const show = async (uri: vscode.Uri, text: string, result: Extract<ProveResult, { readonly kind: 'completed' }>): Promise<void> => {
    output.info(result.report);
    const showDetails = vscode.l10n.t('Show Details');
    if (result.outcome !== null) {
      const { trace, ...outcome } = result.outcome;
      timelines.showOutcome(uri, outcome, await decodeBase64(trace), text);
    }
    const tell = result.verdict === 'proved' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    void tell(result.text, showDetails).then((choice) => { if (choice === showDetails) output.show(); });
  };

  const prove = async (argument: unknown): Promise<ProveAnswer | undefined> => {
    const { uri: wanted, ...order } = readArguments(argument);
    const uri = wanted ?? timelines.active() ?? activeDescriptor() ?? await pickDescriptor(vscode.l10n.t('Prove'));
    if (uri === 'none') void vscode.window.showInformationMessage(vscode.l10n.t('No AVStream descriptor (*.avstream.json) is open or in the workspace.'));
    if (uri === undefined || uri === 'none') return undefined;
    const scenario = order.scenario ?? await pickScenario(services, uri, recent.of(uri), vscode.l10n.t('Prove'));
    if (scenario === undefined) return undefined;
    recent.remember(uri, scenario);
    // The server knows open documents only.
    const document = await vscode.workspace.openTextDocument(uri);
    await server.start();
    const text = document.getText();
    const result = await ask(uri, { ...order, scenario });
    if (result.kind === 'impossible') {
      const showValue = vscode.l10n.t('Show Value');
      void vscode.window.showErrorMessage(result.text, ...(result.path === '' ? [] : [showValue])).then((choice) => (choice === showValue ? revealPointer(server, uri, result.path) : undefined));
      return undefined;
    }
    await show(uri, text, result);
    const { verdict, scenario: label, text: said, report } = result;
    return { verdict, scenario: label, text: said, report };
  };

  context.subscriptions.push(
    server.onNotification(proofMethods.proofProgress, ({ proofId, states, depth }) => progress.get(proofId)?.(states, depth)),
    vscode.commands.registerCommand(commands.prove, async (argument?: unknown) => {
      try {
        return await prove(argument);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return undefined;
        output.error(error instanceof Error ? error : String(error));
        // While the server is down its own message stands there already.
        if (server.state !== 'failed') void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    }),
  );
}

/** Menus pass a Uri, links and other extensions an object, the palette nothing. */
function readArguments(argument: unknown): Omit<ProveArguments, 'uri'> & { readonly uri: vscode.Uri | undefined } {
  if (argument instanceof vscode.Uri) return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return { uri: undefined };
  const { uri, scenario, requests, overlap, ...others } = argument as Partial<Record<keyof ProveArguments, unknown>>;
  return {
    uri: uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined,
    ...(typeof scenario === 'string' ? { scenario } : {}), ...(typeof requests === 'number' ? { requests } : {}), ...(overlap === true ? { overlap } : {}),
    ...Object.fromEntries(limitNames.flatMap((name) => (typeof others[name] === 'number' ? [[name, others[name]]] : []))),
  };
}

const limitNames = ['maxStates', 'maxSeconds', 'maxMemory'] as const;

/** Where searches of a document give up, after its settings. */
function limitsFor(uri: vscode.Uri): Pick<ProveArguments, (typeof limitNames)[number]> {
  const settings = vscode.workspace.getConfiguration('avstream.prove', uri);
  return Object.fromEntries(limitNames.flatMap((name) => {
    const value = settings.get(name);
    return typeof value === 'number' ? [[name, value]] : [];
  }));
}
