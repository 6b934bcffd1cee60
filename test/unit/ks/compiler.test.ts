// What the catalog says about C, put before a compiler with mingw-w64's own ks.h. Independent of the official header's layouts in fixtures.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { constantNamed, constantSets, guids, structureNamed, structures } from '../../../server/src/ks/index';

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

/**
 * What the headers of mingw-w64 lack, with the reason. Exactly this is left out: a name that they have, or another that they lack, fails the test.
 * Structures they lack as a whole are declared below and compiled all the same.
 */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'unions with the pitch of a two-dimensional buffer': ['KSALLOCATOR_FRAMING.FramePitch', 'KS_FRAMING_ITEM.FramePitch'],
  'allocator flags and properties of newer headers': ['KSALLOCATOR_FLAG_ENABLE_CACHED_MDL', 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED', 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION', 'KSPROPERTY_ALLOCATOR_CLEANUP_CACHEDMDLPAGES'],
  'version 0x110 of the device descriptor': ['KSDEVICE_DESCRIPTOR_VERSION_2', 'KSDEVICE_DESCRIPTOR.Flags', 'KSDEVICE_DESCRIPTOR.Alignment', 'KSDEVICE_FLAG_ENABLE_REMOTE_WAKEUP', 'KSDEVICE_FLAG_LOWPOWER_PASSTHROUGH', 'KSDEVICE_FLAG_ENABLE_QUERYINTERFACE'],
  'version 3 of DEVICE_DESCRIPTION': ['DEVICE_DESCRIPTION_VERSION3'],
  'camera profiles': ['KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID'],
  'stream header flags of newer headers': ['KSSTREAM_HEADER_OPTIONSF_METADATA', 'KSSTREAM_HEADER_OPTIONSF_ENDOFPHOTOSEQUENCE', 'KSSTREAM_HEADER_OPTIONSF_FRAMEINFO', 'KSSTREAM_HEADER_OPTIONSF_PERSIST_SAMPLE', 'KSSTREAM_HEADER_OPTIONSF_SAMPLE_PERSISTED', 'KSSTREAM_HEADER_TRACK_COMPLETION_NUMBERS', 'KSSTREAM_HEADER_OPTIONSF_SECUREBUFFERTRANSFER'],
  'pin properties and requests of newer headers': ['KSPROPERTY_PIN_PROPOSEDATAFORMAT2', 'KSPROPERTY_PIN_MODEDATAFORMATS', 'KSP_PIN.Flags', 'KSPROPERTY_PIN_FLAGS_ATTRIBUTE_RANGE_AWARE', 'KSPROPERTY_TYPE_COPYPAYLOAD', 'KSPROPERTY_TYPE_FSFILTERSCOPE', 'KSPROPERTY_TYPE_GETPAYLOADSIZE', 'KSPROPERTY_TYPE_HIGHPRIORITY'],
  'control flags of a video format, dwReserved1 before Windows Vista': ['KS_VIDEOINFOHEADER2.dwControlFlags', 'KS_AMCONTROL_USED', 'KS_AMCONTROL_PAD_TO_4x3', 'KS_AMCONTROL_PAD_TO_16x9', 'KS_AMCONTROL_COLORINFO_PRESENT'],
  'video constants that it has under another name or not at all': ['KS_BI_JPEG', 'KS_COPYPROTECT_RestrictDuplication', 'KS_MPEG2_WidescreenAnalogOut', 'KS_VIDEO_FLAG_FIELD_MASK', 'KS_VIDEO_FLAG_FIELD1FIRST', 'KS_VIDEO_FLAG_WEAVE', 'KS_VIDEO_FLAG_IPB_MASK', 'KS_VIDEO_FLAG_REPEAT_FIELD'],
  'unions of KS_FRAME_INFO': ['KS_FRAME_INFO.lSurfacePitch', 'KS_FRAME_INFO.FrameCompletionNumber'],
};

/** Where mingw-w64 lays out a structure differently: on x86 its device descriptor ends before Flags and Alignment; on x64 padding makes up for them. */
const different: Readonly<Record<'x86' | 'x64', readonly string[]>> = { x86: ['KSDEVICE_DESCRIPTOR size'], x64: [] };

/** Constants of the catalog that stand in no header of C. */
const ours = /^FOURCC_|^PAGE_SIZE$|^VFW_E_/;

