import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bytesInHexadecimal, decode, layoutOf } from '../../../server/src/bytes/index';
import { readModel } from '../../../server/src/document/index';
import { type AnsweredState, changedMembers, framingAnswer, resolvedRows, subjectAt } from '../../../server/src/resolved/index';

const modelOf = (item: string, pin = '', framing = ''): ReturnType<typeof readModel> => readModel(`{ "FormatVersion": 1, "Framings": { "F": { ${framing}"FramingItem": [${item}] } },
  "DataRanges": { "Small": { "Type": "KS_DATARANGE_VIDEO", "DataRange": { "SampleSize": 100 }, "VideoInfoHeader": { "bmiHeader": { "biSizeImage": 100 } } }, "Large": { "Type": "KS_DATARANGE_VIDEO", "DataRange": { "SampleSize": 200 }, "VideoInfoHeader": { "bmiHeader": { "biSizeImage": 200 } } } },
  "Filters": [{ "PinDescriptors": [{ "AllocatorFraming": "F", "PinDescriptor": { "DataRanges": ["Small", "Large"] }${pin} }] }] }`);

/** Every byte of a state; `??` where it is not known. */
const bytesOf = ({ members }: AnsweredState): readonly string[] => {
  const cells: string[] = [];
  for (const { offset, size, bytes } of members) (bytes === undefined ? Array.from({ length: size }, () => '??') : bytesInHexadecimal(bytes).split(' ')).forEach((cell, index) => { cells[offset + index] = cell; });
  return cells;
};

