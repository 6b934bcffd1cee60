/** Bytes encoded at a time where the browser encodes: a multiple of 3, and few enough for the arguments of one call. */
const chunk = 3 * 8192;

/** Base64 of bytes, without holding up the extension host: at once where the platform has a fast encoder, otherwise in slices. */
export async function toBase64(bytes: Uint8Array): Promise<string> {
  if (typeof Buffer === 'function') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + chunk))));
    if (parts.length % 64 === 0) await new Promise((resolve) => { setTimeout(resolve, 0); });
  }
  return parts.join('');
}
