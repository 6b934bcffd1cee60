import { type FieldName, type Instance, instanceIn, isStated, nodeOf, wordOf } from '../../document/index';
import { Simulation, SimulationOptions } from '../../ks/index';
import { queueOptionTable } from '../queue/options';
import type { RunOptions, SimulationChoices } from '../scenario';
import { type Reader, pointer, scenarioWord } from './reader';

const ofTheRun: readonly (keyof RunOptions)[] = ['stateOrder', 'stateChangeDuringProcess', 'emptyBufferHold', 'peerFramesAtStop'];

/** Names of the choices about queues and about the run, as a scenario calls them. */
export const choiceNames: readonly (keyof SimulationChoices)[] = [...queueOptionTable.map(({ name }) => name), ...ofTheRun];

/** What a choice is called in a document: a member of SimulationOptions. */
export const choiceField = (name: keyof SimulationChoices): FieldName<typeof SimulationOptions> => `${name.charAt(0).toUpperCase()}${name.slice(1)}` as FieldName<typeof SimulationOptions>;

/** The choices that a simulation states, also where they are the defaults: then the document has decided them. */
export function compileChoices(reader: Reader, simulation: Instance<typeof Simulation>): Partial<SimulationChoices> {
  const options = instanceIn(simulation, 'Options', SimulationOptions)!;
  const choices: Record<string, string> = {};
  for (const name of choiceNames) {
    const field = choiceField(name);
    const word = isStated(options, field) ? wordOf(options, field) : undefined;
    if (word === undefined) continue;
    choices[name] = scenarioWord(word);
    reader.paths[`choices.${name}`] = pointer(reader, nodeOf(options, field));
  }
  return choices;
}
