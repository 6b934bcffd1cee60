import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aliveAt } from '../../../client/timeline/src/details/alive-frames';
import { leaksOf } from '../../../client/timeline/src/details/leaks';
import { lifeOf } from '../../../client/timeline/src/details/frame-life';
import { findFinding, findingMarks, findingsOf } from '../../../client/timeline/src/findings/session-findings';
import type { Session } from '../../../client/timeline/src/session/session';
import { sessionOf } from '../../../client/timeline/src/session/session';
import { modelOf, parseTree } from '../../../server/src/document/index';
import { findingShape, forFindingGroups } from '../../../server/src/picture/draw/draw-findings';
import { markBasis } from '../../../server/src/picture/draw/fine-basis';
import { shapeOf } from '../../../server/src/picture/draw/marker';
import { flowOf, flowOfFrame, roundStart, spansOfFrame } from '../../../server/src/picture/index';
import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';
import type { Scenario } from '../../../server/src/simulation/index';
import { compileScenario, createSimulation, simulationTexts, simulationsOf } from '../../../server/src/simulation/index';
import type { Trace, TraceBasis } from '../../../server/src/trace/index';
import { traceInstantKeys } from '../../../server/src/trace/index';
import { addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordInstant, recordSpan, rowOf, spanAt } from '../../../server/src/trace/index';
import { captureScenario } from '../../browser/timeline/support/runs';
import { emptyOutcome, smallSession } from './traces';

function run(scenario: Scenario, seed = 1): Session {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(10_000).done) { /* goes on */ }
  const { trace, stopReason } = simulation.result();
  return sessionOf(emptyOutcome({ traceTexts: simulationTexts, stopReason }), trace);
}

function sample(name: string, index: number): Session {
  const model = modelOf(parseTree(readFileSync(`samples/${name}.avstream.json`, 'utf8')));
  const compiled = compileScenario(model, simulationsOf(model)[index]!, index);
  if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
  return run(compiled.scenario, compiled.seed);
}

const stepsOf = (session: Session, frame: number, row: number): string[] => flowOfFrame(session, frame, row).steps.map(({ fromRow, toRow }) => `${session.names.fullRows[fromRow]!} → ${session.names.fullRows[toRow]!}`);
const buffers = ({ trace }: Session): number[] => trace.rows.flatMap(({ kind }, row) => kind === 'buffer' ? [row] : []);
const spanOf = ({ trace }: Session, row: number, key: string, from = 0): number => {
  for (let span = trace.spans.offsets[row]! + from; span < trace.spans.offsets[row + 1]!; span += 1) if (trace.states[trace.spans.state[span]!]!.key === key) return span;
  throw new Error(`row ${row} is never ${key}`);
};

