import { addRow } from '../../../trace/index';
import { attachGate, createAndGate, createFilterProcessing, createOrGate, createPinProcessing, createSplitter, queueFlags } from '../../queue/index';
import type { FilterScenario } from '../../scenario';
import type { FilterModel, PinModel } from '../model';
import { pathOf } from '../paths';
import type { Making } from '../pins/making';
import type { Behaviour } from '../processing/object';
import { ObjectModel } from '../processing/object';
import { createCapture } from './capture';
import { createConversion } from './conversion';
import { createInPlace } from './in-place';
import { movedByFilter } from './pattern';
import type { SplitterModel } from './splitter';
import { createTransform } from './transform';

/**
 * Makes the filters of a scenario: their Process routines, splitters and gates. Sets the object of every pin whose frames a filter moves; that of a filter with a
 * Process of its own has the number `pins.length` plus the filter's. Pins that are left without an object process for themselves.
 */
export function createFilters(making: Making, pins: readonly PinModel[]): FilterModel[] {
  return (making.scenario.filters ?? []).map((scenario, index) => createFilter(making, pins, scenario, index));
}

function createFilter(making: Making, pins: readonly PinModel[], scenario: FilterScenario, index: number): FilterModel {
  const { environment } = making;
  const factories = scenario.factories.map((factory) => ({ ...factory, pins: factory.pins.map((pin) => pins[pin]!) }));
  const all = factories.flatMap((factory) => factory.pins);
  // Each instance after the first of a splitter is filled by AVStream, and no device fills it.
  const splitters = factories.filter(({ flags, pins: { length } }) => (flags & queueFlags.splitter) !== 0 && length > 1).map(({ pins: instances, modifiesData }): SplitterModel => ({
    splitter: createSplitter(environment, instances.map((pin, instance) => ({ pin: pin.queue, modifiesData: modifiesData?.[instance] === true }))), pins: instances, expected: [], kept: [],
  }));
  for (const splitter of splitters) {
    for (const [instance, pin] of splitter.pins.entries()) {
      pin.splitter = splitter;
      if (instance > 0) pin.device = null;
    }
  }
  const inputs = all.filter(({ settings }) => settings.dataFlow !== 'out');
  const outputs = all.filter(({ settings, queue }) => settings.dataFlow === 'out' && !queue.automatic);
  const { inputBytes, outputBytes } = scenario.ratio ?? { inputBytes: 1, outputBytes: 1 };
  const gates = (scenario.gates ?? []).map(({ kind }, gate) => (kind === 'or' ? createOrGate : createAndGate)(environment, `${scenario.label} ${gate + 1}`));
  const filter: FilterModel = {
    index, scenario, object: null, inputs, outputs: all.filter(({ settings }) => settings.dataFlow === 'out'), splitters, gates,
    from: inputs.map((pin) => ({ pin, unreported: 0 })), to: outputs.map((pin) => ({ pin, conversion: createConversion(inputBytes, outputBytes), missed: 0, undrained: 0 })),
  };
  const behaviour = scenario.role === 'copy' ? createTransform(filter) : scenario.role === 'inPlace' ? createInPlace(filter) : createCapture(filter);
  if (scenario.process !== null) filter.object = createFilterObject(making, pins.length + index, filter, factories, behaviour, scenario.process);
  else if (scenario.role !== 'capture') createPinObjects(making, filter, all, behaviour);
  for (const [gate, { pins: attached }] of (scenario.gates ?? []).entries()) for (const pin of attached) attachGate(pins[pin]!.queue, gates[gate]!, 'passive');
  return filter;
}

/** The object of a filter with a Process routine of its own. */
function createFilterObject(
  { environment, recorder, scenario: { paths }, seed }: Making, index: number, filter: FilterModel,
  factories: readonly (Omit<FilterScenario['factories'][number], 'pins'> & { readonly pins: readonly PinModel[] })[], behaviour: Behaviour, routine: string,
): ObjectModel {
  const { label, flags, processTime } = filter.scenario;
  const path = pathOf(paths, `filters.${filter.index}.process`);
  const pins = factories.flatMap((factory) => factory.pins);
  const object = new ObjectModel({
    index, behaviour, routine, pins, label: `filter ${label}`, processTime: processTime ?? defaultProcessTime, row: addRow(recorder, { kind: 'callback', label: routine, index: 0, group: label, path }),
    object: createFilterProcessing(environment, label, flags, factories.map((factory) => ({
      flags: factory.flags, instancesNecessary: factory.instancesNecessary, instances: factory.pins.map(({ queue }) => queue),
    }))),
  }, seed);
  for (const pin of pins) {
    pin.object = object;
    pin.pattern = movedByFilter;
  }
  return object;
}

/** A filter whose pins process for themselves: each routine Process does the work that there is for it, with the pins of the other side. */
function createPinObjects({ seed }: Making, filter: FilterModel, pins: readonly PinModel[], behaviour: Behaviour): void {
  const connected = pins.map(({ queue }) => queue);
  for (const pin of pins) {
    pin.pattern = movedByFilter;
    const { callbacks: { process }, label, driver } = pin.settings;
    if (process === null || pin.queue.automatic) continue;
    pin.object = new ObjectModel({
      index: pin.index, behaviour, routine: process, pins: [pin], label, row: pin.rows.process, processTime: filter.scenario.processTime ?? driver.processTime,
      object: createPinProcessing(pin.queue, connected),
    }, seed);
  }
}

const defaultProcessTime = { kind: 'constant', value: 10_000 } as const;
