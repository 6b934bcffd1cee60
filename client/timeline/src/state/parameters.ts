import type { OutcomeWithoutTrace, ParameterOverride, ParameterStatement } from '../../../../server/src/protocol/index';

/** Values that one tries without writing them into the document. */
export interface ParametersState {
  /** By pointer: those the next run is to have. */
  readonly values: Readonly<Record<string, number>>;
  /** They are newer than what was asked of the extension last. */
  readonly pending: boolean;
  /** Values that the last run could not have, because the document does not have them any more. */
  readonly lost: number;
}

/** Nothing is tried. */
export const initialParameters: ParametersState = { values: {}, pending: false, lost: 0 };

/** The values as they are asked for; none where nothing is tried. */
export const overridesOf = ({ values }: ParametersState): ParameterOverride[] => Object.entries(values).map(([pointer, value]) => ({ pointer, value }));

/** What of the values remains when a run arrives: those it had, unless others have been chosen since. `isSame`: a run of the same scenario was on show. */
export function parametersAfter(state: ParametersState, { overrides = [] }: OutcomeWithoutTrace, isSame: boolean): ParametersState {
  if (isSame && state.pending) return state;
  const values = Object.fromEntries(overrides.map(({ pointer, value }) => [pointer, value]));
  // A run that had none of them was asked for without them.
  return { values, pending: false, lost: isSame && overrides.length > 0 ? Object.keys(state.values).filter((pointer) => !(pointer in values)).length : 0 };
}

/** The value of a parameter as it is tried, or as the document has it. */
export const valueOf = ({ values }: ParametersState, { pointer, value }: ParameterStatement): number => values[pointer] ?? value;

/**
 * The values when one is chosen. Those that belong together stay in ascending order: what is in the way moves along. What is as in the document is not tried.
 */
export function withValue(state: ParametersState, parameters: readonly ParameterStatement[], chosen: ParameterStatement, value: number): Readonly<Record<string, number>> {
  const wanted = Math.min(chosen.highest, Math.max(chosen.lowest, Math.round(value)));
  const together = parameters.filter(({ member }) => member === chosen.member);
  const at = together.findIndex(({ pointer }) => pointer === chosen.pointer);
  const values = { ...state.values };
  together.forEach((each, index) => {
    const now = index === at ? wanted : index < at ? Math.min(wanted, valueOf(state, each)) : Math.max(wanted, valueOf(state, each));
    if (now === each.value) Reflect.deleteProperty(values, each.pointer);
    else values[each.pointer] = now;
  });
  return values;
}
