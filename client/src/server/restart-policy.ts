/** Decides whether a server that ended by itself is started again. */
export interface RestartPolicy {
  /**
   * To be told of every crash.
   * @param now milliseconds of any steady clock
   * @returns whether to start again; `false` once it crashed more than `limit` times within `span`
   */
  readonly crashed: (now: number) => boolean;
  /** Forgets the crashes: someone restarted the server by hand. */
  readonly reset: () => void;
}

/** Crashes that are forgiven … */
export const restartLimit = 5;
/** … within this many milliseconds. */
export const restartSpan = 3 * 60_000;

/** @param limit crashes that are forgiven within `span` milliseconds */
export function createRestartPolicy(limit = restartLimit, span = restartSpan): RestartPolicy {
  let crashes: number[] = [];
  return {
    crashed: (now) => {
      crashes = [...crashes.filter((time) => now - time < span), now];
      return crashes.length <= limit;
    },
    reset: () => { crashes = []; },
  };
}
