import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits, modelOf, parseTree, resolvePointer } from '../../../../server/src/document/index';
import { type Parameter, type ParameterOverride, compileScenario, createSimulation, editsForOverrides, listParameters, simulationsOf } from '../../../../server/src/simulation/index';

interface Read { readonly text: string; readonly index: number; readonly label: string; readonly parameters: readonly Parameter[] }

function read(text: string, index = 0): Read {
  const model = modelOf(parseTree(text));
  const simulation = simulationsOf(model)[index]!;
  const compiled = compileScenario(model, simulation, index);
  if (compiled.kind !== 'scenario') throw new Error(`${compiled.problem.key} ${JSON.stringify(compiled.problem.arguments)}`);
  return { text, index, label: compiled.scenario.label, parameters: listParameters(model, simulation, compiled.scenario) };
}

function change({ text, parameters }: Read, overrides: readonly ParameterOverride[]): string {
  const result = editsForOverrides(parseTree(text), parameters, overrides);
  if ('problem' in result) throw new Error(result.problem);
  return applyEdits(text, result.edits);
}

const named = ({ parameters }: Read, name: string, part = 'value', owner?: string): Parameter => {
  const found = parameters.find((each) => each.name === name && each.part === part && (owner === undefined || each.owner === owner));
  if (!found) throw new Error(`no ${name} among ${parameters.map((each) => each.name).join(', ')}`);
  return found;
};

const samples = readdirSync('samples').flatMap((file) => {
  const text = readFileSync(`samples/${file}`, 'utf8');
  return simulationsOf(modelOf(parseTree(text))).map((_, index) => ({ file, text, index }));
});

const fingerprint = (text: string, index: number): string => {
  const model = modelOf(parseTree(text));
  const compiled = compileScenario(model, simulationsOf(model)[index]!, index);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  const simulation = createSimulation({ ...compiled.scenario, duration: Math.min(compiled.scenario.duration, 60_000_000) }, compiled.seed);
  while (!simulation.advance(100_000).done) { /* goes on */ }
  return simulation.result().fingerprint;
};

describe.each(samples)('$file $index', ({ text, index }) => {
  const sample = read(text, index);

  it('each parameter stands where it says, and none stands twice', () => {
    const tree = parseTree(text);
    expect(new Set(sample.parameters.map(({ pointer }) => pointer)).size).toBe(sample.parameters.length);
    expect(sample.parameters.length).toBeGreaterThan(6);
    for (const { pointer, origin, written, value, lowest, minimum, maximum, highest, step, name } of sample.parameters) {
      expect(resolvePointer(tree, pointer) !== -1, pointer).toBe(origin === 'stated');
      expect(written !== '', pointer).toBe(origin === 'stated');
      expect(pointer.startsWith(`/Simulations/${index}/`), pointer).toBe(true);
      expect(lowest <= minimum && minimum <= value && value <= maximum && maximum <= highest && step >= 1, `${name} ${lowest} ${minimum} ${value} ${maximum} ${highest}`).toBe(true);
    }
  });

  it('every number can be changed, and is then what the simulation says, and nothing else is', () => {
    for (const parameter of sample.parameters) {
      if (parameter.kind === 'table') continue;
      const together = sample.parameters.filter(({ member }) => member === parameter.member);
      const at = together.indexOf(parameter);
      const wanted = parameter.value + 1 > (together[at + 1]?.value ?? Infinity) ? parameter.value : parameter.value + 1;
      const after = read(change(sample, [{ pointer: parameter.pointer, value: wanted }]), index);
      const now = after.parameters.find(({ pointer }) => pointer === parameter.pointer)!;
      expect(now, parameter.pointer).toMatchObject({ value: wanted, origin: wanted === parameter.value ? parameter.origin : 'stated' });
      const others = (each: Read): unknown => each.parameters.filter(({ member, name }) => member !== parameter.member && name !== 'Hardware.ListDepth' && name !== 'Client.Requests').map(({ pointer, value }) => [pointer, value]);
      expect(others(after), parameter.pointer).toEqual(others(sample));
    }
  });

  it('stating what holds anyway changes no run', () => {
    const unstated = sample.parameters.filter(({ origin, kind }) => origin !== 'stated' && kind !== 'table');
    const shifted = change(sample, unstated.map(({ pointer, value }) => ({ pointer, value: value + 1 })));
    const back = read(shifted, index);
    const restored = change(back, unstated.map(({ pointer, value }) => ({ pointer, value })));
    expect(fingerprint(restored, index)).toBe(fingerprint(text, index));
  });
});

