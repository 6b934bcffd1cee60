/** Order in which memory holds the sixteen bytes that the text of a GUID names: Data1, Data2 and Data3 are little-endian integers, Data4 is an array of bytes. */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** Whether a text is a GUID of 8-4-4-4-12 hexadecimal digits, without braces. */
export const isGuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The sixteen bytes of a GUID that {@link isGuid}. */
export function toGuidBytes(text: string): Uint8Array {
  const digits = text.replaceAll('-', '');
  return Uint8Array.from(order, (at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

/** The text of sixteen bytes, in lower case. */
export function fromGuidBytes(bytes: Uint8Array): string {
  const digits = order.map((at) => bytes[at]!.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
