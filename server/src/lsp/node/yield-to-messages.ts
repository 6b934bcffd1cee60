/** Comes back after Node has looked at what arrived: `setImmediate` runs behind the poll for input. */
export const yieldToMessages = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
