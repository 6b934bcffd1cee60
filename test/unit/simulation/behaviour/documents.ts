import { readModel } from '../../../../server/src/document/index';
import { compileScenario, simulationsOf } from '../../../../server/src/simulation/compile/index';
import type { SimulationResult } from '../../../../server/src/simulation/index';
import type { JsonObject } from '../compile-scenario-support';
import { documentText, pinText } from '../compile-scenario-support';
import { run } from '../scenarios';

/** A step, or several, as a document has them. */
export type Steps = readonly JsonObject[];

/** Process as most drivers have it: clone the leading edge, program the clone, advance; `body` stands between the lock and that. */
export const cloning = (more: { readonly clone?: JsonObject; readonly body?: Steps; readonly programmed?: Steps } = {}): JsonObject => ({
  Steps: [
    { Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'leading' },
    { If: '!leading', Then: [{ Return: 'STATUS_PENDING' }] },
    ...(more.body ?? []),
    { Set: 'Status', Status: 'STATUS_SUCCESS' },
    { While: 'NT_SUCCESS', Do: [
      { If: '!DeviceHasRoom', Then: [{ Call: 'KsStreamPointerUnlock', Pointer: 'leading' }, { Return: 'STATUS_PENDING' }] },
      { Call: 'KsStreamPointerClone', Pointer: 'leading', As: 'clone', ...more.clone },
      { Device: 'Program', Pointer: 'clone' },
      ...(more.programmed ?? []),
      { Call: 'KsStreamPointerAdvance', Pointer: 'leading' },
    ] },
    { Return: 'STATUS_SUCCESS' },
  ],
});

/** Its DPC: filled clones go, and processing is asked for. */
export const deleting = (more: { readonly before?: Steps; readonly body?: Steps; readonly after?: Steps } = {}): JsonObject => ({
  Steps: [
    ...(more.before ?? []),
    { While: 'DeviceHasFilled', Do: [
      { Device: 'TakeFilled', As: 'clone' },
      { Header: 'clone', DataUsed: 'FrameSize' },
      ...(more.body ?? []),
      { Call: 'KsStreamPointerDelete', Pointer: 'clone' },
    ] },
    ...(more.after ?? []),
    { Call: 'KsPinAttemptProcessing' },
  ],
});

/** A document whose driver has these routines. */
export function routinesText(routines: JsonObject, simulation: JsonObject = {}, pin: JsonObject = {}, driver: JsonObject = {}): string {
  return documentText({
    Duration: '100 ms', Pin: 'capture/video', Source: { Period: '10 ms', FrameSize: 1000 }, Hardware: { TransferTime: '2 ms', ListDepth: 2 }, Client: { Requests: 3, Hold: '5 ms' }, Driver: { ...driver, Routines: routines }, ...simulation,
  }, [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', pin)] }]);
}

/** Runs the only simulation of a document; throws the problem's key. */
export function runText(text: string, change: { readonly calls?: number } = {}): SimulationResult {
  const model = readModel(text);
  if (model.problems.length > 0) throw new Error(JSON.stringify(model.problems));
  const compiled = compileScenario(model, simulationsOf(model)[0]!);
  if (compiled.kind === 'impossible') throw new Error(`${compiled.problem.key} ${JSON.stringify(compiled.problem.arguments)}`);
  return run({ ...compiled.scenario, limits: { calls: change.calls ?? 0 } }, compiled.seed);
}

/** Codes of what a run has found, or the keys of what has none. */
export const found = ({ findings }: SimulationResult): string[] => findings.map(({ code, key }) => code ?? key);
