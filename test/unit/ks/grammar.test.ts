import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { readModel } from '../../../server/src/document/index';
import { constantSets, guids } from '../../../server/src/ks/index';
import { describeResolved } from '../../../server/src/lsp/resolved/describe-resolved';

// Both packages are CommonJS without named exports that Node could see.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
let grammar: IGrammar;
let resolvedGrammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: (scope) => Promise.resolve(textmate.parseRawGrammar(file(`syntaxes/${scope.replace('source.', '')}.tmLanguage.json`), 'grammar.json')),
  });
  grammar = (await registry.loadGrammar('source.avstream'))!;
  resolvedGrammar = (await registry.loadGrammar('source.avstream-resolved'))!;
});

interface Piece { readonly text: string; readonly scopes: readonly string[] }

/** The tokens of a text, blanks left out. */
const tokenize = (text: string, of = grammar): readonly Piece[] => {
  const pieces: Piece[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split(/\r?\n/)) {
    const result = of.tokenizeLine(line, state);
    for (const token of result.tokens) {
      const piece = line.slice(token.startIndex, token.endIndex);
      if (piece.trim() !== '') pieces.push({ text: piece, scopes: token.scopes });
    }
    state = result.ruleStack;
  }
  return pieces;
};

/** The innermost scope of the first token with this text. */
const scopeOf = (text: string, piece: string): string | undefined => tokenize(text).find((token) => token.text === piece)?.scopes.at(-1);

