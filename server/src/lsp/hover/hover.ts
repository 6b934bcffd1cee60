import type { Hover, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type NodeId, NodeKind, isPropertyName, nodeAtOffset, propertyValue, siteAt, structureAt } from '../../document/index';
import type { Finding } from '../../findings/index';
import type { Analysis } from '../analysis';
import type { RuleLink } from '../diagnostics';
import { isInComment } from '../comments';
import { structureBlocks } from '../describe-catalog';
import { type Block, toMarkup } from '../markup';
import type { Position } from '../../protocol/index';
import { commentBlocks } from './comment';
import { hintBlocks } from './hints';
import { nameBlocks } from './name';
import { type ResolvedLink, resolvedBlocks } from './resolved';
import { type HoverContent, valueBlocks } from './value';

/** How a hover is written. */
export interface HoverOptions {
  readonly markup: MarkupKind;
  readonly ruleLink: RuleLink;
  readonly resolvedLink: ResolvedLink;
  /** Gives findings the severities that hold for the document. */
  readonly configured: (findings: readonly Finding[]) => readonly Finding[];
}

/** Kinds of node a person points at; brackets and blanks say nothing. */
const scalars: ReadonlySet<number> = new Set([NodeKind.String, NodeKind.Number, NodeKind.True, NodeKind.False, NodeKind.Null]);

/** Longest text for which the rules are checked for the sake of a hover; in longer ones hints are told once the rules have been checked for the diagnostics. */
const hintsAtOnce = 50_000;

/** What the document and the catalog say about the place at a position. */
export function hover(document: TextDocument, analysis: Analysis, position: Position, options: HoverOptions): Hover | null {
  const model = analysis.model();
  const { tree } = model;
  const offset = document.offsetAt(position);
  const content = isInComment(tree, offset) ? inComment(commentBlocks(tree, offset, options.ruleLink)) : contentAt(model, offset, options);
  if (content === undefined) return null;
  const hints = analysis.hasFindings || analysis.text.length <= hintsAtOnce ? hintBlocks(options.configured(analysis.findings()), content.hintsFrom, options.ruleLink) : [];
  // Behind what is said of the place itself: what is said of its structure in general is long, and what stands below it is not seen.
  const divide = content.blocks.findIndex(({ kind }, index) => index > 0 && kind === 'rule');
  const blocks: Block[] = divide === -1 ? [...content.blocks, ...hints, ...content.resolved] : [...content.blocks.slice(0, divide), ...hints, ...content.resolved, ...content.blocks.slice(divide)];
  // A line divides two parts; where there is no first part it divides nothing.
  while (blocks[0]?.kind === 'rule') blocks.shift();
  if (blocks.length === 0) return null;
  return { contents: toMarkup(blocks, options.markup), range: { start: document.positionAt(content.start), end: document.positionAt(content.end) } };
}

/** Blocks about a place, the stretch they are about, the stretch whose hints belong to it, and what the object amounts to. */
interface Content extends HoverContent { readonly hintsFrom: { readonly start: number; readonly end: number }; readonly resolved: readonly Block[] }

/** Nothing is marked inside a comment. */
const inComment = (content: HoverContent | undefined): Content | undefined => (content === undefined ? undefined : { ...content, hintsFrom: { start: content.start, end: content.start }, resolved: [] });

function contentAt(model: Model, offset: number, { ruleLink, resolvedLink }: HoverOptions): Content | undefined {
  const { tree } = model;
  let node = nodeAtOffset(tree, offset);
  // The opening bracket stands for the whole object: it is also what findings about an object are marked at.
  if (node !== -1 && tree.kind[node] === NodeKind.Object && tree.start[node] === offset) {
    const structure = structureAt(model, siteAt(model, node));
    const stretch = { start: offset, end: offset + 1 };
    return structure === undefined ? undefined : { blocks: structureBlocks(structure, model.architecture), ...stretch, hintsFrom: stretch, resolved: resolvedBlocks(model, node, resolvedLink) };
  }
  if (node === -1 || !scalars.has(tree.kind[node]!)) node = nodeAtOffset(tree, offset, true);
  if (node === -1 || !scalars.has(tree.kind[node]!)) return undefined;
  const site = siteAt(model, node);
  const whole = { start: tree.start[node]!, end: tree.end[node]! };
  const content = isPropertyName(tree, node) ? { blocks: nameBlocks(model, site), ...whole } : valueBlocks(model, site, node, offset, ruleLink);
  return content === undefined ? undefined : { ...content, hintsFrom: propertyStretch(model, node) ?? whole, resolved: resolvedBlocks(model, node, resolvedLink) };
}

/** A property of a scalar with its value, or the name of any other property: findings about what is inside belong to what is inside. */
function propertyStretch(model: Model, node: NodeId): { readonly start: number; readonly end: number } | undefined {
  const { tree } = model;
  const parent = tree.parent[node]!;
  if (parent === -1 || tree.kind[parent] !== NodeKind.Property) return undefined;
  const value = propertyValue(tree, parent);
  const name = tree.firstChild[parent]!;
  return { start: tree.start[name]!, end: value !== -1 && scalars.has(tree.kind[value]!) ? tree.end[value]! : tree.end[name]! };
}
