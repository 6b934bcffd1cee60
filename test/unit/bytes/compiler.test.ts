// The bytes of the codec against those that a compiler puts into an object file, from mingw-w64's own ks.h.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type MemberValue, bytesInHexadecimal, encode, layoutOf } from '../../../server/src/bytes/index';

const targets = [{ architecture: 'x86', compiler: 'i686-w64-mingw32-gcc' }, { architecture: 'x64', compiler: 'x86_64-w64-mingw32-gcc' }] as const;

/** Structures with values for every member that both sides know; each becomes a constant of its own in a section of its own. */
const samples: readonly { readonly structure: string; readonly values: Readonly<Record<string, MemberValue>> }[] = [
  { structure: 'KSALLOCATOR_FRAMING', values: { OptionsFlags: 2, PoolType: 1, Frames: 3, FrameSize: 3_110_400, FileAlignment: 63, Reserved: 0 } },
  { structure: 'KSALLOCATOR_FRAMING', values: { RequirementsFlags: 0x8000000b, PoolType: 512, Frames: 0xffffffff, FrameSize: 1, FileAlignment: 0xfff, Reserved: 7 } },
  { structure: 'KS_FRAMING_RANGE', values: { MinFrameSize: 8192, MaxFrameSize: 0xfffffffe, Stepping: 64 } },
  { structure: 'KS_FRAMING_RANGE_WEIGHTED', values: { 'Range.MinFrameSize': 1, 'Range.MaxFrameSize': 2, 'Range.Stepping': 3, InPlaceWeight: 4, NotInPlaceWeight: 5 } },
  { structure: 'KS_COMPRESSION', values: { RatioNumerator: 3, RatioDenominator: 2, RatioConstantMargin: 17 } },
  { structure: 'KS_FRAMING_ITEM', values: { Flags: 0x80000002, MemoryFlags: 8, BusFlags: 9, Frames: 2, FileAlignment: 15, MemoryTypeWeight: 21, 'PhysicalRange.MaxFrameSize': 0xffffffff, 'FramingRange.Range.MinFrameSize': 8192, 'FramingRange.NotInPlaceWeight': 22 } },
  { structure: 'KSSTREAMALLOCATOR_STATUS', values: { 'Framing.OptionsFlags': 3, 'Framing.Frames': 5, AllocatedFrames: 4 } },
  { structure: 'KSTIME', values: { Time: 0x123456789abcdefn, Numerator: 1, Denominator: 3 } },
];

const literal = (value: MemberValue): string => (typeof value === 'bigint' ? `${value}LL` : `${value}u`);

/** Contents of the named sections of an object file (COFF). */
function sectionsOf(file: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const sections = new Map<string, Uint8Array>();
  const first = 20 + view.getUint16(16, true);
  for (let index = 0; index < view.getUint16(2, true); index += 1) {
    const header = first + 40 * index;
    const name = String.fromCharCode(...file.subarray(header, header + 8)).replace(/\0+$/, '');
    const start = view.getUint32(header + 20, true);
    sections.set(name, file.subarray(start, start + view.getUint32(header + 16, true)));
  }
  return sections;
}

it.each(targets)('agrees with a compiler for $architecture', ({ architecture, compiler }) => {
  if (spawnSync(compiler, ['--version']).status !== 0) {
    if (process.env.CI === 'true') expect.fail(`not run: needs ${compiler}`);
    console.log(`not run: needs ${compiler}`);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'ks-bytes-'));
  try {
    const constants = samples.map(({ structure, values }, index) =>
      `__attribute__((section(".s${index}"), used)) const ${structure} sample${index} = { ${Object.entries(values).map(([name, value]) => `.${name} = ${literal(value)}`).join(', ')} };`);
    writeFileSync(path.join(folder, 'samples.c'), ['#include <windows.h>', '#include <ks.h>', ...constants].join('\n'));
    const result = spawnSync(compiler, ['-std=gnu11', '-w', '-c', 'samples.c', '-o', 'samples.o'], { cwd: folder, encoding: 'utf8' });
    expect(result.stderr).toBe('');
    const sections = sectionsOf(readFileSync(path.join(folder, 'samples.o')));
    samples.forEach(({ structure, values }, index) => {
      const layout = layoutOf(structure, architecture)!;
      const encoded = encode(layout, values);
      expect(encoded.kind, structure).toBe('bytes');
      if (encoded.kind === 'bytes') expect(bytesInHexadecimal(encoded.bytes), structure).toBe(bytesInHexadecimal(sections.get(`.s${index}`)!.subarray(0, layout.size)));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
