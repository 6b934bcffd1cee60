import { type FieldType, constantNamed, guidNamed, structureNamed } from '../../ks/index';
import { parseDuration, parsePeriod, tokenize } from '../expression/index';
import type { NameKind, NamePart } from '../names/index';
import type { TokenModifier, TokenType } from './legend';

/** A token in the decoded text of a string. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const none: readonly TokenModifier[] = [];
const ofWindows: readonly TokenModifier[] = ['defaultLibrary'];
const constantOfWindows: readonly TokenModifier[] = ['readonly', 'defaultLibrary'];

/** How names are shown, by what they name. Titles that nothing refers to stay what they are: text. */
const nameTypes: Readonly<Partial<Record<NameKind, readonly [TokenType, ...TokenModifier[]]>>> = {
  entry: ['variable', 'readonly'], filter: ['class'], pin: ['interface'], runPin: ['interface'], connection: ['variable'], peer: ['variable'], bus: ['variable'], sharedAllocator: ['variable'],
  function: ['function'], callback: ['function'], workItem: ['function'], pointer: ['variable'], flag: ['property'], lock: ['variable'],
};

/** The token of a name. */
export function namePiece({ kind, name, from, to, isDeclaration }: NamePart): Piece | undefined {
  const shown = nameTypes[kind];
  if (shown === undefined) return undefined;
  const [type, ...modifiers] = shown;
  return { from, to, type: kind === 'pointer' && name === 'StreamPointer' ? 'parameter' : type, modifiers: isDeclaration ? ['declaration', ...modifiers] : modifiers };
}

/** A name of Windows' headers: constant, GUID, structure. */
function catalogPiece(name: string, from: number): Piece | undefined {
  const to = from + name.length;
  if (name === 'PAGE_SIZE') return { from, to, type: 'macro', modifiers: ofWindows };
  const constant = constantNamed(name);
  if (constant !== undefined) return { from, to, type: constant.set.kind === 'constants' ? 'macro' : 'enumMember', modifiers: constantOfWindows };
  return structureNamed(name) === undefined ? undefined : { from, to, type: 'struct', modifiers: ofWindows };
}

/** The parts of a constant expression. */
function expressionPieces(text: string): readonly Piece[] {
  // A name alone is by far the commonest.
  const alone = catalogPiece(text, 0);
  if (alone !== undefined) return [alone];
  return tokenize(text).flatMap(({ kind, start: from, end: to, text: word }): readonly Piece[] => {
    switch (kind) {
      case 'number':
      case 'character': return [{ from, to, type: 'number', modifiers: none }];
      case 'operator': return [{ from, to, type: 'operator', modifiers: none }];
      case 'keyword': return [{ from, to, type: 'keyword', modifiers: none }];
      case 'type': return [{ from, to, type: 'type', modifiers: ofWindows }];
      case 'name': return [catalogPiece(word, from) ?? []].flat();
      default: return [];
    }
  });
}

/** A word of the format, or a name of the kernel that stands as one. */
function wordPiece(word: string): Piece {
  const to = word.length;
  const named = catalogPiece(word, 0);
  if (named !== undefined) return named;
  if (/^K[se][A-Z]\w+$/.test(word)) return { from: 0, to, type: 'function', modifiers: ofWindows };
  return { from: 0, to, type: 'enumMember', modifiers: word.startsWith('STATUS_') ? constantOfWindows : none };
}

const durationPiece = (text: string): readonly Piece[] => [{ from: 0, to: text.length, type: 'number', modifiers: none }];

/** The pieces of a value in a string, that is no name of the document, by the type of its field; nothing where the value is none that the field takes. */
export function valuePieces(type: FieldType | undefined, text: string): readonly Piece[] {
  if (text === '') return [];
  switch (type?.kind) {
    case 'integer': return type.words?.some(({ word }) => word === text) === true ? [wordPiece(text)] : expressionPieces(text);
    case 'flags':
    case 'enumeration': return expressionPieces(text);
    // Without `defaultLibrary`: VS Code's own themes have no colour for constants of it.
    case 'guid': return guidNamed(text) === undefined ? [] : [{ from: 0, to: text.length, type: 'variable', modifiers: ['readonly'] }];
    case 'word': return type.words.some(({ word }) => word === text) ? [wordPiece(text)] : [];
    case 'duration': return 'problem' in (type.period === true ? parsePeriod : parseDuration)(text) ? [] : durationPiece(text);
    // Jitter may be negative.
    case 'distribution': return 'problem' in parseDuration(text.replace(/^\s*-/, '')) ? [] : durationPiece(text);
    default: return [];
  }
}

/** The condition of a step, where it is a word of the format; its `!` also before a name. */
export function conditionPieces(text: string, names: readonly NamePart[]): readonly Piece[] {
  const match = /^(\s*)(!?)(\s*)(\w*)\s*$/.exec(text);
  if (match === null) return [];
  const at = match[1]!.length;
  const from = at + match[2]!.length + match[3]!.length;
  return [
    ...(match[2] === '' ? [] : [{ from: at, to: at + 1, type: 'operator', modifiers: none } as const]),
    ...(names.length > 0 || match[4] === '' ? [] : [{ from, to: from + match[4]!.length, type: match[4] === 'TRUE' ? 'macro' : 'enumMember', modifiers: match[4]!.includes('_') ? constantOfWindows : none } as const]),
  ];
}
