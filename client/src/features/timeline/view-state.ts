import type { ParameterOverride, TimelineViewState } from '../../../../server/src/protocol/index';

/** Reads what a panel kept across a reload; undefined for anything that is not a view of ours. */
export function readViewState(value: unknown): TimelineViewState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { version, uri, scenario, seed, fingerprint, from, to, scrollTop, cursor, selection, overrides } = value as Record<string, unknown>;
  if (version !== 1 || typeof uri !== 'string' || typeof scenario !== 'string' || typeof seed !== 'number' || typeof fingerprint !== 'string') return undefined;
  if (!isFinite(from) || !isFinite(to) || !isFinite(scrollTop) || !(cursor === null || isFinite(cursor))) return undefined;
  return { version, uri, scenario, seed, fingerprint, from, to, scrollTop, cursor, selection: readSelection(selection), ...(overrides === undefined ? {} : { overrides: readOverrides(overrides) }) };
}

function readOverrides(value: unknown): readonly ParameterOverride[] {
  return (Array.isArray(value) ? (value as unknown[]) : []).flatMap((each) => {
    const { pointer, value: number } = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    return typeof pointer === 'string' && isFinite(number) ? [{ pointer, value: number }] : [];
  });
}

function readSelection(value: unknown): TimelineViewState['selection'] {
  if (typeof value !== 'object' || value === null) return null;
  const { row, start } = value as Record<string, unknown>;
  return isFinite(row) && isFinite(start) ? { row, start } : null;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * The view to show a run with: the one kept, when it is of the same scenario of the same document.
 * @returns the view, and whether the run it was of is the run now shown (true when there is no view)
 */
export function viewForRun(kept: TimelineViewState | undefined, run: { readonly uri: string; readonly scenario: string; readonly fingerprint: string }): { readonly view: TimelineViewState | null; readonly sameRun: boolean } {
  if (kept?.uri !== run.uri || kept.scenario !== run.scenario) return { view: null, sameRun: true };
  return { view: kept, sameRun: kept.fingerprint === run.fingerprint };
}
