import type { Selection } from '../../../../../server/src/picture/index';
import type { Store } from '../app-state';
import type { Session } from '../../session/session';

/** Begin of what is selected, in nanoseconds. */
export function startOf({ trace }: Session, selection: Selection): number {
  return selection.kind === 'span' ? trace.spans.start[selection.index]! : trace.instants.time[selection.index]!;
}

/** End of what is selected, in nanoseconds; an instant's is its time. */
export function endOf({ trace }: Session, selection: Selection): number {
  return selection.kind === 'span' ? trace.spans.end[selection.index]! : trace.instants.time[selection.index]!;
}

/** JSON pointers behind a selection; each may be empty. */
export function selectionPaths(store: Store): { readonly own: string; readonly row: string } {
  const { session, selection } = store.get();
  if (session === null || selection === null) return { own: '', row: '' };
  const { trace } = session;
  const own = selection.kind === 'span' ? trace.states[trace.spans.state[selection.index]!]!.path : trace.instantKinds[trace.instants.kind[selection.index]!]!.path;
  return { own, row: trace.rows[selection.row]!.path };
}
