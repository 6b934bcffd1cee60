import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery, readQuery, searchNames } from '../../../client/timeline/src/search/query';
import { sessionOf } from '../../../client/timeline/src/session/session';
import type { Place } from '../../../server/src/picture/find-matches';
import { beginMatching, matchBeside, matchNumber } from '../../../server/src/picture/find-matches';
import type { Matcher, Matches } from '../../../server/src/picture/matches';
import { anyMatch, isMatch, matchBins, matchesBefore } from '../../../server/src/picture/matches';
import type { Selection } from '../../../server/src/picture/index';
import type { Trace } from '../../../server/src/trace/index';
import { addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordInstant, recordSpan } from '../../../server/src/trace/index';
import { traceTexts } from '../../../server/src/simulation/wording/trace-texts';
import { emptyOutcome, smallTrace } from './traces';

const session = sessionOf(emptyOutcome({ traceTexts }), smallTrace());
const names = searchNames(session);

function matched(trace: Trace, matcher: Matcher, entries = 1000): Matches {
  const matching = beginMatching(trace, matcher);
  for (;;) {
    const matches = matching.advance(entries);
    if (matches !== null) return matches;
  }
}

function found(query: string, period: number | null = null): string[] {
  const matcher = compileQuery(query, names, period);
  if (matcher === null || typeof matcher === 'string') return [String(matcher)];
  const { trace } = session;
  const matches = matched(trace, matcher, 3);
  const list: string[] = [];
  for (let index = 0; index < trace.spans.count; index += 1) if (isMatch(matches.spans, index)) list.push(`${session.names.states[trace.spans.state[index]!]!} ${trace.spans.start[index]!}-${trace.spans.end[index]!}`);
  for (let index = 0; index < trace.instants.count; index += 1) if (isMatch(matches.instants, index)) list.push(`${session.names.instants[trace.instants.kind[index]!]!} ${trace.instants.time[index]!}`);
  expect(matches.total).toBe(list.length);
  return list;
}

describe('what is found', () => {
  it.each([
    ['application', ['in application 100-500', 'in application 200-1000']],
    ['IN Application', ['in application 100-500', 'in application 200-1000']],
    ['"in application"', ['in application 100-500', 'in application 200-1000']],
    ['"application in"', []],
    ['preview', ['queued 0-1000']],
    ['buffer 1', ['queued 50-50', 'in application 200-1000']],
    ['buffer 1 queued', ['queued 50-50']],
    ['frame 1', ['queued 50-50', 'in application 200-1000']],
    ['#2', ['queued 600-900']],
    ['3', ['dropped 300']],
    ['queued 2', ['queued 600-900']],
    ['frame 1 frame 2', []],
    ['#3 dropped', ['dropped 300']],
    ['pinprocess', ['running 100-110', 'dropped 300', 'dropped 700']],
    ['> 400 ns', ['in application 200-1000', 'queued 0-1000']],
    ['>= 0.4 us', ['in application 100-500', 'in application 200-1000', 'queued 0-1000']],
    ['video >= 0,4µs < 800 ns', ['in application 100-500']],
    ['= 0 ns', ['queued 50-50']],
    ['≤ 10 ns', ['running 100-110', 'queued 50-50']],
    ['> 1 s', []],
    ['nobody', []],
    ['', ['null']], ['   ', ['null']], ['""', ['null']],
    ['>', ['length']], ['> 5', ['length']], ['queued > 5 hours', ['length']], ['> 2 frames', ['frames']],
  ])('%s', (query, expected) => expect(found(query)).toEqual(expected));

  it('counts lengths in frames where their period is known', () => expect(found('> 2 frames', 399)).toEqual(['in application 200-1000', 'queued 0-1000']));

  it('tells a number after a word from a frame by whether there is such a name', () => {
    expect(readQuery('buffer 1', ['buffer 12'])).toEqual([{ kind: 'word', word: 'buffer', whole: false }, { kind: 'frame', frame: 1 }]);
    expect(readQuery('buffer 1', ['buffer 12', 'video buffer 1'])).toEqual([{ kind: 'word', word: 'buffer 1', whole: true }]);
  });

  it('reads whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('>', '<', '=', '5', ' ', 'ms', '"', '#', 'frame', 'queued', '≥', '1e9', '999999999999')).map((parts) => parts.join(''))), (query) => {
      const matcher = compileQuery(query, names, null);
      if (matcher !== null && typeof matcher !== 'string') matched(session.trace, matcher);
    }));
  });
});

