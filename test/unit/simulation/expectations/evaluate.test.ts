import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../compile-scenario-support';
import { lossy, steady, testRun } from './support';

/** Texts of the misses. */
const texts = (simulation: JsonObject, expected: JsonObject): readonly string[] => testRun(simulation, expected).misses.map(({ text }) => text);

describe('a run as a test', () => {
  it('passes without expectations when it comes to its end', () => {
    const { stated, misses, result } = testRun(lossy);
    expect([stated, misses, result.stopReason]).toEqual([0, [], 'completed']);
    expect(result.framesDropped).toBeGreaterThan(0);
  });

  it('meets what is true of it, all at once', () => {
    const { stated, misses } = testRun(steady, {
      Drops: { AtMost: 0 }, DropReasons: [{ Reason: 'HardwareBusy', AtMost: 0 }], Delivered: { AtLeast: 10, AtMost: 10 }, Latency: { P50: '1 ms', Maximum: '1 ms' }, BuffersInFlight: { AtLeast: 1, AtMost: 4 },
      Memory: 4000, NoLeak: true, Findings: { Worst: 'None', Absent: ['SPT-05'] }, Ends: 'Completed', Allocators: [{ SimulatedWith: 'ClientBuffers' }],
    });
    expect(misses).toEqual([]);
    expect(stated).toBe(14);
  });

  it('has the same run, event for event, whatever is expected', () => {
    expect(testRun(lossy, { Drops: { AtMost: 0 } }).result.fingerprint).toBe(testRun(lossy).result.fingerprint);
  });
});

describe('lost frames', () => {
  it('are told with their number, the reasons, and the value that decides', () => {
    const { result, misses } = testRun(lossy, { Drops: { AtMost: 0 } });
    const [miss] = misses;
    expect(misses).toHaveLength(1);
    expect(miss).toMatchObject({ name: 'Drops.AtMost', path: '/Simulations/0/Expect/Drops/AtMost', wanted: 'at most 0', found: String(result.framesDropped) });
    expect(miss!.text).toBe(`Expected no dropped frames; ${result.framesDropped} of ${result.framesProduced} were dropped. Why: ${result.framesDropped} because the application still held its buffers. What decides: Client.Requests.`);
  });

  it('keep to a bound exactly', () => {
    const { framesDropped } = testRun(lossy).result;
    expect(texts(lossy, { Drops: { AtMost: framesDropped, AtLeast: framesDropped } })).toEqual([]);
    expect(texts(lossy, { Drops: { AtMost: framesDropped - 1 } })).toHaveLength(1);
    expect(texts(lossy, { Drops: { AtLeast: framesDropped + 1 } })[0]).toMatch(/^Expected at least/);
  });

  it('are counted by reason', () => {
    expect(texts(lossy, { DropReasons: [{ Reason: 'BuffersInApplication', AtLeast: 1 }, { Reason: 'HardwareBusy', AtMost: 0 }] })).toEqual([]);
    const misses = texts(lossy, { DropReasons: [{ Reason: 'BuffersInApplication', AtMost: 1 }, { Reason: 'HardwareBusy', AtLeast: 2 }] });
    expect(misses[0]).toMatch(/^Expected at most 1 frame dropped because the application still held its buffers; of \d+ frames \d+ were\./);
    expect(misses[1]).toMatch(/^Expected at least 2 frames dropped because the hardware was still transferring the previous frame; of \d+ frames 0 were\. Why: \d+ because the application/);
  });

  it('do not count when the stream stops, unless they are asked for', () => {
    // The transfer of the last frame is under way when the stream stops.
    const atStop = { ...steady, Duration: '102 ms', Hardware: { TransferTime: '4 ms' } };
    const { result, misses } = testRun(atStop, { Drops: { AtMost: 0 }, DropReasons: [{ Reason: 'DiscardedAtStop', AtMost: 0 }] });
    expect(result.pins[0]!.drops.map(({ key }) => key)).toEqual(['discardedAtStop']);
    expect(misses.map(({ name }) => name)).toEqual(['DropReasons.DiscardedAtStop.AtMost']);
    // Beside others they are mentioned.
    expect(texts({ ...lossy, Duration: '132 ms', Hardware: { TransferTime: '4 ms' } }, { Drops: { AtMost: 0 } })[0]).toMatch(/Besides, 1 was discarded because the stream stopped, which does not count\./);
  });

  it('cannot be told where no frame was produced', () => {
    expect(texts({ ...steady, Duration: '5 ms' }, { Drops: { AtMost: 0 } })).toEqual(['Whether frames are dropped cannot be told: no frame was produced. What decides: Source.Period.']);
  });
});

