import { isAnswerError } from './answer-error';

/** Where unexpected errors go. */
export type Log = (text: string) => void;

/**
 * Describes an unexpected error by its kind and the places in our code it passed. The message is left out: it may
 * quote the document, and logs are sent around.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8);
  return [error.name, ...frames].join('\n');
}

/** Runs `action`; when it throws something else than an answer to the client, logs it with the size of the text and gives `fallback`. */
export async function guarded<T>(what: string, textLength: () => number, log: Log, fallback: T, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (isAnswerError(error)) throw error;
    log(`${what} failed on a text of ${textLength()} characters: ${describeError(error)}`);
    return fallback;
  }
}
