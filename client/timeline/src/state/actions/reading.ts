import type { FlowMode } from '../../../../../server/src/picture/index';
import { flowModes } from '../../../../../server/src/picture/index';
import type { FindingReference, FromTimeline } from '../../../../../server/src/protocol/index';
import { firstAbove } from '../../../../../server/src/trace/levels';
import { findFinding, findingMarks } from '../../findings/session-findings';
import type { AppState, Store } from '../app-state';
import type { Navigation } from './navigation';

/** Reading what happened: flow arrows, findings, what never came back. */
export interface ReadingActions {
  /** Draws the arrows of others: of the selected frame, of all in sight, of none. */
  cycleFlows(): FlowMode;
  /** Selects a finding by its index, and puts the cursor at its time. */
  selectFinding(index: number): void;
  /** Of findings that share a mark, selects the first, or the one after the selected one. */
  selectFindingOf(group: { readonly first: number; readonly end: number }): void;
  /** Selects the finding that a diagnostic is about; without one, shows the time. */
  showFinding(finding: FindingReference): void;
  /** Selects the next (1) or previous (-1) finding in order of time, from the selected one or the cursor on. @returns whether there was none, and whether it began anew */
  stepFinding(step: -1 | 1): 'none' | 'moved' | 'wrapped';
  explainRule(code: string): void;
  showLeaks(): void;
}

/** Binds them to state, navigation and extension. */
export function createReadingActions(store: Store, navigation: Navigation, post: (message: FromTimeline) => void): ReadingActions {
  const openTab = (tab: AppState['tab']): Pick<AppState, 'tab' | 'drawer'> => ({ tab, drawer: { ...store.get().drawer, open: true } });
  const reading: ReadingActions = {
    cycleFlows() {
      const state = store.get();
      const flows = flowModes[(flowModes.indexOf(state.reading.flows) + 1) % flowModes.length]!;
      store.update({ reading: { ...state.reading, flows } });
      return flows;
    },
    selectFinding(index) {
      const { session, reading: before } = store.get();
      const time = session === null ? undefined : findingMarks(session.outcome).times[index];
      if (time === undefined) return;
      store.update({ reading: { ...before, finding: index }, ...openTab('findings') });
      navigation.showTime(time);
    },
    selectFindingOf({ first, end }) {
      if (first < 0) return;
      const { finding } = store.get().reading;
      reading.selectFinding(finding >= first && finding + 1 < end ? finding + 1 : first);
    },
    showFinding(finding) {
      const { session } = store.get();
      if (session === null) return;
      const index = findFinding(session.outcome, finding);
      if (index >= 0) reading.selectFinding(index);
      else navigation.showTime(Math.min(session.trace.duration, finding.time));
    },
    stepFinding(step) {
      const { session, cursor, range, reading: { finding } } = store.get();
      const times = session === null ? new Float64Array(0) : findingMarks(session.outcome).times;
      if (times.length === 0) return 'none';
      const from = cursor ?? (step > 0 ? range.from - 1 : range.to + 1);
      const next = finding >= 0 ? finding + step : step > 0 ? firstAbove(times, from - 0.5, 0, times.length) : firstAbove(times, from + 0.5, 0, times.length) - 1;
      const index = (next + times.length) % times.length;
      reading.selectFinding(index);
      return index === next ? 'moved' : 'wrapped';
    },
    explainRule: (code) => post({ type: 'explainRule', code }),
    showLeaks: () => store.update(openTab('leaks')),
  };
  return reading;
}
