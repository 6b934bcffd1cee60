import type { Model } from '../model/index';
import { type Scope, enter, outermost, partsOfName, partsOfValue, scopeOf } from '../names/index';
import { type FieldSite, elementSite, propertySite, rootSite, sitesTo } from '../site/index';
import { type NodeId, NodeKind, firstCommentFrom, offsetInString, stringValue } from '../tree/index';
import type { SemanticToken } from './legend';
import { type Piece, conditionPieces, namePiece, valuePieces } from './value-tokens';

/** An object or array that is open while nodes are gone through in order. */
interface Level {
  readonly node: NodeId;
  readonly site: FieldSite;
  /** The scope of what is inside. */
  readonly scope: Scope;
}

/** Words at the begin of comments that suppress findings, and the codes behind them. */
const directive = /^\/[/*][\s/*!]*(avstream-(?:disable(?:-next-line|-line|-file)?|enable))(?![\w-])/;

/** Looks a comment through up to here; nobody writes that many codes. */
const directiveLength = 1000;

/** First node that begins at or behind an offset. */
function firstFrom({ tree }: Model, offset: number): NodeId {
  let low = 0;
  let high = tree.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tree.start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The tokens of the nodes from `first` on that begin before `to`, at most `most` nodes of them; what follows begins with `next`.
 * Takes as long as the nodes that are looked at, and not as the document.
 */
export function tokensOfNodes(model: Model, first: NodeId, to: number, most: number): { readonly tokens: readonly SemanticToken[]; readonly next: NodeId } {
  const { tree } = model;
  const tokens: SemanticToken[] = [];
  const levels: Level[] = first < tree.count ? levelsAround(model, first) : [];
  const limit = Math.min(tree.count, first + most);
  let node = first;
  for (; node < limit && tree.start[node]! < to; node++) {
    const kind = tree.kind[node]!;
    if (kind === NodeKind.Property) continue;
    const isComposed = kind === NodeKind.Object || kind === NodeKind.Array;
    if (!isComposed && kind !== NodeKind.String) continue;
    const parent = tree.parent[node]!;
    const property = parent !== -1 && tree.kind[parent] === NodeKind.Property ? parent : -1;
    const holder = property === -1 ? parent : tree.parent[property]!;
    while (levels.length > 0 && levels[levels.length - 1]!.node !== holder) levels.pop();
    const level = levels[levels.length - 1];
    if (property !== -1 && tree.firstChild[property] === node) {
      if (level !== undefined) addName(model, level, node, tokens);
      continue;
    }
    const site = siteUnder(model, level, node, property);
    if (isComposed) levels.push({ node, site, scope: enter(model, level?.scope ?? outermost, site) });
    else if (level !== undefined) addValue(model, level, site, node, tokens);
  }
  return { tokens, next: node < tree.count && tree.start[node]! < to ? node : -1 };
}

/** The levels that are open before a node. */
function levelsAround(model: Model, node: NodeId): Level[] {
  const { tree } = model;
  const levels: Level[] = [];
  for (let above = tree.parent[node]!; above !== -1; above = tree.parent[above]!) {
    if (tree.kind[above] === NodeKind.Property) continue;
    const sites = sitesTo(model, above);
    const site = sites.at(-1)!;
    levels.push({ node: above, site, scope: enter(model, scopeOf(model, sites), site) });
  }
  return levels.reverse();
}

/** The site of a value; what stands in a distribution is a duration as well. */
function siteUnder(model: Model, level: Level | undefined, node: NodeId, property: NodeId): FieldSite {
  if (level === undefined) return rootSite(model);
  if (level.site.type?.kind === 'distribution') return { ...level.site, node };
  if (level.site.type === undefined) return { ...level.site, node };
  return property === -1 ? elementSite(level.site, node) : propertySite(model, level.site, property);
}

function addName(model: Model, { site }: Level, node: NodeId, tokens: SemanticToken[]): void {
  if (site.type?.kind !== 'table' && site.type?.kind !== 'arrayTable') return;
  for (const part of partsOfName(model, site, stringValue(model.tree, node))) add(model, node, namePiece(part), tokens);
}

function addValue(model: Model, { scope }: Level, site: FieldSite, node: NodeId, tokens: SemanticToken[]): void {
  if (site.type === undefined) return;
  const text = stringValue(model.tree, node);
  const parts = partsOfValue(model, site, scope, text);
  if (site.structure?.name === 'DriverStep' && (site.name === 'If' || site.name === 'While')) for (const piece of conditionPieces(text, parts)) add(model, node, piece, tokens);
  for (const part of parts) add(model, node, namePiece(part), tokens);
  if (parts.length === 0) for (const piece of valuePieces(site.type, text)) add(model, node, piece, tokens);
}

function add({ tree }: Model, node: NodeId, piece: Piece | undefined, tokens: SemanticToken[]): void {
  if (piece === undefined) return;
  tokens.push({ start: offsetInString(tree, node, piece.from), end: offsetInString(tree, node, piece.to), type: piece.type, modifiers: piece.modifiers });
}

/** Tokens of the comments that begin between two offsets and suppress findings. */
export function tokensOfComments({ tree }: Model, from: number, to: number): readonly SemanticToken[] {
  const { text, comments } = tree;
  const tokens: SemanticToken[] = [];
  for (let index = firstCommentFrom(tree, from); index * 2 < comments.length && comments[index * 2]! < to; index++) {
    const start = comments[index * 2]!;
    const raw = text.slice(start, Math.min(comments[index * 2 + 1]!, start + directiveLength));
    const found = directive.exec(raw);
    if (found === null) continue;
    const end = start + found[0].length;
    tokens.push({ start: end - found[1]!.length, end, type: 'keyword', modifiers: [] });
    const codes = raw.slice(found[0].length).split(/--/, 1)[0]!;
    for (const { 0: code, index: at } of codes.matchAll(/[A-Z]{2,4}-\d+/g)) tokens.push({ start: end + at, end: end + at + code.length, type: 'macro', modifiers: [] });
  }
  return tokens;
}

/** The tokens of everything that begins between two offsets, or reaches beyond the first, in order. */
export function semanticTokens(model: Model, from: number, to: number): readonly SemanticToken[] {
  const { tokens } = tokensOfNodes(model, Math.max(0, firstFrom(model, from) - 1), to, Number.MAX_SAFE_INTEGER);
  // The last that begins before may end before, too.
  return merged(tokens.filter(({ end }) => end > from), tokensOfComments(model, from, to));
}

/** Two lists in order as one. */
export function merged(first: readonly SemanticToken[], second: readonly SemanticToken[]): readonly SemanticToken[] {
  return second.length === 0 ? first : [...first, ...second].sort((a, b) => a.start - b.start);
}