describe('the flow of a frame', () => {
  it('goes through Process, the device, its DPC and the application, by the document\'s names', () => {
    const session = sample('avshws', 0);
    const buffer = 'Buffer 0';
    expect(stepsOf(session, 4, buffers(session)[0]!)).toEqual([
      `${buffer} → CCapturePin::DispatchProcess`, `CCapturePin::DispatchProcess → ${buffer}`, `Hardware → ${buffer}`, `${buffer} → Interrupt and DPC`, `Interrupt and DPC → ${buffer}`, `${buffer} → Application`,
    ]);
  });

  it('begins at the allocator of a circuit and goes through a filter\'s Process', () => {
    const session = sample('audio-effect', 0);
    const row = buffers(session)[0]!;
    expect(stepsOf(session, 0, row)).toEqual(['sound: Allocator → sound: Buffer 0', 'sound: source → sound: Buffer 0', 'sound: Buffer 0 → effect: EffectProcess', 'effect: EffectProcess → sound: Buffer 0', 'sound: Buffer 0 → sound: mixer']);
    // The second round of the same buffer was not allocated anew.
    expect(stepsOf(session, 4, row)).not.toContain('sound: Allocator → sound: Buffer 0');
  });

  it('ends at the allocator where the last of a circuit\'s frames is freed', () => {
    const session = sample('common-buffer-card', 2);
    const row = buffers(session)[0]!;
    const last = session.trace.spans.offsets[row + 1]! - 1;
    const flow = flowOf(session, { kind: 'span', row, index: last })!;
    expect(flow.frame).toBe(-1);
    expect(session.trace.rows[flow.steps.at(-1)!.toRow]!.kind).toBe('allocator');
  });

  it('divides at a splitter, each branch to its own application', () => {
    const session = sample('hd-capture-board', 3);
    const steps = stepsOf(session, 3, buffers(session)[0]!);
    expect(steps).toEqual(expect.arrayContaining(['images: Buffer 3 → preview: Buffer 3', 'images: Buffer 3 → recorder: Buffer 3', 'preview: Buffer 3 → preview: Application', 'recorder: Buffer 3 → recorder: Application']));
    expect(steps).not.toContain('preview: Buffer 3 → recorder: Application');
  });

  it('keeps apart the frames of two sources that have the same number at the same time', () => {
    const session = sample('hd-capture-board', 0);
    const rows = session.trace.rows;
    const row = rows.findIndex(({ kind, group, index }) => kind === 'buffer' && group === 'board/hdmi2' && index === 3);
    const groups = new Set(spansOfFrame(session, 3, row).map((span) => rows[rowOf(session.trace.spans.offsets, span)]!.group));
    expect([...groups]).toEqual(['board/hdmi2']);
    expect(lifeOf(session, 3, row).every(({ selection }) => rows[selection.row]!.group === 'board/hdmi2')).toBe(true);
    expect(stepsOf(session, 3, row).length).toBeGreaterThan(3);
  });

  it('is the same from any of its spans, those included in which the buffer waited for the frame', () => {
    const session = sample('avshws', 0);
    const row = buffers(session)[1]!;
    const filled = spanOf(session, row, 'readyForDpc');
    const wanted = flowOf(session, { kind: 'span', row, index: filled })!;
    const waiting = spanOf(session, row, 'leadingEdge');
    expect(session.trace.spans.frame[waiting]).toBe(-1);
    expect(flowOf(session, { kind: 'span', row, index: waiting })).toEqual(wanted);
    expect(wanted.spans[0]).toBe(roundStart(session.trace, row, filled));
  });

  it.each([['avshws', 2], ['avssamp', 0], ['common-buffer-card', 3], ['audio-effect', 2], ['hd-capture-board', 2], ['usb-camera', 0]] as const)('only ever claims what the trace holds: %s %i', (name, index) => {
    const session = sample(name, index);
    const { trace } = session;
    const touches = (row: number, time: number): boolean => {
      const { spans, instants } = trace;
      for (let at = spans.offsets[row]!; at < spans.offsets[row + 1]!; at += 1) if (spans.start[at]! <= time && spans.end[at]! >= time) return true;
      for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) if (instants.time[at] === time) return true;
      return false;
    };
    let steps = 0;
    for (const row of buffers(session)) {
      for (let span = trace.spans.offsets[row]!; span < Math.min(trace.spans.offsets[row + 1]!, trace.spans.offsets[row]! + 60); span += 1) {
        const flow = flowOf(session, { kind: 'span', row, index: span })!;
        expect(flow.spans).toContain(span);
        let before = 0;
        for (const { fromRow, fromTime, toRow, toTime } of flow.steps) {
          steps += 1;
          expect(fromRow).not.toBe(toRow);
          expect(fromTime).toBeLessThanOrEqual(toTime);
          expect(toTime).toBeGreaterThanOrEqual(before);
          expect(touches(fromRow, fromTime) && touches(toRow, toTime)).toBe(true);
          before = toTime;
        }
      }
    }
    expect(steps).toBeGreaterThan(50);
  });

  it('is nothing for what belongs to no frame', () => {
    const session = smallSession();
    expect(flowOf(session, { kind: 'span', row: 0, index: 0 })).toBeNull();
    expect(flowOfFrame(session, 99_999, 1)).toEqual({ frame: 99_999, spans: [], steps: [] });
  });
});

