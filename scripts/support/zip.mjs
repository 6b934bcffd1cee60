// Reading a .vsix, which is a zip archive: just enough of the format for what vsce writes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * The files of an archive, in its order.
 * @param {string} file
 * @returns {{ name: string, content: Buffer }[]} names with forward slashes; folders are left out
 */
export function readArchive(file) {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error(`${file} is not a zip archive.`);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const files = [];
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`${file}: entry ${index} of the directory is damaged.`);
    const method = bytes.readUInt16LE(at + 10);
    const packedSize = bytes.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extraLength + commentLength;
    if (name.endsWith('/')) continue;
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(begin, begin + packedSize);
    if (method !== 0 && method !== 8) throw new Error(`${file}: ${name} uses compression method ${method}.`);
    files.push({ name, content: method === 0 ? packed : inflateRawSync(packed) });
  }
  return files;
}

/**
 * Writes the files of an archive into a folder.
 * @param {string} file @param {string} folder
 */
export function unpack(file, folder) {
  for (const { name, content } of readArchive(file)) {
    const target = path.join(folder, name);
    if (path.relative(folder, target).startsWith('..')) throw new Error(`${file}: ${name} lies outside the archive.`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
