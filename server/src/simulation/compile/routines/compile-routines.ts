import { type Instance, instanceIn, isStated, nodeOf } from '../../../document/index';
import { DriverRoutine, DriverRoutines, type SimulationDriver } from '../../../ks/index';
import { createAssembly, finishAssembly } from '../../behaviour/assemble';
import type { Behaviour } from '../../behaviour/index';
import { transitions } from '../../behaviour/index';
import { addStock } from '../../behaviour/stock';
import { queueFlags } from '../../queue/index';
import { stockChoicesOf } from '../../run/routines/stock-of-pin';
import { settlePin } from '../../run/settled';
import type { DriverScenario, PinScenario, Scenario } from '../../scenario';
import type { PinPlan } from '../plan';
import { impossible } from '../problem';
import type { Reader } from '../reader';
import { pointer } from '../reader';
import type { EntryField, Routines } from './compile-routine';
import { compileNamed, compileRoutine, describedIn, gatherNames, placeOf, refuseDecided, refuseMixture } from './compile-routine';
import { behaviourFacts } from './facts';

/** Puts the routines that the document describes into the pins of a scenario; what they leave out is that of the pattern. */
export function withRoutines(reader: Reader, scenario: Scenario, plans: readonly PinPlan[]): Scenario {
  if (!plans.some(({ driver }) => driver !== undefined && isStated(driver, 'Routines'))) return scenario;
  const pins = scenario.pins.map((pin, index): PinScenario => {
    const stated = plans[index]?.driver;
    const routines = stated && instanceIn(stated, 'Routines', DriverRoutines);
    if (stated === undefined || routines === undefined || !isStated(stated, 'Routines')) return pin;
    if (pin.callbacks.process === null) impossible('routinesWithoutProcess', routines.node);
    return { ...pin, driver: compileDriverRoutines(reader, scenario, index, stated, routines) };
  });
  return { ...scenario, pins };
}

function compileDriverRoutines(reader: Reader, scenario: Scenario, index: number, stated: Instance<typeof SimulationDriver>, routines: Routines): DriverScenario {
  const described = describedIn(routines);
  refuseDecided(null, stated, described);
  const behaviour = compileBehaviour(reader, scenario, index, routines, described);
  const at = `pins.${index}.driver`;
  const pathOf = (field: EntryField | 'Callbacks'): string => pointer(reader, isStated(routines, field) ? nodeOf(routines, field) : routines.node);
  reader.paths[`${at}.routines`] = pointer(reader, nodeOf(stated, 'Routines'));
  const { driver } = scenario.pins[index]!;
  const { facts, decider } = behaviourFacts(behaviour, described);
  for (const [key, field] of Object.entries(decider)) reader.paths[`${at}.${key}`] = pathOf(field as EntryField);
  return { ...driver, ...facts, routines: behaviour };
}

function compileBehaviour(reader: Reader, scenario: Scenario, index: number, routines: Routines, described: readonly EntryField[]): Behaviour {
  const assembly = createAssembly();
  const settled = settlePin(scenario, index);
  const named = gatherNames(routines, described, assembly, (node) => pointer(reader, node), null);
  addStock(assembly, stockChoicesOf(settled), described);
  const level = (settled.flags & queueFlags.dispatchLevelProcessing) !== 0 ? 'dispatch' : 'passive';
  const { entries } = assembly;
  for (const field of described) {
    const place = placeOf(field, level);
    const { kind } = place;
    const before = kind === 'process' ? settled.driver.processTime : kind === 'setDeviceState' ? settled.driver.setDeviceStateTime : null;
    const fallback = field === 'Process' ? settled.callbacks.process ?? field : field === 'Reset' ? settled.callbacks.reset ?? field : kind === 'setDeviceState' ? settled.callbacks.setDeviceState ?? field : field;
    const number = compileRoutine(named.names, instanceIn(routines, field, DriverRoutine)!, { ...place, fallback, before, reserved: -1 });
    if (kind === 'setDeviceState') entries.setDeviceState[transitions[`${field.charAt(0).toLowerCase()}${field.slice(1)}` as keyof typeof transitions]] = number;
    else entries[kind as Exclude<typeof kind, 'cancel' | 'workItem'>] = number;
  }
  compileNamed(named);
  refuseMixture(assembly, routines);
  return finishAssembly(assembly);
}
