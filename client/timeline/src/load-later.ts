/** The code of `later.ts`. */
export type Later = typeof import('./later');

let code: Later | null = null;

/** The part of the application that the first picture does not need. Whoever asks first has it loaded, once for all. */
export const later = {
  /** The code, once it is there. */
  now: (): Later | null => code,
  load: async (): Promise<Later> => code ??= await import('./later'),
  /** Has something done with the code: now, if it is there, else as soon as it is. */
  use(act: (code: Later) => void): void {
    if (code === null) void later.load().then(act);
    else act(code);
  },
};
