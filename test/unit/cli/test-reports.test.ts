import fc from 'fast-check';
import { parser as createParser } from 'sax';
import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { junitReport } from '../../../server/src/cli/test-reports/junit';
import { type ReportedFile, type ReportedScenario, totalsOf } from '../../../server/src/cli/test-reports/report';
import { tapReport } from '../../../server/src/cli/test-reports/tap';
import { textReport } from '../../../server/src/cli/test-reports/text';

const range = { start: { line: 6, character: 10 }, end: { line: 6, character: 12 } };
const scenario = (label: string, outcome: ReportedScenario['outcome'], headline = 'All 10 frames delivered.'): ReportedScenario => ({ label, range, outcome, expectations: 2, headline, milliseconds: 12.345 });
const passed = { kind: 'passed' } as const;
const missed = (message: string): ReportedScenario['outcome'] => ({ kind: 'missed', misses: [{ name: 'Drops.AtMost', message, wanted: 'at most 0', found: '3', range }, { name: '', message: 'It did not end.', range }] });

const files: readonly ReportedFile[] = [
  { file: 'a.avstream.json', kind: 'read', scenarios: [scenario('steady', passed), scenario('lossy # TODO', missed('Expected no "drops" <here> & there; 3 were.')), scenario('broken', { kind: 'impossible', message: 'Hold is missing.', range }, '')] },
  { file: 'empty.avstream.json', kind: 'read', scenarios: [] },
  { file: 'gone.avstream.json', kind: 'unread', reason: 'there is no such file' },
];

/** Files with any texts whatever. */
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const anyOutcome = fc.oneof(fc.constant(passed), anyText.map(missed), anyText.map((message) => ({ kind: 'impossible' as const, message, range })));
const anyFiles = fc.array(fc.oneof(
  fc.record({ file: anyText, kind: fc.constant('read' as const), scenarios: fc.array(fc.record({ label: anyText, outcome: anyOutcome, headline: anyText }).map(({ label, outcome, headline }) => scenario(label, outcome, headline)), { maxLength: 4 }) }),
  fc.record({ file: anyText, kind: fc.constant('unread' as const), reason: anyText }),
), { minLength: 1, maxLength: 4 });

describe('text', () => {
  it('has a line for each miss as editors read it, and sums up', () => {
    expect(textReport(files)).toBe([
      'a.avstream.json', '  passed  steady (2 expectations)', '  missed  lossy # TODO',
      'a.avstream.json:7:11: error Drops.AtMost: Expected no "drops" <here> & there; 3 were.', 'a.avstream.json:7:11: error Expect: It did not end.',
      '  cannot be run  broken', 'a.avstream.json:7:11: error Simulations: Hold is missing.', 'empty.avstream.json: no simulations.', 'gone.avstream.json: there is no such file.',
      '3 files, 3 simulations: 1 passed, 1 missed, 1 could not be run, 1 file could not be read.', '',
    ].join('\n'));
  });
});

interface Point { readonly ok: boolean; readonly name: string; readonly skip?: unknown; readonly todo?: unknown; readonly time?: number | null; readonly diag?: Readonly<Record<string, unknown>> | null }
interface Read { readonly ok: boolean; readonly points: readonly Point[]; readonly children: readonly Read[]; readonly extras: readonly string[] }

/** Reads TAP with a parser that takes nothing but TAP. */
function readTap(text: string): Read {
  const read = (parser: Parser): Read => {
    const points: Point[] = [];
    const children: Read[] = [];
    const extras: string[] = [];
    const found = { ok: true, points, children, extras };
    parser.on('assert', (point: Point) => points.push(point));
    parser.on('extra', (line: string) => extras.push(line));
    parser.on('child', (child: Parser) => children.push(read(child)));
    parser.on('complete', (results: { ok: boolean; plan: { end: number | null }; count: number; failures: readonly { tapError?: string | null }[] }) => {
      // What is no TAP, a wrong plan or a test point too many is an error of the form, not of a test.
      const errors = results.failures.flatMap(({ tapError }) => (typeof tapError === 'string' ? [tapError] : []));
      if (errors.length > 0) throw new Error(errors.join('; '));
      if (results.plan.end !== results.count) throw new Error(`The plan is ${results.plan.end}, there are ${results.count}.`);
      found.ok = results.ok;
    });
    return found;
  };
  const parser = new Parser({ strict: true });
  const found = read(parser);
  parser.end(text);
  return found;
}

