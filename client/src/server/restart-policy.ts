/** Decides when a server that ended by itself is started again. It always is: nobody is left without findings for good. */
export interface RestartPolicy {
  /**
   * To be told of every end.
   * @param wasUseful it had answered and stood for a while, so that what ended it is not its start, nor what it is given each time
   * @returns milliseconds to wait before the next start, and whether a person should be told now
   */
  readonly ended: (wasUseful: boolean) => { readonly wait: number; readonly tell: boolean };
  /** Forgets the ends: someone restarted the server by hand. */
  readonly reset: () => void;
}

/** Ends in a row, none of them of a useful server, after which each start waits, and a person is told once. */
export const patientEnds = 5;
/** First and longest wait before a start, in ms; each is twice the one before. */
export const waits = { first: 2_000, longest: 60_000 } as const;
/** How long a server has to have stood to count as useful, in ms. */
export const usefulAfter = 500;

/** Useful servers are replaced at once, however often they end; those that end without having been of use, ever more slowly. */
export function createRestartPolicy(): RestartPolicy {
  let useless = 0;
  return {
    ended: (wasUseful) => {
      useless = wasUseful ? 0 : useless + 1;
      const late = useless - patientEnds;
      return { wait: late <= 0 ? 0 : Math.min(waits.longest, waits.first * 2 ** (late - 1)), tell: late === 1 };
    },
    reset: () => { useless = 0; },
  };
}
