import { type MarkupContent, MarkupKind } from 'vscode-languageserver-types';

/** A piece of running text: plain, code, strong, or a link. */
export type Span = string | { readonly code: string } | { readonly strong: string } | { readonly text: string; readonly link: string };

/** A block of a text that is shown to a person, free of any markup language. */
export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  /** A declaration or value, set as C unless another language is named. */
  | { readonly kind: 'code'; readonly text: string; readonly language?: 'text' }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'rule' };

/** A paragraph of spans; empty ones are left out. */
export const paragraph = (...spans: readonly Span[]): Block => ({ kind: 'paragraph', spans: spans.filter((span) => span !== '') });

/** Keeps text from being read as Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, (character, offset: number, whole: string) => {
    // Underscores inside words, full stops, hyphens and brackets inside a line have no meaning; escaping them only makes the source unreadable.
    if (character === '_') return isWord(whole, offset - 1) && isWord(whole, offset + 1) ? character : '\\_';
    if (character === '.' || character === ')') return /^\d+$/.test(whole.slice(lineStart(whole, offset), offset).trim()) ? `\\${character}` : character;
    if (character === '-' || character === '+' || character === '#') return whole.slice(lineStart(whole, offset), offset).trim() === '' ? `\\${character}` : character;
    if (character === '!' || character === '(' || character === '{' || character === '}') return character;
    return `\\${character}`;
  });
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && /[A-Za-z0-9]/.test(text[at]!);
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Text set as code: in more backquotes than it contains. */
export function markdownCode(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  let longest = 0;
  for (const run of flat.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return longest > 0 || flat.startsWith(' ') ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** Text whose words between backquotes are code: how the catalog writes its sentences. */
export function proseSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  text.split('`').forEach((part, index) => {
    if (part !== '') spans.push(index % 2 === 1 ? { code: part } : part);
  });
  return spans;
}

const markdownSpan = (span: Span): string =>
  typeof span === 'string' ? escapeMarkdown(span)
  : 'code' in span ? markdownCode(span.code)
  : 'strong' in span ? `**${escapeMarkdown(span.strong)}**`
  : `[${escapeMarkdown(span.text)}](${span.link})`;

const plainSpan = (span: Span): string =>
  typeof span === 'string' ? span
  : 'code' in span ? span.code
  : 'strong' in span ? span.strong
  : /^https?:/.test(span.link) ? `${span.text} (${span.link})` : span.text;

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph': return block.spans.map(markdownSpan).join('');
    case 'code': return `\`\`\`${block.language ?? 'c'}\n${block.text.replace(/```/g, "'''")}\n\`\`\``;
    case 'list': return block.items.map((item) => `- ${item.map(markdownSpan).join('')}`).join('\n');
    case 'rule': return '---';
  }
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph': return block.spans.map(plainSpan).join('');
    case 'code': return block.text;
    case 'list': return block.items.map((item) => `- ${item.map(plainSpan).join('')}`).join('\n');
    case 'rule': return '';
  }
}

/** Writes blocks in the markup the client understands. */
export function toMarkup(blocks: readonly Block[], kind: MarkupKind): MarkupContent {
  const write = kind === MarkupKind.Markdown ? markdownBlock : plainBlock;
  return { kind, value: blocks.map(write).filter((text) => text !== '').join('\n\n') };
}
