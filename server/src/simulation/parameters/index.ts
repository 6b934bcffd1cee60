/** The numbers that shaped a run, where a document states them or would, and the edits that change them. */
export type { Parameter, ParameterOrigin, ParameterOverride, ParameterPart } from './parameter';
export { listParameters } from './list-parameters';
export { editsForOverrides, type OverrideEdits } from './assign-overrides';
