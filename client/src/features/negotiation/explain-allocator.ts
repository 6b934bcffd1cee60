import * as vscode from 'vscode';
import type { NegotiationSubject } from '../../../../server/src/protocol/index';
import { activeDescriptor, pickDescriptor, revealPointer } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import { pickSubject } from './pick-subject';
import { readReportQuery } from './report-address';
import { createReports } from './reports';

/** Argument of `avstream.explainAllocator` that asks nothing. A `uri` may be a string, so that links can carry it. */
export interface ExplainAllocatorArguments {
  readonly uri?: vscode.Uri | string;
  /** Reference of a pin: `capture/video`. */
  readonly pin?: string;
  /** Label of a simulation. */
  readonly simulation?: string;
}

/** The command that explains who may allocate, and the one that its links run. */
export function activateNegotiationFeature(context: vscode.ExtensionContext, services: Services): void {
  const reports = createReports(context, services);

  const explain = async (argument: unknown): Promise<void> => {
    const { uri: wanted, subject: asked } = readArguments(argument);
    const shown = vscode.window.activeTextEditor?.document.uri;
    const uri = wanted ?? activeDescriptor() ?? descriptorOf(shown) ?? await pickDescriptor(vscode.l10n.t('Explain Allocator'));
    if (uri === 'none') {
      void vscode.window.showInformationMessage(vscode.l10n.t('No AVStream descriptor (*.avstream.json) is open or in the workspace.'));
      return;
    }
    if (uri === undefined) return;
    const subject = asked ?? await pickSubject(services.server, uri);
    if (subject !== undefined) await reports.show(uri, subject);
  };

  const guarded = (work: () => Promise<unknown>): Promise<void> => work().then(() => undefined, (error: unknown) => {
    if (error instanceof vscode.CancellationError) return;
    services.output.error(error instanceof Error ? error : String(error));
    // While the server is down its own message stands there already.
    if (services.server.state !== 'failed') void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });

  context.subscriptions.push(
    vscode.commands.registerCommand(commands.explainAllocator, (argument?: unknown) => guarded(() => explain(argument))),
    vscode.commands.registerCommand(commands.revealValue, (uri?: unknown, path?: unknown) => guarded(async () => {
      if (typeof uri !== 'string' || typeof path !== 'string') return;
      if (!await revealPointer(services.server, vscode.Uri.parse(uri, true), path)) void vscode.window.showInformationMessage(vscode.l10n.t('The descriptor no longer has {0}.', path));
    })),
  );
}

/** The descriptor that a report is of. */
function descriptorOf(uri: vscode.Uri | undefined): vscode.Uri | undefined {
  const address = uri && readReportQuery(uri.query);
  return address && vscode.Uri.parse(address.uri, true);
}

/** Menus pass a Uri, links and other extensions an object, the palette nothing. */
function readArguments(argument: unknown): { readonly uri: vscode.Uri | undefined; readonly subject: NegotiationSubject | undefined } {
  if (argument instanceof vscode.Uri) return { uri: argument, subject: undefined };
  if (typeof argument !== 'object' || argument === null) return { uri: undefined, subject: undefined };
  const { uri, pin, simulation } = argument as { uri?: unknown; pin?: unknown; simulation?: unknown };
  return {
    uri: uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined,
    subject: typeof pin === 'string' ? { kind: 'pin', name: pin } : typeof simulation === 'string' ? { kind: 'simulation', name: simulation } : undefined,
  };
}
