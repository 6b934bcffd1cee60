import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeBase64 } from '../../../client/src/simulation/base64';

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('decoding a trace', () => {
  afterEach(() => { vi.unstubAllGlobals(); });

  it('gives the bytes back, and no more memory than they need', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const decoded = await decodeBase64(encode(bytes));
      expect([...decoded]).toEqual([...bytes]);
      // A view of a larger buffer would send that buffer to the webview.
      expect(decoded.buffer.byteLength).toBe(bytes.length);
    }));
  });

  it('gives the same in a browser, in slices', async () => {
    const large = Uint8Array.from({ length: 1_700_001 }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
    const texts = [0, 1, 2, 3, 4, 5].map((length) => large.subarray(0, length)).concat(large).map(encode);
    const expected = await Promise.all(texts.map(decodeBase64));
    vi.stubGlobal('Buffer', undefined);
    const decoded = [];
    for (const text of texts) decoded.push(await decodeBase64(text));
    vi.unstubAllGlobals();
    expect(decoded.map((bytes, index) => Buffer.compare(bytes, expected[index]!))).toEqual(texts.map(() => 0));
  });
});