describe('the answer to a framing query', () => {
  const whole = '{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"], "Frames": 2, "FileAlignment": 63, "FramingRange": { "Range": { "MinFrameSize": 8192, "MaxFrameSize": 8192, "Stepping": 1 } } }';

  test('is the 112 bytes that DECLARE_SIMPLE_FRAMING_EX writes', () => {
    const answer = framingAnswer(modelOf(whole).framings[0]!)!;
    expect([answer.size, answer.items]).toEqual([112, 1]);
    // CountItems 1, PinFlags 0, compression 1/1 + 0, PinWeight 0; the memory type {4a6d5fc4-7895-11d1-b069-00a0c9062802}, any bus, …
    expect(bytesOf(answer.states[0]!).join(' ')).toBe([
      '01 00 00 00 00 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00',
      'C4 5F 6D 4A 95 78 D1 11 B0 69 00 A0 C9 06 28 02', '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
      '00 00 00 00 00 00 00 00 02 00 00 80 02 00 00 00 3F 00 00 00 00 00 00 00',
      '00 00 00 00 FF FF FF FF 01 00 00 00', '00 20 00 00 00 20 00 00 01 00 00 00 00 00 00 00 00 00 00 00',
    ].join(' '));
  });

  test('says what is not known', () => {
    const cells = bytesOf(framingAnswer(modelOf('{ "Frames": 3 }').framings[0]!)!.states[0]!);
    expect(cells).toHaveLength(112);
    expect(cells.slice(24, 40)).toEqual(Array.from({ length: 16 }, () => '??'));
    expect(cells.slice(68, 76)).toEqual(['03', '00', '00', '00', '??', '??', '??', '??']);
  });

  test('differs after the run-time edits, for each format where the size comes from it', () => {
    const model = modelOf(whole, ', "RuntimeEdits": [{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "SizeImage", "Frames": 5 }]');
    const [pin] = model.filters[0]!.pins;
    const { states } = framingAnswer(pin!.framingView!, pin)!;
    expect(states.map(({ kind, format }) => [kind, format?.entry])).toEqual([['declared', undefined], ['edited', 'Small'], ['edited', 'Large']]);
    const changed = changedMembers(states[0]!, states[2]!).map(({ before, after }) => `${after.offset} ${after.name} ${String(before.value)} ${String(after.value)}`);
    expect(changed).toEqual([
      '68 FramingItem[0].Frames 2 5', '80 FramingItem[0].PhysicalRange.MinFrameSize 0 200', '84 FramingItem[0].PhysicalRange.MaxFrameSize 4294967295 200', '88 FramingItem[0].PhysicalRange.Stepping 1 undefined',
      '92 FramingItem[0].FramingRange.Range.MinFrameSize 8192 200', '96 FramingItem[0].FramingRange.Range.MaxFrameSize 8192 200', '100 FramingItem[0].FramingRange.Range.Stepping 1 undefined',
    ]);
  });

  test('has the items that CountItems says', () => {
    expect(framingAnswer(modelOf(`${whole}, ${whole}`).framings[0]!)?.size).toBe(200);
    expect(framingAnswer(modelOf(`${whole}, ${whole}`, '', '"CountItems": 1, ').framings[0]!)?.size).toBe(112);
    const longer = framingAnswer(modelOf(whole, '', '"CountItems": 3, ').framings[0]!)!;
    expect(longer.size).toBe(288);
    expect(bytesOf(longer.states[0]!).slice(112)).toEqual(Array.from({ length: 176 }, () => '??'));
    expect(framingAnswer(modelOf(whole, '', '"CountItems": 1000000, ').framings[0]!)).toBeUndefined();
  });

  test('is not known after an edit to a framing of the driver\'s own', () => {
    const [pin] = modelOf(whole, ', "RuntimeEdits": [{ "When": "Create", "Storage": "OwnFraming" }]').filters[0]!.pins;
    expect(framingAnswer(pin!.framingView!, pin)).toMatchObject({ isReplaced: true, states: [{ kind: 'declared' }] });
  });

  test('of the samples: bytes without a gap, read back by the codec as the values shown', () => {
    const layout = layoutOf('KS_FRAMING_ITEM', 'x64')!;
    for (const name of readdirSync('samples').filter((file) => file.endsWith('.json'))) {
      for (const pin of readModel(readFileSync(`samples/${name}`, 'utf8')).configurations.flatMap(({ pins }) => pins)) {
        const answer = pin.framingView && framingAnswer(pin.framingView, pin);
        for (const state of answer?.states ?? []) {
          const cells = bytesOf(state);
          expect(cells.length, name).toBe(answer!.size);
          expect(cells.filter((cell) => cell === undefined)).toEqual([]);
          if (cells.includes('??')) continue;
          const decoded = decode(layout, Uint8Array.from(cells.slice(24).map((cell) => parseInt(cell, 16))));
          if (decoded.kind === 'problem') throw new Error(decoded.problem.key);
          for (const member of state.members.filter((each) => each.name.startsWith('FramingItem[0].'))) expect(decoded.values[member.name.slice('FramingItem[0].'.length)]).toBe(member.value);
        }
      }
    }
  });
});

describe('members with their defaults', () => {
  const rowsOf = (text: string): readonly string[] => {
    const model = readModel(text);
    const subject = subjectAt(model, model.filters[0]!.pins[0]!.pin.node)!;
    if (subject.kind !== 'pin') throw new Error('The subject is no pin.');
    return subject.forms.flatMap(({ pin, variant }) => resolvedRows(model, pin, variant?.node).map(({ offset, name, value, origin }) => `${offset ?? '-'} ${name} ${value ?? ''} ${origin}`));
  };

  test('say what is stated, what a variant states, what is derived and what nobody knows', () => {
    const rows = rowsOf('{ "FormatVersion": 1, "Target": { "Architecture": "x86" }, "Filters": [{ "PinDescriptors": [{ "Flags": 4, "InstancesPossible": 1, "PinDescriptor": { "DataFlow": 2, "Interfaces": null }, "Variants": [{ "If": "A" }, { "Flags": ["KSPIN_FLAG_SPLITTER", 1024] }] }] }] }');
    expect(rows).toEqual(expect.arrayContaining(['56 InstancesPossible 1 stated'.replace('56', '60'), '64 InstancesNecessary  unknown', '8 PinDescriptor  stated', '12 Interfaces NULL stated', '8 InterfacesCount 0 derived']));
    expect(rows.filter((row) => / Flags /.test(row)).map((row) => row.split(' ').at(-1))).toEqual(['stated', 'variant']);
  });
});