describe('what never came back', () => {
  it('is clones that outlived the stream, not buffers that the application has', () => {
    const { unreturned, recordedToEnd } = leaksOf(run(captureScenario({ driver: { deletesClones: 'never' } })));
    expect(recordedToEnd).toBe(true);
    const leaked = unreturned.filter(({ kind }) => kind === 'leaked');
    expect(leaked.length).toBeGreaterThan(0);
    expect(leaked.every(({ stopped }) => stopped !== null)).toBe(true);
    expect(leaked).toEqual(unreturned);
  });

  it('is empty for a driver that gives everything back', () => {
    expect(leaksOf(run(captureScenario({ client: { requests: 5, hold: { kind: 'constant', value: 1_000_000 } } }))).unreturned).toEqual([]);
  });

  it('claims no leak of a run that ends in RUN, whatever is out', () => {
    const session = run({ ...captureScenario({ driver: { deletesClones: 'never' } }), limits: { events: 300 } });
    expect(session.outcome.stopReason).toBe('limitReached');
    const { unreturned, notFreed } = leaksOf({ ...session, outcome: { ...session.outcome, stopReason: 'completed' } });
    expect(unreturned.length).toBeGreaterThan(0);
    expect(unreturned.map(({ kind, stopped }) => `${kind} ${String(stopped)}`)).toEqual(unreturned.map(() => 'inUse null'));
    expect(notFreed).toEqual([]);
  });

  it('claims nothing of a run that was cut short, or recorded in part', () => {
    const session = run(captureScenario({ driver: { deletesClones: 'never' } }));
    const cut: Session = { ...session, outcome: { ...session.outcome, stopReason: 'limitReached' } };
    expect(leaksOf(cut).unreturned.filter(({ kind }) => kind === 'leaked')).toEqual([]);
    const part: Session = { ...session, trace: { ...session.trace, duration: session.trace.duration * 2 } };
    expect(leaksOf(part)).toEqual({ recordedToEnd: false, unreturned: [], notFreed: [] });
  });

  it('counts what an allocator never freed, once the circuit has stopped', () => {
    const circuit = (last: string): Session => {
      const recorder = createTraceRecorder();
      const state = (key: string): number => addState(recorder, { key, basis: 'documented', path: '' });
      const instant = (key: string): number => addInstantKind(recorder, { key, basis: 'documented', path: '' });
      const pin = addRow(recorder, { kind: 'pinState', label: '', index: 0, group: 'card/video', path: '' });
      const allocator = addRow(recorder, { kind: 'allocator', label: '', index: 0, group: 'encoder', path: '' });
      const kept = addRow(recorder, { kind: 'buffer', label: '', index: 0, group: 'encoder', path: '' });
      const back = addRow(recorder, { kind: 'buffer', label: '', index: 1, group: 'encoder', path: '' });
      recordSpan(recorder, pin, state('run'), 0, 900, -1);
      recordSpan(recorder, pin, state(last), 900, 1000, -1);
      const allocate = instant('allocate');
      for (let frame = 0; frame < 2; frame += 1) recordInstant(recorder, allocator, allocate, 0, -1);
      recordInstant(recorder, allocator, instant('free'), 950, -1);
      recordSpan(recorder, kept, state('atPeer'), 0, 1000, 7);
      recordSpan(recorder, back, state('atRequestor'), 0, 900, -1);
      return sessionOf(emptyOutcome(), finishTrace(recorder, { label: '', seed: 1, fingerprint: '00000000000000aa', duration: 1000 }));
    };
    expect(leaksOf(circuit('stop'))).toMatchObject({ notFreed: [{ group: 'encoder', allocated: 2, freed: 1 }], unreturned: [{ kind: 'leaked', row: 2, frame: 7, since: 0, stopped: 900 }] });
    expect(leaksOf(circuit('pause'))).toMatchObject({ notFreed: [], unreturned: [{ kind: 'inUse', stopped: null }] });
  });
});

