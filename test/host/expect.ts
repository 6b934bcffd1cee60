// A handful of assertions that work in Node and in a web worker alike.

/** Fails with `message` unless the condition holds. */
export function expectThat(condition: unknown, message: string): asserts condition {
  if (condition === false || condition === undefined || condition === null || condition === 0 || condition === '') throw new Error(message);
}

/** Fails unless both values print the same JSON. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [shown, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (shown !== wanted) throw new Error(`${what}: expected ${wanted}, got ${shown}`);
}

/** Fails unless `text` contains `part`, or matches it. */
export function expectContains(text: string, part: string | RegExp, what: string): void {
  const found = typeof part === 'string' ? text.includes(part) : part.test(text);
  if (!found) throw new Error(`${what}: ${String(part)} is not in ${JSON.stringify(text.slice(0, 2_000))}`);
}

/**
 * Asks `probe` every 50 ms until it answers something other than `undefined` and `false`.
 * @param what named in the error
 * @param timeout milliseconds
 */
export async function eventually<Value>(probe: () => Value | undefined | false | Promise<Value | undefined | false>, what: string, timeout = 15_000): Promise<Value> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}${last instanceof Error ? ` (${last.message})` : ''}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
