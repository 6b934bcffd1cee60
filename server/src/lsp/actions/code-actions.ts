import { type CodeAction, type CodeActionContext, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfiguredSeverity, Finding, Severities } from '../../findings/index';
import { withSeverities } from '../../findings/index';
import { fixAll, titleOfFix, fixesOf } from '../../rules/fixing/index';
import { suppressAbove, suppressInObject } from '../../rules/suppression/index';
import { validate } from '../../rules/index';
import type { Analysis } from '../analysis';
import type { ClientAbilities } from '../client-abilities';
import type { Configurations } from '../configurations';
import { type DiagnosticOptions, diagnosticSource, toDiagnostics } from '../diagnostics';
import { localize } from '../localize';
import type { Settings } from '../settings';
import { severityChoices, severityEdit } from './severity-actions';
import { editOf } from './workspace-edit';

/** Kind of the action that fixes everything that may be fixed without asking. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.avstream`;

/** What actions of a document need to know. */
export interface ActionSources {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly settings: Settings;
  readonly severities: Severities;
  readonly abilities: ClientAbilities;
  readonly configurations: Configurations;
  /** How diagnostics are told: an action names the one it is about. */
  readonly diagnosticOptions: DiagnosticOptions;
  /** Command of the client that shows the page of a rule. */
  readonly ruleCommand: string | undefined;
  /** Actions of what a run has found, as they are. */
  readonly runActions: readonly CodeAction[];
}

/** What an action needs when the client asks for its edit. */
type ActionData = { readonly uri: string; readonly version: number; readonly action: 'fixAll' } | { readonly uri: string; readonly version: number; readonly action: 'severity'; readonly code: string; readonly severity: ConfiguredSeverity };

/** Most findings for which it is looked up unasked whether something could be fixed without asking. */
const mostLookedAt = 200;

/** Whether an action of a kind is asked for: of the kind itself, or of one that it is part of. */
const isWanted = (kind: string, only: readonly string[] | undefined): boolean => only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));

const isBefore = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);
const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
const isSame = (a: Range, b: Range): boolean => !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);

/** A finding that actions are wanted for, with the diagnostic that tells it. */
interface Asked { readonly finding: Finding; readonly diagnostic: Diagnostic }

/** Findings that touch a range, and are among the diagnostics that the client names, if it names some: from the list of problems it may know no more of one than code and range. */
function askedFor({ document, analysis, settings, severities, diagnosticOptions }: ActionSources, range: Range, named: readonly Diagnostic[]): readonly Asked[] {
  const findings = withSeverities(analysis.findings(), severities).filter(({ quiet }) => settings.hints || !quiet);
  const rangeOf = ({ place }: Finding): Range => ({ start: document.positionAt(place.start), end: document.positionAt(place.end) });
  return findings.flatMap((finding): readonly Asked[] => {
    const own = rangeOf(finding);
    if (!touches(own, range)) return [];
    const diagnostic = named.find(({ code, range: other, source }) => code === finding.code && ((other as Range | undefined) === undefined || isSame(other, own)) && (source === undefined || source === diagnosticSource));
    if (diagnostic === undefined && named.length > 0) return [];
    return [{ finding, diagnostic: diagnostic ?? toDiagnostics([finding], document, diagnosticOptions)[0]! }];
  });
}

/** The actions at a range: fixes, what a run has found, suppressions, severities, pages, and last to fix everything. */
export async function codeActions(sources: ActionSources, range: Range, { diagnostics, only }: Pick<CodeActionContext, 'diagnostics' | 'only'>): Promise<CodeAction[]> {
  const quick = isWanted(CodeActionKind.QuickFix, only) ? await quickActions(sources, askedFor(sources, range, diagnostics)) : [];
  return [...quick, ...(isWanted(fixAllKind, only) ? fixAllActions(sources, only !== undefined) : [])];
}

async function quickActions(sources: ActionSources, asked: readonly Asked[]): Promise<CodeAction[]> {
  const { document, runActions, ruleCommand } = sources;
  const oncePerCode = asked.filter(({ finding: { code } }, index) => asked.findIndex(({ finding }) => finding.code === code) === index);
  const severities = await Promise.all(oncePerCode.map((each) => severityActions(sources, each)));
  const pages = ruleCommand === undefined ? [] : oncePerCode.map(({ finding: { code }, diagnostic }): CodeAction => {
    const title = localize('Show documentation for {code}', { code });
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: { title, command: ruleCommand, arguments: [code] } };
  });
  return told(document, withoutDoubles([...asked.flatMap((each) => fixActions(sources, each)), ...runActions, ...asked.flatMap((each) => suppressActions(sources, each)), ...severities.flat(), ...pages]));
}

