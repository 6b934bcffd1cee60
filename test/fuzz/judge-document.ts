import type { DocumentSymbol, Hover, Range } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readModel } from '../../server/src/document/index';
import { type Finding, compareFindings } from '../../server/src/findings/index';
import { type Analysis, createAnalyses } from '../../server/src/lsp/analysis';
import { changeSince } from '../../server/src/lsp/document-changes';
import { completion } from '../../server/src/lsp/completion/completion';
import { resolveCompletion } from '../../server/src/lsp/completion/resolve-completion';
import { documentSymbols } from '../../server/src/lsp/document-symbols';
import { hover } from '../../server/src/lsp/hover/hover';
import { listScenarios } from '../../server/src/lsp/simulation/list-scenarios';
import { isSuppressible } from '../../server/src/rules/suppression/index';
import { messageOf, validate } from '../../server/src/rules/index';
import { judgeShape } from './judge-shape';
import { judgeFixes } from './judge-fixes';
import type { Random } from './random';

/** The longest that any answer may take, in ms. */
const patience = 1000;
/** Texts up to this length are asked twice and with other comments; longer ones only for an answer. */
const shortText = 60_000;

/** What a text says when a value was put into it that is none. Prose has words like "undefined bits". */
const noValue = /(?:[:=(,] ?)undefined\b|\bNaN\b|\[object [A-Z]|\bInfinity\b/;

/** What is wrong with the product's answers: the kind before the colon, then what it is about. */
const fail = (kind: string, what: string): never => {
  throw new Error(`${kind}: ${what}`);
};

/** The kind of a failure, by which a smaller document is known to fail alike. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined && /^[a-z][a-z ]+: /.test(error.message) ? /^[a-z ]+: (?:[A-Z]{3}-\d+)?/.exec(error.message)![0] : `${error.name} ${(error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line))?.trim() ?? ''}`;
}

/** Runs `action`; when it takes too long, twice more: the machine may have been busy with something else. */
function timed<T>(what: string, action: () => T): T {
  let least = Infinity;
  let result!: T;
  for (let attempt = 0; attempt < 3 && least > patience; attempt++) {
    const began = performance.now();
    result = action();
    least = Math.min(least, performance.now() - began);
  }
  if (least > patience) fail('slow', `${what} took ${Math.round(least)} ms`);
  return result;
}

const unexpected = ({ code, error }: { readonly code: string; readonly error: unknown }): never => {
  throw new Error(`rule failed: ${code} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
};

/** Everything that is said of a document, as it would be shown. */
const said = (findings: readonly Finding[]): string => findings.map((finding) => `${finding.code} ${finding.severity} ${finding.place.start}-${finding.place.end} ${messageOf(finding)} ${finding.related.map((related) => `${related.start} ${messageOf(related)}`).join(' / ')}`).join('\n');

function judgeFindings(text: string, findings: readonly Finding[]): void {
  const places = new Map<string, Finding>();
  let last: Finding | undefined;
  for (const finding of findings) {
    for (const place of [finding.place, ...finding.related]) {
      if (!(place.start >= 0 && place.start <= place.end && place.end <= text.length)) fail('outside', `${finding.text} at ${place.start}-${place.end} of ${text.length}`);
    }
    for (const each of [finding, ...finding.related]) {
      const message = messageOf(each);
      // What the document says is put between quotes.
      if (message === '' || /\{[a-z]\w*\}/.test(message.replace(/"[^"]*"/g, '')) || noValue.test(message.replace(/"[^"]*"/g, ''))) fail('wording', `${each.text}: ${message}`);
    }
    const key = `${finding.code} ${finding.place.start}-${finding.place.end}`;
    const other = places.get(key);
    if (other !== undefined) fail('doubled', `${finding.code} at ${finding.place.start}: "${messageOf(other)}" and "${messageOf(finding)}"`);
    places.set(key, finding);
    if (last !== undefined && compareFindings(last, finding) > 0) fail('order', `${last.code} before ${finding.code}`);
    last = finding;
  }
}

/** A code that is switched off at the head of the file is not reported, and everything else is. */
function judgeSuppression(text: string, findings: readonly Finding[], random: Random): void {
  if (text.includes('avstream-') || text.startsWith('\ufeff') || findings.some(({ code }) => code === 'DOC-01' || code === 'DOC-09')) return;
  const candidates = findings.filter(({ code }) => isSuppressible(code));
  if (candidates.length === 0) return;
  const { code } = random.pick(candidates);
  const comment = `/* avstream-disable-file ${code} */`;
  const others = (list: readonly Finding[], shift: number): string => list.filter((each) => each.code !== code && each.code !== 'DOC-11').map((each) => `${each.code} ${each.place.start + shift}`).join('\n');
  const after = validate(readModel(comment + text), { onInternalProblem: unexpected });
  if (after.some((each) => each.code === code)) fail('suppression', `${code} is reported although the file disables it`);
  if (others(after, 0) !== others(findings, comment.length)) fail('suppression', `disabling ${code} changes other findings`);
}

const inside = (document: TextDocument, range: Range): boolean => {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const same = (offset: number, position: Range['start']): boolean => document.positionAt(offset).line === position.line && document.positionAt(offset).character === position.character;
  return start <= end && same(start, range.start) && same(end, range.end);
};

function judgeHover(document: TextDocument, found: Hover | null, offset: number): void {
  if (found === null) return;
  const value = typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
  if (value.trim() === '') fail('hover', `empty at ${offset}`);
  // What the document says is quoted as it stands.
  if (!noValue.test(`,${document.getText()}`) && noValue.test(value.replace(/`[^`]*`|"[^"]*"/g, ''))) fail('hover', `at ${offset}: ${value.slice(0, 300)}`);
  if (found.range === undefined || !inside(document, found.range) || document.offsetAt(found.range.start) > offset || document.offsetAt(found.range.end) < offset) fail('hover', `range at ${offset}`);
}

function judgeCompletion(document: TextDocument, analysis: Analysis, offset: number, random: Random): void {
  const position = document.positionAt(offset);
  const list = timed('completion', () => completion(document, analysis.model(), position, { abilities: { snippets: true, resolvesDocumentation: true, completionMarkup: 'markdown' }, triggersSuggest: true }));
  if (list === null) return;
  if (list.items.length === 0) fail('completion', `an empty list at ${offset}`);
  const labels = new Set<string>();
  for (const item of list.items) {
    if (item.label === '' && item.filterText === undefined) fail('completion', `no label at ${offset}`);
    if (labels.has(`${item.label} ${item.detail ?? ''}`)) fail('completion', `${item.label} twice at ${offset}`);
    labels.add(`${item.label} ${item.detail ?? ''}`);
    const edit = item.textEdit;
    if (edit === undefined || !('range' in edit)) continue;
    if (!inside(document, edit.range) || edit.range.start.line !== edit.range.end.line || document.offsetAt(edit.range.start) > offset || document.offsetAt(edit.range.end) < offset) fail('completion', `${item.label} replaces another place than the cursor's at ${offset}`);
  }
  resolveCompletion(random.pick(list.items), 'markdown');
}

function judgeSymbols(document: TextDocument, symbols: readonly DocumentSymbol[], parent?: Range): void {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    if (name === '') fail('outline', 'a symbol without a name');
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    if (!inside(document, range) || !inside(document, selectionRange) || document.offsetAt(selectionRange.start) < start || document.offsetAt(selectionRange.end) > end) fail('outline', `the selection of ${JSON.stringify(name)} is outside of it`);
    if (parent !== undefined && (document.offsetAt(parent.start) > start || document.offsetAt(parent.end) < end)) fail('outline', `${JSON.stringify(name)} is outside its parent`);
    judgeSymbols(document, children, range);
  }
}

/**
 * Asks everything about a text: findings and their fixes, hover and completion at random places, the outline. Throws when a rule or an answer fails, takes
 * longer than a second, says something else the second time, marks a place outside the text, or says one thing twice.
 * @param everywhere ask at every place of the text instead of some
 */
export function judgeDocument(text: string, random: Random, everywhere = false): void {
  const document = TextDocument.create('file:///a.avstream.json', 'avstream', 1, text);
  const analysis = createAnalyses(unexpected, changeSince).of(document);
  const model = timed('reading', () => readModel(text));
  const findings = timed('checking', () => validate(model, { onInternalProblem: unexpected }));
  judgeFindings(text, findings);
  if (text.length <= shortText) {
    const first = said(findings);
    if (said(validate(model, { onInternalProblem: unexpected })) !== first) fail('unstable', 'the same model, checked twice');
    if (said(validate(readModel(text), { onInternalProblem: unexpected })) !== first) fail('unstable', 'the same text, read twice');
    judgeSuppression(text, findings, random);
    judgeFixes(text, random);
  }
  analysis.findings();
  const options = { markup: 'markdown', resolvedLink: () => 'command:x', ruleLink: (code: string) => `vscode://x/rules/${code}`, configured: (list: readonly Finding[]) => list } as const;
  const offsets = everywhere ? Array.from({ length: text.length + 1 }, (_, offset) => offset) : Array.from({ length: text.length > shortText ? 6 : 12 }, () => random.below(text.length + 1));
  for (const offset of offsets) {
    // An offset between the halves of a pair, or of a line's end, is no place where a cursor stands.
    if (document.offsetAt(document.positionAt(offset)) !== offset) continue;
    judgeHover(document, timed('hover', () => hover(document, analysis, document.positionAt(offset), options)), offset);
    judgeCompletion(document, analysis, offset, random);
  }
  judgeSymbols(document, timed('outline', () => documentSymbols(document, analysis.model(), true)) as DocumentSymbol[]);
  listScenarios(document, analysis.model());
  const shape = timed('layout, hints and selections', () => judgeShape(document, analysis.model(), offsets));
  if (shape !== undefined) fail('shape', shape);
}
