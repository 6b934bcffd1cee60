import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Severity } from '../findings/index';
import { messageOf, ruleNamed } from '../rules/index';
import type { ClientAbilities } from './client-abilities';
import { localize, translate } from './localize';
import type { Settings } from './settings';

/** Name by which the problems list tells our diagnostics from others. */
export const diagnosticSource = 'avstream';

/** LSP's numbers for our severities. */
export const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};
const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Address of a rule's page inside the product; nothing when the client did not say how it is addressed. */
export type RuleLink = (code: string) => string | undefined;

/** Builds addresses `scheme://extension/rules/CODE`. */
export const createRuleLink = (uriScheme: string | undefined, extensionId: string | undefined): RuleLink =>
  (code) => (uriScheme === undefined || extensionId === undefined ? undefined : `${uriScheme}://${extensionId}/rules/${encodeURIComponent(code)}`);

/** Builds links that run a command of the client, for hovers; where it has none, the addresses. */
export const createRuleCommandLink = (ruleCommand: string | undefined, ruleLink: RuleLink): RuleLink =>
  (ruleCommand === undefined ? ruleLink : (code) => `command:${ruleCommand}?${encodeURIComponent(JSON.stringify([code]))}`);

/** What decides how findings are shown. */
export interface DiagnosticOptions {
  readonly settings: Settings;
  readonly abilities: Pick<ClientAbilities, 'relatedInformation' | 'codeDescription' | 'fadesUnnecessary'>;
  readonly ruleLink: RuleLink;
}

/** Chooses the findings that are published: without the quiet ones, and the gravest when there are too many. */
function chooseFindings(findings: readonly Finding[], { hints, maxProblems }: Settings): { readonly shown: readonly Finding[]; readonly omitted: readonly Finding[] } {
  const loud = hints ? findings : findings.filter((finding) => !finding.quiet);
  if (loud.length <= maxProblems) return { shown: loud, omitted: [] };
  // Sorting is stable: within one severity the order of places stays.
  const byGravity = [...loud].sort((a, b) => rank[a.severity] - rank[b.severity]);
  const chosen = new Set(byGravity.slice(0, maxProblems));
  return { shown: loud.filter((finding) => chosen.has(finding)), omitted: loud.filter((finding) => !chosen.has(finding)) };
}

/** Says at the head of a document why it has no findings. */
export const limitDiagnostic = (message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, severity: DiagnosticSeverity.Warning, source: diagnosticSource, code: 'limit', message,
});

/** Turns findings into diagnostics. The document has to be at the version that the findings are of. */
export function toDiagnostics(findings: readonly Finding[], document: TextDocument, options: DiagnosticOptions): Diagnostic[] {
  const range = (place: { readonly start: number; readonly end: number }): Diagnostic['range'] => ({ start: document.positionAt(place.start), end: document.positionAt(place.end) });
  const { shown, omitted } = chooseFindings(findings, options.settings);
  const diagnostics = shown.map((finding) => {
    const diagnostic: Diagnostic = { range: range(finding.place), severity: severityOf[finding.severity], code: finding.code, source: diagnosticSource, message: messageOf(finding, translate) };
    const link = options.abilities.codeDescription ? options.ruleLink(finding.code) : undefined;
    if (link !== undefined) diagnostic.codeDescription = { href: link };
    if (options.abilities.fadesUnnecessary && ruleNamed(finding.code)?.unnecessary === true) diagnostic.tags = [DiagnosticTag.Unnecessary];
    if (options.abilities.relatedInformation && finding.related.length > 0) {
      diagnostic.relatedInformation = finding.related.map((related) => ({ location: { uri: document.uri, range: range(related) }, message: messageOf(related, translate) }));
    }
    return diagnostic;
  });
  const first = omitted[0];
  if (first !== undefined) {
    const { line } = document.positionAt(first.place.start);
    const position = { line, character: 0 };
    diagnostics.push({
      range: { start: position, end: position }, severity: DiagnosticSeverity.Information, source: diagnosticSource,
      message: localize('{omitted} more problems from here on are not shown: a document shows at most {shown}, the gravest first (setting avstream.maxProblems).', { omitted: omitted.length, shown: shown.length }),
    });
  }
  return diagnostics;
}
