import type { DocumentLink } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Bound, type Model, bound, elementsOf, offsetInString, textOf } from '../../document/index';
import { isRuleCode } from '../../rules/index';
import type { RuleLink } from '../diagnostics';
import { localize } from '../localize';
import { rangeOf } from '../names/navigation';

/** More links than this are looked at by nobody. */
const mostLinks = 5000;

const directive = /^\/[/*][\s/*!]*avstream-(?:disable(?:-next-line|-line|-file)?|enable)(?![\w-])([^]*?)(?:--|$)/;

/**
 * Codes of rules lead to their pages: in comments that suppress findings, in Suppress, and in what a simulation expects. `$schema` leads to the schema.
 * Names of Windows' headers have no links: their hovers have, and an underline under every other word would be noise.
 */
export function documentLinks(document: TextDocument, model: Model, ruleLink: RuleLink): DocumentLink[] {
  const links: DocumentLink[] = [];
  const add = (start: number, end: number, target: string | undefined, tooltip: string): void => {
    if (target !== undefined && links.length < mostLinks) links.push({ range: rangeOf(document, { start, end }), target, tooltip });
  };
  const addCode = (code: string, start: number, end: number): void => {
    // Every code has a page, also one that only runs report.
    if (isRuleCode(code)) add(start, end, ruleLink(code), localize('Show the page of {code}', { code }));
  };
  const { tree } = model;
  const schema = model.document === undefined ? undefined : bound(model.document, '$schema');
  if (schema?.state === 'present' && schema.kind === 'text') {
    const target = resolved(document.uri, schema.text);
    add(offsetInString(tree, schema.node, 0), offsetInString(tree, schema.node, schema.text.length), target, localize('Open the schema'));
  }
  for (const [code, node] of codesIn(model)) addCode(code, offsetInString(tree, node, 0), offsetInString(tree, node, code.length));
  for (let index = 0; index * 2 < tree.comments.length; index++) {
    const start = tree.comments[index * 2]!;
    const end = tree.comments[index * 2 + 1]!;
    if (end - start < 'avstream-enable'.length) continue;
    const found = directive.exec(tree.text.slice(start, Math.min(end, start + 1000)));
    if (found === null) continue;
    const from = start + found[0].indexOf(found[1]!, found[0].indexOf('avstream-') + 'avstream-enable'.length);
    for (const { 0: code, index: at } of found[1]!.matchAll(/[A-Z]{2,4}-\d+/g)) addCode(code, from + at, from + at + code.length);
  }
  return links.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** Codes of rules that values name, with their nodes. */
function* codesIn({ instances }: Model): Generator<readonly [string, number], void, undefined> {
  const ofText = (value: Bound): readonly (readonly [string, number])[] => (value.state === 'present' && value.kind === 'text' ? [[value.text, value.node]] : []);
  for (const instance of instances) {
    const { name } = instance.structure;
    if (name === 'Suppression' && textOf(instance, 'Code') !== undefined) yield* ofText(bound(instance, 'Code'));
    else if (name === 'SimulationFindingExpectation') for (const field of ['Occur', 'Absent']) for (const element of elementsOf(instance, field) ?? []) yield* ofText(element);
  }
}

/** An address as it stands, or a path from the document's folder. */
function resolved(uri: string, text: string): string | undefined {
  if (text.trim() !== text || text === '' || text.startsWith('#')) return undefined;
  try {
    const url = new URL(text, uri);
    // Of addresses that cannot be followed from a document, such as `untitled:`, there is nothing to resolve against.
    return /^(?:https?|file|vscode-[\w.+-]+):$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