interface Drawn { readonly trace: Trace; readonly matcher: Matcher }

/** Traces with spans that touch, are empty and begin together, and what to look for in them. */
const drawn: fc.Arbitrary<Drawn> = fc.record({
  rows: fc.array(fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 0, max: 4 }), state: fc.integer({ min: 0, max: 2 }), frame: fc.integer({ min: -1, max: 3 }), instant: fc.integer({ min: -1, max: 1 }) }), { maxLength: 80 }), { minLength: 1, maxLength: 5 }),
  words: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 }),
  frame: fc.option(fc.integer({ min: -1, max: 3 }), { nil: null }),
  length: fc.option(fc.record({ least: fc.integer({ min: -1, max: 3 }), most: fc.integer({ min: 0, max: 5 }) }), { nil: null }),
  allWords: fc.constantFrom(0, 1, 3),
}).map(({ rows, words, frame, length, allWords }) => {
  const recorder = createTraceRecorder();
  const states = ['a', 'b', 'c'].map((key) => addState(recorder, { key, basis: 'documented', path: '' }));
  const kinds = ['x', 'y'].map((key) => addInstantKind(recorder, { key, basis: 'documented', path: '' }));
  const ids = rows.map((_, index) => addRow(recorder, { kind: 'buffer', label: '', index, group: '', path: '' }));
  let duration = 0;
  rows.forEach((spans, row) => {
    let time = 0;
    for (const span of spans) {
      time += span.gap;
      recordSpan(recorder, ids[row]!, states[span.state]!, time, time + span.length, span.frame);
      if (span.instant >= 0) recordInstant(recorder, ids[row]!, kinds[span.instant]!, time, span.frame);
      time += span.length;
    }
    duration = Math.max(duration, time);
  });
  const trace = finishTrace(recorder, { label: 'drawn', seed: 1, fingerprint: '0', duration });
  return { trace, matcher: { allWords, rowWords: Uint32Array.from(words.slice(0, 5)), stateWords: Uint32Array.from(words.slice(5, 8)), kindWords: Uint32Array.from(words.slice(8)), frame, length } };
});

interface Entry { readonly selection: Selection; readonly time: number }

/** Every match, found one by one, in order. */
function naive({ trace, matcher: { allWords, rowWords, stateWords, kindWords, frame, length } }: Drawn): Entry[] {
  const list: Entry[] = [];
  const { spans, instants } = trace;
  for (let row = 0; row < trace.rows.length; row += 1) {
    for (let index = spans.offsets[row]!; index < spans.offsets[row + 1]!; index += 1) {
      const long = spans.end[index]! - spans.start[index]!;
      if ((rowWords[row]! | stateWords[spans.state[index]!]!) === allWords && (frame === null || (frame >= 0 && spans.frame[index] === frame)) && (length === null || (long >= length.least && long <= length.most))) list.push({ selection: { kind: 'span', row, index }, time: spans.start[index]! });
    }
    for (let index = instants.offsets[row]!; index < instants.offsets[row + 1]!; index += 1) {
      if ((rowWords[row]! | kindWords[instants.kind[index]!]!) === allWords && (frame === null || (frame >= 0 && instants.frame[index] === frame)) && length === null) list.push({ selection: { kind: 'instant', row, index }, time: instants.time[index]! });
    }
  }
  return list.sort((a, b) => a.time - b.time || (a.selection.kind === b.selection.kind ? 0 : a.selection.kind === 'instant' ? -1 : 1) || a.selection.index - b.selection.index);
}

