/** Index of a node into the columns of a {@link Tree}; -1 stands for "none". */
export type NodeId = number;

/** The kinds of node, as stored in {@link Tree.kind}. */
export const NodeKind = {
  Object: 1,
  Array: 2,
  /** One `name: value`. Its first child is the name, its second the value; the second is missing while the value has not been typed. */
  Property: 3,
  String: 4,
  Number: 5,
  True: 6,
  False: 7,
  Null: 8,
  /** Text that stands where a value or a name should and is neither: `KSPIN_FLAG_A | 4` without quotes, `NaN`. */
  Invalid: 9,
} as const;
/** One of the numbers of {@link NodeKind}. */
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/**
 * What can be wrong with the text. The range of a problem is where a person should look:
 * for `expectedComma`, `expectedColon` and `expectedValue` it is the text before the gap, and its `end` is where the missing thing belongs;
 * for `unclosedObject` and `unclosedArray` it is the opening bracket; for everything else it is the offending text.
 */
export type SyntaxProblemKind =
  | 'unterminatedString' | 'unterminatedComment'
  | 'expectedValue' | 'expectedComma' | 'expectedColon' | 'expectedPropertyName'
  | 'unexpectedCharacter' | 'controlCharacter' | 'trailingContent' | 'emptyDocument'
  | 'unclosedObject' | 'unclosedArray' | 'mismatchedBracket'
  /** A backslash that JSON does not know (`\d`), or `\u` without four hexadecimal digits. */
  | 'invalidEscape'
  /** A number in a form JSON lacks: `0x10`, `+1`, `007`, `.5`, `1e`. Where the value is evident the node is a Number nevertheless. */
  | 'invalidNumber'
  /** A bare word or an expression without quotes. */
  | 'invalidLiteral'
  /** `'text'`: the node is a String, only the quotes are wrong. */
  | 'singleQuotes'
  /** Stands last, when the bound on problems was reached and the rest was left out. */
  | 'tooManyProblems';

/** One mistake in the text. Offsets are UTF-16 code units, `end` exclusive. */
export interface SyntaxProblem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}

/**
 * A parsed document: one row per node, in columns.
 *
 * Nodes are numbered in document order (a parent before its children, a name before its value), so `start` never decreases, a subtree is one contiguous
 * range of ids beginning at its root, and `firstChild[n]` is greater than `n` or -1. Rows at and above `count` are unused capacity.
 *
 * `parseTree` numbers without gaps. In a tree of a document that is being edited (`treeAfter`) some rows are unused, so that the nodes of what is not edited
 * keep their numbers: such a row has kind 0, is no one's child and has no text. Whoever walks over all rows passes those of kind 0 over.
 */
export interface Tree {
  readonly text: string;
  /** Number of rows: nodes, and unused rows between them. */
  readonly count: number;
  /** The top-level value: 0, or -1 when the text holds no value. */
  readonly root: NodeId;
  /** {@link NodeKind} of each node; 0 for an unused row. */
  readonly kind: Uint8Array;
  /** First UTF-16 offset of each node. A string begins at its quote, a property at its name. */
  readonly start: Int32Array;
  /** Offset behind the last character of each node. A property ends with its value; with its colon or name when there is none. */
  readonly end: Int32Array;
  /** Enclosing node, -1 for the root. */
  readonly parent: Int32Array;
  /** Next sibling, or -1. */
  readonly next: Int32Array;
  /** First child, or -1. */
  readonly firstChild: Int32Array;
  /** Mistakes in order of `start`; at most 100, then one `tooManyProblems`. */
  readonly problems: readonly SyntaxProblem[];
  /** Pairs of start and end of every comment, delimiters included, line ends not, in order. */
  readonly comments: Int32Array;
}
