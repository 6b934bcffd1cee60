import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex, positionAt, readModel } from '../../../server/src/document/index';
import { reportableRules, simulatedCodes, validate, validateDocument } from '../../../server/src/rules/index';
import { suppress } from '../../../server/src/rules/suppression/index';
import type { Finding } from '../../../server/src/findings/index';
import { simulatedRules } from '../../../server/src/rules/simulated/index';

/** What is said of a text, as `line CODE`, lines counted from 0; hints are left out. */
function said(text: string): { readonly shown: readonly string[]; readonly suppressed: readonly string[] } {
  const lines = createLineIndex(text);
  const { findings, suppressed } = validateDocument(readModel(text));
  const short = (all: typeof findings): string[] => all.filter(({ quiet }) => !quiet).map(({ code, place }) => `${positionAt(lines, place.start).line} ${code}`);
  return { shown: short(findings), suppressed: short(suppressed) };
}

const wrong = '"FileAlignment": 16';
/** Two framings of one item, each with an alignment that is no mask; the pieces stand around and inside them. */
const document = ({ top = '', before = '', behind = '', first = '', between = '', second = '', bottom = '' }: Partial<Record<'top' | 'before' | 'behind' | 'first' | 'between' | 'second' | 'bottom', string>>): string => `${top}
{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [
{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "MemoryFlags": 8, "Flags": 2, "Frames": 3, ${first}
${before}
${wrong} ${behind}
} ] },
${between}
"G": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "MemoryFlags": 8, "Flags": 2, "Frames": 3, ${second} ${wrong} }
] } } }
${bottom}`;
const lineOfFirst = 4;
const lineOfSecond = 7;
const both = [`${lineOfFirst} FRM-25`, `${lineOfSecond} FRM-25`];

it('the document that the tests are about has two findings', () => {
  expect(said(document({}))).toEqual({ shown: both, suppressed: [] });
});

describe('comments', () => {
  it.each([
    ['next line', { before: '// avstream-disable-next-line FRM-25' }, [0]],
    ['next line, all', { before: '// avstream-disable-next-line' }, [0]],
    ['next line as block comment with a reason', { before: '/* avstream-disable-next-line FRM-25 -- FRM-99 and "so" */' }, [0]],
    ['next line, several codes', { before: '// avstream-disable-next-line FRM-25, FRM-26x FRM-18'.replace(', FRM-26x FRM-18', '') }, [0]],
    ['this line', { behind: '// avstream-disable-line FRM-25' }, [0]],
    ['this line, without a blank', { behind: '//avstream-disable-line FRM-25' }, [0]],
    ['file, at the top', { top: '/* avstream-disable-file FRM-25 */' }, [0, 1]],
    ['file, at the end', { bottom: '// avstream-disable-file FRM-25' }, [0, 1]],
    ['block to the end', { before: '/* avstream-disable FRM-25 */' }, [0, 1]],
    ['block', { before: '/* avstream-disable FRM-25 */', between: '/* avstream-enable FRM-25 */' }, [0]],
    ['block that is enabled for all', { before: '/* avstream-disable FRM-25 */', between: '/* avstream-enable */' }, [0]],
    ['block for all', { before: '/* avstream-disable */', between: '/* avstream-enable */' }, [0]],
    ['block for all, one enabled', { before: '/* avstream-disable */', between: '/* avstream-enable FRM-25 */' }, [0]],
    ['block with stars', { before: '/**\n * avstream-disable FRM-25\n */'.replaceAll('\n', ' '), between: '/* avstream-enable */' }, [0]],
  ] as const)('%s', (_, pieces, which) => {
    const shown = said(document(pieces));
    expect(shown.suppressed).toEqual(which.map((index) => both[index]));
    expect(shown.shown).toEqual(both.filter((__, index) => !(which as readonly number[]).includes(index)));
  });

  it('several stand above one line', () => {
    const text = document({ before: '// avstream-disable-next-line FRM-25\n\n  // why\n// avstream-disable-next-line FRM-06\n' });
    expect(validateDocument(readModel(text)).suppressed.map(({ code }) => code)).toContain('FRM-25');
    expect(said(text).shown.filter((each) => each.endsWith('FRM-25'))).toHaveLength(1);
  });

  it('a code that is not named is still reported', () => {
    expect(said(document({ before: '// avstream-disable-next-line FRM-01' })).shown).toEqual([`3 DOC-11`, ...both]);
  });

  it.each([
    ['in a string', { top: '', first: '"Notes": "// avstream-disable-file FRM-25",' }],
    ['in the middle of a comment', { top: '// write avstream-disable-file FRM-25 for this' }],
    ['that only begins so', { top: '// avstream-studio' }],
  ])('text %s is no suppression', (_, pieces) => {
    expect(said(document(pieces)).shown).toEqual(both);
  });

  it.each(['\r\n', '\r', '\n'])('lines end with %j', (end) => {
    const text = document({ before: '// avstream-disable-next-line FRM-25' }).replaceAll('\n', end);
    expect(validateDocument(readModel(text)).suppressed.map(({ code }) => code)).toEqual(['FRM-25']);
  });

  it('one code of several that finds nothing is told, and only that', () => {
    const text = document({ before: '// avstream-disable-next-line FRM-25 FRM-01' });
    const [idle] = validate(readModel(text)).filter(({ code }) => code === 'DOC-11');
    expect(text.slice(idle!.place.start, idle!.place.end)).toBe('FRM-01');
    expect(said(text).shown.filter((each) => each.endsWith('DOC-11'))).toHaveLength(1);
  });
});

