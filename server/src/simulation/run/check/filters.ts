import { queueFlags } from '../../queue/index';
import type { FilterScenario, PinScenario } from '../../scenario';
import type { Checker } from './checker';

/** The filters of a scenario: every pin is an instance of at most one type of one filter, and does what the filter's role says. */
export function checkFilters(checker: Checker): void {
  const { scenario } = checker;
  const taken = new Set<number>();
  scenario.filters?.forEach((filter, index) => {
    const at = `filters.${index}`;
    if (scenario.filters!.findIndex(({ label }) => label === filter.label) !== index) checker.add('duplicateLabel', `${at}.label`);
    checkNumbers(checker, filter, at);
    if (!checkPins(checker, filter, at, taken)) return;
    checkRole(checker, filter, at);
    checkGates(checker, filter, at);
  });
}

/** Whether somebody moves the frames of a pin that has no Process routine of its own: its filter, a splitter, or the pin at the other side of the filter. */
export function isMovedByFilter({ scenario }: Checker, pin: number): boolean {
  return scenario.filters?.some(({ process, role, factories }) => {
    const factory = factories.find(({ pins }) => pins.includes(pin));
    if (factory === undefined) return false;
    if (process !== null || (isSplitter(factory) && factory.pins[0] !== pin)) return true;
    return role !== 'capture' && factories.some(({ pins }) => pins.some((other) => (scenario.pins[other]?.callbacks.process ?? null) !== null));
  }) ?? false;
}

const isSplitter = ({ flags, pins }: FilterScenario['factories'][number]): boolean => (flags & queueFlags.splitter) !== 0 && pins.length > 1;

function checkNumbers({ whole, distribution }: Checker, { flags, factories, processTime, ratio }: FilterScenario, at: string): void {
  whole(flags, 0, 0xffffffff, `${at}.flags`);
  distribution(processTime, `${at}.processTime`);
  whole(ratio?.inputBytes, 1, 2 ** 40, `${at}.ratio.inputBytes`);
  whole(ratio?.outputBytes, 1, 2 ** 40, `${at}.ratio.outputBytes`);
  factories.forEach((factory, number) => {
    whole(factory.flags, 0, 0xffffffff, `${at}.factories.${number}.flags`);
    whole(factory.instancesNecessary, 0, 0xffffffff, `${at}.factories.${number}.instancesNecessary`);
  });
}

function checkPins({ scenario, add }: Checker, { factories, gates }: FilterScenario, at: string, taken: Set<number>): boolean {
  let isSound = true;
  const refuse = (key: 'noSuchPin' | 'sharedPin', field: string): void => {
    isSound = false;
    add(key, field);
  };
  factories.forEach(({ pins }, number) => {
    for (const pin of pins) {
      if (scenario.pins[pin] === undefined) refuse('noSuchPin', `${at}.factories.${number}.pins`);
      else if (taken.has(pin)) refuse('sharedPin', `${at}.factories.${number}.pins`);
      taken.add(pin);
    }
  });
  gates?.forEach(({ pins }, gate) => {
    for (const pin of pins) if (!factories.some((factory) => factory.pins.includes(pin))) refuse('noSuchPin', `${at}.gates.${gate}.pins`);
  });
  return isSound;
}

/** The data flow of the pins, and where their frames come from, have to fit what the filter does. */
function checkRole({ scenario, add }: Checker, { role, process, factories }: FilterScenario, at: string): void {
  let enters = false;
  factories.forEach((factory, number) => {
    const splits = isSplitter(factory);
    if (factory.modifiesData !== undefined && factory.modifiesData.length !== factory.pins.length) add('filterRole', `${at}.factories.${number}.modifiesData`);
    factory.pins.forEach((index, instance) => {
      const pin = scenario.pins[index]!;
      const flow = pin.dataFlow ?? 'out';
      enters ||= flow !== 'out';
      const isBranch = splits && instance > 0;
      const fits = splits && flow !== 'out' ? false : isBranch || fitsRole(role, flow, pin) || (role === 'capture' && process === null);
      if (process !== null && (pin.flags & queueFlags.generateMappings) !== 0) add('filterMappings', `pins.${index}.flags`);
      if (!fits) add('filterRole', `${at}.factories.${number}.pins`);
    });
  });
  if (role !== 'capture' && !enters && factories.some(({ pins }) => pins.length > 0)) add('filterRole', `${at}.role`);
}

function fitsRole(role: FilterScenario['role'], flow: NonNullable<PinScenario['dataFlow']>, { source }: PinScenario): boolean {
  const hasSource = source !== undefined;
  if (role === 'inPlace') return flow === 'inPlace' && !hasSource;
  if (role === 'copy') return flow !== 'inPlace' && !hasSource;
  return flow === 'out' && hasSource;
}

/** A pin has one gate at most. */
function checkGates({ add }: Checker, { gates }: FilterScenario, at: string): void {
  const attached = new Set<number>();
  gates?.forEach(({ pins }, gate) => {
    for (const pin of pins) {
      if (attached.has(pin)) add('sharedPin', `${at}.gates.${gate}.pins`);
      attached.add(pin);
    }
  });
}
