import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parser as createParser } from 'sax';
import { describe, expect, it } from 'vitest';
import { checkText } from '../../../server/src/cli/check/check-text';
import { githubReport } from '../../../server/src/cli/check/formats/github';
import { jsonReport } from '../../../server/src/cli/check/formats/json';
import { junitReport } from '../../../server/src/cli/check/formats/junit';
import { sarifReport } from '../../../server/src/cli/check/formats/sarif';
import { textReport } from '../../../server/src/cli/check/formats/text';
import type { CheckReport, CheckedFile, ReportedFinding } from '../../../server/src/cli/check/report';
import { located } from '../../../server/src/cli/print';
import { root } from './avstream';

/** The schema of SARIF 2.1.0 as it is published; without its name and the mark of draft 4, whose words it uses mean the same in later drafts. */
const schema = JSON.parse(readFileSync(path.join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
delete schema['$schema'];
delete schema['id'];
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat('uri', (text: string) => /^[a-z][a-z\d+.-]*:/i.test(text) && URL.canParse(text));
ajv.addFormat('uri-reference', (text: string) => !/[\s\\"<>^`{|}]/.test(text) && URL.canParse(text, 'file:///folder/'));
ajv.addFormat('date-time', true);
const isSarif = ajv.compile(schema);

interface Region { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number; readonly charOffset: number; readonly charLength: number }
interface Place { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string; readonly index: number }; readonly region: Region }; readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[] }
interface Result { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly message: { readonly text: string }; readonly locations: readonly Place[]; readonly relatedLocations?: readonly Place[]; readonly partialFingerprints: Readonly<Record<string, string>>; readonly baselineState?: string; readonly suppressions?: readonly unknown[] }
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string; readonly help: { readonly markdown: string }; readonly properties: { readonly tags: readonly string[] } }[] } };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly exitCode: number; readonly toolExecutionNotifications?: readonly unknown[]; readonly toolConfigurationNotifications?: readonly unknown[] }[];
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly results: readonly Result[];
}
/** The run of a report that fits the schema. */
function sarif(report: CheckReport, system?: path.PlatformPath): Run {
  const log = JSON.parse(sarifReport(report, '1.2.3', system)) as { readonly runs: readonly Run[] };
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  return log.runs[0]!;
}

const noSeverities = new Map<string, never>();
const reportOf = (files: readonly CheckedFile[], more: Partial<CheckReport> = {}): CheckReport => ({
  folder: '/work space', files, unread: [], configurations: [], unreadConfigurations: [], baseline: undefined, showSuppressed: false, maxWarnings: Infinity, ...more,
});
const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } };
const finding = (changes: Partial<ReportedFinding> = {}): ReportedFinding => ({ code: 'FRM-25', severity: 'error', message: 'Wrong.', path: '/Framings/F', range, start: 60, end: 65, fingerprint: 'f', related: [], ...changes });
const fileOf = (file: string, findings: readonly ReportedFinding[], more: Partial<CheckedFile> = {}): CheckedFile => ({ file, bytes: 100, findings, suppressed: [], baselined: [], quiet: 0, ...more });

const full = reportOf([
  fileOf('drivers/a b#c.avstream.json', [finding(), finding({ severity: 'hint', code: 'FRM-06' })], { suppressed: [finding({ code: 'FRM-12' })], baselined: [finding({ code: 'RNG-12' })], quiet: 2 }),
  fileOf('-', [finding({ severity: 'warning', related: [{ range, start: 60, end: 65, path: '/Framings', message: 'Here.' }] })]), fileOf('clean.avstream.json', []),
], {
  unread: [{ file: 'gone.avstream.json', reason: 'there is no such file' }], unreadConfigurations: ['cannot read x/avstream.config.json: it is a directory.'],
  configurations: [{ file: 'avstream.config.json', problems: [{ code: 'config-severity', severity: 'error', message: '"of" is no severity.', range }] }],
  baseline: { file: 'b.json', gone: 1 }, showSuppressed: true,
});

