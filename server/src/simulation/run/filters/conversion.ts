/**
 * Bytes of output made of bytes of input, exactly by a ratio of whole numbers: what is short of a whole byte counts for the next time. Bytes that are made and have
 * no room yet are `pending`.
 */
export interface Conversion {
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Of a byte of output, in parts of `inputBytes`. */
  remainder: number;
  pending: number;
}

/** A conversion by `outputBytes` for `inputBytes`, whole numbers > 0. */
export function createConversion(inputBytes: number, outputBytes: number): Conversion {
  const divisor = greatestCommonDivisor(inputBytes, outputBytes);
  return { inputBytes: inputBytes / divisor, outputBytes: outputBytes / divisor, remainder: 0, pending: 0 };
}

function greatestCommonDivisor(one: number, other: number): number {
  while (other !== 0) [one, other] = [other, one % other];
  return one;
}

/** Bytes of input after which at least `room` bytes are pending: the fewest. */
export function inputFor(conversion: Conversion, room: number): number {
  const { inputBytes, outputBytes, remainder, pending } = conversion;
  const missing = room - pending;
  if (missing <= 0) return 0;
  if (outputBytes === inputBytes) return missing;
  const parts = missing * inputBytes - remainder;
  if (Number.isSafeInteger(missing * inputBytes)) return Math.ceil(parts / outputBytes);
  const exact = BigInt(missing) * BigInt(inputBytes) - BigInt(remainder);
  return Number((exact + BigInt(outputBytes) - 1n) / BigInt(outputBytes));
}

/** Converts so many bytes of input: what they make is pending. Returns how many bytes that is. */
export function convert(conversion: Conversion, bytes: number): number {
  const { inputBytes, outputBytes, remainder } = conversion;
  let made: number;
  if (outputBytes === inputBytes) made = bytes;
  else if (Number.isSafeInteger(bytes * outputBytes + remainder)) {
    const parts = bytes * outputBytes + remainder;
    conversion.remainder = parts % inputBytes;
    made = (parts - conversion.remainder) / inputBytes;
  } else {
    const parts = BigInt(bytes) * BigInt(outputBytes) + BigInt(remainder);
    conversion.remainder = Number(parts % BigInt(inputBytes));
    made = Number(parts / BigInt(inputBytes));
  }
  conversion.pending += made;
  return made;
}

/** Forgets what was begun: the stream has ended, or is stopped. */
export function resetConversion(conversion: Conversion): void {
  conversion.remainder = 0;
  conversion.pending = 0;
}