/** Structures that mingw-w64 lacks as a whole, declared with the members of the official headers. */
const declared = `
typedef struct { ULONG BufferSize; ULONG UsedSize; PVOID Data; PVOID SystemVa; ULONG Flags; ULONG Reserved; } KSSTREAM_METADATA_INFO;
typedef struct {
  WORD wWidth, wHeight, wSARwidth, wSARheight, wProfile; BYTE bLevelIDC; WORD wConstrainedToolset; DWORD bmSupportedUsages; WORD bmCapabilities;
  DWORD bmSVCCapabilities, bmMVCCapabilities, dwFrameInterval;
  BYTE bMaxCodecConfigDelay, bmSupportedSliceModes, bmSupportedSyncFrameTypes, bResolutionScaling, bSimulcastSupport, bmSupportedRateControlModes;
  WORD wMaxMBperSecOneResolutionNoScalability, wMaxMBperSecTwoResolutionsNoScalability, wMaxMBperSecThreeResolutionsNoScalability, wMaxMBperSecFourResolutionsNoScalability;
  WORD wMaxMBperSecOneResolutionTemporalScalability, wMaxMBperSecTwoResolutionsTemporalScalablility, wMaxMBperSecThreeResolutionsTemporalScalability, wMaxMBperSecFourResolutionsTemporalScalability;
  WORD wMaxMBperSecOneResolutionTemporalQualityScalability, wMaxMBperSecTwoResolutionsTemporalQualityScalability, wMaxMBperSecThreeResolutionsTemporalQualityScalablity, wMaxMBperSecFourResolutionsTemporalQualityScalability;
  WORD wMaxMBperSecOneResolutionTemporalSpatialScalability, wMaxMBperSecTwoResolutionsTemporalSpatialScalability, wMaxMBperSecThreeResolutionsTemporalSpatialScalablity, wMaxMBperSecFourResolutionsTemporalSpatialScalability;
  WORD wMaxMBperSecOneResolutionFullScalability, wMaxMBperSecTwoResolutionsFullScalability, wMaxMBperSecThreeResolutionsFullScalability, wMaxMBperSecFourResolutionsFullScalability;
} KS_H264VIDEOINFO;
typedef struct {
  KSDATARANGE DataRange; BOOL bFixedSizeSamples, bTemporalCompression; DWORD StreamDescriptionFlags, MemoryAllocationFlags;
  KS_VIDEO_STREAM_CONFIG_CAPS ConfigCaps; KS_H264VIDEOINFO VideoInfoHeader;
} KS_DATARANGE_H264_VIDEO;
typedef struct { KSDATARANGE DataRange; KS_VIDEO_STREAM_CONFIG_CAPS ConfigCaps; KS_BITMAPINFOHEADER ImageInfoHeader; } KS_DATARANGE_IMAGE;
typedef struct { KSDATARANGE DataRange; } KS_DATARANGE_BDA_ANTENNA;
`;

