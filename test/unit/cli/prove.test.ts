import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { avstream } from './avstream';

const avshws = 'samples/avshws.avstream.json';
const scenario = ['--scenario', '30 fps to an application'];

describe('avstream prove', () => {
  it('says for which behaviour and within which bounds something is proved', async () => {
    const { code, out, err } = await avstream(['prove', avshws, ...scenario, '--requests', '2']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Proved for the behaviour described in "30 fps to an application", up to 2 requests of the client');
    expect(out).toContain('not been validated against ks.sys');
  });

  it('finds what routines described call by call do to each other, and answers with 1', async () => {
    const { code, out } = await avstream(['prove', avshws, '--scenario', 'avshws, call by call', '--format', 'json']);
    const { results } = JSON.parse(out) as { results: { verdict: string; fault: { kind: string } | null; steps: { text: string; calls: { path: string }[] }[] }[] };
    expect(results.map(({ verdict }) => verdict)).toEqual(['counterexample']);
    expect(code).toBe(1);
    // Every call of a described routine leads to its place in the document.
    const paths = results[0]!.steps.flatMap(({ calls }) => calls).map(({ path }) => path).filter((path) => path !== '');
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.every((path) => path.startsWith('/Simulations/'))).toBe(true);
  });

  it('gives up at a limit with 3, and refuses what cannot be asked with 2', async () => {
    const undecided = await avstream(['prove', avshws, ...scenario, '--requests', '4', '--states', '100']);
    expect([undecided.code, undecided.out.split(':')[0]]).toEqual([3, 'Not decided for "30 fps to an application"']);
    const short = await avstream(['prove', avshws, ...scenario, '--requests', '8', '--time', '20 ms']);
    expect([short.code, short.out]).toEqual([3, expect.stringContaining('the time that the search may take, 20 ms, was over. No fault was found in')]);
    expect((await avstream(['prove', avshws, '--time', '3'])).err).toContain('--time takes a time such as "30 s"');
    const [unknown, mistaken, input] = await Promise.all([avstream(['prove', avshws, '--scenario', 'nobody']), avstream(['prove', avshws, '--requests', '0']), avstream(['prove', 'samples/audio-effect.avstream.json'])]);
    expect([unknown.code, mistaken.code, input.code]).toEqual([2, 2, 2]);
    expect(mistaken.err).toContain('--requests takes a whole number from 1 to 12');
    expect(input.err).toContain('is not read from');
    expect((await avstream(['prove', 'docs/simulation/failures/DSP-09.avstream.json'])).err).toContain('is off the standard transport and has no queue');
    expect(readFileSync('docs/prove.md', 'utf8')).toContain('3 when it was not decided');
  });
});