/** Two findings may have one remedy: it is offered once. */
function withoutDoubles(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edit, data }) => {
    if (edit === undefined && data === undefined) return true;
    const key = JSON.stringify([title, edit, data]);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Several findings at a range may have remedies of one title: those say where they are. */
function told({ uri }: TextDocument, actions: readonly CodeAction[]): CodeAction[] {
  const counts = new Map<string, number>();
  for (const { title } of actions) counts.set(title, (counts.get(title) ?? 0) + 1);
  return actions.map((action): CodeAction => {
    const edits = counts.get(action.title) === 1 ? undefined : action.edit?.changes?.[uri] ?? action.edit?.documentChanges?.flatMap((change) => ('edits' in change && change.textDocument.uri === uri ? change.edits : []));
    const first = edits?.[0];
    if (first === undefined || !('range' in first)) return action;
    const { line, character } = first.range.start;
    return { ...action, title: localize('{title} (line {line}, column {column})', { title: action.title, line: line + 1, column: character + 1 }) };
  });
}

const editedOf = ({ document, analysis }: Pick<ActionSources, 'document' | 'analysis'>): Parameters<typeof editOf>[0] => ({ uri: document.uri, text: analysis.text, version: document.version });

function fixActions(sources: ActionSources, { finding, diagnostic }: Asked): readonly CodeAction[] {
  return fixesOf(finding, sources.analysis.model()).map((fix) => ({
    title: titleOfFix(fix, localize), kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...(fix.isPreferred ? { isPreferred: true } : {}), edit: editOf(editedOf(sources), fix.edits, sources.abilities),
  }));
}

function suppressActions(sources: ActionSources, { finding, diagnostic }: Asked): readonly CodeAction[] {
  const { code } = finding;
  const model = sources.analysis.model();
  const choices = [
    { title: localize('Suppress {code} for this line', { code }), edits: suppressAbove(model, finding) },
    { title: localize('Suppress {code} in this object (Suppress)', { code }), edits: suppressInObject(model, finding) },
  ];
  return choices.flatMap(({ title, edits }) => (edits === undefined ? [] : [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: editOf(editedOf(sources), edits, sources.abilities) }]));
}

async function severityActions({ document, abilities, configurations }: ActionSources, { finding: { code, severity }, diagnostic }: Asked): Promise<readonly CodeAction[]> {
  const actions = await Promise.all(severityChoices(code, severity).map(async (choice): Promise<readonly CodeAction[]> => {
    const action: CodeAction = { title: choice.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
    // Looked up also where the client asks later: what cannot be done is not offered.
    const edit = await severityEdit(configurations, document.uri, code, choice.severity, abilities);
    if (edit === undefined) return [];
    return [abilities.resolvesActionEdits ? { ...action, data: { uri: document.uri, version: document.version, action: 'severity', code, severity: choice.severity } satisfies ActionData } : { ...action, edit }];
  }));
  return actions.flat();
}

/** What the reader is shown of a document, and so may want fixed. */
const shownFindings = ({ severities, settings }: Pick<ActionSources, 'severities' | 'settings'>) => (model: Parameters<typeof validate>[0]): readonly Finding[] => validate(model, { severities }).filter(({ quiet }) => settings.hints || !quiet);

function fixAllActions(sources: ActionSources, isAsked: boolean): readonly CodeAction[] {
  const { analysis, document, abilities, severities, settings } = sources;
  const findings = withSeverities(analysis.findings(), severities).filter(({ quiet }) => settings.hints || !quiet);
  if (!isAsked && findings.length > mostLookedAt) return [];
  if (!findings.some((finding) => fixesOf(finding, analysis.model()).some(({ isSafe }) => isSafe))) return [];
  const action: CodeAction = { title: localize('Fix everything that is safe to fix'), kind: fixAllKind };
  if (abilities.resolvesActionEdits) return [{ ...action, data: { uri: document.uri, version: document.version, action: 'fixAll' } satisfies ActionData }];
  return [{ ...action, edit: editOf(editedOf(sources), fixAll(analysis.text, shownFindings(sources)).edits, abilities) }];
}

function isActionData(value: unknown): value is ActionData {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, version, action } = value as Record<string, unknown>;
  return typeof uri === 'string' && typeof version === 'number' && (action === 'fixAll' || action === 'severity');
}

/** Address of the document that an action is of; nothing where it needs no edit from us. */
export const actionDocument = ({ data }: CodeAction): string | undefined => (isActionData(data) ? data.uri : undefined);

/** An action with its edit; without one when the document has changed since it was offered. */
export async function resolveAction(action: CodeAction, sources: Pick<ActionSources, 'document' | 'analysis' | 'settings' | 'severities' | 'abilities' | 'configurations'>): Promise<CodeAction> {
  const data: unknown = action.data;
  if (!isActionData(data)) return action;
  if (data.action === 'severity') {
    const edit = await severityEdit(sources.configurations, data.uri, data.code, data.severity, sources.abilities);
    return edit === undefined ? action : { ...action, edit };
  }
  if (sources.document.version !== data.version) return action;
  return { ...action, edit: editOf(editedOf(sources), fixAll(sources.analysis.text, shownFindings(sources)).edits, sources.abilities) };
}
