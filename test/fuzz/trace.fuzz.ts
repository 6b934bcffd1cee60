import type { Trace } from '../../server/src/trace/index';
import { addCounter, addInstantKind, addRow, addState, buildFrameIndex, buildLevels, createTraceRecorder, decodeTrace, encodeTrace, finishTrace, recordCounter, recordInstant, recordSpan, rowCoverage, visibleInstants, visibleSegments } from '../../server/src/trace/index';
import { checksum } from '../../server/src/trace/bytes';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';

/** A well-formed trace of a few rows. */
function randomTrace(random: Random): Trace {
  const recorder = createTraceRecorder();
  const size = (): number => random.below(random.pick([2, 100, 1_000_000, 2 ** 31 - 1]));
  const states = 1 + random.below(50);
  for (let state = 0; state < states; state++) addState(recorder, { key: `s${state}`, basis: random.pick(['documented', 'inferred', 'assumed', 'scenario'] as const), path: random.pick(['', '/a', '/\ud800', '/🎥']) });
  for (let kind = 1 + random.below(40); kind > 0; kind--) addInstantKind(recorder, { key: `k${kind}`, basis: 'documented', path: '' });
  let duration = 0;
  for (let index = random.below(5); index > 0; index--) {
    const row = addRow(recorder, { kind: 'buffer', label: '', index, group: 'pin', path: '/b' });
    let time = 0;
    for (let left = random.below(60); left > 0; left--) {
      const start = time + (random.below(2) === 0 ? 0 : size());
      time = start + size();
      recordSpan(recorder, row, random.below(states), start, time, random.below(3) === 0 ? -1 : random.below(1000));
    }
    duration = Math.max(duration, time);
    time = 0;
    for (let left = random.below(20); left > 0; left--) {
      time += size();
      recordInstant(recorder, row, random.below(recorder.instantKinds.length), time, random.below(1000) - 1);
    }
    duration = Math.max(duration, time);
  }
  const counter = addCounter(recorder, { key: 'queueDepth', unit: 'buffers', group: 'pin', limit: random.below(2) === 0 ? null : random.below(10), path: '' });
  let time = 0;
  for (let left = random.below(30); left > 0; left--) {
    time += size();
    recordCounter(recorder, counter, time, random.below(100) - 50);
  }
  return finishTrace(recorder, { label: random.pick(['', 'ü', '\udc00x']), seed: size(), fingerprint: '0', duration: Math.max(duration, time) });
}

/** Changes some bytes, cuts or lengthens, and mostly mends the checksum, so that damage gets past it. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes.slice(0, random.below(4) === 0 ? random.below(bytes.length + 1) : bytes.length);
  if (random.below(8) === 0) changed = Uint8Array.from([...changed, ...Array.from({ length: random.below(20) }, () => random.below(256))]);
  for (let left = random.below(6); left > 0 && changed.length > 0; left--) changed[random.below(changed.length)] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]);
  if (changed.length >= 9 && random.below(5) > 0) {
    const sum = checksum(changed, 0, changed.length - 4);
    for (let index = 0; index < 4; index++) changed[changed.length - 4 + index] = (sum >>> (8 * index)) & 0xff;
  }
  return changed;
}

/** Throws unless a trace is as its type promises, and can be drawn. */
function use(trace: Trace, random: Random): void {
  const { spans, instants } = trace;
  for (let row = 0; row < trace.rows.length; row++) {
    let last = 0;
    for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span++) {
      if (!(spans.start[span]! >= last && spans.end[span]! >= spans.start[span]! && spans.end[span]! <= trace.duration && spans.state[span]! < trace.states.length)) throw new Error(`span ${span} of row ${row}`);
      last = spans.end[span]!;
    }
    for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at++) if (instants.kind[at]! >= trace.instantKinds.length || instants.time[at]! > trace.duration) throw new Error(`instant ${at} of row ${row}`);
  }
  if (trace.rows.length > 1000) return;
  const levels = buildLevels(trace);
  buildFrameIndex(trace);
  const start = random.below(1000);
  const pixel = 1 + random.below(1_000_000);
  const shares = new Float32Array(100 * trace.states.length);
  for (let row = 0; row < Math.min(20, trace.rows.length); row++) {
    let pieces = 0;
    visibleSegments(levels, row, start, start + 100 * pixel, pixel, () => { pieces++; });
    if (pieces > 250) throw new Error(`${pieces} pieces on 100 pixels`);
    visibleInstants(trace, row, start, start + 100 * pixel, pixel, () => { pieces++; });
    rowCoverage(levels, row, start, pixel, 100, shares);
    if (!shares.every((share) => share >= 0 && share <= 1.0001)) throw new Error(`a share of row ${row} is no share`);
  }
}

/** Encodes, damages and decodes traces for `seconds`; throws when a trace does not come back, or a damaged one is neither refused nor well formed. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    const trace = randomTrace(random);
    const bytes = encodeTrace(trace);
    const back = decodeTrace(bytes);
    if ('problem' in back) throw new Error(`a good trace is ${back.problem} at ${back.offset}`);
    const again = encodeTrace(back);
    if (again.length !== bytes.length || again.some((byte, at) => byte !== bytes[at])) throw new Error('a trace came back different');
    use(back, random);
    for (let batch = 0; batch < 20; batch++, runs++) {
      const broken = damage(bytes, random);
      const began = performance.now();
      const decoded = decodeTrace(broken);
      if (performance.now() - began > 500) throw new Error(`${broken.length} bytes took ${performance.now() - began} ms`);
      if (!('problem' in decoded)) use(decoded, random);
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
