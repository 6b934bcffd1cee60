import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedOutcome } from '../../../server/src/simulation/index';
import { avstream } from './avstream';

interface Simulated { readonly seed: number; readonly fingerprint: string; readonly swarm: { readonly isRandom: boolean; readonly outcomes: readonly SeedOutcome[] } }

const documentOf = (faults: string): string => `{ "FormatVersion": 1,
  "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Flags": "KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2, "Communication": 3, "Interfaces": null, "Mediums": null } } ] } ],
  "Simulations": [ { "Label": "s", "Duration": "1 s", "Source": { "Period": "10 ms", "FrameSize": 1000 }, "Faults": [${faults}], "Client": { "Requests": 3, "Hold": "1 ms" } } ] }`;

let folder: string;
let random: string;
let plain: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream swarm '));
  random = path.join(folder, 'random.avstream.json');
  plain = path.join(folder, 'plain.avstream.json');
  writeFileSync(random, documentOf('{ "Kind": "ClientStalls", "Duration": "50 ms", "PerMillion": 15000 }'));
  writeFileSync(plain, documentOf('{ "Kind": "ClientStalls", "Duration": "50 ms", "At": ["100 ms"] }'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('simulate --seeds', () => {
  it('runs every seed, shows the worst, and says how far it is', async () => {
    const { out, err } = await avstream(['simulate', random, '--seeds', '20', '--seed', '5', '--format', 'json']);
    const { seed, fingerprint, swarm: { outcomes, isRandom } } = JSON.parse(out) as Simulated;
    expect(isRandom).toBe(true);
    expect(outcomes.map((outcome) => outcome.seed).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 5));
    expect(outcomes.map(({ dropped }) => dropped)).toEqual(outcomes.map(({ dropped }) => dropped).sort((a, b) => b - a));
    expect(new Set(outcomes.map(({ dropped }) => dropped)).size).toBeGreaterThan(2);
    expect({ seed, fingerprint }).toEqual({ seed: outcomes[0]!.seed, fingerprint: outcomes[0]!.fingerprint });
    expect(err).toMatch(/^2 of 20 seeds, the worst so far: \d+/);
    expect(err.trim().split('\n')).toHaveLength(10);
  });

  it('prints the worst for a person', async () => {
    const { out } = await avstream(['simulate', random, '--seeds', '4']);
    expect(out).toMatch(/^Seed \d is the worst of 4; \d without findings and losses\.\n {2}seed \d: 0 errors, \d warnings?, \d+ frames? dropped, latency up to [\d.]+ [µm]?s\n/);
  });

  it('runs one where nothing is random', async () => {
    const { out, err } = await avstream(['simulate', plain, '--seeds', '50']);
    expect(err).toBe('');
    expect(out).toMatch(/^Nothing in the scenario is random: every seed does the same\.\n/);
  });

  it.each(['0', '100001', 'many'])('takes no %s', async (seeds) => {
    expect((await avstream(['simulate', plain, '--seeds', seeds])).code).toBe(2);
  });
});