describe('matches', () => {
  it('are those that one finds one by one, however small the steps', () => {
    fc.assert(fc.property(drawn, fc.integer({ min: 1, max: 50 }), (made, entries) => {
      const matches = matched(made.trace, made.matcher, entries);
      const expected = naive(made);
      expect(matches.total).toBe(expected.length);
      for (const [kind, set, count] of [['span', matches.spans, made.trace.spans.count], ['instant', matches.instants, made.trace.instants.count]] as const) {
        const all = new Set(expected.filter(({ selection }) => selection.kind === kind).map(({ selection }) => selection.index));
        let before = 0;
        for (let index = 0; index < count; index += 1) {
          expect(isMatch(set, index)).toBe(all.has(index));
          expect(matchesBefore(set, index)).toBe(before);
          expect(anyMatch(set, 0, index)).toBe(before > 0);
          if (all.has(index)) before += 1;
        }
        expect(matchesBefore(set, count)).toBe(before);
      }
      const width = Math.max(1, made.trace.duration) / matchBins;
      for (const { time } of expected) expect(matches.bins[Math.min(matchBins - 1, Math.floor(time / width))]).toBe(1);
    }));
  });

  it('are gone through in order of time, each once, to and fro, and numbered so', () => {
    fc.assert(fc.property(drawn, (made) => {
      const matches = matched(made.trace, made.matcher);
      const expected = naive(made);
      let place: Place = { time: 0, selection: null };
      for (const { selection, time } of expected) {
        expect(matchBeside(made.trace, matches, place, 1)).toEqual(selection);
        place = { time, selection };
      }
      expect(matchBeside(made.trace, matches, place, 1)).toBeNull();
      place = { time: made.trace.duration + 1, selection: null };
      [...expected].reverse().forEach(({ selection, time }, index) => {
        expect(matchBeside(made.trace, matches, place, -1)).toEqual(selection);
        expect(matchNumber(made.trace, matches, selection)).toBe(expected.length - index);
        place = { time, selection };
      });
      expect(matchBeside(made.trace, matches, place, -1)).toBeNull();
    }));
  });

  it('are looked for from anything that is selected, and that has no number of its own', () => {
    fc.assert(fc.property(drawn, fc.nat(), (made, pick) => {
      const { spans } = made.trace;
      fc.pre(spans.count > 0);
      const matches = matched(made.trace, made.matcher);
      const index = pick % spans.count;
      let row = 0;
      while (spans.offsets[row + 1]! <= index) row += 1;
      const selection: Selection = { kind: 'span', row, index };
      const time = spans.start[index]!;
      const expected = naive(made);
      const isAfter = (entry: Entry): boolean => entry.time > time || (entry.time === time && entry.selection.kind === 'span' && entry.selection.index > index);
      expect(matchBeside(made.trace, matches, { time, selection }, 1)).toEqual(expected.find(isAfter)?.selection ?? null);
      expect(matchBeside(made.trace, matches, { time, selection }, -1)).toEqual(expected.filter((entry) => !isAfter(entry) && !(entry.selection.kind === 'span' && entry.selection.index === index)).at(-1)?.selection ?? null);
      if (!isMatch(matches.spans, index)) expect(matchNumber(made.trace, matches, selection)).toBe(0);
    }));
  });

  it('of a million spans are found in little time', () => {
    const recorder = createTraceRecorder();
    const states = ['a', 'b'].map((key) => addState(recorder, { key, basis: 'documented', path: '' }));
    for (let row = 0; row < 10; row += 1) {
      const at = addRow(recorder, { kind: 'buffer', label: '', index: row, group: '', path: '' });
      for (let index = 0; index < 100_000; index += 1) recordSpan(recorder, at, states[index % 2]!, index * 10, index * 10 + (index % 9), index);
    }
    const trace = finishTrace(recorder, { label: 'large', seed: 1, fingerprint: '0', duration: 1_000_000 });
    const matcher: Matcher = { allWords: 1, rowWords: new Uint32Array(10), stateWords: Uint32Array.of(0, 1), kindWords: new Uint32Array(0), frame: null, length: { least: 5, most: Infinity } };
    const before = performance.now();
    const matches = matched(trace, matcher, 1 << 15);
    const counted = performance.now();
    let place: Place = { time: 0, selection: null };
    for (let step = 0; step < 1000; step += 1) {
      const next = matchBeside(trace, matches, place, 1)!;
      expect(matchNumber(trace, matches, next)).toBe(step + 1);
      place = { time: trace.spans.start[next.index]!, selection: next };
    }
    const stepped = (performance.now() - counted) / 1000;
    console.log(`a million spans: ${(counted - before).toFixed(1)} ms to find ${matches.total}, ${stepped.toFixed(3)} ms a step`);
    expect(counted - before).toBeLessThan(10_000);
    expect(stepped).toBeLessThan(500);
  });
});
