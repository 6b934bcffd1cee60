import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import type { Scenario } from '../../../../server/src/simulation/scenario/index';
import { captured, constant, filterOf, filterScenario, input, output, plainPin } from './scenarios';

const defects = (scenario: Scenario): string[] => checkScenario(scenario).map(({ key, field }) => `${key} ${field}`);

describe('filters that cannot be', () => {
  const pins = [input(), output()];

  it('one that can', () => {
    expect(defects(filterScenario(pins))).toEqual([]);
    expect(defects(filterScenario([captured('video')], { role: 'capture' }))).toEqual([]);
  });

  it.each([
    ['a pin that is none', { factories: [{ flags: 0, instancesNecessary: 0, pins: [0, 7] }] }, ['noSuchPin filters.0.factories.0.pins', 'noProcess pins.1.callbacks.process']],
    ['a pin twice', { factories: [{ flags: 0, instancesNecessary: 0, pins: [0, 1] }, { flags: 0, instancesNecessary: 0, pins: [1] }] }, ['sharedPin filters.0.factories.1.pins']],
    ['a gate for another pin', { factories: [{ flags: 0, instancesNecessary: 0, pins: [0] }], gates: [{ kind: 'or' as const, pins: [1] }] }, ['noSuchPin filters.0.gates.0.pins', 'noProcess pins.1.callbacks.process']],
    ['two gates for a pin', { gates: [{ kind: 'or' as const, pins: [0] }, { kind: 'and' as const, pins: [0] }] }, ['sharedPin filters.0.gates.1.pins']],
    ['a ratio of nothing', { ratio: { inputBytes: 0, outputBytes: 1.5 } }, ['notWhole filters.0.ratio.inputBytes', 'notWhole filters.0.ratio.outputBytes']],
    ['a time below 0', { processTime: constant(-1) }, ['notWhole filters.0.processTime']],
    ['a filter in place without its queue', { role: 'inPlace' as const }, ['filterRole filters.0.factories.0.pins', 'filterRole filters.0.factories.1.pins']],
    ['a filter that captures without a device', { role: 'capture' as const }, ['filterRole filters.0.factories.0.pins', 'filterRole filters.0.factories.1.pins']],
    ['a word too many about branches', { factories: [{ flags: 0, instancesNecessary: 0, pins: [0] }, { flags: 0x20000, instancesNecessary: 0, pins: [1], modifiesData: [true, true] }] }, ['filterRole filters.0.factories.1.modifiesData']],
  ])('%s', (_, filter, expected) => {
    expect(defects(filterScenario(pins, filter))).toEqual(expected);
  });

  it('two of one label, outputs that a device fills, mappings, a copy of nothing, an input that splits', () => {
    expect(defects({ ...filterScenario(pins), filters: [filterOf([input()]), { ...filterOf([input()]), factories: [{ flags: 0, instancesNecessary: 0, pins: [1] }] }] })).toEqual(['duplicateLabel filters.1.label', 'filterRole filters.1.role']);
    expect(defects(filterScenario([input(), captured('out')]))).toEqual(['filterRole filters.0.factories.1.pins']);
    expect(defects(filterScenario([input(), output({ flags: 0x100 })]))).toEqual(['filterMappings pins.1.flags']);
    expect(defects(filterScenario([output()]))).toEqual(['filterRole filters.0.role']);
    expect(defects(filterScenario([input(), input({ label: 'second' })], { factories: [{ flags: 0x20000, instancesNecessary: 0, pins: [0, 1] }] }))).toEqual(['filterRole filters.0.factories.0.pins', 'filterRole filters.0.factories.0.pins']);
  });

  it('a pin whose frames nobody moves', () => {
    expect(defects({ ...filterScenario([input(), output()]), filters: [] })).toEqual(['noProcess pins.0.callbacks.process', 'noProcess pins.1.callbacks.process']);
    expect(defects(filterScenario([input(), output()], { process: null }))).toEqual(['noProcess pins.0.callbacks.process', 'noProcess pins.1.callbacks.process']);
    expect(defects(filterScenario([plainPin('in', { dataFlow: 'in', client: input().client!, callbacks: { ...input().callbacks, process: 'PinProcess' } }), output()], { process: null }))).toEqual([]);
  });
});