describe('delivered frames', () => {
  it('are told with what was lost, or with what decides how many there are', () => {
    expect(texts(lossy, { Delivered: { AtLeast: 10 } })[0]).toMatch(/^Expected at least 10 delivered frames; \d of 10 were delivered\. Why: \d because the application still held its buffers\. What decides: Client\.Requests\.$/);
    expect(texts(steady, { Delivered: { AtLeast: 11 } })).toEqual(['Expected at least 11 delivered frames; 10 of 10 were delivered. What decides: Source.Period, Duration.']);
    expect(texts(steady, { Delivered: { AtMost: 9 } })).toEqual(['Expected at most 9 delivered frames; 10 of 10 were delivered. What decides: Source.Period, Duration.']);
  });
});

describe('latency', () => {
  const slow = { ...steady, Hardware: { TransferTime: '4 ms' } };
  it.each([['P50', 'Expected a median latency of at most'], ['P95', 'Expected a 95th percentile of latency of at most'], ['P99', 'Expected a 99th percentile of latency of at most'], ['Maximum', 'Expected that no frame is later than']])('%s is held to its limit', (name, text) => {
    const { max } = testRun(slow).result.latency;
    expect(texts(slow, { Latency: { [name]: `${max} ns` } })).toEqual([]);
    const [miss] = testRun(slow, { Latency: { [name]: `${max! - 1} ns` } }).misses;
    expect(miss!.text.startsWith(text)).toBe(true);
    expect(miss).toMatchObject({ name: `Latency.${name}`, path: `/Simulations/0/Expect/Latency/${name}`, wanted: 'at most 4.08 ms', found: '4.08 ms' });
    expect(miss!.text).toContain('What decides: Hardware.TransferTime.');
  });
  it('names no value where defaults alone decide', () => {
    expect(texts(steady, { Latency: { P50: '10 us' } })).toEqual([expect.stringMatching(/^Expected a median latency of at most 10 µs; it is \d+ µs\.$/)]);
  });


  it('cannot be told where nothing was delivered', () => {
    const { misses } = testRun({ ...steady, Client: { Requests: 2, Hold: '5 ms', BufferSize: 10 } }, { Latency: { P99: '1 s' } });
    expect(misses.map(({ text }) => text)).toEqual(['Expected a latency of at most 1 s, which this run cannot tell: no frame was delivered. Why: 10 because every buffer was smaller than a frame. What decides: Client.BufferSize.']);
    expect(misses[0]!.wanted).toBeUndefined();
  });
});

describe('memory and buffers', () => {
  it('are held to their limits', () => {
    expect(texts(steady, { Memory: 3999 })).toEqual(['Expected at most 3,999 bytes (3.91 KiB) for buffers and frames; they take 4,000 bytes (3.91 KiB). What decides: Client.Requests.']);
    expect(texts(steady, { BuffersInFlight: { AtLeast: 4 } })[0]).toMatch(/^Expected at least 4 buffers with the driver at any time in RUN; at the least there were 3\./);
    expect(texts(steady, { BuffersInFlight: { AtMost: 3 } })[0]).toMatch(/^Expected at most 3 buffers with the driver at any time in RUN; at the most there were 4\./);
  });

  it('cannot be told of a pin that was never in RUN', () => {
    expect(texts({ ...steady, States: [{ Time: '0 ms', State: 'KSSTATE_PAUSE' }, { Time: '50 ms', State: 'KSSTATE_STOP' }] }, { BuffersInFlight: { AtMost: 9 } })[0]).toMatch(/^How many buffers are in flight cannot be told: the pin was never in RUN\./);
  });
});

