import { describe, expect, it } from 'vitest';
import type { FilterScenario, PinScenario, Scenario } from '../../../../server/src/simulation/scenario/index';
import { callsOf, captured, codesOf, constant, deliveredTo, input, milliseconds, output, plainPin, reader, runFilter } from './scenarios';

const ms = milliseconds;
const splitter = 0x20000;

/** A filter whose output pin splits into branches A, B …; `holds`: how long the client of each keeps a buffer. */
function split(holds: readonly number[], modifiesData: readonly boolean[], changes: Partial<Scenario> = {}, filter: Partial<FilterScenario> = {}) {
  const branches = holds.map((hold, branch) => output({ label: 'ABCD'[branch]!, flags: splitter, client: reader({ requests: 2, hold: constant(hold) }) }));
  const factories = [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: splitter, instancesNecessary: 1, pins: branches.map((_, branch) => branch + 1), modifiesData }];
  return runFilter([input(), ...branches], { factories, ...filter }, changes);
}

const framesOf = (model: ReturnType<typeof split>, ...labels: readonly string[]): number[] => labels.map((label) => deliveredTo(model, label)[0]);

describe('a splitter (W:avstream-splitters)', () => {
  it('Process fills the first instance, AVStream copies into the queue of the second, then the first is complete', () => {
    const model = split([0, 0], [true, true]);
    expect(framesOf(model, 'A', 'B')).toEqual([11, 11]);
    const calls = callsOf(model);
    expect(calls.slice(calls.indexOf('filter Process 0'), calls.indexOf('filter Process 0') + 9)).toEqual([
      'filter Process 0', 'in frameCompleted 0', 'in requestCompleted 0', 'A frameCompleted 0', 'A requestCompleted 0', 'B frameCopied 0', 'B frameCompleted 0', 'B requestCompleted 0', 'filter processReturned 0',
    ]);
    expect(model.filters[0]!.splitters[0]!.splitter.branches.map(({ delegateBranch, copySource }) => [delegateBranch, copySource?.settings.name ?? null])).toEqual([[null, null], [null, 'A']]);
    expect(codesOf(model)).toEqual([]);
  });

  it('instances whose data is left alone share the buffers of the first: data gets to every one of them', () => {
    const model = split([0, 0, 0], [false, false, true]);
    expect(model.filters[0]!.splitters[0]!.splitter.branches.map(({ delegateBranch, copySource }) => [delegateBranch?.settings.name ?? null, copySource?.settings.name ?? null])).toEqual([[null, null], ['A', null], [null, 'A']]);
    expect(framesOf(model, 'A', 'B', 'C')).toEqual([11, 11, 11]);
    expect(deliveredTo(model, 'B')[1]).toBe(11_000);
    expect(model.environment.options.copyWithoutFrame).toBe('waits');
  });

  it('latency of a branch counts from the source as well', () => {
    const model = split([0, 0], [true, true], {}, { processTime: constant(2 * ms) });
    expect(model.pins.slice(1).map(({ latency }) => latency.count)).toEqual([11, 11]);
  });

  it('F-23: a branch without empty frames stalls the others', () => {
    for (const modifies of [true, false]) {
      const model = split([0, 60 * ms], [modifies, modifies]);
      // B has its two buffers back at 60 ms; meanwhile A gets what B got, and its two requests wait. The last two come home at the stop.
      expect(framesOf(model, 'A', 'B')).toEqual([6, 4]);
      expect(model.environment.calls!.filter(({ what, object }) => what === 'Process' && object === 'filter').map(({ time }) => time / ms)).toEqual([0, 10, 20, 30, 60, 70]);
    }
  });

  it('copyWithoutFrame leftOut: the branch does without, the others go on', () => {
    for (const modifies of [true, false]) {
      const model = split([0, 60 * ms], [modifies, modifies], { choices: { copyWithoutFrame: 'leftOut' } });
      expect(framesOf(model, 'A', 'B')).toEqual([11, 4]);
      expect(model.pins[2]).toMatchObject({ framesProduced: 11, framesDropped: 7 });
    }
  });

  it('readOnlyBehindModifying: readers behind a first branch that modifies get a copy each, or share one, and then the second of them holds nobody back', () => {
    const each = split([0, 0, 60 * ms], [true, false, false]);
    expect(framesOf(each, 'A', 'B', 'C')).toEqual([6, 6, 4]);
    const shared = split([0, 0, 60 * ms], [true, false, false], { choices: { readOnlyBehindModifying: 'shareOneCopy' } });
    expect(framesOf(shared, 'A', 'B')).toEqual([11, 11]);
    expect(framesOf(shared, 'C')[0]).toBe(4);
    expect(shared.pins[3]!.framesProduced).toBe(11);
  });

  it('a branch that is not asked for holds nothing back', () => {
    const pins = [captured('A', { flags: 0x00010050 | splitter }), captured('B', { flags: 0x00010050 | splitter, states: [{ time: 50 * ms, state: 'RUN' }, { time: 80 * ms, state: 'STOP' }] })];
    const model = runFilter(pins, { role: 'capture', flags: 1, factories: [{ flags: 0x00010050 | splitter, instancesNecessary: 1, pins: [0, 1] }] });
    expect(deliveredTo(model, 'A')[0]).toBe(10);
    expect(deliveredTo(model, 'B')[0]).toBeGreaterThanOrEqual(3);
    expect(deliveredTo(model, 'B')[0]).toBeLessThan(6);
    expect(model.pins[1]!.device).toBeNull();
  });

  it('pins that process for themselves split as well: the routine of the first alone is called', () => {
    const callbacks = { create: null, close: null, process: 'PinProcess', setDataFormat: null, setDeviceState: null };
    const changes: Partial<PinScenario> = { flags: 0x10000 | splitter, callbacks, source: { period: 10 * ms }, client: reader({ requests: 3 }) };
    const model = runFilter([plainPin('A', changes), plainPin('B', changes)], { role: 'capture', process: null, factories: [{ flags: splitter, instancesNecessary: 1, pins: [0, 1] }] });
    expect(framesOf(model, 'A', 'B')).toEqual([10, 10]);
    expect(callsOf(model, 'Process').every((call) => call.startsWith('A '))).toBe(true);
  });

  it('the end of the stream gets to every branch', () => {
    const branches = ['A', 'B'].map((label) => output({ label, flags: splitter }));
    const factories = [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: splitter, instancesNecessary: 1, pins: [1, 2] }];
    const model = runFilter([input({ driver: { endOfStreamAt: 3, processTime: constant(0), setDeviceStateTime: constant(0) } }), ...branches], { factories });
    expect(framesOf(model, 'A', 'B')).toEqual([11, 11]);
    expect(callsOf(model, 'Reset').sort()).toEqual(['A Reset 1', 'B Reset 1']);
    expect(codesOf(model)).toEqual([]);
  });

  it('what branches still wait for at the stop is lost, and every request comes home', () => {
    const model = split([0, 300 * ms], [true, true]);
    const { kept, expected, splitter: { waiting } } = model.filters[0]!.splitters[0]!;
    expect([kept.length, expected.length, waiting.length]).toEqual([0, 0, 0]);
    for (const { framesProduced, framesDelivered, framesDropped } of model.pins) expect(framesProduced).toBe(framesDelivered + framesDropped);
  });
});
