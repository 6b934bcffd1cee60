import type { ComparedWith, TimelineViewState } from '../../../../server/src/protocol/index';
import type { Arrangement, Highlight, Selection } from '../../../../server/src/picture/index';
import type { History } from './history';
import { emptyHistory } from './history';
import type { SearchState } from './search';
import { closedSearch } from './search';
import type { ComparedState } from './comparison';
import type { ParametersState } from './parameters';
import { initialParameters } from './parameters';
import type { MarksState } from './marks';
import { initialMarks } from './marks';
import type { ReadingState } from './reading';
import { initialReading } from './reading';
import type { RowsState } from './rows';
import { initialRows } from './rows';
import type { Session } from '../session/session';
import { fitRange } from '../../../../server/src/picture/view/time-range';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { autoUnit } from '../../../../server/src/picture/view/time-format';
import type { TimeRange } from '../../../../server/src/picture/view/time-range';

/** Tabs of the details. */
export const tabNames = ['outcome', 'selection', 'findings', 'cursor', 'leaks', 'measure', 'parameters', 'compare', 'table', 'legend'] as const;
/** One of {@link tabNames}. */
export type TabName = (typeof tabNames)[number];

/** Everything the timeline shows. Replaced, never changed in place, so that parts see by comparison what concerns them. */
export interface AppState {
  /** The run on show; stays while another one runs. */
  readonly session: Session | null;
  readonly running: { readonly scenario: string; readonly progress: number; readonly virtualTime: number } | null;
  readonly failure: { readonly text: string; readonly path: string | null } | null;
  /** The run comes out of a file and is not run again: path of its descriptor, empty while there is none; null for runs of a document. */
  readonly savedFrom: string | null;
  /** The document has changed since the run. */
  readonly stale: boolean;
  /** The view was restored onto a run that is not the one it was of. */
  readonly otherRun: boolean;
  readonly highlight: Highlight | null;
  /** Where the editor's cursor stands, kept for runs to come. */
  readonly highlightPath: string | null;
  readonly range: TimeRange;
  readonly scrollTop: number;
  /** ns, or null. */
  readonly cursor: number | null;
  readonly selection: Selection | null;
  readonly tab: TabName;
  readonly drawer: { readonly open: boolean; /** Share of the height, 0 … 1. */ readonly share: number };
  /** The seed the user asked for; null for the scenario's own. */
  readonly requestedSeed: number | null;
  readonly help: boolean;
  readonly parameters: ParametersState;
  /** The run beside another one, or null. */
  readonly compared: ComparedState | null;
  /** It is being put beside another one. */
  readonly comparing: boolean;
  /** What it can be compared with. */
  readonly comparable: readonly ComparedWith[];
  /** A value of the document of which nothing on the timeline is; to be said. */
  readonly nothingConfigured: string | null;
  /** What times are written in. */
  readonly unit: TimeUnit;
  /** The stretch that is being dragged over at the axis, to be zoomed to. */
  readonly zooming: TimeRange | null;
  readonly search: SearchState;
  readonly history: History;
  readonly marks: MarksState;
  readonly rows: RowsState;
  readonly reading: ReadingState;
}

/** Before anything has arrived. */
export const initialState: AppState = {
  session: null, running: null, failure: null, savedFrom: null, stale: false, otherRun: false, highlight: null, highlightPath: null,
  range: fitRange(0), scrollTop: 0, cursor: null, selection: null, tab: 'outcome', drawer: { open: true, share: 0.34 }, requestedSeed: null, help: false, parameters: initialParameters, compared: null, comparing: false, comparable: [], nothingConfigured: null, unit: autoUnit, zooming: null, search: closedSearch, history: emptyHistory, marks: initialMarks, rows: initialRows, reading: initialReading,
};

/** Holds the state and tells who listens, after each change, what it was before. */
export interface Store {
  get(): AppState;
  update(change: Partial<AppState>): void;
  subscribe(listener: (state: AppState, previous: AppState) => void): void;
}

/** A store that begins with `state`. */
export function createStore(state: AppState): Store {
  const listeners: ((state: AppState, previous: AppState) => void)[] = [];
  let current = state;
  return {
    get: () => current,
    update(change) {
      const previous = current;
      current = { ...current, ...change };
      for (const listener of listeners) listener(current, previous);
    },
    subscribe(listener) { listeners.push(listener); },
  };
}

/** What the webview keeps for itself beyond the protocol's view. */
export interface KeptState extends TimelineViewState {
  readonly tab: TabName;
  readonly drawer: AppState['drawer'];
  readonly requestedSeed: number | null;
  readonly unit: Pick<TimeUnit, 'name' | 'label'>;
  readonly marks: MarksState;
  readonly rows: Arrangement;
  readonly flows: ReadingState['flows'];
}

/** What to keep of a state; null while there is no run. */
export function keepState(state: AppState): KeptState | null {
  const { session, selection } = state;
  if (session === null) return null;
  return {
    version: 1, uri: session.outcome.uri, scenario: session.outcome.scenario, seed: session.outcome.seed, fingerprint: session.outcome.fingerprint,
    from: state.range.from, to: state.range.to, scrollTop: state.scrollTop, cursor: state.cursor,
    selection: selection?.kind === 'span' ? { row: selection.row, start: session.trace.spans.start[selection.index]! } : null, overrides: session.outcome.overrides ?? [],
    tab: state.tab, drawer: state.drawer, requestedSeed: state.requestedSeed, unit: { name: state.unit.name, label: state.unit.label }, marks: { ...state.marks, snapped: null }, rows: state.rows.arrangement, flows: state.reading.flows,
  };
}
