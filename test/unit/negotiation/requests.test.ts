import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { simulationsOf } from '../../../server/src/simulation/index';
import { type AllocatorVerdict, type Negotiation, createRequestOf, defaultOptions, negotiationsOf, optionNames, optionWord, optionWords, optionsOf, withOption } from '../../../server/src/simulation/negotiation/index';
import { type ItemText, allocator, documentOf, filter, framing, negotiation, pin } from './documents';

const peer = (kind: string, framingText: string, more = ''): string => `{ "From": "source/out", "Peer": { "Kind": "${kind}", "AllocatorFraming": ${framingText}, "HasAllocator": false, "InPlace": false }${more} }`;
const document = (own: ItemText, connection: string, more = allocator): string => documentOf([filter('source', [pin('out', 'OUT', framing(own), more)])], [connection]);
const request = ({ segments, options }: Negotiation): ReturnType<typeof createRequestOf> => createRequestOf(segments[0]!, options);
const fixed = { range: [1000, 1000, 0] as const };

describe('the create request', () => {
  it('is the older structure, filled in from what the segment agrees on', () => {
    const { fields, bytes } = request(negotiation(document({ ...fixed, frames: 4, alignment: 63 }, peer('KernelAvStream', framing({ ...fixed, frames: 8, alignment: 15 })))));
    expect(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))).toEqual({ OptionsFlags: 2, PoolType: 0, Frames: 4, FrameSize: 1000, FileAlignment: 63, Reserved: 0 });
    expect(bytes).toBe('02 00 00 00 00 00 00 00 04 00 00 00 E8 03 00 00 3F 00 00 00 00 00 00 00');
    expect([fields.OptionsFlags.basis, fields.Frames.basis, fields.Frames.option, fields.Reserved.basis]).toEqual(['inferred', 'option', 'frames', 'documented']);
  });

  it('takes the pool from the memory type, and from an option where that does not say', () => {
    const poolOf = (memory: string, options = defaultOptions): unknown => { const { value, option } = request(negotiation(document({ ...fixed, memory }, peer('KernelAvStream', 'null')), options)).fields.PoolType; return [value, option]; };
    expect(poolOf('KSMEMORY_TYPE_KERNEL_PAGED')).toEqual([1, undefined]);
    expect(poolOf('KSMEMORY_TYPE_SYSTEM')).toEqual([0, 'unspecifiedPool']);
    expect(poolOf('KSMEMORY_TYPE_SYSTEM', { ...defaultOptions, unspecifiedPool: 'pagedPool' })).toEqual([1, 'unspecifiedPool']);
    expect(request(negotiation(document({ ...fixed, memory: '{11111111-2222-3333-4444-555555555555}' }, peer('KernelAvStream', 'null')))).fields.OptionsFlags.value).toBe(0);
  });

  it('has no bytes while a member is unknown', () => {
    expect(request(negotiation(document({ ...fixed, frames: 0 }, peer('KernelAvStream', 'null'))))).toMatchObject({ bytes: undefined, fields: { Frames: { value: undefined } } });
    const pitched = request(negotiation(document({ ...fixed, flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED'] }, peer('KernelAvStream', 'null'))));
    expect([pitched.fields.FileAlignment.value, pitched.bytes]).toEqual([undefined, undefined]);
  });
});

describe('the pin of the default allocator', () => {
  const placed = (kind: string, options = defaultOptions, more = ''): unknown => { const { value, basis, option } = negotiation(document({}, peer(kind, 'null', more)), options).segments[0]!.placement; return [value?.side, basis, option]; };
  it('is the source, and the sink of KS 1.0, unless the option or the scenario says otherwise', () => {
    expect(placed('KernelAvStream')).toEqual(['from', 'option', 'defaultAllocatorPin']);
    expect(placed('KernelKs1')).toEqual(['to', 'option', 'defaultAllocatorPin']);
    expect(placed('KernelAvStream', { ...defaultOptions, defaultAllocatorPin: 'sink' })).toEqual(['to', 'option', 'defaultAllocatorPin']);
    expect(placed('KernelKs1', defaultOptions, ', "AllocatorPin": "source/out"')).toEqual(['from', 'scenario', undefined]);
  });
});

describe('whose frames are simulated', () => {
  const simulated = (connection: string, options = defaultOptions, more = allocator): unknown => { const { allocator: found, basis, option } = negotiation(document(fixed, connection, more), options).segments[0]!.simulatedWith; return [found?.kind, basis, option]; };
  const agreeing = (more = ''): string => peer('KernelAvStream', framing(fixed), more);
  it.each<[string, unknown, unknown]>([
    ['the application, in user mode', simulated('{ "From": "source/out", "Peer": { "Kind": "UserMode" } }'), ['userMode', 'inferred', undefined]],
    ['KsProxy, with VRAM', simulated(agreeing(', "MemoryTransport": "Vram"')), ['proxy', 'documented', undefined]],
    ['the driver, in injection mode', simulated(agreeing(', "InjectsFrames": true')), ['injection', 'documented', undefined]],
    ['a vendor allocator, by option', simulated(agreeing()), ['vendor', 'option', 'preferredAllocator']],
    ['the default allocator, by option', simulated(agreeing(), { ...defaultOptions, preferredAllocator: 'default' }), ['default', 'option', 'preferredAllocator']],
    ['the default allocator, where the vendor\'s fails', simulated(agreeing(', "InitializeAllocatorFails": true')), ['default', 'inferred', undefined]],
    ['the one that the scenario names', simulated(agreeing(', "AllocatorPin": "source/out"')), ['vendor', 'scenario', undefined]],
    ['the default allocator, where there is no other', simulated(agreeing(), defaultOptions, '"Dispatch": null, '), ['default', 'inferred', undefined]],
    ['nobody, where the document does not say enough', simulated(agreeing().replace(framing(fixed), framing(fixed).replace('"MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", ', ''))), [undefined, 'inferred', undefined]],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  it('in injection mode every other allocator is rejected, as documented', () => {
    const { segments } = negotiation(document(fixed, agreeing(', "InjectsFrames": true')));
    const verdicts = segments[0]!.allocators.map(({ kind, verdict, conditions }: AllocatorVerdict) => [kind, verdict, conditions.find(({ name }) => name === 'requestor')?.basis]);
    expect(verdicts).toEqual([['vendor', 'rejected', 'documented'], ['injection', 'eligible', undefined], ['default', 'rejected', 'documented']]);
  });
});

describe('options', () => {
  it('have the words of the format, each of which can be set and read back', () => {
    for (const name of optionNames) {
      expect(optionWords(name)).toContain(optionWord(defaultOptions, name));
      for (const word of optionWords(name)) expect(optionWord(withOption(defaultOptions, name, word)!, name)).toBe(word);
      expect(withOption(defaultOptions, name, 'Whatever')).toBeUndefined();
    }
  });

  it('of a simulation hold for its negotiation', () => {
    const text = document({ frames: 2 }, peer('KernelAvStream', framing({ frames: 5 }))).replace('"Label": "graph"', '"Label": "graph", "Options": { "NegotiatedFrames": "Greatest" }');
    const model = readModel(text);
    expect(optionsOf(simulationsOf(model)[0])).toEqual({ ...defaultOptions, frames: 'greatest' });
    expect(negotiationsOf(model)[0]!.segments[0]!.frames.value).toBe(5);
    expect(optionsOf(simulationsOf(readModel(text.replace('"Greatest"', '"Most"')))[0])).toEqual(defaultOptions);
  });
});