describe('Suppress', () => {
  const list = (code: string): string => `"Suppress": [{ "Code": "${code}", "Reason": "The board wants it so." }],`;
  it('covers its object', () => {
    expect(said(document({ first: list('FRM-25') }))).toEqual({ shown: [both[1]], suppressed: [both[0]] });
    expect(said(document({ second: list('FRM-25') }))).toEqual({ shown: [both[0]], suppressed: [both[1]] });
    expect(said(document({}).replace('"Framings"', `${list('FRM-25')} "Framings"`))).toEqual({ shown: [], suppressed: both });
  });

  it('covers the object itself too, where its name is what is underlined', () => {
    const range = (more: string): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "MemoryFlags": 8, "Flags": 2, "Frames": 3, "FramingRange": { "Range": { ${more} "MinFrameSize": 8192, "MaxFrameSize": 4096, "Stepping": 0 } } } ] } } }`;
    expect(said(range('')).shown).toEqual(['0 RNG-01']);
    expect(said(range(list('RNG-01')))).toEqual({ shown: [], suppressed: ['0 RNG-01'] });
  });

  it('means nothing inside Notes', () => {
    expect(said(document({ first: `"Notes": { ${list('FRM-25')} "more": 1 },` })).shown).toEqual(both);
  });
});

describe('what is not reported as idle', () => {
  it('a suppression of what another finding stands for', () => {
    // The image does not fit, which stands for the placeholder as well.
    const unedited = readFileSync('samples/avshws.avstream.json', 'utf8').replace(/"RuntimeEdits": \[.*\]/, '"RuntimeEdits": []');
    const codes = (text: string): string[] => validate(readModel(text)).filter(({ quiet }) => !quiet).map(({ code }) => code);
    expect(codes(unedited)).toEqual(['RNG-12']);
    expect(codes(`/* avstream-disable-file RNG-17 */ ${unedited}`)).toEqual(['RNG-12']);
    expect(codes(`/* avstream-disable-file FRM-01 */ ${unedited}`)).toEqual(['DOC-11', 'RNG-12']);
  });

  it('anything while a part cannot be read', () => {
    expect(said('{ "FormatVersion": 1 // avstream-disable-line FRM-25\n "Target": {} }').shown).toEqual(['0 DOC-01']);
  });

  it('a rule that only a run can show', () => {
    expect(said('{ "FormatVersion": 1 } // avstream-disable-line SPT-16').shown).toEqual([]);
    expect([...simulatedCodes].sort()).toEqual(simulatedRules.map(({ code }) => code).sort());
  });
});

describe('what cannot be suppressed', () => {
  it('a syntax error and a document of a newer version', () => {
    expect(said('/* avstream-disable-file */ { "FormatVersion": 1 "Target": {} }').shown).toEqual(['0 DOC-01']);
    expect(said('/* avstream-disable-file */ { "FormatVersion": 99 }').shown).toEqual(['0 DOC-09']);
  });
  it('other mistakes of the document can be', () => {
    expect(said('/* avstream-disable-file DOC-02 */ { "FormatVersion": 1, "Nonsense": 1 }')).toEqual({ shown: [], suppressed: ['0 DOC-02'] });
  });
});

describe('severities', () => {
  const text = document({});
  it('hints are quiet unless they are named', () => {
    const quiet = `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": 2 } ] } } }`;
    const of = (severities?: ReadonlyMap<string, 'hint' | 'warning' | 'off'>): string[] => validate(readModel(quiet), severities ? { severities } : {}).filter(({ code }) => code === 'FRM-06').map(({ severity, quiet: silent }) => `${severity} ${silent}`);
    expect(of()).toEqual(['hint true']);
    expect(of(new Map([['FRM-06', 'hint']]))).toEqual(['hint false']);
    expect(of(new Map([['FRM-06', 'warning']]))).toEqual(['warning false']);
    expect(of(new Map([['FRM-06', 'off']]))).toEqual([]);
  });
  it('hold for suppressed findings too, and for suppressions that do nothing', () => {
    expect(validateDocument(readModel(document({ before: '// avstream-disable-next-line' })), { severities: new Map([['FRM-25', 'off']]) })).toMatchObject({ findings: [], suppressed: [] });
    expect(validate(readModel(document({ before: '// avstream-disable-next-line FRM-01' })), { severities: new Map([['DOC-11', 'error']]) }).map(({ code, severity }) => `${severity} ${code}`)).toContain('error DOC-11');
    expect(said(text).shown).toEqual(both);
  });
});

