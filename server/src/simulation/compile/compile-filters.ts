import { type FilterView, type Instance, type PinView, booleanOf, bound, elementsOf, instanceIn, instancesIn, isStated, nodeOf, numberOf, textOf, wordOf } from '../../document/index';
import { Simulation, SimulationFilter, SimulationGate, SimulationRatio, constantValue } from '../../ks/index';
import { compressedSize, inPlaceBetween, keepsSize, optionsOf, ratioOf } from '../negotiation/index';
import type { FilterScenario, PinScenario } from '../scenario';
import { filterNames } from './field-names';
import { isSamePin, pinCalled } from './plan';
import { type GraphPlan, type RunPin, nodeOfPlace } from './plan-graph';
import { impossible } from './problem';
import { type Reader, assume, optional, pointer, readPart, scenarioWord } from './reader';

const splitter = constantValue('KSPIN_FLAG_SPLITTER');

/** Filters with a Process routine, and those that join pins of the run. The others process pin by pin. */
export function compileFilters(reader: Reader, simulation: Instance<typeof Simulation>, { pins }: GraphPlan, compiled: readonly PinScenario[]): readonly FilterScenario[] {
  const stated = new Map<string, Instance<typeof SimulationFilter>>();
  const { filters } = reader.model;
  for (const entry of instancesIn(simulation, 'Filters', SimulationFilter)) {
    const name = textOf(entry, 'Filter') ?? impossible('missing', entry.node, { field: 'Filter' });
    const named = filters.filter(({ label }) => label === name);
    if (named.length !== 1) impossible(named.length === 0 ? 'unknownFilter' : 'ambiguousFilter', nodeOf(entry, 'Filter'), { filter: name, filters: filters.map(({ label }) => label).join(', ') });
    if (stated.has(name)) impossible('duplicateFilter', nodeOf(entry, 'Filter'), { filter: name });
    stated.set(name, entry);
  }
  const scenarios: FilterScenario[] = [];
  for (const filter of filters) {
    const run = pins.filter((pin) => pin.plans.some(({ view }) => view.filter.index === filter.index));
    const scenario = run.length === 0 ? undefined : compileFilter(reader, simulation, filter, run, pins, compiled, stated.get(filter.label), `filters.${scenarios.length}`);
    if (scenario) scenarios.push(scenario);
  }
  return scenarios;
}

function compileFilter(
  reader: Reader, simulation: Instance<typeof Simulation>, filter: FilterView, run: readonly RunPin[], pins: readonly RunPin[], compiled: readonly PinScenario[], stated: Instance<typeof SimulationFilter> | undefined, at: string,
): FilterScenario | undefined {
  const inputs = run.filter(({ place }) => place.dataFlow === 'in');
  const outputs = run.filter(({ place }) => place.dataFlow === 'out');
  const inPlace = run.some(({ place }) => place.dataFlow === 'inPlace');
  const joins = inPlace || (inputs.length > 0 && outputs.some(({ place }) => !place.hasSource));
  const splits = run.some(({ plan }, index) => ((plan.view.flags ?? 0) & splitter) !== 0 && run.findIndex((other) => other.plan.view === plan.view) !== index);
  const process = processOf(filter);
  if (process === null && !joins && !splits) return undefined;
  if (process) reader.paths[`${at}.process`] = pointer(reader, process.node);
  reader.paths[at] = pointer(reader, stated?.node ?? filter.filter.node);
  const flags = numberOf(filter.filter, 'Flags');
  if (isStated(filter.filter, 'Flags')) reader.paths[`${at}.flags`] = pointer(reader, nodeOf(filter.filter, 'Flags'));
  if (isStated(filter.filter, 'InPlace')) reader.paths[`${at}.role`] = pointer(reader, nodeOf(filter.filter, 'InPlace'));
  const [input, output] = [inputs[0], outputs[0]];
  if (inPlace && output) impossible('inPlaceSplitter', nodeOf(filter.filter, 'InPlace'), { filter: filter.label });
  if (!inPlace && joins && input && output) {
    const between = inPlaceBetween(input.plan.view, output.plan.view);
    // The same frames cannot be on both sides of a filter when they come from two applications.
    if (between?.value !== false) assume(reader, between === undefined ? 'filterCopies' : 'filterCopiesBetween', filter.label, filter.filter.node, output.plan.view);
  }
  const preset = run.find(({ plan }) => plan.preset !== undefined)?.plan.preset;
  const part = readPart<FilterScenario, typeof SimulationFilter>(reader, at, { stated: stated ? [stated] : [], preset: preset && { ...preset, values: pickProcessTime(preset.preset.driver) } }, filterNames);
  return {
    label: filter.label, flags: flags ?? 0, process: process?.name ?? null, role: inPlace ? 'inPlace' : joins ? 'copy' : inputs.length > 0 ? 'copy' : 'capture',
    factories: filter.pins.map((view, index) => factoryOf(reader, view, run, pins, stated, `${at}.factories.${index}`)),
    ...part,
    ...optional('readsUntested', untestedOf(reader, filter, run, stated, `${at}.readsUntested`)),
    ...optional('gates', gatesOf(reader, run, pins, stated, `${at}.gates`)),
    ...optional('ratio', inPlace ? undefined : ratioOfFilter(reader, simulation, stated, input, output, pins, compiled, `${at}.ratio`)),
  };
}

/** What a preset says of Process holds for that of a filter, too. */
const pickProcessTime = ({ processTime }: { readonly processTime?: FilterScenario['processTime'] }): Partial<FilterScenario> => (processTime === undefined ? {} : { processTime });

