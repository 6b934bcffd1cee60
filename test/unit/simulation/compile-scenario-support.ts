import { pointerOf, readModel } from '../../../server/src/document/index';
import { type CompiledScenario, compileScenario, simulationsOf } from '../../../server/src/simulation/compile/index';
import type { Scenario } from '../../../server/src/simulation/scenario';
import { simulationText } from '../../../server/src/simulation/wording/index';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
/** An object of a document. */
export type JsonObject = { readonly [name: string]: Json };

/** A pin of a document that is read by Process; 1,000 bytes every 10 ms unless its simulation says otherwise. */
export const pinText = (label: string, flow: 'IN' | 'OUT', more: JsonObject = {}): JsonObject => ({
  Label: label, Flags: ['KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY'], InstancesPossible: 4, InstancesNecessary: 1,
  Dispatch: { Create: 'Create', Process: 'Process', Reset: 'Reset', SetDataFormat: 'SetDataFormat', SetDeviceState: 'SetDeviceState' },
  PinDescriptor: { DataFlow: `KSPIN_DATAFLOW_${flow}`, Communication: 'KSPIN_COMMUNICATION_BOTH', Interfaces: [], Mediums: [], DataRanges: ['Frames'] },
  ...more,
});

/** A document of filters with one simulation. */
export const documentText = (simulation: JsonObject, filters: readonly JsonObject[] = [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT')] }], more: JsonObject = {}): string =>
  JSON.stringify({ FormatVersion: 1, DataRanges: { Frames: { Type: 'KSDATARANGE', SampleSize: 1000, MajorFormat: 'KSDATAFORMAT_TYPE_STREAM' } }, Filters: filters, Simulations: [{ Label: 's', ...simulation }], ...more });

/** Compiles the only simulation of a document, which must have no problems. */
export function compileText(text: string): CompiledScenario {
  const model = readModel(text);
  if (model.problems.length > 0) throw new Error(JSON.stringify(model.problems));
  return compileScenario(model, simulationsOf(model)[0]!);
}

/** The scenario of a document; throws the problem's key. */
export function scenarioOf(text: string): Scenario {
  const compiled = compileText(text);
  if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
  return compiled.scenario;
}

/** Why a document's simulation cannot be run: key and pointer. A text for it has to exist, and to name all its arguments. */
export function problemOf(text: string): string {
  const model = readModel(text);
  const compiled = compileScenario(model, simulationsOf(model)[0]!);
  if (compiled.kind === 'scenario') return 'runs';
  const { key, arguments: values, node } = compiled.problem;
  const { template, values: shown } = simulationText(`scenario.${key}`, values);
  if (template === `scenario.${key}`) throw new Error(`${key} has no text.`);
  for (const [, name] of template.matchAll(/\{(\w+)\}/g)) if (!(name! in shown)) throw new Error(`${key} lacks ${name}.`);
  return `${key} ${pointerOf(model.tree, node)}`;
}
