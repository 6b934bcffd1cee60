/** Pins that can move frames over one bus at once. */
const mostSharers = 12;

/**
 * Work on a bus is counted in pieces of a nanosecond: so many that each number of transfers up to 12 gets whole ones as its share (the least common multiple of
 * 1 … 12). Nothing is ever rounded but the end of a transfer, up to the next nanosecond.
 */
export const piecesPerNanosecond = 27_720;

/** Longest time one frame may take on a bus that it has alone, nanoseconds: with all sharers and in pieces it is still an exact number. */
export const longestBusTime = Math.floor(Number.MAX_SAFE_INTEGER / piecesPerNanosecond / mostSharers);

/** Nanoseconds that so many bytes take on a bus of so many bytes a second which they have alone, rounded up. */
export function timeAlone(bytes: number, bytesPerSecond: number): number {
  const time = (BigInt(bytes) * 1_000_000_000n + BigInt(bytesPerSecond) - 1n) / BigInt(bytesPerSecond);
  return time > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(time);
}
