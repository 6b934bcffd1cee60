/** How long the page is kept at a time, in milliseconds. */
const sliceTime = 6;

/**
 * Does work a little at a time, with the page's turn in between. It begins at once, so that what is done soon is done before anything is painted.
 * @param step goes on with it a little; answers whether all is done
 * @returns gives it up
 */
export function inSlices(step: () => boolean): () => void {
  let timer = 0;
  const slice = (): void => {
    const until = performance.now() + sliceTime;
    do if (step()) return; while (performance.now() < until);
    timer = window.setTimeout(slice);
  };
  slice();
  return () => clearTimeout(timer);
}