it('any arrangement of comments: nothing is lost, everything suppressed is named by a comment, and no answer takes long', () => {
  const codes = reportableRules.map(({ code }) => code);
  const piece = fc.oneof(
    fc.constantFrom('{', '}', '[', ']', ',', '\n', '"FormatVersion": 1', '"Framings": {', '"F": { "FramingItem": [', wrong, '"Flags": 2', '"Suppress": [{ "Code": "FRM-25" }]', '"Suppress": 5', '"Suppress"', '/* avstream-', 'avstream-disable'),
    fc.tuple(fc.constantFrom('disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file', 'disable-lines'), fc.subarray(codes, { maxLength: 3 }), fc.boolean()).map(([word, list, block]) => (block ? `/* avstream-${word} ${list.join(' ')} */` : `// avstream-${word} ${list.join(', ')}\n`)),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const text = pieces.join(' ');
    const model = readModel(text);
    const { findings, suppressed } = validateDocument(model);
    const bare = validate(readModel(text.replaceAll('avstream-disable', 'avstreamxdisable').replaceAll('avstream-enable', 'avstreamxenable').replaceAll('"Suppress"', '"Notes": 1, "Xuppress"')));
    const rest = (all: typeof findings): number => all.filter(({ code }) => !/DOC-/.test(code)).length;
    expect(rest(findings) + rest(suppressed)).toBe(rest(bare));
    for (const finding of [...findings, ...suppressed]) expect(finding.place.end).toBeLessThanOrEqual(text.length);
    for (const { code } of suppressed) expect(['DOC-01', 'DOC-09', 'DOC-11', 'DOC-12']).not.toContain(code);
  }), { numRuns: 400 });
});

it('forty thousand suppressions and as many findings are no more than the sum of them', () => {
  const count = 40_000;
  const lines = Array.from({ length: count }, () => `// avstream-disable-next-line FRM-25\n1`).join(',\n');
  const blocks = Array.from({ length: count }, () => '/* avstream-disable FRM-25 */').join('\n');
  const model = readModel(`{ "FormatVersion": 1, ${blocks} "Notes": [ ${lines} ] }`);
  const { tree } = model;
  const findings = Array.from({ length: tree.count }, (_, node): Finding => ({ code: 'FRM-25', severity: 'error', quiet: false, text: '', arguments: {}, related: [], place: { node, start: tree.start[node]!, end: tree.end[node]! } }));
  expect(findings.length).toBeGreaterThan(count);
  const begin = Date.now();
  expect(suppress(model, findings, () => findings).suppressed.length).toBeGreaterThan(count);
  expect(Date.now() - begin).toBeLessThan(4_000);
});