const prologue = `#define _NTDDK_
#include <ntddk.h>
#include <windef.h>
#include <wingdi.h>
#include <mmreg.h>
#define TCHAR WCHAR
#include <ks.h>
#include <ksmedia.h>
#include <bdamedia.h>
typedef void IUnknown;
#include <ksproxy.h>
${declared}`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'ks-catalog-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Where the compiler finds ks.h; the driver headers lie in a folder beside it. */
const includeFolder = (compiler: string): string => {
  const listed = execFileSync(compiler, ['-x', 'c', '-E', '-include', 'ksguid.h', '-H', '-'], { input: '', encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  const found = /# \d+ "([^"]+)[\\/]ksguid\.h"/.exec(listed);
  return found![1]!;
};

interface Statement { readonly name: string; readonly text: string }

const asserted = (name: string, condition: string): Statement => ({ name, text: `_Static_assert(${condition}, "${name}");` });

/** Compiles statements behind the headers, one a line; returns the names of those the compiler refuses, and what it says. */
const refused = (compiler: string, name: string, statements: readonly Statement[]): ReadonlyMap<string, string> => {
  const file = path.join(folder, `${name}.c`);
  const first = prologue.split('\n').length;
  writeFileSync(file, prologue + statements.map(({ text }) => text).join('\n'));
  const result = spawnSync(compiler, ['-std=gnu11', '-fsyntax-only', '-fmax-errors=0', '-w', `-I${path.join(includeFolder(compiler), 'ddk')}`, file], { encoding: 'utf8' });
  const complaints = new Map<string, string>();
  for (const [line, number, message] of result.stderr.matchAll(/^.*?:(\d+):\d+: (?:fatal )?error: (.*)$/gm)) {
    const statement = line.startsWith(file) ? statements[Number(number) - first] : undefined;
    const key = statement?.name ?? line;
    if (!complaints.has(key)) complaints.set(key, message!);
  }
  return complaints;
};

/** What of the lists above concerns these statements, in order. */
const listed = (statements: readonly Statement[], names: readonly string[]): readonly string[] => [...new Set(names)].filter((name) => statements.some((statement) => statement.name === name || statement.name.startsWith(`${name} `))).sort();
const lackingNames = Object.values(lacking).flat();
/** The member or constant that a statement is about. */
const subject = (name: string): string => name.replace(/ (?:offset|member size)$/, '');

describe.each(targets)('the catalog before a compiler for $architecture', ({ architecture, compiler }) => {
  it('lays out every structure as the compiler does', (context) => {
    needCompiler(context);
    const statements = structures.filter((structure) => structure.origin === 'ks').flatMap((structure) => {
      const size = structure.size![architecture];
      const members = Object.entries(structure.fields).flatMap(([name, field]) => {
        const place = field[architecture];
        if (field.format || !place) return [];
        return [
          asserted(`${structure.name}.${name} offset`, `offsetof(${structure.name}, ${name}) == ${place.offset}`),
          asserted(`${structure.name}.${name} member size`, `sizeof(((${structure.name}*)0)->${name}) == ${place.size}`),
        ];
      });
      return [asserted(`${structure.name} size`, `sizeof(${structure.name}) == ${size.size}`), asserted(`${structure.name} alignment`, `_Alignof(${structure.name}) == ${size.align}`), ...members];
    });
    expect(statements.length).toBeGreaterThan(900);
    const complaints = refused(compiler, `layouts-${architecture}`, statements);
    expect([...new Set([...complaints.keys()].map(subject))].sort()).toEqual([...listed(statements, lackingNames), ...different[architecture]].sort());
    for (const [name, message] of complaints) expect(/static assertion/.test(message), `${name}: ${message}`).toBe(different[architecture].includes(subject(name)));
  });

  it('gives every constant the value the compiler gives it', (context) => {
    needCompiler(context);
    const constants = new Map(constantSets.flatMap((set) => set.constants).filter(({ name }) => !ours.test(name)).map(({ name, value }) => [name, value]));
    const statements = [...constants].map(([name, value]) => asserted(name, `(unsigned)(${name}) == ${value}u`));
    expect(statements.length).toBeGreaterThan(400);
    const complaints = refused(compiler, `constants-${architecture}`, statements);
    expect([...complaints.keys()].sort()).toEqual(listed(statements, lackingNames));
    for (const [name, message] of complaints) expect(message, name).toMatch(/undeclared|not an integer/);
  });

  it('complains when a number is wrong', (context) => {
    needCompiler(context);
    const wrong = [asserted('a', 'offsetof(KS_FRAMING_ITEM, Flags) == 44'), asserted('b', '(unsigned)(KSPIN_FLAG_SPLITTER) == 1u'), asserted('c', 'sizeof(KS_DATARANGE_BDA_TRANSPORT) == 80'), asserted('d', 'sizeof(NO_SUCH_STRUCTURE) == 1')];
    expect([...refused(compiler, `wrong-${architecture}`, wrong).keys()]).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('is without names twice in the lists of what the compilers do not know', () => {
  expect(lackingNames.filter((name, index) => lackingNames.indexOf(name) !== index)).toEqual([]);
  for (const name of lackingNames) expect(constantNamed(name) ?? structureNamed(name.split('.')[0]!)?.fields[name.split('.')[1] ?? ''], name).toBeDefined();
});

describe('GUIDs in the headers of mingw-w64', () => {
  it('have the same values', (context) => {
    needCompiler(context);
    const folders = [includeFolder('x86_64-w64-mingw32-gcc')];
    const texts = folders.flatMap((include) => ['ks.h', 'ksmedia.h', 'bdamedia.h', 'uuids.h', 'ddk/wdmguid.h'].map((file) => readFileSync(path.join(include, file), 'utf8')));
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
