import type { Tree } from '../../document/index';
import { commentAt } from '../comments';
import type { RuleLink } from '../diagnostics';
import { ruleBlocks } from './rule';
import type { HoverContent } from './value';

/** A code of a rule inside a comment, such as one that suppresses findings. */
export function commentBlocks(tree: Tree, offset: number, ruleLink: RuleLink): HoverContent | undefined {
  const comment = commentAt(tree, offset);
  if (comment === undefined) return undefined;
  // No code is longer than this; a comment may be.
  const from = Math.max(comment.start, offset - 16);
  const near = tree.text.slice(from, Math.min(comment.end, offset + 16));
  for (const match of near.matchAll(/[A-Z]+-\d+/g)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const blocks = ruleBlocks(match[0], ruleLink);
    return blocks.length === 0 ? undefined : { blocks, start, end };
  }
  return undefined;
}