describe('frames alive at a time', () => {
  it('are those in circulation, the oldest first, with the begin of their round', () => {
    const session = sample('avshws', 0);
    const { trace } = session;
    for (const time of [1, 50e6, 167.2e6, 1e9, trace.duration - 1]) {
      const alive = aliveAt(session, time);
      expect(alive.map(({ row }) => row).sort((a, b) => a - b)).toEqual(buffers(session).filter((row) => spanAt(trace, row, time) >= 0));
      for (const [at, { row, span, since, begun }] of alive.entries()) {
        expect(since).toBeLessThanOrEqual(time);
        expect(begun).toBeLessThanOrEqual(since);
        expect(begun).toBe(trace.spans.start[roundStart(trace, row, span)]);
        expect(begun).toBeGreaterThanOrEqual(alive[at - 1]?.begun ?? 0);
      }
    }
    expect(aliveAt(session, trace.duration + 1)).toEqual([]);
  });

  it('a round begins anew when the application gives the buffer back', () => {
    const session = sample('avshws', 0);
    const { trace } = session;
    const row = buffers(session)[0]!;
    const queued = spanOf(session, row, 'queued');
    expect(trace.states[trace.spans.state[queued - 1]!]!.key).toBe('inApplication');
    expect(roundStart(trace, row, queued)).toBe(queued);
  });
});

describe('findings', () => {
  const finding = (time: number, key: string, path = '/a'): OutcomeWithoutTrace['findings'][number] => ({ key, text: key, path, code: null, severity: 'warning', time });
  const outcome = emptyOutcome({ findings: [finding(300, 'b'), finding(100, 'a'), finding(302, 'c'), finding(900, 'd')] });

  it('are in order of time, whatever order the run told them in', () => {
    expect(findingsOf(outcome).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
    expect([...findingMarks(outcome).times]).toEqual([100, 300, 302, 900]);
  });

  it('are found by what tells them apart, after a rerun also at another time', () => {
    expect(findFinding(outcome, { key: 'c', path: '/a', time: 302 })).toBe(2);
    expect(findFinding(outcome, { key: 'c', path: '/a', time: 999 })).toBe(2);
    expect(findFinding(outcome, { key: 'c', path: '/b', time: 302 })).toBe(-1);
  });

  it('share a mark where they are close', () => {
    const groups: (readonly [number, number])[] = [];
    forFindingGroups(findingMarks(outcome), 0, 1000, 10, (first, end) => groups.push([first, end]));
    expect(groups).toEqual([[0, 1], [1, 3], [3, 4]]);
  });
});

describe('what tells things apart without colour', () => {
  it('every kind of instant, and every severity, has a shape of its own', () => {
    const shapes = traceInstantKeys.map(shapeOf);
    expect(new Set(shapes).size).toBe(traceInstantKeys.length);
    expect(new Set((['error', 'warning', 'info'] as const).map(findingShape)).size).toBe(3);
  });

  it('narrow spans show how well they are founded as wide ones do, from three pixels on', () => {
    const paint = (basis: TraceBasis, width: number): string => {
      const strip = { stride: 16, lines: 10, pixels: new Uint32Array(160).fill(1) };
      markBasis(strip, basis, 2, 2 + width, 10, 1, 9);
      // Nothing beside the span is touched.
      strip.pixels.forEach((pixel, at) => { if (at % 16 < 2 || at % 16 >= 2 + width) expect(pixel).toBe(1); });
      return strip.pixels.join();
    };
    const bases = ['documented', 'scenario', 'inferred', 'assumed'] as const;
    for (const width of [3, 5, 11]) expect(new Set(bases.map((basis) => paint(basis, width))).size).toBe(4);
    expect(new Set(bases.map((basis) => paint(basis, 2))).size).toBe(1);
  });
});

// Kept last: a trace that no run writes must not keep the timeline from opening.
describe('a strange trace', () => {
  it('with frame numbers beyond all measure has no flow', () => {
    const { trace } = smallSession();
    const strange: Trace = { ...trace, spans: { ...trace.spans, frame: trace.spans.frame.map(() => 2_000_000_000) } };
    const session = sessionOf(emptyOutcome(), strange);
    expect(flowOf(session, { kind: 'span', row: 1, index: trace.spans.offsets[1]! })?.steps).toEqual([]);
  });
});
