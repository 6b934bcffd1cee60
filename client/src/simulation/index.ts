/** Running simulations: the orders, their results, the bytes of the trace. */
export { createSimulations, type ProgressListener, type RunOrder, type RunResult, type Simulations } from './simulations';
