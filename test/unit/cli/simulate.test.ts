import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import recorded from '../../fixtures/samples/fingerprints.json';
import { avstream } from './avstream';

interface Simulated {
  readonly version: number; readonly scenario: string; readonly seed: number; readonly fingerprint: string;
  readonly statistics: { readonly framesDelivered: number; readonly framesDropped: number; readonly latency: Readonly<Record<'p50' | 'p95' | 'p99' | 'max', number | null>> };
  readonly allocators: readonly { readonly simulatedWith: string; readonly basis: string; readonly eligible: readonly unknown[]; readonly rejected: readonly unknown[] }[];
  readonly assumptions: readonly { readonly text: string; readonly basis: string; readonly value: string }[];
  readonly findings: readonly { readonly code: string | null; readonly message: string; readonly severity: string }[];
}
const avshws = 'samples/avshws.avstream.json';
const grabber = 'samples/pcie-4k-grabber.avstream.json';
const simulate = async (...parameters: string[]): Promise<Simulated> => {
  const { out, err } = await avstream(['simulate', '--format', 'json', ...parameters]);
  expect(err).toBe('');
  return JSON.parse(out) as Simulated;
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream simulate '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string): string => {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
};

describe('simulate', () => {
  it('prints what the format promises', async () => {
    const result = await simulate(avshws);
    expect(result).toMatchObject({ version: 1, scenario: '30 fps to an application', seed: 1, allocators: [{ simulatedWith: 'clientBuffers', eligible: [], rejected: [] }] });
    expect(result.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const { p50, p95, p99, max } = result.statistics.latency;
    expect(p50! <= p95! && p95! <= p99! && p99! <= max!).toBe(true);
    expect(result.assumptions.length).toBeGreaterThan(5);
    // No text may show a key or an argument that nobody filled in.
    for (const { text } of result.assumptions) expect(text).toMatch(/^[A-Z].*\.$/s);
    for (const { text } of result.assumptions) expect(text).not.toMatch(/[{}]|assumption\./);
  });

  it('takes the first scenario, or the one that is named', async () => {
    expect((await simulate(avshws)).scenario).toBe('30 fps to an application');
    expect((await simulate(avshws, '--scenario', 'slow application')).scenario).toBe('slow application');
  });

  it.each([[avshws, 'slow application'], [grabber, 'disk stalls'], [grabber, '1080p60, buffers of the wrong size']])('%s "%s" drops frames for a reason it names', async (sample, scenario) => {
    const result = await simulate(sample, '--scenario', scenario);
    expect(result.statistics.framesDropped).toBeGreaterThan(0);
    expect(result.findings.map(({ message }) => message).join(' ')).toMatch(/dropped/);
    for (const { message } of result.findings) expect(message).not.toMatch(/[{}]|simulation\./);
  });

  it.each([[avshws, '30 fps to an application'], [grabber, '2160p60 to a recorder']])('%s "%s" loses nothing', async (sample, scenario) => {
    const result = await simulate(sample, '--scenario', scenario);
    expect(result.statistics.framesDropped).toBe(0);
    expect(result.statistics.framesDelivered).toBeGreaterThan(50);
  });

  it('prints the same fingerprint twice, and another for another seed where there is randomness', async () => {
    const [first, second, other] = await Promise.all([simulate(grabber, '--seed', '5'), simulate(grabber, '--seed', '5'), simulate(grabber, '--seed', '6')]);
    expect(second).toEqual(first);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  it.each(Object.entries(recorded))('%s runs event for event as recorded, and as a VS Code is held to on Node and in a web worker', async (sample, fingerprints) => {
    for (const [scenario, fingerprint] of Object.entries(fingerprints)) expect([scenario, (await simulate(`samples/${sample}`, '--scenario', scenario)).fingerprint]).toEqual([scenario, fingerprint]);
  });

  it('prints one fingerprint for every seed where there is none', async () => {
    const [first, second] = await Promise.all([simulate(avshws, '--scenario', 'slow application', '--seed', '1'), simulate(avshws, '--scenario', 'slow application', '--seed', '99')]);
    expect(second.fingerprint).toBe(first.fingerprint);
  });

  it('reads well', async () => {
    const { code, out } = await avstream(['simulate', avshws, '--scenario', 'slow application']);
    expect(code).toBe(0);
    expect(out).toMatch(/dropped because the application still held its buffers/);
    expect(out).toMatch(/not been validated against ks\.sys/);
    expect(out).not.toMatch(/[{}]|undefined|NaN/);
  });
});

describe('what can be asked for besides', () => {
  it('--calls tells of each call to an allocator what it was given and what came of it', async () => {
    const { out } = await avstream(['simulate', path.join(path.dirname(avshws), 'common-buffer-card.avstream.json'), '--scenario', '720p60 to a kernel encoder', '--calls', '2000']);
    const calls = out.split('\n').filter((line) => line.includes('PASSIVE_LEVEL  encoder')).map((line) => line.slice(line.indexOf('encoder')).replace(/^encoder +/, ''));
    expect(out).toContain("Calls (addresses are the model's own)");
    expect(calls[1]).toMatch(/^KsCreateAllocator\(OptionsFlags 0x2, .*FrameSize 1843200, .*\) → STATUS_SUCCESS, allocator vendor$/);
    expect(calls[2]).toMatch(/^InitializeAllocator\(.*Frames 4, FrameSize 1843200, FileAlignment 0x7F, Reserved 0\) → STATUS_SUCCESS, context set$/);
    expect(calls.filter((call) => /^Allocate\(\) → frame \d, 1,843,200 bytes at 0x/.test(call))).toHaveLength(4);
    expect(calls.at(-2)).toBe('DeleteAllocator()');
  });

  it('--calls prints the order of calls, of which the first is the format that is verified, and says how many more there were', async () => {
    const { out } = await avstream(['simulate', avshws, '--calls', '12']);
    const calls = out.slice(out.indexOf('\nCalls\n')).split('\n').slice(2, 14).map((line) => line.trim());
    expect(calls[0]).toMatch(/^0 ns +PASSIVE_LEVEL +capture\/video +SetDataFormat$/);
    expect(calls[1]).toMatch(/Create$/);
    expect(calls.join('\n')).toMatch(/SetDeviceState\(KSSTATE_ACQUIRE\)[^]*SetDeviceState\(KSSTATE_PAUSE\)[^]*a frame of request 0 arrives/);
    expect(out).toMatch(/and [\d,]+ more\n/);
    const json = JSON.parse((await avstream(['simulate', avshws, '--calls', '5', '--format', 'json'])).out) as { readonly calls: readonly unknown[]; readonly callCount: number };
    expect(json.calls).toHaveLength(5);
    expect(json.callCount).toBeGreaterThan(100);
  });

  it('--dump-queue and --dump-at print queues as a debugger would, and say that they are simulated', async () => {
    const { out } = await avstream(['simulate', avshws, '--dump-at', '500 ms', '--dump-queue']);
    const queues = out.slice(out.indexOf('\nQueues\n'));
    expect(queues.match(/Queue capture\/video: \(simulated\)/g)).toHaveLength(2);
    expect(queues).toMatch(/at 500 ms[^]*Frames Waiting {3}: [1-9][^]*Frame Header [0-9a-f]{8}:[^]*Frames Waiting {3}: 0/);
  });

  it('--tie-seed changes the order of simultaneous events, and 0 is the usual one', async () => {
    const [usual, zero] = await Promise.all([simulate(avshws), simulate(avshws, '--tie-seed', '0')]);
    expect(zero.fingerprint).toBe(usual.fingerprint);
    expect((await simulate(avshws, '--tie-seed', '3')).assumptions.some(({ text }) => text.startsWith('Events of one instant'))).toBe(true);
  });

  it('--shuffle-ties says what depends on that order, or that nothing does', async () => {
    const { out } = await avstream(['simulate', avshws, '--shuffle-ties']);
    expect(out).toMatch(/Nothing depends on it: 8 other orders gave the same figures and findings\./);
    const { out: json } = await avstream(['simulate', avshws, '--shuffle-ties', '--format', 'json']);
    expect((JSON.parse(json) as { readonly ties: { readonly runs: readonly unknown[]; readonly figures: readonly unknown[] } }).ties).toMatchObject({ figures: [], findings: [] });
  });

  it.each([['--calls', '-1'], ['--calls', 'x'], ['--dump-at', 'soon'], ['--tie-seed', '4294967296']])('%s %s is refused', async (option, value) => {
    const { code, err } = await avstream(['simulate', avshws, `${option}=${value}`]);
    expect(code).toBe(2);
    expect(err).toContain(option);
  });
});

describe('what cannot be run', () => {
  const simulation = (text: string, pin = '"Label": "p", "PinDescriptor": { "DataFlow": 2 }'): string => `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { ${pin} } ] } ], "Simulations": [ { "Label": "s", ${text} } ] }`;
  const source = '"Source": { "Period": "40 ms", "FrameSize": 100 }';
  it.each([
    ['no simulation', '{ "FormatVersion": 1 }', [], 'describes no simulation'],
    ['an unknown label', simulation(`${source}, "Client": { "Requests": 1, "Hold": "1 ms" }`), ['--scenario', 'x'], 'It has: "s"'],
    ['no client', simulation(source), [], 'Client'],
    ['no period', simulation('"Source": { "FrameSize": 100 }, "Client": { "Requests": 1, "Hold": "1 ms" }'), [], 'Period'],
    ['no frame size', simulation('"Source": { "Period": "40 ms" }, "Client": { "Requests": 1, "Hold": "1 ms" }'), [], 'FrameSize'],
    ['no requests', simulation(`${source}, "Client": { "Requests": 0, "Hold": "1 ms" }`), [], 'Requests'],
    ['a broken value', simulation(`${source}, "Client": { "Requests": "?", "Hold": "1 ms" }`), [], 'Requests'],
    ['an unknown pin', simulation(`"Pin": "x", ${source}, "Client": { "Requests": 1, "Hold": "1 ms" }`), [], 'f/p'],
    ['a source of an input pin', simulation(`"Pin": "p", ${source}, "Client": { "Requests": 1, "Hold": "1 ms" }`, '"Label": "p", "PinDescriptor": { "DataFlow": 1 }'), [], 'data enters by the pin'],
    ['a negative hold', simulation(`${source}, "Client": { "Requests": 1, "Hold": "-1 ms" }`), [], 'Hold'],
    ['no Process routine', simulation(`${source}, "Client": { "Requests": 1, "Hold": "1 ms" }`, '"Label": "p", "Dispatch": null, "PinDescriptor": { "DataFlow": 2 }'), [], 'Process'],
  ])('%s', async (name, text, more, reason) => {
    const { code, out, err } = await avstream(['simulate', file(`${name}.avstream.json`, text), ...more]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
    expect(err).not.toMatch(/[{}]|scenario\.|undefined/);
  });

  it.each([
    ['a value that cannot be read', `"Source": { "Period": "40 ms", "FrameSize": 100 }, "Client": { "Requests": 2, "Hold": "-1 ms" }`, /: error DOC-06: Hold: "-1 ms" is negative; a duration is not\.\n$/],
    ['a routine that cannot be', `${source}, "Client": { "Requests": 2, "Hold": "1 ms" }, "Driver": { "Routines": { "Process": { "Steps": [{ "Break": true }] } } }`, /: error DOC-16: Break stands outside any While/],
    ['what no rule is about', `${source}, "Client": { "Hold": "1 ms" }`, /: error Simulations: Client\.Requests is missing/],
  ])('%s: what is wrong, and where', async (name, members, wanted) => {
    const text = simulation(members);
    const path = file(`${name} at its place.avstream.json`, text);
    for (const command of ['simulate', 'prove', 'advise']) {
      const { code, out, err } = await avstream([command, path]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(wanted);
      expect(err).toContain(`avstream: "s" cannot be ${command === 'prove' ? 'proved' : 'run'}:\n${path}:1:`);
    }
  });

  it('a document with errors elsewhere is run, and the errors are counted', async () => {
    const path = file('errors elsewhere.avstream.json', simulation(`${source}, "Client": { "Requests": 1, "Hold": "1 ms" }`, '"Label": "p", "Flag": 1, "PinDescriptor": { "DataFlow": 2 }'));
    for (const command of ['simulate', 'prove', 'advise']) {
      const { code, err } = await avstream([command, path]);
      expect(code, command).toBeLessThan(2);
      expect(err).toBe(`avstream: ${path} has an error: see avstream check ${path}. What cannot be read of it takes no part here.\n`);
    }
    expect((await avstream(['simulate', avshws])).err).toBe('');
  });

  it.each([[['simulate'], 'one file'], [['simulate', 'a', 'b'], 'one file'], [['simulate', avshws, '--seed', '-1'], '--seed'], [['simulate', avshws, '--seed', 'x'], '--seed takes a whole number'], [['simulate', 'missing.json'], 'no such file']])('%j', async (parameters, reason) => {
    const { code, err } = await avstream(parameters);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });

  it('ends a driver that never comes to rest, and says so', async () => {
    const text = simulation(`${source}, "Duration": "1 s", "Hardware": { "ListDepth": 1 }, "Driver": { "WhenListFull": "Success" }, "Client": { "Requests": 3, "Hold": "1 ms" }`);
    const { code, out } = await avstream(['simulate', '--format', 'json', file('loop.avstream.json', text)]);
    const result = JSON.parse(out) as Simulated;
    expect(result.findings.map((finding) => finding.code)).toContain('SPT-16');
    expect(code).toBe(1);
  });
});
