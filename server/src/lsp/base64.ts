const digits = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit) => digit.charCodeAt(0));

/** Base64 of bytes: the same in Node and in browsers, where the built-in `btoa` wants a string first. */
export function toBase64(bytes: Uint8Array): string {
  const encoded = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const group = (bytes[from]! << 16) | ((left > 1 ? bytes[from + 1]! : 0) << 8) | (left > 2 ? bytes[from + 2]! : 0);
    encoded[to++] = digits[group >> 18]!;
    encoded[to++] = digits[(group >> 12) & 63]!;
    encoded[to++] = left > 1 ? digits[(group >> 6) & 63]! : 61;
    encoded[to++] = left > 2 ? digits[group & 63]! : 61;
  }
  return new TextDecoder('latin1').decode(encoded);
}
