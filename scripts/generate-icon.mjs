// Draws client/media/icon.png, the extension's icon: frames of three buffers on a timeline, one of them dropped, and the cursor.
// The marketplace takes PNG only; drawing it here keeps it editable without a drawing program.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { root } from './support/project.mjs';

/** Edge of the icon in pixels, and samples per pixel and direction for smooth edges. */
const size = 256;
const samples = 4;

/** Distance of a point from a rounded rectangle's edge, negative inside. */
const roundedRectangle = (left, top, width, height, radius) => (x, y) => {
  const dx = Math.abs(x - left - width / 2) - width / 2 + radius;
  const dy = Math.abs(y - top - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
};
/** The outline of a shape, `width` wide, inside its edge. */
const outline = (shape, width) => (x, y) => Math.abs(shape(x, y) + width / 2) - width / 2;
/** Distance from a triangle that points down, its tip at (x0, y0 + height). */
const pointer = (x0, y0, half, height) => (x, y) => Math.max(y0 - y, (Math.abs(x - x0) * height + (y - y0 - height) * half) / Math.hypot(height, half));
/** Distance from a line with round ends. */
const line = (x0, y0, x1, y1, width) => (x, y) => {
  const along = Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)));
  return Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0)) - width / 2;
};
const colour = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const mix = (from, to, part) => from.map((value, index) => value + (to[index] - value) * part);

const [night, dusk] = [colour('#12233f'), colour('#22477a')];
const [waiting, filling, held, dropped, light] = [colour('#5b7fb0'), colour('#39c0c8'), colour('#f2b84b'), colour('#ff6b5e'), colour('#f4f8ff')];
const bar = (left, lane, width, fill) => ({ shape: roundedRectangle(left, 70 + lane * 52, width, 34, 9), fill });
const missing = roundedRectangle(178, 174, 48, 34, 9);

/** Painted in this order; `fill` is a colour or a function of the place. */
const layers = [
  { shape: roundedRectangle(0, 0, size, size, 52), fill: (x, y) => mix(dusk, night, Math.min(1, (x * 0.35 + y) / (size * 1.2))) },
  ...[0, 1, 2].map((lane) => ({ shape: roundedRectangle(22, 86 + lane * 52, 212, 2, 1), fill: colour('#36547f') })),
  bar(28, 0, 52, waiting), bar(84, 0, 46, filling), bar(134, 0, 92, held),
  bar(28, 1, 88, waiting), bar(120, 1, 46, filling), bar(170, 1, 56, held),
  bar(28, 2, 30, held), bar(62, 2, 112, waiting),
  { shape: outline(missing, 5), fill: dropped },
  { shape: line(194, 183, 210, 199, 6), fill: dropped }, { shape: line(210, 183, 194, 199, 6), fill: dropped },
  { shape: roundedRectangle(149.5, 34, 5, 194, 2.5), fill: light },
  { shape: pointer(152, 30, 17, 26), fill: light },
];

/** RGBA bytes of the picture, every sample composed on its own and then averaged. */
function paint() {
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0];
      let covered = 0;
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = column + ((sample % samples) + 0.5) / samples;
        const y = row + (Math.floor(sample / samples) + 0.5) / samples;
        const top = layers.findLast(({ shape }) => shape(x, y) <= 0);
        if (top === undefined || layers[0].shape(x, y) > 0) continue;
        covered += 1;
        (typeof top.fill === 'function' ? top.fill(x, y) : top.fill).forEach((value, index) => { sum[index] += value; });
      }
      const at = (row * size + column) * 4;
      sum.forEach((value, index) => { pixels[at + index] = covered === 0 ? 0 : Math.round(value / covered); });
      pixels[at + 3] = Math.round((covered * 255) / samples ** 2);
    }
  }
  return pixels;
}

/** A PNG file of RGBA bytes. */
function encodePng(pixels) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: size }, (_, row) => Buffer.concat([Buffer.from([0]), pixels.subarray(row * size * 4, (row + 1) * size * 4)])));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes) {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit += 1) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  }
  return (register ^ 0xffffffff) >>> 0;
}

writeFileSync(path.join(root, 'client', 'media', 'icon.png'), encodePng(paint()));
