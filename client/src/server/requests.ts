import type {
  ListScenariosParameters, ListScenariosResult, PointerAtParameters, PointerAtResult, ResolvePointerParameters, ResolvePointerResult, SimulateParameters, SimulateResult, SimulationProgressParameters, methods,
} from '../../../server/src/protocol/index';

/** Our own requests to the server: what each takes and answers. */
export interface Requests {
  readonly [methods.listScenarios]: { readonly parameters: ListScenariosParameters; readonly result: ListScenariosResult };
  readonly [methods.simulate]: { readonly parameters: SimulateParameters; readonly result: SimulateResult };
  readonly [methods.resolvePointer]: { readonly parameters: ResolvePointerParameters; readonly result: ResolvePointerResult };
  readonly [methods.pointerAt]: { readonly parameters: PointerAtParameters; readonly result: PointerAtResult };
}

/** Notifications of the server: what each brings. */
export interface Notifications {
  readonly [methods.simulationProgress]: SimulationProgressParameters;
}
