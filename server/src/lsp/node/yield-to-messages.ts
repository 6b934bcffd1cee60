const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Comes back after messages that have arrived by then were looked at. What goes on after one turn of the event loop would go on before them: in that turn a
 * message is read and put behind, in the next it is followed, and its answer leaves in the third.
 */
export const yieldToMessages = async (): Promise<void> => {
  await turn();
  await turn();
  await turn();
};
