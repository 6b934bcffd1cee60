import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type NodeId, formatDuration, resolvePointer } from '../../document/index';
import type { Severities } from '../../findings/index';
import type { ShowFindingArguments } from '../../protocol/index';
import { configureSimulationFindings, placeAt } from '../../rules/index';
import type { SimulationFinding } from '../../simulation/index';
import { type DiagnosticOptions, severityOf } from '../diagnostics';
import { localize } from '../localize';
import { findingSentence } from './finding-sentence';
import type { CompletedRun } from './shown-runs';

/** Name by which the problems list tells what a run has found from what rules say of the document as it stands. */
export const simulationSource = 'AVStream simulation';

/** A finding of the run on show and the diagnostic that tells it. */
export interface FindingDiagnostic { readonly finding: SimulationFinding; readonly diagnostic: Diagnostic }

/**
 * Tells what a run has found at the values that caused it, with the severities and suppressions that hold now.
 * @param model of the text that was run
 */
export function findingDiagnostics(run: CompletedRun, document: TextDocument, model: Model, severities: Severities, { abilities, ruleLink }: Pick<DiagnosticOptions, 'abilities' | 'ruleLink'>): readonly FindingDiagnostic[] {
  const rangeOf = (node: NodeId): Range => {
    const { start, end } = placeAt(model.tree, node);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  };
  const scenario = [`/Simulations/${run.index}/Label`, `/Simulations/${run.index}`].map((path) => resolvePointer(model.tree, path)).find((node) => node !== -1) ?? -1;
  return configureSimulationFindings(model, run.findings, severities).findings.map((finding) => {
    const node = finding.path === '' ? -1 : resolvePointer(model.tree, finding.path);
    const diagnostic: Diagnostic = {
      range: rangeOf(node === -1 ? scenario : node), severity: severityOf[finding.severity], source: simulationSource,
      message: localize('{finding} (Simulation “{scenario}”, at {time}.)', { finding: findingSentence(finding, run.hasSeveral), scenario: run.scenario, time: formatDuration(finding.time) }),
    };
    if (finding.code !== null) {
      diagnostic.code = finding.code;
      const link = abilities.codeDescription ? ruleLink(finding.code) : undefined;
      if (link !== undefined) diagnostic.codeDescription = { href: link };
    }
    if (abilities.relatedInformation) {
      const related = finding.relatedPaths.map((path) => resolvePointer(model.tree, path)).filter((at) => at !== -1);
      if (related.length > 0) diagnostic.relatedInformation = related.map((at) => ({ location: { uri: document.uri, range: rangeOf(at) }, message: localize('This value takes part.') }));
    }
    return { finding, diagnostic };
  });
}

/** Actions that show findings on the timeline, for those that touch `range`. `command` is the client's, see `InitializationOptions.timelineCommand`. */
export function findingActions(found: readonly FindingDiagnostic[], uri: string, range: Range, command: string): CodeAction[] {
  return found.filter(({ diagnostic }) => touches(diagnostic.range, range)).map(({ finding: { key, path, time }, diagnostic }) => {
    const title = localize('Show on Timeline: {time}', { time: formatDuration(time) });
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: { title, command, arguments: [{ uri, finding: { key, path, time } } satisfies ShowFindingArguments] } };
  });
}

const isBefore = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);
const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
