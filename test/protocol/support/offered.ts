import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import * as protocol from '../../../server/src/protocol/index';

/** Requests that a capability offers. */
const standard: Readonly<Record<string, readonly string[] | ((capability: never) => readonly string[])>> = {
  textDocumentSync: [],
  workspace: [],
  positionEncoding: [],
  hoverProvider: ['textDocument/hover'],
  completionProvider: ({ resolveProvider }: { readonly resolveProvider?: boolean }) => ['textDocument/completion', ...(resolveProvider === true ? ['completionItem/resolve'] : [])],
  signatureHelpProvider: ['textDocument/signatureHelp'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  codeActionProvider: ({ resolveProvider }: { readonly resolveProvider?: boolean }) => ['textDocument/codeAction', ...(resolveProvider === true ? ['codeAction/resolve'] : [])],
  codeLensProvider: ({ resolveProvider }: { readonly resolveProvider?: boolean }) => ['textDocument/codeLens', ...(resolveProvider === true ? ['codeLens/resolve'] : [])],
  diagnosticProvider: ({ workspaceDiagnostics }: { readonly workspaceDiagnostics: boolean }) => ['textDocument/diagnostic', ...(workspaceDiagnostics ? ['workspace/diagnostic'] : [])],
  definitionProvider: ['textDocument/definition'],
  declarationProvider: ['textDocument/declaration'],
  typeDefinitionProvider: ['textDocument/typeDefinition'],
  implementationProvider: ['textDocument/implementation'],
  referencesProvider: ['textDocument/references'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentLinkProvider: ({ resolveProvider }: { readonly resolveProvider?: boolean }) => ['textDocument/documentLink', ...(resolveProvider === true ? ['documentLink/resolve'] : [])],
  renameProvider: (capability: boolean | { readonly prepareProvider?: boolean }) => ['textDocument/rename', ...(typeof capability === 'object' && capability.prepareProvider === true ? ['textDocument/prepareRename'] : [])],
  semanticTokensProvider: ({ full, range }: { readonly full?: boolean | { readonly delta?: boolean }; readonly range?: boolean }) => [
    ...(full === undefined || full === false ? [] : ['textDocument/semanticTokens/full']), ...(typeof full === 'object' && full.delta === true ? ['textDocument/semanticTokens/full/delta'] : []), ...(range === true ? ['textDocument/semanticTokens/range'] : []),
  ],
  documentFormattingProvider: ['textDocument/formatting'],
  documentRangeFormattingProvider: ({ rangesSupport }: { readonly rangesSupport?: boolean }) => ['textDocument/rangeFormatting', ...(rangesSupport === true ? ['textDocument/rangesFormatting'] : [])],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  foldingRangeProvider: ['textDocument/foldingRange'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  linkedEditingRangeProvider: ['textDocument/linkedEditingRange'],
  inlayHintProvider: (capability: boolean | { readonly resolveProvider?: boolean }) => ['textDocument/inlayHint', ...(typeof capability === 'object' && capability.resolveProvider === true ? ['inlayHint/resolve'] : [])],
  workspaceSymbolProvider: (capability: boolean | { readonly resolveProvider?: boolean }) => ['workspace/symbol', ...(typeof capability === 'object' && capability.resolveProvider === true ? ['workspaceSymbol/resolve'] : [])],
  executeCommandProvider: ['workspace/executeCommand'],
};

/** Methods of ours that the server does not answer: notifications, and what it asks the client. */
const unanswered: ReadonlySet<string> = new Set([
  protocol.methods.simulationProgress, protocol.methods.showRun, protocol.exportMethods.exportPiece, protocol.adviceMethods.adviceProgress, protocol.proofMethods.proofProgress, ...Object.values(protocol.fileMethods), ...Object.values(protocol.limitMethods),
]);

/** Every request that a server offers: those of its capabilities, and ours. A capability nobody told this list of is an error: its requests would go untested. */
export function offeredRequests(capabilities: ServerCapabilities): readonly string[] {
  const offered = Object.entries(capabilities).filter(([, capability]) => capability !== undefined && capability !== null && capability !== false).flatMap(([name, capability]) => {
    const requests = standard[name];
    if (requests === undefined) throw new Error(`Which requests does the capability ${name} offer?`);
    return typeof requests === 'function' ? requests(capability as never) : requests;
  });
  const ours = Object.entries(protocol).filter(([name]) => /[mM]ethods$/.test(name)).flatMap(([, group]) => Object.values(group as Readonly<Record<string, string>>)).filter((method) => !unanswered.has(method));
  return [...offered, ...ours];
}
