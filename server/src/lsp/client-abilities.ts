import { DiagnosticTag, type InitializeParams, MarkupKind } from 'vscode-languageserver';

/** What the client at the other end can do, as far as it decides how we answer. */
export interface ClientAbilities {
  /** Asks for diagnostics itself (`textDocument/diagnostic`). */
  readonly pullsDiagnostics: boolean;
  /** May be told to ask for all diagnostics again. */
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Takes actions with the diagnostics they are about. */
  readonly codeActionLiterals: boolean;
  readonly hoverMarkup: MarkupKind;
  readonly completionMarkup: MarkupKind;
  readonly snippets: boolean;
  /** Leaves `detail` and `documentation` for `completionItem/resolve`. */
  readonly resolvesDocumentation: boolean;
  readonly hierarchicalSymbols: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Wants to be asked before it announces changed settings. */
  readonly registersConfiguration: boolean;
  /** Watches files for the server. */
  readonly watchesFiles: boolean;
  /** Shows what is unnecessary faded. */
  readonly fadesUnnecessary: boolean;
}

/** Reads the client's capabilities; anything not stated is taken as missing. */
export function readClientAbilities({ capabilities }: Pick<InitializeParams, 'capabilities'>): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const markup = (formats: readonly MarkupKind[] | undefined): MarkupKind => (formats?.includes(MarkupKind.Markdown) === true ? MarkupKind.Markdown : MarkupKind.PlainText);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: textDocument?.diagnostic?.relatedInformation === true || textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.diagnostic?.codeDescriptionSupport === true || textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    hoverMarkup: markup(textDocument?.hover?.contentFormat),
    completionMarkup: markup(item?.documentationFormat),
    snippets: item?.snippetSupport === true,
    resolvesDocumentation: item?.resolveSupport?.properties.includes('documentation') === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    fadesUnnecessary: [...(textDocument?.diagnostic?.tagSupport?.valueSet ?? []), ...(textDocument?.publishDiagnostics?.tagSupport?.valueSet ?? [])].includes(DiagnosticTag.Unnecessary),
  };
}
