/** Characters decoded at a time where the browser decodes: a multiple of 4, some milliseconds of work. */
const chunk = 1 << 20;

/**
 * Decodes base64 without holding up the extension host: at once where the platform has a fast decoder, otherwise in slices.
 * @throws Error when `text` is not base64
 */
export async function decodeBase64(text: string): Promise<Uint8Array> {
  if (typeof Buffer === 'function') return new Uint8Array(Buffer.from(text, 'base64'));
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let start = 0; start < text.length; start += chunk) {
    const binary = atob(text.slice(start, start + chunk));
    for (let index = 0; index < binary.length; index += 1) bytes[at + index] = binary.charCodeAt(index);
    at += binary.length;
    if (start + chunk < text.length) await new Promise((resolve) => { setTimeout(resolve, 0); });
  }
  return bytes;
}
