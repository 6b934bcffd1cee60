import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../../../server/src/findings/index';
import { type AllocatorOptionName, allocatorCallText, allocatorFindingText, allocatorOptionText, allocatorOptions, allocatorTexts } from '../../../../server/src/simulation/allocator/index';
import { run } from './setups';

describe('texts', () => {
  it('say every option with every value', () => {
    for (const key of Object.keys(allocatorOptions) as AllocatorOptionName[]) {
      expect(allocatorOptions[key].values).toContain(allocatorOptions[key].default);
      for (const value of allocatorOptions[key].values) expect(allocatorOptionText({ key, value, basis: 'assumed', source: '' }, formatText)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('have a key for each finding that the code reports, and none besides', () => {
    const folder = path.join(import.meta.dirname, '../../../../server/src/simulation/allocator');
    const code = ['callbacks', 'circulation', 'connect', 'provider', 'states'].map((name) => readFileSync(path.join(folder, `${name}.ts`), 'utf8')).join('\n');
    const reported = [...code.matchAll(/report\(life, '[A-Z]+-\d+', (?:'(\w+)'|frame \? '(\w+)' : '(\w+)'|`(\w+)\.)/g)].flatMap(([, ...keys]) => keys.filter((key) => key !== undefined));
    const known = new Set(Object.keys(allocatorTexts).filter((key) => key.startsWith('allocatorFinding.')).map((key) => key.split('.')[1]!));
    expect([...new Set(reported)].sort()).toEqual([...known].sort());
  });

  it('leave no argument open', () => {
    const runs = [
      run({ behaviour: { shortBy: 1, misalignedBy: 3, setsContext: false, leavesOnDelete: ['Memory'] } }), run({ behaviour: { initializeFails: true, worksWithForeignFrames: false } }),
      run({ behaviour: { ownFraming: { Frames: 1, FrameSize: 100, FileAlignment: 0 } } }), run({ framing: { OptionsFlags: 0x10, FileAlignment: 8191, Reserved: 1, FrameSize: 0 }, request: {}, setup: { candidates: ['default'] } }),
      run({ commonBuffer: { fails: true, whenItFails: 'goOn' } }), run({ commonBuffer: { freedWith: 'otherLength', addressKeptIn: 'stack' } }), run({ holder: { keepsFrames: 1, passesToUserMode: true } }),
    ];
    for (const { findings, calls } of runs) {
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) expect(allocatorFindingText(finding, formatText)).not.toMatch(/\{\w+\}|undefined/);
      for (const call of calls) expect(allocatorCallText(call, formatText)).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  it('read as a log', () => {
    const lines = run({ commonBuffer: {}, setup: { architecture: 'x86' }, framing: { Frames: 2 } }).calls.map((call) => allocatorCallText(call, formatText));
    expect(lines).toEqual([
      '0 ns  PASSIVE_LEVEL  KsCreateAllocator(OptionsFlags 0x2, PoolType 0, Frames 2, FrameSize 8192, FileAlignment 0x3F, Reserved 0, target sink) → STATUS_SUCCESS, allocator vendor',
      '0 ns  PASSIVE_LEVEL  InitializeAllocator(OptionsFlags 0x2, PoolType 0, Frames 2, FrameSize 8192, FileAlignment 0x3F, Reserved 0) → STATUS_SUCCESS, context set',
      '0 ns  PASSIVE_LEVEL  AllocateCommonBuffer(length 16,384, pages 4) → address 0x80000000, logicalAddress 0x10000000',
      '0 ns  PASSIVE_LEVEL  Allocate() → frame 0, 8,192 bytes at 0x80000000',
      '0 ns  PASSIVE_LEVEL  Allocate() → frame 1, 8,192 bytes at 0x80002000',
      '100 ms  PASSIVE_LEVEL  Free(address 0x80002000, frame 1)',
      '105 ms  PASSIVE_LEVEL  Free(address 0x80000000, frame 0)',
      '105 ms  PASSIVE_LEVEL  DeleteAllocator()',
      '105 ms  PASSIVE_LEVEL  FreeCommonBuffer(length 16,384, logicalAddress 0x10000000, address 0x80000000, cacheEnabled FALSE)',
    ]);
  });
});