describe('SARIF', () => {
  it('fits the published schema, whatever there is to say', () => {
    const run = sarif(full);
    expect(run.results.map(({ ruleId, level, baselineState, suppressions }) => [ruleId, level, baselineState, suppressions !== undefined])).toEqual([
      ['FRM-25', 'error', 'new', false], ['FRM-06', 'note', 'new', false], ['RNG-12', 'error', 'unchanged', false], ['FRM-12', 'error', 'new', true], ['FRM-25', 'warning', 'new', false],
    ]);
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
    expect(run.invocations[0]!.toolExecutionNotifications).toHaveLength(1);
    expect(run.invocations[0]!.toolConfigurationNotifications).toHaveLength(2);
    expect(sarif(reportOf([])).results).toEqual([]);
  });

  it('leaves out what is suppressed or in the baseline unless it was asked for', () => {
    expect(sarif({ ...full, showSuppressed: false }).results.map(({ ruleId }) => ruleId)).toEqual(['FRM-25', 'FRM-06', 'FRM-25']);
  });

  it('has every rule that a result names, with its page and what it rests on', () => {
    const { results, tool: { driver: { rules } } } = sarif(full);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]!.id).toBe(ruleId);
    const rule = rules.find(({ id }) => id === 'FRM-25')!;
    expect(rule.helpUri).toBe('vscode://avstream-studio.avstream-studio/rules/FRM-25');
    expect(rule.help.markdown).toMatch(/^\*\*When\*\*\n\n.*FileAlignment[\s\S]*https:\/\/learn\.microsoft\.com/);
    expect(rule.properties.tags).toEqual(['framing', 'documented', 'headers']);
  });

  it('names files relative to the folder of the run, on Windows too, and others by their whole address', () => {
    const names = (files: readonly string[], folder: string, system: path.PlatformPath): (readonly [string, string | undefined])[] => {
      const run = sarif(reportOf(files.map((file) => fileOf(file, [finding()])), { folder }), system);
      expect(run.artifacts.map(({ location }) => location.uri)).toEqual(run.results.map(({ locations: [place] }) => place!.physicalLocation.artifactLocation.uri));
      return [run.originalUriBaseIds['%SRCROOT%']!.uri, ...run.results.map(({ locations: [place] }) => place!.physicalLocation.artifactLocation)].map((each) => (typeof each === 'string' ? [each, undefined] : [each.uri, each.uriBaseId]));
    };
    const base = '%SRCROOT%';
    expect(names(['drivers/a b#c.avstream.json', '/work space/x.avstream.json', '../y%.avstream.json', '-'], '/work space', path.posix)).toEqual([
      ['file:///work%20space/', undefined], ['drivers/a%20b%23c.avstream.json', base], ['x.avstream.json', base], ['file:///y%25.avstream.json', undefined], ['stdin:', undefined],
    ]);
    expect(names(['drivers\\ä.avstream.json', 'C:\\src\\x.avstream.json', 'D:\\y.avstream.json', '\\\\server\\share\\z.avstream.json'], 'C:\\src', path.win32)).toEqual([
      ['file:///C:/src/', undefined], ['drivers/%C3%A4.avstream.json', base], ['x.avstream.json', base], ['file:///D:/y.avstream.json', undefined], ['file://server/share/z.avstream.json', undefined],
    ]);
  });

  it('has regions in UTF-16 units that cut out the value, behind emoji, with every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['{ "FormatVersion": 1, /* 😀 héllo */', '  "Framings": { "F 🎥": { "FramingItem": [ /* 😀😀 */ { "MemoryType": "KSMEMORY_TYPE_SYSTEM", "Flags": 2, "FileAlignment": 16 } ] } } }', ''].join(end);
      const { results } = sarif(reportOf([checkText('a.avstream.json', text, noSeverities, false)]));
      const { region } = results.find(({ ruleId }) => ruleId === 'FRM-25')!.locations[0]!.physicalLocation;
      expect(text.slice(region.charOffset, region.charOffset + region.charLength)).toBe('16');
      expect(text.split(end)[region.startLine - 1]!.slice(region.startColumn - 1, region.endColumn - 1)).toBe('16');
    }
  });

  it('fits the schema for documents of every kind, each region on the line that it says', () => {
    const names = [...readdirSync(path.join(root, 'samples')).filter((name) => name.endsWith('.json')).map((name) => `samples/${name}`),
      ...readdirSync(path.join(root, 'test/fixtures/rules'), { recursive: true, encoding: 'utf8' }).filter((name) => /breaks.*\.jsonc?$/.test(name)).sort().filter((_name, index) => index % 3 === 0).map((name) => `test/fixtures/rules/${name}`)];
    const texts = new Map(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));
    const run = sarif(reportOf([...texts].map(([name, text]) => checkText(name, text, noSeverities, true)), { folder: root }));
    expect(run.results.length).toBeGreaterThan(100);
    for (const { locations, relatedLocations = [], message } of run.results) {
      expect(message.text).not.toBe('');
      for (const { physicalLocation: { artifactLocation, region } } of [...locations, ...relatedLocations]) {
        const text = texts.get(decodeURIComponent(artifactLocation.uri))!;
        const before = text.slice(0, region.charOffset).split('\n');
        expect([before.length, before.at(-1)!.length + 1]).toEqual([region.startLine, region.startColumn]);
        expect(region.charOffset + region.charLength).toBeLessThanOrEqual(text.length);
      }
    }
  });
});

