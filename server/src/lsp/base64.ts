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

/** The bytes that base64 stands for; characters that do not belong there count as zero. */
export function fromBase64(text: string): Uint8Array {
  const values = new Uint8Array(256);
  digits.forEach((digit, value) => {
    values[digit] = value;
  });
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array(Math.max(0, Math.floor(text.length / 4) * 3 - padding));
  const value = (at: number): number => values[text.charCodeAt(at) & 0xff]!;
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    const group = (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3);
    bytes[to] = group >> 16;
    // Beyond the end these go nowhere.
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bytes;
}
