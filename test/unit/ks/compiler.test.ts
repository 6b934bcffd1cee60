// What the catalog says about C, put before a compiler with mingw-w64's own ks.h. Independent of the official header's layouts in fixtures.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { constantSets, guids, structures } from '../../../server/src/ks/index';

const targets = [
  { architecture: 'x86', compiler: 'i686-w64-mingw32-gcc' },
  { architecture: 'x64', compiler: 'x86_64-w64-mingw32-gcc' },
] as const;
const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const missing = targets.map(({ compiler }) => compiler).filter((compiler) => !isThere(compiler));

/** Skips where the compiler is missing on a person's machine; fails where everything has to run. */
const needCompiler = (context: TestContext): void => {
  if (missing.length === 0) return;
  if (process.env.CI === 'true') expect.fail(`not run: needs gcc-mingw-w64 (${missing.join(', ')})`);
  console.log('not run: needs gcc-mingw-w64');
  context.skip();
};

/** Members and constants that only newer headers have. */
const newer = new Set([
  'KSALLOCATOR_FRAMING.FramePitch', 'KS_FRAMING_ITEM.FramePitch',
  'KSALLOCATOR_FLAG_ENABLE_CACHED_MDL', 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED', 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION', 'KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID',
  'KSDEVICE_DESCRIPTOR_VERSION_2', 'KSDEVICE_DESCRIPTOR.Flags', 'KSDEVICE_DESCRIPTOR.Alignment', 'x86 KSDEVICE_DESCRIPTOR', 'KSDEVICE_FLAG_ENABLE_REMOTE_WAKEUP', 'KSDEVICE_FLAG_LOWPOWER_PASSTHROUGH', 'KSDEVICE_FLAG_ENABLE_QUERYINTERFACE',
  'KSSTREAM_HEADER_OPTIONSF_METADATA', 'KSSTREAM_HEADER_OPTIONSF_ENDOFPHOTOSEQUENCE', 'KSSTREAM_HEADER_OPTIONSF_FRAMEINFO', 'KSSTREAM_HEADER_OPTIONSF_PERSIST_SAMPLE', 'KSSTREAM_HEADER_OPTIONSF_SAMPLE_PERSISTED', 'KSSTREAM_HEADER_TRACK_COMPLETION_NUMBERS', 'KSSTREAM_HEADER_OPTIONSF_SECUREBUFFERTRANSFER',
  'KSPROPERTY_PIN_PROPOSEDATAFORMAT2', 'KSPROPERTY_PIN_MODEDATAFORMATS', 'KSPROPERTY_MEMORY_TRANSPORT', 'KSPROPERTY_ALLOCATOR_CLEANUP_CACHEDMDLPAGES',
  'DEVICE_DESCRIPTION_VERSION3', 'NonPagedPoolNx', 'KS_AnalogVideo_PAL_N_COMBO', 'KS_BI_JPEG',
]);
/** Constants of the catalog that stand in no header. */
const ours = /^FOURCC_|^PAGE_SIZE$|^VFW_E_/;