describe('the values of a simulation', () => {
  const avshws = read(readFileSync('samples/avshws.avstream.json', 'utf8'));

  it('are named, and say where they come from', () => {
    expect(named(avshws, 'Client.Requests')).toMatchObject({ value: 4, origin: 'stated', kind: 'integer', written: '4', pointer: '/Simulations/0/Client/Requests', lowest: 1 });
    expect(named(avshws, 'Client.Hold', 'least')).toMatchObject({ value: 2_000_000, written: '"2 ms"', pointer: '/Simulations/0/Client/Hold/Uniform/0', member: '/Simulations/0/Client/Hold' });
    expect(named(avshws, 'Client.Hold', 'greatest')).toMatchObject({ value: 12_000_000 });
    expect(named(avshws, 'System.DpcLatency')).toMatchObject({ value: 20_000, origin: 'default', written: '', pointer: '/Simulations/0/System/DpcLatency' });
    expect(named(avshws, 'Seed')).toMatchObject({ value: 1, origin: 'default' });
    const camera = read(readFileSync('samples/usb-camera.avstream.json', 'utf8'));
    expect(named(camera, 'System.DpcLatency')).toMatchObject({ kind: 'table', origin: 'preset' });
    expect(named(camera, 'Client.Hold', 'usual')).toMatchObject({ value: 6_000_000, origin: 'preset', pointer: '/Simulations/0/Client/Hold/Triangular/1' });
    expect(named(camera, 'Source.Period').origin).toBe('elsewhere');
  });

  it('are written as the document writes them', () => {
    const changed = change(avshws, [
      { pointer: named(avshws, 'Client.Hold', 'greatest').pointer, value: 15_500_000 }, { pointer: named(avshws, 'Source.Period').pointer, value: 40_000_000 },
      { pointer: named(avshws, 'System.DpcLatency').pointer, value: 300_000 }, { pointer: named(avshws, 'Hardware.TransferTime').pointer, value: 5_000_000 },
    ]);
    expect(changed).toContain('"Hold": { "Uniform": ["2 ms", "15.5 ms"] }');
    expect(changed).toContain('"Source": { "Period": "40000000 ns" }, // AvgTimePerFrame');
    expect(changed).toContain('"System": { "DpcLatency": "300 us" }');
    expect(changed).toContain('"Hardware": { "ListDepth": 2, "Interrupt": "PerPeriod", "TransferTime": "5 ms" },');
  });

  it('that a preset has are inserted with their whole distribution', () => {
    const camera = read(readFileSync('samples/usb-camera.avstream.json', 'utf8'));
    expect(change(camera, [{ pointer: '/Simulations/0/Client/Hold/Triangular/2', value: 40_000_000 }])).toContain('"Client": { "Kind": "FrameServer", "Requests": 6, "Hold": { "Triangular": ["2 ms", "6 ms", "40 ms"] } }');
  });

  it('keep their expressions when nothing changes', () => {
    const text = avshws.text.replace('"Requests": 4', '"Requests": "2 * 2"');
    const written = read(text);
    expect(change(written, [{ pointer: '/Simulations/0/Client/Requests', value: 4 }])).toBe(text);
    expect(change(written, [{ pointer: '/Simulations/0/Client/Requests', value: 5 }])).toBe(text.replace('"2 * 2"', '5'));
    const hexadecimal = avshws.text.replace('"Requests": 4', '"Requests": "0x4"');
    expect(change(read(hexadecimal), [{ pointer: '/Simulations/0/Client/Requests', value: 31 }])).toBe(hexadecimal.replace('"0x4"', '"0x1f"'));
  });

  it('are refused where they are not there, or cannot be', () => {
    const problem = (pointer: string, value: number): unknown => editsForOverrides(parseTree(avshws.text), avshws.parameters, [{ pointer, value }]);
    expect(problem('/Simulations/7/Client/Requests', 4)).toMatchObject({ problem: 'unknown' });
    expect(problem('/Filters/0/Label', 4)).toMatchObject({ problem: 'unknown' });
    expect(problem('/Simulations/0/Client/Requests', 0)).toMatchObject({ problem: 'outOfRange' });
    expect(problem('/Simulations/0/Client/Requests', 2.5)).toMatchObject({ problem: 'outOfRange' });
    expect(problem('/Simulations/0/Client/Requests', Number.NaN)).toMatchObject({ problem: 'outOfRange' });
  });
});
