import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { SimulationOptions } from '../../../server/src/ks/index';
import { validateDocument } from '../../../server/src/rules/index';
import { type Runs, compareDocument, queueParts, runDocument } from './paragraphs/compare';
import { readExpectations } from './paragraphs/notation';
import { choicesTestedBelow, paragraphs } from './paragraphs/table';

const folder = 'test/fixtures/simulations';
const ending = '.avstream.json';
const textOf = (name: string): string => readFileSync(`${folder}/${name}${ending}`, 'utf8');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending)).map((path) => path.replaceAll('\\', '/').slice(0, -ending.length)).sort();
const all = Object.values(paragraphs).flat();

/** Rules that a document breaks on purpose, because its simulation shows what then happens. */
const brokenOnPurpose: Readonly<Record<string, readonly string[]>> = { 'mappings/no-registered-adapter': ['PIN-10'], 'allocator/refused': ['NEG-12'] };

describe.each(names)('%s', (name) => {
  const text = textOf(name);
  let done: Runs | undefined;
  const runs = (): Runs => (done ??= runDocument(text));

  it('runs as its comments say', () => {
    for (const { title, expected, actual } of compareDocument(text, runs())) expect(actual, title).toEqual(expected);
  });

  it('says of each simulation what it shows and which calls are made, or why it cannot be run', () => {
    const { calls, problems } = readExpectations(text);
    for (const [label, result] of runs()) expect(typeof result === 'string' ? [...problems.keys()] : calls.map((block) => block.label)).toContain(label);
    expect(text.split('"Description": "').length - 1).toBe(runs().size);
  });

  it('is a document without mistakes of its own', () => {
    const errors = validateDocument(readModel(text)).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect([...new Set(errors)]).toEqual(brokenOnPurpose[name] ?? []);
  });
});

describe('the table of sentences', () => {
  it('has every document, and no other', () => {
    expect([...new Set(all.flatMap(({ fixtures }) => fixtures))].sort()).toEqual(names);
  });

  it('has something that shows each sentence, which cites its page', () => {
    for (const { says, page, fixtures, tests } of all) {
      expect(page).toMatch(/^(?:[WKSH]|DBG|DV):[a-z]/);
      expect(fixtures.length + tests.length, says).toBeGreaterThan(0);
      if (fixtures.length > 0) expect(fixtures.some((name) => textOf(name).includes(page)), `${says} ${page}`).toBe(true);
    }
  });

  it('has each choice about allocators, queues and the run made otherwise than by default, by a document or by a test', () => {
    const texts = names.map(textOf);
    // Those before it are about negotiation, which calls nobody.
    const fields = Object.entries(SimulationOptions.fields).slice(Object.keys(SimulationOptions.fields).indexOf('AllocatorCreatedAt'));
    const options = fields.flatMap(([name, { type }]) => (type.kind === 'word' ? [{ name, others: type.words.slice(1).map(({ word }) => word) }] : []));
    expect(options.length).toBeGreaterThan(30);
    const isStated = (name: string, word: string): boolean => texts.some((text) => text.includes(`"${name}": "${word}"`));
    const missing = options.filter(({ name, others }) => !(name in choicesTestedBelow) && !others.every((word) => isStated(name, word))).map(({ name }) => name);
    expect(missing).toEqual([]);
    expect(Object.keys(choicesTestedBelow).filter((name) => !options.some((option) => option.name === name))).toEqual([]);
  });

  it('names tests that there are', () => {
    for (const { file, name } of [...all.flatMap(({ tests }) => tests), ...Object.values(choicesTestedBelow)]) expect(readFileSync(`test/unit/simulation/${file}`, 'utf8'), name).toContain(`it('${name}'`);
  });
});

describe('the comparison', () => {
  const name = 'cancellation/cancel-callback';
  const text = textOf(name);
  let done: Runs | undefined;
  /** Titles of what does not compare when the first `from` of the text is `to`. */
  const failures = (from: string, to: string): string[] => {
    expect(text).toContain(from);
    return compareDocument(text.replace(from, to), (done ??= runDocument(text))).flatMap(({ title, expected, actual }) => (JSON.stringify(expected) === JSON.stringify(actual) ? [] : [title]));
  };
  const calls = 'calls of "the callback deletes the clone"';

  it('holds as it is', () => {
    expect(failures('frameCancelled 0', 'frameCancelled 0')).toEqual([]);
  });

  it('sees another order, another number, another level, another time, another object', () => {
    expect(failures('frameCancelled 0, CancelCallback @DISPATCH', 'CancelCallback @DISPATCH, frameCancelled 0')).toEqual([calls]);
    expect(failures('frameCancelled 0', 'frameCancelled 1')).toEqual([calls]);
    expect(failures('@DISPATCH', '@PASSIVE')).toEqual([calls]);
    expect(failures('5 ms capture/video: frameCancelled', '6 ms capture/video: frameCancelled')).toEqual([calls]);
    expect(failures('at capture/video, from 4 ms to 5.02 ms:\n    //   5 ms capture/video:', 'from 4 ms to 5.02 ms:\n    //   5 ms capture/audio:')).toEqual([calls]);
  });

  it('sees a call too few and a call too many', () => {
    expect(failures('CancelCallback @DISPATCH, ', '')).toEqual([calls]);
    expect(failures('requestCompleted 0', 'requestCompleted 0, frameArrived 0')).toEqual([calls]);
  });

  it('sees other references, pointers and counters of a queue', () => {
    const queue = 'queue of capture/video at 4000000 ns of "the callback deletes the clone"';
    expect(failures('refcounts 1 1', 'refcounts 1 0')).toEqual([queue]);
    expect(failures('unlocked on 0', 'locked on 0')).toEqual([queue]);
    expect(failures('cancelled 0', 'cancelled 1')).toEqual([queue]);
    expect(queueParts('Queue x: (simulated)\n').get('refcounts')).toBe('none');
  });

  it('sees a finding that is not there, and one that is not expected', () => {
    expect(failures('// calls of "the callback deletes', '// findings of "the callback deletes the clone":\n    //   capture/video: SPT-17\n    // calls of "the callback deletes')).toEqual(['findings of "the callback deletes the clone"']);
    const stalled = textOf('processing/pending-ends-processing');
    const without = stalled.replace('capture/video: SPT-17', 'capture/video: SPT-16');
    expect(compareDocument(without, runDocument(stalled)).filter(({ expected, actual }) => JSON.stringify(expected) !== JSON.stringify(actual)).map(({ title }) => title)).toEqual(['findings of "restarted by nobody"']);
  });

  it('does not read past what it does not understand', () => {
    expect(() => failures('at capture/video, from', 'at capture/audio, from')).toThrow(/leaves out/);
    expect(() => failures('frameCancelled 0, CancelCallback', 'frameCancelled 0; CancelCallback')).toThrow(/no call/);
    expect(() => failures('calls of "the callback deletes the clone"', 'calls of "the callback deletes it"')).toThrow(/no simulation/);
    expect(() => failures('from 4 ms to', 'from 4 milliseconds to')).toThrow(/no/);
    expect(() => failures('refcounts', 'references')).toThrow(/no part of a queue/);
    expect(() => failures('  5 ms capture/video: frameCancelled 0', '  5 ms capture/video frameCancelled 0')).toThrow(/no line of calls|no call/);
  });
});
