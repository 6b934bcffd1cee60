/** What long work asks and tells while it is under way. */
export interface UnderWay {
  /** Whether somebody has pressed Ctrl+C. */
  readonly isCancelled: () => boolean;
  /** Shows how far the work is, a few times a second and on a terminal only. */
  readonly tell: (text: string) => void;
}

/** Does work that may take long: Ctrl+C asks it to end, and a terminal sees on standard error how far it is. */
export async function longWork<Result>(work: (underWay: UnderWay) => Promise<Result>): Promise<Result> {
  let cancelled = false;
  const cancel = (): void => {
    cancelled = true;
  };
  process.once('SIGINT', cancel);
  let shown = performance.now();
  let width = 0;
  const show = (text: string): void => {
    process.stderr.write(`\r${text.padEnd(width)}`);
    width = text.length;
  };
  try {
    return await work({
      isCancelled: () => cancelled,
      tell: (text) => {
        if (!process.stderr.isTTY || performance.now() - shown < 200) return;
        shown = performance.now();
        show(text);
      },
    });
  } finally {
    if (width > 0) {
      show('');
      process.stderr.write('\r');
    }
    process.removeListener('SIGINT', cancel);
  }
}

/** Lets everything else have its turn. */
export const yieldToHost = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
