import { fromArchive, toArchive } from '../../client/src/saved-runs/saved-run';
import { readArchive, writeArchive } from '../../server/src/trace/archive';
import { addRow, addState, createTraceRecorder, decodeTrace, encodeTrace, finishTrace, recordSpan } from '../../server/src/trace/index';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';

const outcome = {
  uri: 'file:///a.avstream.json', scenario: 'run ü🎥', seed: 1, fingerprint: '00000000000000aa', stopReason: 'completed' as const,
  statistics: { framesProduced: 3, framesDelivered: 2, framesDropped: 1, latency: { p50: 1, p95: null, p99: null, max: 4 }, memoryBytes: 7 },
  headline: 'Two of three.', figures: [{ key: 'a', label: 'b', value: 'c', path: '' }], drops: [], assumptions: [], allocators: [], findings: [], queues: [], traceTexts: { 'row.buffer': 'Buffer {index}' },
};

function randomFile(random: Random): Uint8Array {
  const recorder = createTraceRecorder();
  const state = addState(recorder, { key: 'queued', basis: 'documented', path: '' });
  const row = addRow(recorder, { kind: 'buffer', label: '', index: 0, group: '', path: '' });
  let time = 0;
  for (let left = random.below(40); left > 0; left--) recordSpan(recorder, row, state, time, time += random.below(1_000_000), left);
  return toArchive({ outcome, trace: encodeTrace(finishTrace(recorder, { label: '', seed: 1, fingerprint: '0', duration: time })), descriptor: 'a.avstream.json' });
}

/** Changes some bytes, cuts, lengthens, or carries the file as text; sometimes under a sound seal, so that damage gets past it. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes.slice(0, random.below(3) === 0 ? random.below(bytes.length + 1) : bytes.length);
  if (random.below(8) === 0) changed = Uint8Array.from([...changed, ...Array.from({ length: random.below(20) }, () => random.below(256))]);
  if (random.below(20) === 0) changed = new TextEncoder().encode(new TextDecoder().decode(changed));
  for (let left = random.below(5); left > 0 && changed.length > 0; left--) changed[random.below(changed.length)] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]);
  if (random.below(3) > 0) return changed;
  // What is inside is damaged, the file around it is not.
  const archive = readArchive(bytes);
  if ('problem' in archive) throw new Error('a good file is refused');
  const text = JSON.stringify(archive.description);
  const at = random.below(text.length);
  let description: unknown;
  try {
    description = JSON.parse(`${text.slice(0, at)}${random.pick(['', '0', '"', 'null', '[]', '{}', '-', 'e9'])}${text.slice(at + random.below(6))}`);
  } catch {
    description = random.pick([null, 0, [], {}, { descriptor: 'a' }, { outcome }, { descriptor: 'a', outcome: { ...outcome, figures: random.pick([null, 3, [null], [[]], {}]) } }]);
  }
  const trace = archive.trace.slice();
  if (random.below(2) === 0 && trace.length > 0) trace[random.below(trace.length)] = random.below(256);
  return writeArchive(description, trace);
}

/** Writes, damages and reads files for `seconds`; throws when one does not come back, takes long, or is neither refused nor whole. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    const bytes = randomFile(random);
    const good = fromArchive(bytes, outcome.uri);
    if ('problem' in good) throw new Error(`a good file is ${good.problem}`);
    if (JSON.stringify(good.outcome) !== JSON.stringify(outcome) || 'problem' in decodeTrace(good.trace)) throw new Error('a file came back different');
    for (let batch = 0; batch < 20; batch++, runs++) {
      const began = performance.now();
      const read = fromArchive(damage(bytes, random), outcome.uri);
      if (performance.now() - began > 500) throw new Error(`took ${performance.now() - began} ms`);
      if ('problem' in read) continue;
      // What the timeline does first with what it gets.
      decodeTrace(read.trace);
      for (const { label, value } of read.outcome.figures) if (typeof label !== 'string' || typeof value !== 'string') throw new Error('a figure is none');
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
