import type { Hover, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type NodeId, NodeKind, isPropertyName, nodeAtOffset, propertyValue } from '../../document/index';
import type { Analysis } from '../analysis';
import type { RuleLink } from '../diagnostics';
import { isInComment } from '../comments';
import { type FieldSite, siteAt } from '../field-site';
import { type Block, toMarkup } from '../markup';
import type { Position } from '../../protocol/index';
import { hintBlocks } from './hints';
import { nameBlocks } from './name';
import { valueBlocks } from './value';

/** How a hover is written. */
export interface HoverOptions {
  readonly markup: MarkupKind;
  readonly ruleLink: RuleLink;
}

/** Kinds of node a person points at; brackets and blanks say nothing. */
const scalars: ReadonlySet<number> = new Set([NodeKind.String, NodeKind.Number, NodeKind.True, NodeKind.False, NodeKind.Null]);

/** Longest text for which quiet hints are looked for when nobody has checked the rules yet. */
const hintsAtOnce = 1_000_000;

/** What the document and the catalog say about the place at a position. */
export function hover(document: TextDocument, analysis: Analysis, position: Position, options: HoverOptions): Hover | null {
  const model = analysis.model();
  const { tree } = model;
  const offset = document.offsetAt(position);
  if (isInComment(tree, offset)) return null;
  let node = nodeAtOffset(tree, offset);
  if (node === -1 || !scalars.has(tree.kind[node]!)) node = nodeAtOffset(tree, offset, true);
  if (node === -1 || !scalars.has(tree.kind[node]!)) return null;
  const site = siteAt(model, node);
  const content = isPropertyName(tree, node) ? { blocks: nameBlocks(model, site), start: tree.start[node]!, end: tree.end[node]! } : valueBlocks(model, site, node, offset);
  if (content === undefined) return null;
  const hints = analysis.hasFindings || analysis.text.length <= hintsAtOnce ? hintBlocks(analysis.findings(), placeOf(model, node, site), options.ruleLink) : [];
  const blocks: readonly Block[] = [...content.blocks, ...hints];
  if (blocks.length === 0) return null;
  return { contents: toMarkup(blocks, options.markup), range: { start: document.positionAt(content.start), end: document.positionAt(content.end) } };
}

/** The stretch whose hints are shown: a name's whole name, a value's property. */
function placeOf(model: Model, node: NodeId, site: FieldSite): { readonly start: number; readonly end: number } {
  const { tree } = model;
  const parent = tree.parent[node]!;
  if (parent !== -1 && tree.kind[parent] === NodeKind.Property) {
    const value = propertyValue(tree, parent);
    // A container's findings stand at its name, those inside belong to what is inside.
    const isScalar = value !== -1 && scalars.has(tree.kind[value]!);
    const name = tree.firstChild[parent]!;
    return isScalar ? { start: tree.start[name]!, end: tree.end[value]! } : { start: tree.start[name]!, end: tree.end[name]! };
  }
  return { start: tree.start[site.node] ?? 0, end: tree.end[site.node] ?? 0 };
}
