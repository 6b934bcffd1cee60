// Reading a gzipped tar file, as npm packs packages: plain files with short names.
import { gunzipSync } from 'node:zlib';

const block = 512;

/**
 * @param {Uint8Array} packed
 * @returns {Map<string, Buffer>} the plain files by name
 */
export function readTarball(packed) {
  const bytes = gunzipSync(packed);
  const text = (from, length) => bytes.toString('utf8', from, from + length).replace(/\0[\s\S]*$/, '');
  const files = new Map();
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const name = text(at, 100);
    if (kind === '' || kind === '0') files.set(prefix === '' ? name : `${prefix}/${name}`, bytes.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
