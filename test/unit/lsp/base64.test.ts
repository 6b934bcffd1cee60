import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64 } from '../../../server/src/lsp/base64';

test('the same as Node writes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }));
});