/** The filter's Process routine; `null` where it has none, or the document does not say that it has one. */
function processOf({ dispatch }: FilterView): { readonly name: string; readonly node: number } | null {
  if (dispatch.state !== 'present') return null;
  const value = bound(dispatch.instance, 'Process');
  return value.state === 'present' && value.kind === 'text' ? { name: value.text, node: value.node } : null;
}

function factoryOf(reader: Reader, view: PinView, run: readonly RunPin[], pins: readonly RunPin[], stated: Instance<typeof SimulationFilter> | undefined, at: string): FilterScenario['factories'][number] {
  // A queue that input and output of a filter in place share counts with the input.
  const instances = run.filter(({ plans }) => isSamePin(plans[0]!.view, view));
  reader.paths[at] = pointer(reader, view.pin.node);
  const flags = view.flags ?? 0;
  const isSplitter = (flags & splitter) !== 0;
  const modifying = stated && isStated(stated, 'ModifyingBranches') ? (elementsOf(stated, 'ModifyingBranches') ?? []).flatMap((element) => (element.state === 'present' && element.kind === 'integer' ? [element.value] : [])) : undefined;
  if (isSplitter && modifying && stated) {
    const beyond = modifying.find((number) => number < 1 || number > instances.length);
    if (beyond !== undefined) impossible('noSuchBranch', nodeOf(stated, 'ModifyingBranches'), { number: beyond, count: instances.length });
    reader.paths[`${at}.modifiesData`] = pointer(reader, nodeOf(stated, 'ModifyingBranches'));
  }
  return {
    flags,
    // A pin type of which the run has no instance is not waited for: the simulation looks at a part of the graph.
    instancesNecessary: instances.length === 0 ? 0 : (numberOf(view.pin, 'InstancesNecessary') ?? 0),
    pins: instances.map((pin) => pins.indexOf(pin)),
    ...(isSplitter ? { modifiesData: instances.map((pin, index) => (modifying ? modifying.includes(index + 1) : isModifiedBehind(pin, pins))) } : {}),
  };
}

/** Optional pin types without an instance in the run, where Process reads the first instance without looking. */
function untestedOf(reader: Reader, filter: FilterView, run: readonly RunPin[], stated: Instance<typeof SimulationFilter> | undefined, at: string): readonly number[] | undefined {
  if (!stated || !isStated(stated, 'TestsPinCount') || booleanOf(stated, 'TestsPinCount') !== false) return undefined;
  reader.paths[at] = pointer(reader, nodeOf(stated, 'TestsPinCount'));
  const found = filter.pins.flatMap((view, index) => (numberOf(view.pin, 'InstancesNecessary') === 0 && !run.some(({ plans }) => isSamePin(plans[0]!.view, view)) ? [index] : []));
  return found.length === 0 ? undefined : found;
}

/** The gates that the driver attaches pins to. */
function gatesOf(reader: Reader, run: readonly RunPin[], pins: readonly RunPin[], stated: Instance<typeof SimulationFilter> | undefined, at: string): FilterScenario['gates'] {
  if (!stated || !isStated(stated, 'Gates')) return undefined;
  return instancesIn(stated, 'Gates', SimulationGate).map((gate, index) => {
    const kind = wordOf(gate, 'Kind') ?? impossible('missing', gate.node, { field: 'Kind' });
    reader.paths[`${at}.${index}`] = pointer(reader, gate.node);
    const attached = (elementsOf(gate, 'Pins') ?? impossible('missing', gate.node, { field: 'Pins' })).flatMap((element) => {
      if (element.state !== 'present' || element.kind !== 'text') return [];
      const view = pinCalled(reader, element.text, element.node);
      const found = run.filter(({ plans }) => plans.some((plan) => isSamePin(plan.view, view)));
      return found.length > 0 ? found : impossible('gateElsewhere', element.node, { pin: element.text });
    });
    return { kind: scenarioWord(kind) as 'and' | 'or', pins: [...new Set(attached)].map((pin) => pins.indexOf(pin)) };
  });
}

/** Whether the pin that a branch leads to is the queue of a filter that works in place. */
function isModifiedBehind(pin: RunPin, pins: readonly RunPin[]): boolean {
  return pin.place.next !== undefined && pins.some((other) => other.place.dataFlow === 'inPlace' && other.plans.some(({ view }) => isSamePin(view, pin.place.next!)));
}

/** Bytes of output for bytes of input: as the simulation states it, else as the framing of the output pin does. */
function ratioOfFilter(
  reader: Reader, simulation: Instance<typeof Simulation>, stated: Instance<typeof SimulationFilter> | undefined, input: RunPin | undefined, output: RunPin | undefined, pins: readonly RunPin[], compiled: readonly PinScenario[], at: string,
): FilterScenario['ratio'] {
  const own = stated && instanceIn(stated, 'Ratio', SimulationRatio);
  if (own) {
    const bytes = (field: 'InputBytes' | 'OutputBytes'): number => {
      const value = numberOf(own, field) ?? impossible('missing', own.node, { field });
      return value > 0 ? value : impossible('ratioZero', nodeOf(own, field), { field });
    };
    reader.paths[at] = pointer(reader, own.node);
    return { inputBytes: bytes('InputBytes'), outputBytes: bytes('OutputBytes') };
  }
  const ratio = output && ratioOf(output.plan.view);
  if (!input || !ratio || keepsSize(ratio.value)) return undefined;
  const inputBytes = compiled[pins.indexOf(input)]!.frameBytes;
  reader.paths[at] = pointer(reader, nodeOfPlace(ratio.from));
  return { inputBytes, outputBytes: compressedSize(inputBytes, ratio.value, optionsOf(simulation).compressionRounding) };
}
