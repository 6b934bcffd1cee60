/** Running a scenario from the editor. */
export { activateSimulateFeature, type SimulateArguments } from './simulate';
