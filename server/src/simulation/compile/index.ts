/** From a simulation in the document to a scenario that the engine can run. */
export { type CompiledScenario, type ScenarioProblem, compileScenario, labelOf, simulationsOf } from './compile-scenario';
