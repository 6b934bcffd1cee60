import type { Matches } from '../../../../server/src/picture/matches';
import type { QueryProblem } from '../search/query';

/** What is searched for in the run on show. */
export interface SearchState {
  /** Whether the bar is open. */
  readonly open: boolean;
  readonly query: string;
  /** What was found; null while nothing is asked, and while one looks for the first time. */
  readonly matches: Matches | null;
  /** Why the query cannot be asked (yet). */
  readonly problem: QueryProblem | null;
  /** The query has changed since, and is being looked for. */
  readonly looking: boolean;
}

/** Nothing is searched for. */
export const closedSearch: SearchState = { open: false, query: '', matches: null, problem: null, looking: false };
