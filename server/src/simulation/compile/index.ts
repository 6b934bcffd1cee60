/** From a simulation of a document to the scenario that the engine is told, every value with the place it came from. */
export { type CompiledScenario, compileScenario } from './compile-scenario';
export { documentName } from './field-names';
export type { ScenarioProblem } from './problem';
export { labelOf, simulationsOf } from './simulations';
export { reservedNames } from './routines/compile-conditions';