describe('colours of a descriptor', () => {
  it.each(['avshws', 'pcie-4k-grabber'])('%s has no token that is out of place', (sample) => {
    const pieces = tokenize(file(`samples/${sample}.avstream.json`));
    expect(pieces.length).toBeGreaterThan(500);
    expect(pieces.filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')))).toEqual([]);
    expect(pieces.filter(({ scopes }) => scopes.includes('constant.other.ks.avstream')).length).toBeGreaterThan(10);
    expect(pieces.filter(({ scopes }) => scopes.includes('constant.other.guid.avstream')).length).toBeGreaterThan(10);
    expect(pieces.filter(({ scopes }) => scopes.at(-1)?.startsWith('comment.line')).length).toBeGreaterThan(5);
  });

  it('gives JSON its standard scopes', () => {
    const text = '{ "a": [true, null, -1.5e3, "text\\n"], /* c */ "b": {} } // end';
    expect(scopeOf(text, 'a')).toBe('support.type.property-name.json');
    expect(scopeOf(text, 'true')).toBe('constant.language.json');
    expect(scopeOf(text, '-1.5e3')).toBe('constant.numeric.json');
    expect(scopeOf(text, 'text')).toBe('string.quoted.double.json');
    expect(scopeOf(text, '\\n')).toBe('constant.character.escape.json');
    expect(scopeOf(text, ' c ')).toBe('comment.block.json');
    expect(scopeOf(text, ' end')).toBe('comment.line.double-slash.json');
    expect(scopeOf(text, '[')).toBe('punctuation.definition.array.begin.json');
  });

  it('looks into expressions', () => {
    const text = '{ "x": "2 * PAGE_SIZE", "y": "(ULONG)-1", "z": "KSPIN_FLAG_SPLITTER | 0x10u", "s": "sizeof(KSPIN_DESCRIPTOR_EX)" }';
    expect(scopeOf(text, '2')).toBe('constant.numeric.avstream');
    expect(scopeOf(text, '*')).toBe('keyword.operator.avstream');
    expect(scopeOf(text, 'PAGE_SIZE')).toBe('constant.other.ks.avstream');
    expect(scopeOf(text, 'ULONG')).toBe('storage.type.avstream');
    expect(scopeOf(text, 'KSPIN_FLAG_SPLITTER')).toBe('constant.other.ks.avstream');
    expect(scopeOf(text, '0x10u')).toBe('constant.numeric.avstream');
    expect(scopeOf(text, 'sizeof')).toBe('keyword.operator.sizeof.avstream');
    expect(scopeOf(text, 'KSPIN_DESCRIPTOR_EX')).toBe('storage.type.avstream');
  });

  it('knows GUIDs and durations', () => {
    const text = '{ "a": "{7d1c9a52-3f0e-4b6c-9a41-5e2b8c70d1f3}", "b": "33.3667 ms", "c": "60000/1001 fps" }';
    expect(scopeOf(text, '{7d1c9a52-3f0e-4b6c-9a41-5e2b8c70d1f3}')).toBe('constant.other.guid.literal.avstream');
    expect(scopeOf(text, '33.3667')).toBe('constant.numeric.duration.avstream');
    expect(scopeOf(text, 'ms')).toBe('keyword.other.unit.avstream');
    expect(scopeOf(text, 'fps')).toBe('keyword.other.unit.avstream');
  });

  it.each(['CaptureFraming', 'capture/video', '30 fps to an application', 'Frames: 2 * two', 'KSPIN', 'CCapturePin::DispatchCreate'])('leaves the text "%s" alone', (words) => {
    expect(scopeOf(`{ "a": "${words}" }`, words)).toBe('string.quoted.double.json');
  });

  it('colours every name of the catalog', () => {
    for (const { name } of constantSets.flatMap((set) => set.constants)) expect(scopeOf(`["${name}"]`, name), name).toBe('constant.other.ks.avstream');
    for (const { name } of guids) expect(scopeOf(`["${name}"]`, name), name).toBe('constant.other.guid.avstream');
  });

  it('recovers behind a mistake', () => {
    expect(scopeOf('{ "a": tru, "b": 1 }', '1')).toBe('constant.numeric.json');
    expect(scopeOf('{ "a" 5, "b": 1 }', '1')).toBe('constant.numeric.json');
  });

  it.each(['<'.repeat(5000), '1 '.repeat(5000), '1'.repeat(10_000), '('.repeat(5000), 'KSPIN_'.repeat(2000), '- '.repeat(5000)])('is not slow on a long text (%#)', (words) => {
    const begin = performance.now();
    tokenize(`{ "a": "${words} # no expression" }`);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});

describe('colours of a resolved descriptor', () => {
  const model = readModel(file('samples/avshws.avstream.json'));
  const { lines } = describeResolved(model, '/Filters/0');
  const ofLine = (line: string): readonly (readonly [string, string | undefined])[] => tokenize(`first\n${line}`, resolvedGrammar).slice(1).map(({ text, scopes }) => [text.trim(), scopes.at(-1)?.replace('.avstream', '')]);

  it('names what each column holds', () => {
    expect(ofLine(lines.find((line) => line.includes(' Communication '))!)).toEqual([
      ['68', 'constant.numeric.offset'], ['4', 'constant.numeric.size'], ['Communication', 'support.type.property-name'], ['KSPIN_COMMUNICATION_BOTH', 'variable.other.enummember'],
      ['(', 'source-resolved'], ['3', 'constant.numeric'], [')', 'source-resolved'], ['stated', 'keyword.other.origin'],
    ]);
    expect(ofLine(' 80 12  PhysicalRange          default (DECLARE_SIMPLE_FRAMING_EX)')).toEqual([
      ['80', 'constant.numeric.offset'], ['12', 'constant.numeric.size'], ['PhysicalRange', 'support.type.property-name'], ['default', 'keyword.other.origin'], ['(DECLARE_SIMPLE_FRAMING_EX)', 'comment.line.source'],
    ]);
    expect(ofLine(' 96  8    ConstrainedDataRanges  ?  not stated').slice(-2)).toEqual([['?', 'invalid.deprecated.unknown'], ['not stated', 'keyword.control.origin']]);
    expect(ofLine('* 0060  00 84 03 00  230,400     FramingItem[0].FramingRange.Range.MaxFrameSize')).toEqual([
      ['*', 'keyword.control.changed'], ['0060', 'constant.numeric.offset'], ['00 84 03 00', 'string.unquoted.bytes'], ['230,400', 'constant.numeric'], ['FramingItem[0].FramingRange.Range.MaxFrameSize', 'support.type.property-name'],
    ]);
    expect(ofLine('KSPIN_DISPATCH CapturePinDispatch, 80 bytes').slice(0, 1)).toEqual([['KSPIN_DISPATCH', 'entity.name.type']]);
  });

  it('leaves no member and no byte of a sample without its name', () => {
    const rows = lines.filter((line) => /^[* ]/.test(line) && line !== '* written by a run-time edit. ?? not known.');
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(ofLine(row).map(([, scope]) => scope), row).toContain('constant.numeric.offset');
    const members = rows.filter((row) => !/^[* ] [0-9A-F]{4} {2}[0-9A-F ]+$/.test(row));
    for (const row of members) expect(ofLine(row).map(([, scope]) => scope), row).toContain('support.type.property-name');
  });
});