/** Reads workflow commands as the runner of GitHub does. */
function annotations(text: string): { readonly command: string; readonly properties: Readonly<Record<string, string>>; readonly data: string }[] {
  const unescaped = (value: string): string => value.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
  return text.split('\n').flatMap((line) => {
    const [, command, properties, data] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
    if (command === undefined) return [];
    return [{ command, properties: Object.fromEntries(properties!.split(',').map((each) => [each.split('=', 1)[0]!, unescaped(each.slice(each.indexOf('=') + 1))])), data: unescaped(data!) }];
  });
}

describe('annotations of GitHub', () => {
  it('stand at the line, with columns where one line holds the value', () => {
    expect(githubReport(reportOf([fileOf('a.avstream.json', [finding({ message: '100 %: a,\nb' }), finding({ severity: 'info', range: { start: { line: 0, character: 2 }, end: { line: 4, character: 1 } } })])]))).toBe([
      '::error file=a.avstream.json,line=4,endLine=4,col=5,endColumn=10,title=FRM-25::100 %25: a,%0Ab', '::notice file=a.avstream.json,line=1,endLine=5,title=FRM-25::Wrong.', '1 file checked: 1 error, 1 info.', '',
    ].join('\n'));
  });

  it('say back whatever names and messages hold, one line each', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (name, message) => {
      const file = `d/${name.replaceAll('/', '_').replace(/^\.+$/, '_')}`;
      const said = annotations(githubReport(reportOf([fileOf(file, [finding({ message })])]), path.posix));
      expect(said).toEqual([{ command: 'error', properties: { file, line: '4', endLine: '4', col: '5', endColumn: '10', title: 'FRM-25' }, data: message }]);
    }), { numRuns: 200 });
  });

  it('have forward slashes on Windows, relative to the folder', () => {
    const said = annotations(githubReport(reportOf([fileOf('drivers\\a.avstream.json', [finding()]), fileOf('C:\\src\\b.avstream.json', [finding()])], { folder: 'C:\\src' }), path.win32));
    expect(said.map(({ properties }) => properties['file'])).toEqual(['drivers/a.avstream.json', 'b.avstream.json']);
  });
});

