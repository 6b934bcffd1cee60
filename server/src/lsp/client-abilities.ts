import { DiagnosticTag, type InitializeParams, MarkupKind } from 'vscode-languageserver';

/** What the client at the other end can do, as far as it decides how we answer. */
export interface ClientAbilities {
  /** Asks for diagnostics itself (`textDocument/diagnostic`). */
  readonly pullsDiagnostics: boolean;
  /** Takes diagnostics that it has not asked for. */
  readonly takesPublished: boolean;
  /** May be told to ask for all diagnostics again. */
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Takes actions with the diagnostics they are about. */
  readonly codeActionLiterals: boolean;
  /** Asks for the edit of an action when it is chosen, and hands back what was put aside for that. */
  readonly resolvesActionEdits: boolean;
  /** Takes edits with the version of the document that they are of. */
  readonly documentChanges: boolean;
  /** Makes files as part of an edit. */
  readonly createsFiles: boolean;
  readonly hoverMarkup: MarkupKind;
  readonly completionMarkup: MarkupKind;
  readonly snippets: boolean;
  /** Leaves `detail` and `documentation` for `completionItem/resolve`. */
  readonly resolvesDocumentation: boolean;
  readonly hierarchicalSymbols: boolean;
  /** Greatest number of folding ranges it takes for one document. */
  readonly foldingLimit: number | undefined;
  /** Asks for the tooltip of each inlay hint when it is needed. */
  readonly resolvesHints: boolean;
  /** May be told to ask for all inlay hints, or all lenses, again. */
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** Takes links as definitions, with what was meant and what is led to. */
  readonly definitionLinks: boolean;
  /** Asks what can be renamed before it asks for the edit. */
  readonly preparesRename: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Wants to be asked before it announces changed settings. */
  readonly registersConfiguration: boolean;
  /** Watches files for the server. */
  readonly watchesFiles: boolean;
  /** Shows what is unnecessary faded. */
  readonly fadesUnnecessary: boolean;
}

/** Whether a list that a client sent has something. CodeMirror's client, when a page adds abilities to its own, sends two lists of the same as an object with their indices: that is a list too. */
function has<T>(list: readonly T[] | undefined, searched: T): boolean {
  return typeof list === 'object' && list !== null && Object.values<T>(list).includes(searched);
}

/** Reads the client's capabilities; anything not stated is taken as missing. */
export function readClientAbilities({ capabilities }: Pick<InitializeParams, 'capabilities'>): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const markup = (formats: readonly MarkupKind[] | undefined): MarkupKind => (has(formats, MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    takesPublished: textDocument?.publishDiagnostics !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: textDocument?.diagnostic?.relatedInformation === true || textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.diagnostic?.codeDescriptionSupport === true || textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesActionEdits: textDocument?.codeAction?.dataSupport === true && has(textDocument.codeAction.resolveSupport?.properties, 'edit'),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.documentChanges === true && has(workspace.workspaceEdit.resourceOperations, 'create'),
    hoverMarkup: markup(textDocument?.hover?.contentFormat),
    completionMarkup: markup(item?.documentationFormat),
    snippets: item?.snippetSupport === true,
    resolvesDocumentation: has(item?.resolveSupport?.properties, 'documentation'),
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
    resolvesHints: has(textDocument?.inlayHint?.resolveSupport?.properties, 'tooltip'),
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    fadesUnnecessary: has(textDocument?.diagnostic?.tagSupport?.valueSet, DiagnosticTag.Unnecessary) || has(textDocument?.publishDiagnostics?.tagSupport?.valueSet, DiagnosticTag.Unnecessary),
  };
}
