import * as vscode from 'vscode';
import type { AvstreamStudioApi } from './api';
import { activateProveFeature } from './features/prove/index';
import { activateAdviceFeature } from './features/advice/index';
import { activateLimitsFeature } from './features/limits/index';
import { activateExportFeature, createExports } from './features/export/index';
import { activateNegotiationFeature } from './features/negotiation/index';
import { activateReferencesFeature } from './features/references/index';
import { activateRulePagesFeature } from './features/rule-pages/index';
import { activateResolvedFeature } from './features/resolved/index';
import { activateSamplesFeature } from './features/samples/index';
import { activateServerControlFeature } from './features/server-control/index';
import { activateSimulateFeature } from './features/simulate/index';
import { activateTestingFeature } from './features/testing/index';
import { activateTimelineFeature } from './features/timeline/index';
import { activateTraceFilesFeature } from './features/trace-files/index';
import { configurationName, languageId } from './identifiers';
import { createLanguageServer, type ServerPlatform } from './server/index';
import type { Services } from './services';
import { createSimulations } from './simulation/index';

/** Puts the extension together, the same on the desktop and in the browser. */
export function activateExtension(context: vscode.ExtensionContext, platform: ServerPlatform): AvstreamStudioApi {
  const output = vscode.window.createOutputChannel('AVStream', { log: true });
  const server = createLanguageServer(context, output, platform);
  const simulations = createSimulations(server, output);
  const services: Services = { output, server, simulations, exports: createExports(server, output) };
  // Disposed in reverse: what uses the server goes before it.
  context.subscriptions.push(output, { dispose: () => server.dispose() }, simulations);

  activateServerControlFeature(context, services);
  activateLimitsFeature(context, services);
  const timelines = activateTimelineFeature(context, services);
  activateSimulateFeature(context, services, timelines);
  activateTraceFilesFeature(context, services, timelines);
  activateExportFeature(context, services);
  activateSamplesFeature(context);
  activateRulePagesFeature(context);
  activateReferencesFeature(context);
  activateNegotiationFeature(context, services);
  activateResolvedFeature(context, services);
  activateAdviceFeature(context, services);
  activateProveFeature(context, services, timelines);
  const tests = activateTestingFeature(context, services, timelines);
  startWithFirstDescriptor(context, services);

  return {
    apiVersion: 2,
    tests,
    simulate: async (uri, scenario, seed, token) => {
      const source = new vscode.CancellationTokenSource();
      const result = await simulations.run({ uri, scenario, seed }, token ?? source.token);
      switch (result.kind) {
        case 'completed': return result.outcome;
        case 'cancelled': throw new vscode.CancellationError();
        case 'impossible':
        case 'broken': throw new Error(result.text);
      }
    },
  };
}

/** A workspace may hold descriptors nobody looks at today: the server starts with the first that is opened. */
function startWithFirstDescriptor(context: vscode.ExtensionContext, { server }: Services): void {
  const startFor = ({ languageId: id, uri }: vscode.TextDocument): void => {
    // A failed start tells the person itself.
    if (id === languageId || uri.path.endsWith(`/${configurationName}`)) server.start().catch(() => undefined);
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(startFor));
  vscode.workspace.textDocuments.forEach(startFor);
  // Those nobody opens are checked too: the extension is active because there are some, or will be told.
  const startForAll = (): void => {
    if (vscode.workspace.getConfiguration('avstream').get('diagnosticMode') === 'workspace') server.start().catch(() => undefined);
  };
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration('avstream.diagnosticMode')) startForAll(); }));
  startForAll();
}