describe('TAP', () => {
  it('is version 14, with a subtest for each file and what was missed in YAML', () => {
    const text = tapReport(files);
    expect(text.split('\n')[0]).toBe('TAP version 14');
    const { ok, points, children, extras } = readTap(text);
    expect(extras).toEqual([]);
    expect(ok).toBe(false);
    expect(points.map(({ ok: isOk, name, skip }) => [isOk, name, skip ?? false])).toEqual([[false, 'a.avstream.json', false], [true, 'empty.avstream.json', 'no simulations'], [false, 'gone.avstream.json', false]]);
    expect(points[2]!.diag).toMatchObject({ message: 'there is no such file' });
    // A label that looks like a directive is none.
    expect(children[0]!.points.map(({ ok: isOk, name, todo }) => [isOk, name, todo ?? false])).toEqual([[true, 'steady', false], [false, 'lossy # TODO', false], [false, 'broken', false]]);
    expect(children[0]!.points[1]!.diag).toMatchObject({
      message: 'Expected no "drops" <here> & there; 3 were.', severity: 'fail', at: { file: 'a.avstream.json', line: 7, column: 11 }, expectations: 2, headline: 'All 10 frames delivered.',
      misses: [{ expectation: 'Drops.AtMost', wanted: 'at most 0', found: '3', line: 7, column: 11 }, { expectation: 'Expect', message: 'It did not end.' }],
    });
    // The parser takes duration_ms for the time of a test point.
    expect(children[0]!.points.map(({ time }) => time ?? null)).toEqual([12.345, 12.345, null]);
  });

  it('is well formed whatever the texts are, and says what they say', () => {
    fc.assert(fc.property(anyFiles, (any) => {
      const { points, children } = readTap(tapReport(any));
      expect(points).toHaveLength(any.length);
      const told = any.filter((file) => file.kind === 'read' && file.scenarios.length > 0) as readonly Extract<ReportedFile, { readonly kind: 'read' }>[];
      expect(children.map((child) => child.points.map(({ ok }) => ok))).toEqual(told.map(({ scenarios }) => scenarios.map(({ outcome }) => outcome.kind === 'passed')));
      children.forEach((child, at) => child.points.forEach(({ diag, todo, skip }, index) => {
        const { outcome } = told[at]!.scenarios[index]!;
        expect([todo ?? false, skip ?? false]).toEqual([false, false]);
        if (outcome.kind === 'missed') expect(diag!['message']).toBe(outcome.misses[0]!.message);
        if (outcome.kind === 'impossible') expect(diag!['message']).toBe(outcome.message);
      }));
    }), { numRuns: 80 });
  });
});

interface Element { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly Element[]; text: string }

/** Reads XML strictly: what is not well formed is refused. */
function readXml(text: string): Element {
  const parser = createParser(true);
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open: { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: Element[]; text: string }[] = [root];
  parser.onerror = (error: Error) => { throw error; };
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.ontext = (part: string) => { open.at(-1)!.text += part; };
  parser.onclosetag = () => { open.pop(); };
  parser.write(text).close();
  return root.children[0]!;
}

/** What the schema that Jenkins holds such files to knows of each element: its attributes, those that it must have with `!`, and its children. */
const schema: Readonly<Record<string, { readonly attributes: readonly string[]; readonly children: readonly string[] }>> = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { attributes: ['name!', 'tests!', 'failures!', 'errors!', 'group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'], children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'] },
  testcase: { attributes: ['name!', 'time', 'classname', 'group'], children: ['skipped', 'error', 'failure', 'system-out', 'system-err'] },
  failure: { attributes: ['type', 'message'], children: [] },
  error: { attributes: ['type', 'message'], children: [] },
  'system-out': { attributes: [], children: [] },
};
function holdToSchema({ name, attributes, children }: Element): void {
  const known = schema[name]!;
  for (const attribute of Object.keys(attributes)) expect(known.attributes.map((each) => each.replace('!', '')), name).toContain(attribute);
  for (const attribute of known.attributes) if (attribute.endsWith('!')) expect(Object.keys(attributes), name).toContain(attribute.slice(0, -1));
  if ('time' in attributes) expect(attributes['time']).toMatch(/^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/);
  for (const child of children) {
    expect(known.children, name).toContain(child.name);
    holdToSchema(child);
  }
}

describe('JUnit', () => {
  it('has a suite for each file, a case for each simulation, and counts that agree', () => {
    const root = readXml(junitReport(files));
    holdToSchema(root);
    expect(root.attributes).toMatchObject({ tests: '4', failures: '1', errors: '2', time: '0.037' });
    expect(root.children.map(({ attributes }) => [attributes['name'], attributes['tests'], attributes['failures'], attributes['errors']])).toEqual([['a.avstream.json', '3', '1', '1'], ['empty.avstream.json', '0', '0', '0'], ['gone.avstream.json', '1', '0', '1']]);
    const [steady, lossy, broken] = root.children[0]!.children;
    expect(steady!.children.map(({ name, text }) => [name, text])).toEqual([['system-out', 'All 10 frames delivered.']]);
    expect(lossy!.attributes).toMatchObject({ name: 'lossy # TODO', classname: 'a.avstream.json' });
    expect(lossy!.children[0]).toMatchObject({ name: 'failure', attributes: { message: 'Expected no "drops" <here> & there; 3 were.', type: 'Drops.AtMost' }, text: 'a.avstream.json:7:11: Drops.AtMost: Expected no "drops" <here> & there; 3 were.\na.avstream.json:7:11: Expect: It did not end.' });
    expect(broken!.children[0]).toMatchObject({ name: 'error', attributes: { message: 'Hold is missing.' } });
    expect(root.children[2]!.children[0]!.children[0]).toMatchObject({ name: 'error', attributes: { message: 'there is no such file' } });
  });

  it('is well formed whatever the texts are, and says what they say', () => {
    // What XML cannot hold comes back as U+FFFD; halves of surrogate pairs, too.
    const held = (text: string): string => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
    fc.assert(fc.property(anyFiles, (any) => {
      const root = readXml(junitReport(any));
      holdToSchema(root);
      const { scenarios, unread } = totalsOf(any);
      expect(root.attributes['tests']).toBe(String(scenarios + unread));
      expect(root.children.map(({ attributes }) => attributes['name'])).toEqual(any.map(({ file }) => held(file)));
      root.children.forEach(({ children }, at) => {
        const file = any[at]!;
        if (file.kind === 'read') expect(children.map(({ attributes }) => attributes['name'])).toEqual(file.scenarios.map(({ label }) => held(label)));
      });
    }), { numRuns: 80 });
  });
});
