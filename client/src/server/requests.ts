import type {
  AdviceProgressParameters, AdviseParameters, AdviseResult, DocumentLimitParameters, DescribeResolvedParameters, DescribeResolvedResult, EditParametersParameters, EditParametersResult, ExplainAllocatorParameters, ExplainAllocatorResult, ExportPieceParameters, ExportTraceParameters, ExportTraceResult, FindWorstSeedParameters, FindWorstSeedResult, ListNegotiationsParameters, ListNegotiationsResult, ListScenariosParameters, ListScenariosResult, ListTestsParameters, ListTestsResult, PointerAtParameters, PointerAtResult, ProofProgressParameters, ProveParameters, ProveResult, ResolvePointerParameters, ResolvePointerResult, RunTestParameters, RunTestResult, ShowRunParameters, SimulateParameters, SimulateResult, SimulationProgressParameters, adviceMethods, exportMethods, limitMethods, methods, negotiationMethods, proofMethods, resolvedMethods, testingMethods,
} from '../../../server/src/protocol/index';

/** Our own requests to the server: what each takes and answers. */
export interface Requests {
  readonly [methods.listScenarios]: { readonly parameters: ListScenariosParameters; readonly result: ListScenariosResult };
  readonly [methods.simulate]: { readonly parameters: SimulateParameters; readonly result: SimulateResult };
  readonly [methods.findWorstSeed]: { readonly parameters: FindWorstSeedParameters; readonly result: FindWorstSeedResult };
  readonly [negotiationMethods.listNegotiations]: { readonly parameters: ListNegotiationsParameters; readonly result: ListNegotiationsResult };
  readonly [negotiationMethods.explainAllocator]: { readonly parameters: ExplainAllocatorParameters; readonly result: ExplainAllocatorResult };
  readonly [resolvedMethods.describeResolved]: { readonly parameters: DescribeResolvedParameters; readonly result: DescribeResolvedResult };
  readonly [testingMethods.listTests]: { readonly parameters: ListTestsParameters; readonly result: ListTestsResult };
  readonly [testingMethods.runTest]: { readonly parameters: RunTestParameters; readonly result: RunTestResult };
  readonly [adviceMethods.advise]: { readonly parameters: AdviseParameters; readonly result: AdviseResult };
  readonly [proofMethods.prove]: { readonly parameters: ProveParameters; readonly result: ProveResult };
  readonly [exportMethods.exportTrace]: { readonly parameters: ExportTraceParameters; readonly result: ExportTraceResult };
  readonly [methods.editParameters]: { readonly parameters: EditParametersParameters; readonly result: EditParametersResult };
  readonly [methods.resolvePointer]: { readonly parameters: ResolvePointerParameters; readonly result: ResolvePointerResult };
  readonly [methods.pointerAt]: { readonly parameters: PointerAtParameters; readonly result: PointerAtResult };
}

/** Our own notifications to the server: what each tells. */
export interface Told {
  readonly [methods.showRun]: ShowRunParameters;
}

/** Notifications of the server: what each brings. */
export interface Notifications {
  readonly [methods.simulationProgress]: SimulationProgressParameters;
  readonly [exportMethods.exportPiece]: ExportPieceParameters;
  readonly [adviceMethods.adviceProgress]: AdviceProgressParameters;
  readonly [proofMethods.proofProgress]: ProofProgressParameters;
  readonly [limitMethods.documentLimit]: DocumentLimitParameters;
}