describe('findings', () => {
  const broken = { ...steady, Driver: { SetsDataUsed: false } };
  it('have to occur, or must not', () => {
    const { result, misses } = testRun(broken, { Findings: { Occur: ['SPT-05'], Absent: ['HDR-05'] } });
    const codes = result.findings.flatMap(({ code }) => (code === null ? [] : [code]));
    expect(misses.map(({ name, path }) => [name, path])).toEqual([
      ['Findings.Occur', '/Simulations/0/Expect/Findings/Occur/0'], ...(codes.includes('HDR-05') ? [['Findings.Absent', '/Simulations/0/Expect/Findings/Absent/0']] : []),
    ]);
    expect(texts(steady, { Findings: { Occur: ['SPT-05'] } })).toEqual(['Expected that the run shows SPT-05 broken; it shows no rule broken.']);
  });

  it('are repeated where they must not be', () => {
    const held = { ...steady, Driver: { DeletesClones: 'Never' } };
    const { result } = testRun(held);
    const code = result.findings.find((each) => each.code !== null)!.code!;
    const [miss] = testRun(held, { Findings: { Absent: [code] } }).misses;
    expect(miss!.text).toMatch(new RegExp(`^Expected that the run does not show ${code} broken; it does\\. ${code}: Requests of which the driver still held a clone.*What decides: Driver\\.DeletesClones`));
    expect(texts(held, { Findings: { Occur: [code] } })).toEqual([]);
    expect(testRun(held, { Findings: { Occur: ['HDR-07'] } }).misses[0]!.text).toContain(code);
  });

  it('are held to the most serious level', () => {
    expect(texts(lossy, { Findings: { Worst: 'None' } })[0]).toMatch(/^Expected no finding; the run has \d, the most serious of level warning\. \d+ of 10 frames were dropped because the application held its buffers/);
    expect(texts(lossy, { Findings: { Worst: 'Info' } })[0]).toMatch(/^Expected no finding above level info;/);
    expect(texts(lossy, { Findings: { Worst: 'Warning' } })).toEqual([]);
    expect(texts({ ...steady, Hardware: { ListDepth: 1 }, Driver: { AttemptProcessing: 'Never' } }, { Findings: { Worst: 'Warning' } })[0]).toMatch(/^Expected no finding of level error;/);
  });
});

describe('leaks', () => {
  it('are told by the finding that shows them', () => {
    const { misses } = testRun({ ...steady, Driver: { DeletesClones: 'Never' } }, { NoLeak: true });
    expect(misses.length).toBeGreaterThan(0);
    expect(misses[0]).toMatchObject({ name: 'NoLeak', path: '/Simulations/0/Expect/NoLeak' });
    expect(misses[0]!.text).toMatch(/^Expected that nothing is kept for good\. (\w+-\d+: )?Requests of which the driver still held a clone/);
    expect(texts(steady, { NoLeak: true })).toEqual([]);
    // What is not asked for is not looked at.
    expect(texts({ ...steady, Driver: { DeletesClones: 'Never' } }, { NoLeak: false })).toEqual([]);
  });

  it('cannot be told of a run that did not come to its end', () => {
    const endless = { ...steady, Driver: { WhenListFull: 'Success', ProcessTime: '0 us' }, Hardware: { ListDepth: 1 } };
    const { result, misses } = testRun(endless, { NoLeak: true });
    expect(result.stopReason).toBe('endlessLoop');
    expect(misses.map(({ key }) => key)).toEqual(['ends.endlessLoop', 'noLeak.untold']);
    expect(misses[0]!.text).toMatch(/^The run did not end as expected: at .* of virtual time Process never came to rest\./);
    expect(misses[0]).toMatchObject({ name: '', path: '/Simulations/0' });
    expect(texts(endless, { Ends: 'EndlessLoop' })).toEqual([]);
  });
});

describe('the end and the fingerprint', () => {
  it('are held to what is stated', () => {
    const { fingerprint } = testRun(steady).result;
    expect(texts(steady, { Fingerprint: fingerprint.toUpperCase() })).toEqual([]);
    expect(testRun(steady, { Fingerprint: '0123456789abcdef' }).misses[0]).toMatchObject({ wanted: '0123456789abcdef', found: fingerprint, path: '/Simulations/0/Expect/Fingerprint' });
    expect(texts(steady, { Ends: 'EndlessLoop' })[0]).toMatch(/^Expected that Process never comes to rest; the run came to its end at/);
    expect(texts(steady, { Ends: 'NoProgress' })[0]).toMatch(/^Expected that virtual time stands still;/);
    expect(texts(steady, { Ends: 'LimitReached' })[0]).toMatch(/^Expected that the run is cut off;/);
  });
});