describe('JUnit', () => {
  interface Element { readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  const elements = (xml: string): readonly Element[] => {
    const found: Element[] = [];
    const parser = createParser(true);
    parser.onerror = (error) => {
      throw error;
    };
    parser.onopentag = ({ name, attributes }) => found.push({ name, attributes: attributes });
    parser.write(xml).close();
    return found;
  };
  const outcome = (report: CheckReport): readonly (readonly [string, string, string])[] => elements(junitReport(report)).filter(({ name }) => name === 'testsuite').map(({ attributes: { name, failures, errors } }) => [name!, failures!, errors!]);

  it('fails what fails the check, and passes the rest', () => {
    expect(outcome(full)).toEqual([['avstream.config.json', '0', '1'], ['configurations', '0', '1'], ['drivers/a b#c.avstream.json', '1', '0'], ['-', '0', '0'], ['clean.avstream.json', '0', '0'], ['gone.avstream.json', '0', '1']]);
    expect(outcome({ ...full, maxWarnings: 0 })[3]).toEqual(['-', '1', '0']);
  });

  it('is XML whatever names and messages hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (file, message) => {
      expect(elements(junitReport(reportOf([fileOf(file, [finding({ message, path: `/${message}` })])]))).map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase', 'failure']);
    }), { numRuns: 200 });
  });
});

describe('text', () => {
  interface Manifest { readonly contributes: { readonly problemPatterns: readonly { readonly name: string; readonly regexp: string; readonly file: number; readonly line: number; readonly column: number; readonly severity: number; readonly code: number; readonly message: number }[]; readonly problemMatchers: readonly { readonly name: string; readonly pattern: string }[] } }
  const { problemPatterns: [pattern], problemMatchers: [matcher] } = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest).contributes;

  it('is read back by the problem matcher of the editor, with names of Windows too', () => {
    expect([matcher!.name, matcher!.pattern, pattern!.name]).toEqual(['avstream-check', '$avstream-check', 'avstream-check']);
    const name = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/:\d+:\d+: (error|warning|info|hint) /.test(text)), fc.constantFrom('C:\\drivers\\a b.avstream.json', '\\\\server\\share\\x.avstream.json', '/work space/a:1.avstream.json'));
    fc.assert(fc.property(name, fc.constantFrom('error', 'warning', 'info', 'hint'), fc.constantFrom('FRM-25', 'config-severity', 'Drops.AtMost'), fc.string({ unit: 'binary' }), (file, severity, code, message) => {
      const line = located(file, { severity, code, message, range });
      expect(line.match(/[\n\r\u2028\u2029]/g)).toEqual(['\n']);
      const read = new RegExp(pattern!.regexp, 'u').exec(line.slice(0, -1))!;
      const [shownFile, shownMessage] = [file, message].map((text) => located(text, { severity: '', code: '', message: '', range }).split(':4:5: ')[0]);
      expect([pattern!.file, pattern!.line, pattern!.column, pattern!.severity, pattern!.code, pattern!.message].map((group) => read[group])).toEqual([shownFile, '4', '5', severity, code, shownMessage]);
    }), { numRuns: 200 });
    expect(new RegExp(pattern!.regexp).exec(located('a', { severity: 'error', code: 'FRM-25', message: 'x', range }, 'suppressed '))).toBeNull();
  });

  it('tells what is left out, and with what it is shown', () => {
    expect(textReport({ ...full, showSuppressed: false }).trimEnd().split('\n').at(-1)).toBe(
      '3 files checked: 1 error, 1 warning, 1 hint, 2 hints (shown with --hints), 1 suppressed (shown with --show-suppressed), 1 in the baseline (shown with --show-suppressed), 1 of the baseline no more found (--write-baseline leaves them out).');
    expect(textReport(full)).toContain('drivers/a b#c.avstream.json:4:5: baseline error RNG-12: Wrong.\n');
  });
});

describe('JSON', () => {
  it('has what is suppressed and in the baseline when it was asked for, and what could not be read', () => {
    expect(JSON.parse(jsonReport(full))).toMatchObject({ version: 1, files: [{ findings: [{ code: 'FRM-25', fingerprint: 'f' }, {}], suppressed: [{ code: 'FRM-12' }], baselined: [{ code: 'RNG-12' }] }, { findings: [{ related: [{ message: 'Here.', path: '/Framings' }] }] }, {}], unread: [{ file: 'gone.avstream.json' }], summary: { errors: 1, warnings: 1, hints: 1, quietHints: 2, suppressed: 1, baselined: 1, gone: 1 } });
  });
});