const prologue = `#define _NTDDK_
#include <ntddk.h>
#include <windef.h>
#include <wingdi.h>
#include <mmreg.h>
#define TCHAR WCHAR
#include <ks.h>
#include <ksmedia.h>
`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'ks-catalog-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Where the compiler finds ks.h; the driver headers lie in a folder beside it. */
const includeFolder = (compiler: string): string => {
  const listed = execFileSync(compiler, ['-x', 'c', '-E', '-include', 'ksguid.h', '-H', '-'], { input: '', encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  const found = /# \d+ "([^"]+)[\\/]ksguid\.h"/.exec(listed);
  return found![1]!;
};

/** Compiles statements behind the headers and returns the compiler's complaints. */
const complaints = (compiler: string, name: string, statements: readonly string[]): readonly string[] => {
  const file = path.join(folder, `${name}.c`);
  writeFileSync(file, prologue + statements.join('\n'));
  const result = spawnSync(compiler, ['-std=gnu11', '-fsyntax-only', '-fmax-errors=0', '-w', `-I${path.join(includeFolder(compiler), 'ddk')}`, file], { encoding: 'utf8' });
  return result.stderr.split('\n').filter((line) => line.includes('error:'));
};

describe.each(targets)('the catalog before a compiler for $architecture', ({ architecture, compiler }) => {
  it('lays out every structure as the compiler does', (context) => {
    needCompiler(context);
    const statements = structures.filter((structure) => structure.origin === 'ks').flatMap((structure) => {
      const size = structure.size![architecture];
      const members = Object.entries(structure.fields).flatMap(([name, field]) => {
        const place = field[architecture];
        if (field.format || !place || newer.has(`${structure.name}.${name}`)) return [];
        return [`_Static_assert(offsetof(${structure.name}, ${name}) == ${place.offset}, "${structure.name}.${name} offset");`, `_Static_assert(sizeof(((${structure.name}*)0)->${name}) == ${place.size}, "${structure.name}.${name} size");`];
      });
      return [...(newer.has(`${architecture} ${structure.name}`) ? [] : [`_Static_assert(sizeof(${structure.name}) == ${size.size}, "${structure.name} size");`]), `_Static_assert(_Alignof(${structure.name}) == ${size.align}, "${structure.name} alignment");`, ...members];
    });
    expect(statements.length).toBeGreaterThan(300);
    expect(complaints(compiler, `layouts-${architecture}`, statements)).toEqual([]);
  });

  it('gives every constant the value the compiler gives it', (context) => {
    needCompiler(context);
    const constants = constantSets.flatMap((set) => set.constants).filter(({ name }) => !newer.has(name) && !ours.test(name));
    const statements = constants.map(({ name, value }) => `_Static_assert((unsigned)(${name}) == ${value}u, "${name}");`);
    expect(statements.length).toBeGreaterThan(150);
    expect(complaints(compiler, `constants-${architecture}`, statements)).toEqual([]);
  });

  it('complains when a number is wrong', (context) => {
    needCompiler(context);
    expect(complaints(compiler, `wrong-${architecture}`, ['_Static_assert(offsetof(KS_FRAMING_ITEM, Flags) == 44, "Flags offset");', '_Static_assert((unsigned)(KSPIN_FLAG_SPLITTER) == 1u, "splitter");'])).toHaveLength(2);
  });
});

describe('GUIDs in the headers of mingw-w64', () => {
  it('have the same values', (context) => {
    needCompiler(context);
    const folders = [includeFolder('x86_64-w64-mingw32-gcc')];
    const texts = folders.flatMap((include) => ['ks.h', 'ksmedia.h', 'uuids.h', 'ddk/wdmguid.h'].map((file) => readFileSync(path.join(include, file), 'utf8')));
    const known = new Map<string, string>();
    const digits = (list: string): string => list.split(',').map((number) => Number.parseInt(number.trim(), 16)).map((number, index) => number.toString(16).padStart([8, 4, 4][index] ?? 2, '0')).join('');
    for (const text of texts) {
      for (const [, value, name] of text.matchAll(/DEFINE_GUIDSTRUCT\(\s*"([\da-f-]{36})"\s*,\s*(\w+)\s*\)/gi)) known.set(name!, value!.toLowerCase().replaceAll('-', ''));
      for (const [, name, list] of text.matchAll(/(?:DEFINE_GUID|OUR_GUID_ENTRY)\(\s*(\w+)\s*,([\s\da-fx,]+)\)/gi)) known.set(name!, digits(list!));
    }
    const compared = guids.filter(({ name }) => known.has(name));
    expect(compared.length).toBeGreaterThan(120);
    for (const { name, value } of compared) expect(value.replaceAll('-', ''), name).toBe(known.get(name));
  });
});
