import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveFormatVersion, readArchive, writeArchive } from '../../../server/src/trace/archive';
import { encodeTrace } from '../../../server/src/trace/index';
import { traceFormatVersion } from '../../../server/src/trace/encode';
import { anyTrace, traceOf } from './traces';

const trace = encodeTrace(traceOf([{ spans: [{ gap: 1, length: 5, state: 0, frame: 0 }], instants: [] }]));
const archive = writeArchive({ descriptor: 'Kamera ü.avstream.json', outcome: { headline: 'alle 3 Bilder 🎥' } }, trace);

describe('a run in a file', () => {
  it('comes back as it was, whatever the words and the trace', () => {
    fc.assert(fc.property(fc.jsonValue(), anyTrace, (description, plan) => {
      const bytes = encodeTrace(plan);
      // As Node's file systems hand it out: a kind of array of its own, which shares memory when it is cut.
      const back = readArchive(Buffer.from(writeArchive(description, bytes)));
      if ('problem' in back) throw new Error(back.problem);
      expect(JSON.stringify(back.description)).toBe(JSON.stringify(description));
      expect(back.trace).toEqual(bytes);
      // What is sent to a page goes there with all of its memory.
      expect([back.trace.constructor, back.trace.buffer.byteLength]).toEqual([Uint8Array, bytes.length]);
    }));
  });

  it('cut short anywhere, or with a byte too many, is refused; cut behind its magic, with the length that is missing', () => {
    for (let length = 0; length < archive.length; length += 1) {
      const back = readArchive(archive.subarray(0, length));
      expect(back).toMatchObject({ problem: length === 0 ? 'foreign' : 'short' });
      if (length >= 24) expect(back).toEqual({ problem: 'short', expected: archive.length });
    }
    expect(readArchive(Uint8Array.from([...archive, 0]))).toEqual({ problem: 'damaged' });
  });

  it('with any one bit changed is refused', () => {
    for (let at = 0; at < archive.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = archive.slice();
        changed[at]! ^= 1 << bit;
        expect(readArchive(changed), `bit ${bit} of byte ${at}`).toHaveProperty('problem');
      }
    }
  });

  it('of a later version is said to be that, whatever else it holds', () => {
    const later = archive.slice();
    later[8] = archiveFormatVersion + 1;
    expect(readArchive(later)).toEqual({ problem: 'laterVersion' });
    expect(readArchive(later.subarray(0, 30))).toEqual({ problem: 'laterVersion' });
    const laterTrace = trace.slice();
    laterTrace[4] = traceFormatVersion + 1;
    expect(readArchive(writeArchive({}, laterTrace))).toEqual({ problem: 'laterVersion' });
  });

  it('of someone else is foreign, one that was carried as text is said to be', () => {
    for (const text of ['{}', 'AVTR', 'PK\u0003\u0004', '<!DOCTYPE html>', '']) expect(readArchive(new TextEncoder().encode(text))).toEqual({ problem: 'foreign' });
    expect(readArchive(trace)).toEqual({ problem: 'foreign' });
    const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const bytes = (words: string): Uint8Array => Uint8Array.from(words, (character) => character.charCodeAt(0));
    expect(readArchive(bytes(latin(archive).replaceAll('\r\n', '\n')))).toEqual({ problem: 'asText' });
    expect(readArchive(bytes(latin(archive).replace(/(?<!\r)\n/g, '\r\n')))).toEqual({ problem: 'asText' });
    expect(readArchive(archive.map((byte) => byte & 0x7f))).toEqual({ problem: 'asText' });
    expect(readArchive(new TextEncoder().encode(new TextDecoder().decode(archive)))).toEqual({ problem: 'asText' });
  });

  it('is never anything but content or a problem, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(24), (tail, kept) => {
      const back = readArchive(Uint8Array.from([...archive.subarray(0, kept), ...tail]));
      expect('problem' in back || back.trace.length > 0).toBe(true);
    }));
  });
});
