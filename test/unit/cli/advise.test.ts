import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream, root } from './avstream';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream advise '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const avshws = 'samples/avshws.avstream.json';

describe('the guide', () => {
  const guide = readFileSync(path.join(root, 'docs/advise.md'), 'utf8').replaceAll('\r\n', '\n');

  it('shows what its first command prints, line by line in that order', async () => {
    const command = /^avstream (advise samples\/\S+) --scenario "(.+)"$/m.exec(guide)!;
    const { code, out, err } = await avstream([...command[1]!.split(' '), '--scenario', command[2]!]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const printed = out.split('\n').map((line) => line.trimEnd());
    const shown = [...guide.matchAll(/^```text\n([\s\S]*?)^```$/gm)].flatMap((match) => match[1]!.trimEnd().split('\n'));
    expect(shown.length).toBeGreaterThan(15);
    let at = 0;
    for (const line of shown) {
      const found = printed.indexOf(line, at);
      expect(found, line).toBeGreaterThanOrEqual(0);
      at = found + 1;
    }
    expect(out).toMatch(/This took [\d,]+ runs, none shorter than the scenario, [\d,]+ events, and [\d.]+ m?s\.\n$/);
  }, 60_000);

  it('has options that the command knows', async () => {
    const { out } = await avstream(['advise', '--help']);
    for (const [option] of guide.matchAll(/--[a-z]+/g)) expect(out).toContain(option);
  });
});

describe('avstream advise', () => {
  it('never draws charts over the descriptor', async () => {
    const text = readFileSync(avshws, 'utf8');
    const copy = path.join(folder, 'copy.avstream.json');
    writeFileSync(copy, text);
    expect(await avstream(['advise', copy, '--chart', copy])).toMatchObject({ code: 2, err: expect.stringContaining('it is the descriptor') as string });
    expect(readFileSync(copy, 'utf8')).toBe(text);
  });

  it('gives all it has worked out as JSON, writes charts, and takes a stretch', async () => {
    const chart = path.join(folder, 'hold.svg');
    const { code, out, err } = await avstream(['advise', avshws, '--scenario', 'slow application', '--sweep', 'Client.Hold=50 ms..250 ms', '--chart', chart, '--format', 'json']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { validated, buffers, sweep, sensitivity, work } = JSON.parse(out) as { validated: boolean; buffers: { sections: { verdict: object; edit: object }[]; confidence: number }; sweep: { variations: { values: number[] }[] }; sensitivity: object[]; work: { runs: number } };
    expect(validated).toBe(false);
    expect(buffers.sections).toMatchObject([{ verdict: { kind: 'enough', number: 5 }, edit: [{ pointer: '/Simulations/1/Client/Requests', value: 5 }] }]);
    expect(sweep.variations.map(({ values: [value] }) => value! / 1e6)).toEqual([50, 60, 80, 100, 120, 140, 150, 160, 180, 200, 220, 240, 250]);
    expect(sensitivity.length).toBeGreaterThan(5);
    expect(work.runs).toBeGreaterThan(100);
    expect(readFileSync(chart, 'utf8')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
  }, 60_000);

  it('exits 0 where the buffers of the document are enough, with as many seeds and as much confidence as asked for', async () => {
    const text = readFileSync(path.join(root, avshws), 'utf8').replace('"Requests": 3, "Hold": "150 ms"', '"Requests": 6, "Hold": { "Uniform": ["149 ms", "150 ms"] }');
    const { code, out } = await avstream(['advise', '-', '--scenario', 'slow application', '--confidence', '99%', '--seeds', '30'], text);
    expect(code).toBe(0);
    expect(out).toContain('capture/video: 5 buffers in flight would lose nothing; the document has 6 buffers.');
    expect(out).toContain('none of 30 further runs, with seeds 17 to 46, loses a frame. With a confidence of 99 % fewer than 16.1894 % of the runs');
  }, 60_000);

  it('says what it cannot do', async () => {
    const file = path.join(folder, 'empty.avstream.json');
    writeFileSync(file, '{ "FormatVersion": 1 }');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[file], /describes no simulation/],
      [[avshws, '--scenario', 'nothing'], /has no simulation "nothing"\. It has: "30 fps to an application", /],
      [[avshws, '--sweep', 'Client.Holt'], /no value 'Client\.Holt' that could be swept\. Is 'Client\.Hold' meant\?/],
      [[avshws, '--sweep', 'Client.Hold=5..7'], /'5\.\.7' is no stretch of Client\.Hold/],
      [[avshws, '--confidence', '1'], /--confidence takes a number above 0 and below 1/],
      [[avshws, '--seeds', '0'], /--seeds takes a whole number from 1/],
      [[], /advise takes one file/],
    ];
    for (const [parameters, reason] of cases) expect(await avstream(['advise', ...parameters]), parameters.join(' ')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(reason) as unknown });
  }, 60_000);
});
